"""Ce que les chiffres disent de la tranche se lit au résultat comme à son étape."""

import pytest

from simulateur.textes.resultat import EXPLICATION_TRANCHE, INCONNUE
from tests.parcours.pages import avec_classe, par_id, texte
from tests.resultats.chiffres import estimation_de

pytestmark = pytest.mark.django_db

PAGE, ETAPE, FICHE = "/simulation/resultats/", "/simulation/patientele/", "/simulation/impression/"
JOUR = "date_signature=2026-12-01&secteur=1"
GENERALISTE = f"{JOUR}&specialite=medecine-generale"
SITUATIONS = {
    "au-dessus du 50e": (f"{GENERALISTE}&pmt=1300&file_active=1700", "possible"),
    "au-dessus du 50e, un second assistant": (
        f"{GENERALISTE}&pmt=1300&file_active=1700&option=2",
        "inconnue",
    ),
    "sous le 50e": (f"{GENERALISTE}&pmt=740&file_active=1100&situations=handicap", "exclue"),
    "un chiffre sur deux": (f"{GENERALISTE}&pmt=1300", "possible"),
    "aucun seuil": (f"{JOUR}&specialite=cardiologie&file_active=2000", "possible"),
    "refus": (f"{GENERALISTE}&pmt=300&file_active=500", "exclue"),
}


def explications(page) -> str:
    (section,) = (s for s in page.racine.iter("section") if s.get("aria-labelledby") == "s-annees")
    return texte(section)


@pytest.mark.parametrize(("requete", "cle"), SITUATIONS.values(), ids=SITUATIONS)
def test_le_resultat_redit_ce_que_l_etape_a_trouve(visite, requete, cle):
    constats = par_id(visite.ouvrir(f"{ETAPE}?{requete}").racine)["constats"]
    dits = [texte(p) for p in constats.findall("p")]
    assert dits
    page = visite.ouvrir(f"{PAGE}?{requete}")
    feuille = texte(avec_classe(visite.ouvrir(f"{FICHE}?{requete}").racine, "feuille")[0])
    # Sous un refus, le seuil d'après se lirait comme une issue.
    refuse = estimation_de(page).verdict == "non_eligible"
    attendus = [d for d in dits if not refuse or "il vous manque" not in d]
    for dit in [*attendus, " ".join(EXPLICATION_TRANCHE[cle].split())]:
        assert dit in explications(page)
        assert dit in feuille
    assert INCONNUE not in explications(page)


def test_un_seuil_publie_n_est_pas_dit_manquant(visite):
    """Le refus cite le 30e percentile du médecin traitant : c'est celui de la file active qui manque."""
    page = visite.ouvrir(f"{PAGE}?{SITUATIONS['refus'][0]}")
    assert "(775)" in texte(page.racine)
    assert "n’est pas publié" not in explications(page)
    # Un contrat d'avant 2023 n'a pas de seuils ; sa spécialité en a depuis.
    ancien = "contrat=en-cours&contrat_option=1&contrat_signature=2021-03-15"
    page = visite.ouvrir(f"{PAGE}?{GENERALISTE}&{ancien}&pmt=1300&file_active=1700")
    assert "Les seuils qui vous situeraient ne sont pas publiés" in explications(page)


def test_sans_chiffre_la_tranche_n_est_pas_connue(visite):
    dite = explications(visite.ouvrir(f"{PAGE}?{GENERALISTE}"))
    assert " ".join(INCONNUE.split()) in dite
    assert "n’est pas indiqué" not in dite


def test_une_tranche_connue_ne_se_dit_qu_une_fois(visite):
    page = visite.ouvrir(f"{PAGE}?{GENERALISTE}&pmt=1300&file_active=1700&tranche=P50-P90")
    assert explications(page).count("50e au 90e percentile") == 1
