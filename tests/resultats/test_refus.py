"""Un refus dit d'abord ce qui le lèverait, avec le lien de la réponse à changer."""

from urllib.parse import urldefrag

import pytest

from simulateur.textes import deblocages as textes
from tests.parcours.pages import avec_classe, par_id, texte
from tests.resultats.chiffres import estimation_de

pytestmark = pytest.mark.django_db

PAGE, FICHE = "/simulation/resultats/", "/simulation/impression/"
JOUR = "date_signature=2026-12-01"
GENERALISTE = f"{JOUR}&specialite=medecine-generale&file_active=500"
SITUATIONS = {
    "patientèle": f"{GENERALISTE}&pmt=300&secteur=1",
    "patientèle et secteur": f"{GENERALISTE}&pmt=300&secteur=2",
    "tranche": f"{GENERALISTE}&tranche=%3CP30&secteur=1",
    "contrat suivi": f"{GENERALISTE}&contrat=en-cours&contrat_option=1&contrat_signature=2025-01-01"
    "&pmt=1300&secteur=2",
    "carence et part clinique": f"{JOUR}&contrat=termine&contrat_fin=2026-01-01&part_clinique=50"
    "&secteur=non-conventionne&specialite=orl",
}
SANS_ISSUE = f"{JOUR}&specialite=radiologie&secteur=2"
ELIGIBLE = f"{JOUR}&specialite=medecine-generale&secteur=1&pmt=1300&file_active=1700"


def section(page, nom: str):
    return next((s for s in page.racine.iter("section") if s.get("aria-labelledby") == nom), None)


@pytest.fixture(params=SITUATIONS.values(), ids=SITUATIONS)
def page(request, visite):
    return visite.ouvrir(f"{PAGE}?{request.param}")


def normal(mots: str) -> str:
    return " ".join(mots.split())


def test_chaque_changement_est_dit_avant_les_montants_avec_son_lien(visite, page):
    e = estimation_de(page)
    lignes = list(section(page, "s-deblocages").iter("li"))
    premiere = next(page.racine.iter("section"))
    assert premiere.get("aria-labelledby") == "s-deblocages"
    assert len(lignes) == len(e.deblocages) > 0
    for ligne, deblocage in zip(lignes, e.deblocages, strict=True):
        assert texte(ligne).startswith(normal(textes.texte(deblocage)))
        assert [m.get("class").split()[1] for m in avec_classe(ligne, "marque")] == (
            [] if deblocage.fiabilite == "officiel" else [f"marque-{deblocage.fiabilite}"]
        )
        liens = [a.get("href") for a in ligne.iter("a")]
        assert len(liens) == bool(deblocage.cle)
        for lien in liens:
            adresse, ancre = urldefrag(lien)
            etape = visite.ouvrir(adresse)
            assert ancre in par_id(etape.racine)
            assert deblocage.cle in etape.formulaire().noms


def test_les_liens_d_un_refus_ont_chacun_leur_nom(page):
    noms = [texte(a) for a in section(page, "s-deblocages").iter("a")]
    assert len(noms) == len(set(noms))


def test_le_bandeau_dit_pourquoi_et_la_liste_ce_qui_changerait(visite):
    page = visite.ouvrir(f"{PAGE}?{SITUATIONS['patientèle']}")
    (bandeau,) = avec_classe(page.racine, "verdict")
    assert texte(bandeau).endswith(
        "Il vous manque 475 patients pour atteindre le 30e percentile (775)."
    )
    assert textes.UN_SEUL in texte(section(page, "s-deblocages"))
    deux = visite.ouvrir(f"{PAGE}?{SITUATIONS['patientèle et secteur']}")
    assert textes.UN_PAR_CONDITION in texte(section(deux, "s-deblocages"))
    assert "Adhérez" not in texte(avec_classe(deux.racine, "verdict")[0])


@pytest.mark.parametrize("requete", [SANS_ISSUE, ELIGIBLE], ids=["sans issue", "éligible"])
def test_rien_a_changer_rien_n_est_dit(visite, requete):
    page = visite.ouvrir(f"{PAGE}?{requete}")
    assert section(page, "s-deblocages") is None
    assert ("exclue" in texte(avec_classe(page.racine, "verdict")[0])) == (requete == SANS_ISSUE)


def test_un_refus_n_envoie_pas_demander_l_objectif(page):
    demande = texte(section(page, "s-demander"))
    assert "objectif" not in demande
    assert "avenant" not in demande
    assert "#s-demander" not in {a.get("href") for a in section(page, "s-engagement").iter("a")}


def test_le_courriel_d_un_refus_dit_ce_qui_le_leverait(visite):
    page = visite.ouvrir(f"{PAGE}?{SITUATIONS['carence et part clinique']}")
    (lien,) = [a.get("href") for a in page.racine.iter("a") if "mailto:?" in a.get("href", "")]
    assert "Ce%20qui%20changerait" in lien
    assert "Signer%20%C3%A0%20partir%20du%201er%20janvier%202028" in lien


def test_la_fiche_le_dit_aussi(visite):
    for requete in SITUATIONS.values():
        page = visite.ouvrir(f"{FICHE}?{requete}")
        dite = texte(section(page, "f-deblocages"))
        for deblocage in estimation_de(page).deblocages:
            assert normal(textes.texte(deblocage)) in dite
