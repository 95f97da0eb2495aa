"""La présentation : tous ses écrans, dans l'ordre, avec les chiffres de la page d'où elle vient."""

import re
from urllib.parse import urlsplit

import pytest

from tests.parcours.pages import Page, avec_classe, par_id, texte
from tests.plateforme.test_entetes import verifier
from tests.projection import salles

pytestmark = pytest.mark.django_db
GENERALISTE = (
    "date_signature=2026-12-01&file_active=1700&objectif_pmt=200&pmt=1300&secteur=1"
    "&specialite=medecine-generale&tranche=P50-P90"
)
REFUS = "date_signature=2026-12-01&file_active=900&pmt=600&secteur=2&specialite=medecine-generale"
CONTRATS = "etp=2&m=1p1100.a1500.c1.d20240901~Dr+Aulne&m=1p950.a1400~Dr+Buis"
DU_RESULTAT = [
    "verdict", "annees", "engagement", "objectif_manque", "cout", "calendrier", "demander", "chez_vous",
]  # fmt: skip
DU_GROUPE = [
    "groupe_question", "groupe_deux", "groupe_conclusion", "groupe_melanges", "groupe_criteres",
    "groupe_tranches", "groupe_engagement", "groupe_fins", "groupe_part", "chez_vous",
]  # fmt: skip


def noms(page: Page) -> list[str]:
    return [e.get("id") for e in avec_classe(page.racine, "ecran")]


def ecran(page: Page, nom: str) -> str:
    return texte(par_id(page.racine)[nom])


def montants(html: str) -> set[str]:
    return set(re.findall(r"\d[\d\u202f]*\u202f€", html))


@pytest.mark.parametrize(
    ("adresse", "attendus"),
    [
        (f"{salles.RESULTAT}?{GENERALISTE}", DU_RESULTAT),
        (f"{salles.RESULTAT}?{REFUS}", ["verdict", "deblocages", *DU_RESULTAT[1:]]),
        (f"{salles.GROUPE}?{CONTRATS}", DU_GROUPE),
    ],
    ids=["résultat", "refus", "groupe"],
)
def test_tous_les_ecrans_sont_la_et_se_suivent(visite, adresse, attendus):
    page = visite.ouvrir(adresse)
    assert noms(page) == attendus
    for rang, (nom, element) in enumerate(
        zip(attendus, avec_classe(page.racine, "ecran"), strict=True)
    ):
        voisins = [attendus[v] for v in (rang - 1, rang + 1) if 0 <= v < len(attendus)]
        ancres = [a.get("href") for a in element.iter("a") if a.get("href").startswith("#")]
        assert ancres == [f"#{voisin}" for voisin in voisins], nom
        assert f"{rang + 1} / {len(attendus)}" in texte(element)
        assert "site non officiel" in texte(element)
    assert len(list(page.racine.iter("h1"))) == 1


@pytest.mark.parametrize("requete", salles.DIFFICILES.values(), ids=salles.DIFFICILES)
def test_aucun_montant_qui_ne_soit_sur_la_page_du_resultat(visite, requete):
    projetes = montants(visite.ouvrir(f"{salles.RESULTAT}?{requete}").html)
    assert projetes <= montants(visite.ouvrir(f"{salles.RESULTATS}?{requete}").html)


@pytest.mark.parametrize("requete", salles.GROUPES.values(), ids=salles.GROUPES)
def test_aucun_montant_qui_ne_soit_sur_la_page_du_groupe(visite, requete):
    projetes = montants(visite.ouvrir(f"{salles.GROUPE}?{requete}").html)
    assert projetes
    assert projetes <= montants(visite.ouvrir(f"{salles.PAGE_GROUPE}?{requete}").html)


def test_les_chiffres_attendus_sont_projetes(visite):
    page = visite.ouvrir(f"{salles.RESULTAT}?{GENERALISTE}")
    for montant in ("38 000 €", "28 000 €", "22 000 €"):
        assert montant in ecran(page, "annees")
    for niveau in ("1 300", "200", "1 500"):
        assert niveau in ecran(page, "engagement")
    assert "version 2026-02-25" in ecran(page, "chez_vous")
    assert "seul le contrat avec la CPAM engage" in ecran(page, "chez_vous")


@pytest.mark.parametrize(
    ("chemin", "page", "requete"),
    [(salles.RESULTAT, salles.RESULTATS, GENERALISTE), (salles.GROUPE, "/groupe/", CONTRATS)],
    ids=["résultat", "groupe"],
)
def test_on_va_a_la_presentation_et_on_en_revient(visite, chemin, page, requete):
    depart = visite.ouvrir(f"{page}?{requete}")
    (lien,) = (a.get("href") for a in depart.racine.iter("a") if texte(a) == "Projeter")
    projetee = visite.ouvrir(lien)
    assert (projetee.statut, projetee.chemin, projetee.sauts) == (200, chemin, [])
    (presentation,) = avec_classe(projetee.racine, "presentation")
    retour = visite.ouvrir(presentation.get("data-retour"))
    assert (retour.statut, retour.chemin, retour.sauts) == (200, page, [])
    quitter = {
        urlsplit(a.get("href")).path for a in projetee.racine.iter("a") if texte(a) == "quitter"
    }
    assert quitter == {page}
    assert len(avec_classe(projetee.racine, "qr")) == 1


def test_un_groupe_trop_grand_dit_que_son_code_ne_se_lirait_pas(visite):
    """Au-delà de 600 caractères, un téléphone ne lit plus le code depuis une salle."""
    page = visite.ouvrir(salles.toutes()["trente médecins"])
    assert avec_classe(page.racine, "qr") == []
    assert "trop longue pour un code QR lisible" in texte(page.racine)


def test_la_presentation_garde_la_cpts_jusqu_a_l_adresse_a_taper(visite):
    page = visite.ouvrir(f"{salles.RESULTAT}?{GENERALISTE}&cpts=cpts-exemple")
    (adresse,) = avec_classe(page.racine, "adresse")
    assert texte(adresse).endswith("/?cpts=cpts-exemple")


def test_des_reponses_a_reparer_menent_a_la_page_qui_les_repare(visite):
    assert visite.ouvrir(f"{salles.RESULTAT}?secteur=1").chemin.startswith("/simulation/profil")
    assert visite.ouvrir(f"{salles.RESULTAT}?{GENERALISTE}&fa_an3=x").chemin == salles.RESULTATS
    assert visite.ouvrir(salles.GROUPE).chemin == salles.PAGE_GROUPE
    assert visite.ouvrir(f"{salles.GROUPE}?m=zzz").chemin == salles.PAGE_GROUPE


def test_un_exemple_projete_dit_fictif_sur_chaque_ecran(visite):
    for nom, adresse in salles.du_site().items():
        page = visite.ouvrir(adresse)
        assert page.html.count("Données fictives") == len(noms(page)), nom
    assert "Données fictives" not in visite.ouvrir(f"{salles.RESULTAT}?{GENERALISTE}").html


@pytest.mark.parametrize(
    "adresse",
    [f"{salles.RESULTAT}?{GENERALISTE}", f"{salles.GROUPE}?{CONTRATS}"],
    ids=["résultat", "groupe"],
)
def test_ni_requete_sql_ni_cookie_ni_index(client, settings, django_assert_num_queries, adresse):
    settings.REFERENTIEL_FRAICHEUR_S = 3600
    vers = client.get(adresse)
    adresse = vers.headers.get("Location", adresse)
    with django_assert_num_queries(0):
        reponse = client.get(adresse)
    assert reponse.status_code == 200
    verifier(reponse)
    assert 'name="robots" content="noindex"' in reponse.text
    assert "private" in reponse.headers["Cache-Control"]


@pytest.mark.vnu
def test_html_valide(visite, verifier_html):
    verifier_html({nom: visite.ouvrir(adresse).html for nom, adresse in salles.toutes().items()})
