"""La page : un envoi, une réponse au fil du calcul, et rien qui en reste."""

import gzip
import zlib

import pytest

from simulateur.lot import calcul, flux
from tests.lot.conftest import NOM, PAGE, TETE, en_csv, envoi, medecins
from tests.plateforme.test_entetes import verifier

pytestmark = pytest.mark.django_db


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
    assert "<em>secteur</em>&nbsp;: Vous avez écrit « 9 ». Choisissez votre secteur" in page
    assert "<em>pmt</em>&nbsp;: Vous avez écrit « beaucoup ». Indiquez un nombre entier" in page
    assert f"Ligne 2, {NOM} 0" in page
    assert "75\xa0patients" in page
    assert "seul le contrat signé avec la CPAM engage" in page
    assert "Barème du" in page
    verifier(response)


def test_une_valeur_refusee_se_cite_courte_et_echappee(envoyer):
    longue = "<script>" + "x" * 200
    page = envoyer(medecins(2, sauf={0: ["Lu", "medecine-generale", "", longue, 3]})).lu.decode()
    assert "&lt;script&gt;" in page
    assert "x… ». Indiquez un nombre entier" in page
    assert "x" * 40 not in page
    # Rien n'est écrit : rien à citer.
    assert "<em>secteur</em>&nbsp;: Choisissez votre secteur" in page


def test_les_totaux_ne_comptent_que_ce_qui_est_a_venir(envoyer):
    """Contrat de mars 2025 (38 000 et 28 000 € versés) : il reste 3 × 22 000. Signé ce jour : 132 000."""
    tete = [*TETE, "date_signature", "contrat", "contrat_option", "contrat_signature"]
    octets = en_csv(
        tete,
        ["A", "medecine-generale", "1", 1300, 1700, "2026-12-01", "", "", ""],
        ["B", "medecine-generale", "1", 1300, 1700, "2026-12-01", "en-cours", "1", "2025-03-01"],
    )
    page = envoyer(octets).lu.decode()
    totaux = page[page.index('id="totaux"') : page.index('id="lignes"')]
    assert "60 000 €" in totaux  # 38 000 + 22 000
    assert "198 000 €" in totaux  # 132 000 + 66 000
    assert "une année déjà commencée n’y est pas" in totaux
    ligne = page[page.index("Ligne 3, B") :]
    assert "passée</span>" in ligne
    assert "commencée</span>" in ligne


def test_le_lien_d_une_cpts_se_garde(client):
    page = client.get(f"{PAGE}?cpts=cpts-exemple").text
    assert f'action="{PAGE}?cpts=cpts-exemple"' in page
    response = client.post(f"{PAGE}?cpts=cpts-exemple", envoi(medecins(1)))
    rendue = response.getvalue().decode()
    assert "&amp;cpts=cpts-exemple" in rendue
    assert f'href="{PAGE}?cpts=cpts-exemple">Envoyer un autre fichier' in rendue
    assert (
        "cpts=" not in client.post(f"{PAGE}?cpts=inconnue", envoi(medecins(1))).getvalue().decode()
    )


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
    tete = zlib.decompressobj(wbits=31).decompress(octets[0])
    assert b"<h1>" in tete
    assert b"lignes sur 40" not in tete
    assert "40 lignes lues" in gzip.decompress(b"".join(octets)).decode()


def test_sans_fichier(client):
    response = client.post(PAGE, {"resultat": "csv"})
    assert response.status_code == 422
    assert "Choisissez un fichier CSV ou XLSX" in response.text


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
