"""La page : un envoi, une réponse au fil du calcul, et rien qui en reste."""

import gzip
import io
import json
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eligibility.regles.invariants import ResultatImpossible
from simulateur.api import limites
from simulateur.lot import calcul, flux, passage, verrou, views
from simulateur.lot.refus import LIGNES_MAX, OCTETS_MAX
from tests.lot.conftest import PAGE, en_csv, en_xlsx
from tests.plateforme.test_entetes import AVEC_COOKIES, verifier

pytestmark = pytest.mark.django_db

CHIFFRE = "4321"
NOM = "Docteur Confidentiel"
TETE = ["nom", "specialite", "secteur", "pmt", "file_active"]


def medecins(combien: int, **change) -> bytes:
    rangs = [[f"{NOM} {rang}", "medecine-generale", "1", CHIFFRE, 5000] for rang in range(combien)]
    for rang, valeurs in change.get("sauf", {}).items():
        rangs[rang] = valeurs
    return en_csv(TETE, *rangs)


def envoi(octets: bytes, **choix) -> dict:
    return {"fichier": SimpleUploadedFile("f.csv", octets), "resultat": "ecran", **choix}


def test_le_formulaire(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    assert 'enctype="multipart/form-data"' in response.text
    assert "csrfmiddlewaretoken" not in response.text
    verifier(response)


def test_le_resultat(envoyer):
    fautif = ["Martin", "medecine-generale", "9", "beaucoup", ""]
    sous_le_seuil = ["Sous", "medecine-generale", "1", 700, 900]
    response = envoyer(medecins(5, sauf={1: fautif, 3: sous_le_seuil}) + b"\n")
    page = response.lu.decode()
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "5 lignes lues en" in page
    assert "<strong>Ligne 3</strong>, Martin" in page
    assert "<em>secteur</em>&nbsp;: Choisissez votre secteur" in page
    assert "<em>pmt</em>&nbsp;: Indiquez un nombre entier" in page
    assert f"Ligne 2, {NOM} 0" in page
    assert "75\xa0patients" in page
    assert "seul le contrat signé avec la CPAM engage" in page
    assert "Barème du" in page
    verifier(response)


def test_chaque_ligne_s_ouvre_en_entier(envoyer, client):
    page = envoyer(medecins(1)).lu.decode()
    debut = page.index("/simulation/resultats/?")
    adresse = page[debut : page.index('"', debut)].replace("&amp;", "&")
    resultat = client.get(adresse)
    assert resultat.status_code == 200
    assert "38\u202f000\u202f€" in resultat.text


@pytest.mark.parametrize("tri", ["fichier", "verdict", "montant", "seuil"])
def test_l_ordre_demande(envoyer, tri):
    octets = en_csv(
        TETE,
        ["loin", "medecine-generale", "1", 3000, 900],
        ["refusé", "medecine-generale", "2", 1200, 900],
        ["presque", "medecine-generale", "1", 770, 900],
        ["mi-temps", "orl", "1", "", 900],
        ["plus", "medecine-generale", "1", 1500, 900],
    )
    page = envoyer(octets, tri=tri).lu.decode()
    ordre = [nom for _, nom in sorted((page.index(f", {nom}<"), nom) for nom in
             ("loin", "refusé", "presque", "mi-temps", "plus"))]  # fmt: skip
    attendu = {
        "fichier": ["loin", "refusé", "presque", "mi-temps", "plus"],
        "verdict": ["loin", "plus", "mi-temps", "refusé", "presque"],
        "montant": ["loin", "refusé", "presque", "mi-temps", "plus"],
        "seuil": ["presque", "refusé", "plus", "loin", "mi-temps"],
    }
    assert ordre == attendu[tri]


def test_le_filtre(envoyer):
    octets = medecins(3, sauf={1: ["Refus", "medecine-generale", "2", 900, 900],
                               2: ["Faute", "rien", "1", 1, 1]})  # fmt: skip
    page = envoyer(octets, filtre="non_eligible").lu.decode()
    assert "Ligne 3, Refus" in page
    assert "Ligne 2, " not in page
    page = envoyer(octets, filtre="erreurs").lu.decode()
    assert "<strong>Ligne 4</strong>, Faute" in page
    assert "Ligne à ligne" not in page


def test_deux_cents_lignes_au_plus(envoyer):
    page = envoyer(medecins(203)).lu.decode()
    assert page.count('<th scope="row"><a href') == flux.RANGEES_MONTREES
    assert "Les 200 premières" in page


def test_les_colonnes_ignorees_se_disent(envoyer):
    octets = en_csv(["specialite", "secteur", "<b>Ville</b>"], ["orl", "1", "x"])
    page = envoyer(octets).lu.decode()
    assert "Colonnes ignorées" in page
    assert "&lt;b&gt;Ville&lt;/b&gt;" in page


def test_la_page_part_avant_que_tout_soit_calcule(client, monkeypatch):
    faites = []
    vraie = calcul.estimer
    monkeypatch.setattr(calcul, "estimer", lambda *a: faites.append(1) or vraie(*a))
    morceaux = client.post(PAGE, envoi(medecins(100))).streaming_content
    premier = next(morceaux)
    assert b"<h1>" in premier
    assert faites == []
    pas = next(morceaux)
    assert b"5 lignes sur 100" in pas
    assert len(faites) == 5
    b"".join(morceaux)
    assert len(faites) == 100


def test_l_avancement_compresse_part_aussi_au_fil_du_calcul(client):
    response = client.post(PAGE, envoi(medecins(40)), headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    octets = list(response.streaming_content)
    assert len(octets) > 15
    assert "40 lignes lues" in gzip.decompress(b"".join(octets)).decode()


@pytest.mark.parametrize("resultat", ["ecran", "csv"])
def test_deux_fichiers_a_la_fois(client, resultat):
    premier = client.post(PAGE, envoi(medecins(50), resultat=resultat))
    second = Client().post(PAGE, envoi(medecins(1)))
    assert second.status_code == 503
    assert second.headers["Retry-After"] == "10"
    assert "Un autre fichier est en cours" in second.text
    assert premier.getvalue()
    assert Client().post(PAGE, envoi(medecins(1))).getvalue()


@pytest.mark.parametrize("lus", [0, 1, 3])
def test_un_visiteur_qui_s_en_va_rend_la_place(rf, lus):
    response = views.page(rf.post(PAGE, envoi(medecins(50))))
    morceaux = iter(response)
    for _ in range(lus):
        next(morceaux)
    response.close()
    suivant = views.page(rf.post(PAGE, envoi(medecins(1))))
    assert suivant.status_code == 200
    suivant.close()


def test_une_place_oubliee_se_libere():
    maintenant = [0.0]
    place = verrou.Place(lambda: maintenant[0])
    premier = place.prendre()
    assert place.prendre() is None
    maintenant[0] = verrou.PERIME_S
    second = place.prendre()
    assert second is not None
    place.rendre(premier)
    assert place.prendre() is None
    place.rendre(second)
    assert place.prendre() is not None


@pytest.mark.parametrize("octets", [b"", medecins(1)[:20], medecins(LIGNES_MAX + 1)])
def test_un_refus_rend_la_place(envoyer, octets):
    response = envoyer(octets)
    assert response.status_code in (413, 422)
    assert 'role="alert"' in response.text
    assert "Erreur&nbsp;:" in response.text
    verifier(response)


def test_sans_fichier(client):
    response = client.post(PAGE, {"resultat": "csv"})
    assert response.status_code == 422
    assert "Choisissez un fichier CSV ou XLSX" in response.text


def test_un_fichier_trop_gros_n_est_pas_lu(client, monkeypatch):
    response = client.post(PAGE, envoi(b"x" * (OCTETS_MAX + 1)))
    assert response.status_code == 413
    assert "dépasse 2 Mo" in response.text.replace("\xa0", " ")
    monkeypatch.setattr(views, "Envoi", _interdit_aux_corps)
    assert client.post(PAGE, envoi(b"x" * (OCTETS_MAX + 100_000))).status_code == 413


def _interdit_aux_corps(donnees=None, fichiers=None):
    from simulateur.lot.formulaire import Envoi

    assert not fichiers
    return Envoi(donnees, fichiers)


def test_le_temps_est_borne(envoyer, monkeypatch):
    monkeypatch.setattr(passage, "DUREE_MAX_S", 0.0)
    page = envoyer(medecins(10)).lu.decode()
    assert "Le calcul a été arrêté au bout de 0 secondes, après 1 ligne sur 10" in page
    assert "Ligne 2, " in page
    fichier = envoyer(medecins(10), resultat="csv").lu.decode()
    assert "après 1 ligne sur 10" in fichier


def test_le_debit_est_celui_de_l_api(envoyer, settings):
    settings.API_PAR_MINUTE = 2
    assert envoyer(medecins(60)).status_code == 200
    response = envoyer(medecins(1))
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    limites.debit.vider()


def test_un_resultat_impossible_n_arrete_pas_les_autres(envoyer, monkeypatch, lignes):
    vraie, appels = calcul.estimer, []

    def estimer(*args):
        appels.append(1)
        if len(appels) == 2:
            raise ResultatImpossible("total_positif", "2026-02-25 r1")
        return vraie(*args)

    monkeypatch.setattr(calcul, "estimer", estimer)
    page = envoyer(medecins(3)).lu.decode()
    assert "nous préférons ne rien montrer" in page
    assert "Ligne 4, " in page
    (ligne,) = lignes()
    assert ligne["invariant"] == "total_positif"
    assert CHIFFRE not in json.dumps(ligne)


@pytest.mark.parametrize("resultat", ["ecran", "csv"])
def test_un_defaut_en_route_finit_la_reponse_et_ne_dit_rien(envoyer, monkeypatch, lignes, resultat):
    vraie, appels = calcul.estimer, []

    def estimer(situation, referentiel):
        appels.append(1)
        if len(appels) == 30:
            raise ValueError(f"{NOM} {situation.pmt}")
        return vraie(situation, referentiel)

    monkeypatch.setattr(calcul, "estimer", estimer)
    page = envoyer(medecins(40), resultat=resultat).lu.decode()
    assert "s’est arrêté sur un défaut de notre côté, après 29 lignes" in page
    if resultat == "ecran":
        assert page.rstrip().endswith("</html>")
    (ligne,) = lignes()
    assert ligne["exception"][0]["classe"] == "builtins.ValueError"
    assert NOM not in json.dumps(ligne)
    assert CHIFFRE not in json.dumps(ligne)


def test_un_gabarit_qui_casse_finit_la_page(envoyer, monkeypatch, lignes):
    def casser(*_):
        raise KeyError(NOM)

    monkeypatch.setattr(flux, "totaux", casser)
    page = envoyer(medecins(3)).lu.decode()
    assert 'role="alert"' in page
    assert page.rstrip().endswith("</html>")
    assert NOM not in json.dumps(lignes())


@pytest.mark.parametrize("resultat", ["ecran", "csv", "xlsx"])
@pytest.mark.parametrize("ecrire", [en_csv, en_xlsx])
def test_rien_sur_le_disque_ni_au_journal(envoyer, monkeypatch, lignes, settings, resultat, ecrire):
    def interdit(*_, **__):
        raise AssertionError("un fichier temporaire")

    settings.JOURNAL_ACCES = True
    corps = ecrire(TETE, *([NOM, "medecine-generale", "1", CHIFFRE, 5000] for _ in range(900)))
    for nom in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, nom, interdit)
    ouvrir = io.open
    monkeypatch.setattr(
        "builtins.open",
        lambda f, mode="r", *a, **k: (
            interdit() if set(mode) & set("wax+") else ouvrir(f, mode, *a, **k)
        ),
    )
    response = envoyer(corps, nom=f"{NOM}.csv", resultat=resultat)
    assert response.status_code == 200
    assert NOM not in response.headers.get("Content-Disposition", "")
    ecrit = json.dumps(lignes())
    assert NOM not in ecrit
    assert CHIFFRE not in ecrit


def test_aucun_cookie_ni_jeton():
    client = Client(enforce_csrf_checks=True)
    client.cookies.load(AVEC_COOKIES)
    response = client.post(PAGE, envoi(medecins(1)), headers={"origin": "https://ailleurs.exemple"})
    assert response.status_code == 200
    response.getvalue()
    verifier(response)


def test_aucune_requete_sql(envoyer, django_assert_num_queries, settings):
    settings.REFERENTIEL_FRAICHEUR_S = 60
    envoyer(medecins(1))
    with django_assert_num_queries(0):
        envoyer(medecins(20))


@pytest.mark.vnu
def test_html_valide(verifier_html, client, envoyer):
    fautif = ["Martin & fils", "rien", "9", "beaucoup", ""]
    verifier_html(
        {
            "formulaire": client.get(PAGE).text,
            "refus": envoyer(b"").text,
            "résultat": envoyer(medecins(60, sauf={1: fautif})).lu.decode(),
            "erreurs": envoyer(medecins(3, sauf={1: fautif}), filtre="erreurs").lu.decode(),
        }
    )
