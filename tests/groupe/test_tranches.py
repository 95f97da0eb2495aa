"""Une tranche que nul n'a dite peut renverser la décision : on dit pour qui, et de combien."""

from decimal import Decimal

import pytest

from eligibility.regles.groupe.choix import Hausse
from simulateur.textes import doutes
from tests.parcours.pages import arbre, avec_classe, par_id, texte

pytestmark = pytest.mark.django_db

DATE = "date_signature=2026-12-01"
INCONNUE = f"{DATE}&m=1p2300.a2900~X&m=1p900~Y"
CONNUE = f"{DATE}&m=1p2300.a2900.t95~X&m=1p900~Y"
DEUX_HAUSSES = "132 000 € sous P90 ; si P90-P94 : 144 000 € ; si ≥ P95 : 190 000 €"
PEUT_CHANGER = (
    "Cette comparaison peut changer : la tranche de patientèle n’est pas connue pour X. Plus haute, elle "
    "rapporterait à un contrat individuel, sur 5 ans, jusqu’à 58 000 € de plus"
)


@pytest.fixture
def lire(client):
    return lambda adresse: arbre(client.get(adresse, follow=True).content.decode())


def clair(element) -> str:
    return " ".join(texte(element).replace("\u202f", " ").replace("\xa0", " ").split())


def test_une_ligne_par_medecin_et_la_comparaison_en_doute(lire):
    """38 000 + 28 000 + 3 × 26 000 = 144 000 ; 5 × 38 000 = 190 000 ; 190 000 − 132 000 = 58 000."""
    racine = lire(f"/groupe/?{INCONNUE}")
    page = clair(racine)
    assert f"X. {DEUX_HAUSSES}, sans patient à gagner." in page
    assert "à demander à la CPAM" in page
    assert PEUT_CHANGER in page
    (table,) = avec_classe(racine, "par-medecin")
    lignes = [clair(rang) for rang in table.iter("tr")]
    assert ["jusqu’à" in ligne for ligne in lignes] == [False, True, False, True, False]
    assert "jusqu’à 322 000 €" in lignes[3]


def test_une_tranche_connue_ne_laisse_aucun_doute(lire):
    for chemin in ("/groupe/", "/groupe/presentation/"):
        racine = lire(f"{chemin}?{CONNUE}")
        assert "peut changer" not in texte(racine)
        assert "sous P90" not in texte(racine)


def test_la_presentation_en_fait_un_ecran(lire):
    ecran = clair(par_id(lire(f"/groupe/presentation/?{INCONNUE}"))["groupe_tranches"])
    assert PEUT_CHANGER in ecran
    assert DEUX_HAUSSES in ecran


def test_qui_ne_peut_signer_seul_n_a_pas_de_tranche_a_demander(lire):
    assert "sous P90" not in clair(lire(f"/groupe/?{DATE}&m=1s2.p2300.a2900~X&m=1p900"))


def doute(nom: str, *aides: int) -> doutes.Doute:
    tranches = ("P90-P95", ">=P95")
    return doutes.Doute(
        nom,
        Decimal(100),
        tuple(Hausse(t, Decimal(a), None) for t, a in zip(tranches, aides, strict=True)),
    )


def test_ce_qui_se_dit_de_plusieurs_se_dit_ensemble():
    trouves = [doute("Anne", 110, 150), doute("Bob", 110, 150), doute("Zoé", 120, 190)]
    assert [qui for qui, _ in doutes.lignes(trouves)] == ["Anne et Bob", "Zoé"]
    assert "chacun sous P90" in doutes.lignes(trouves)[0][1]
    phrase = doutes.phrase(trouves, 5)
    assert "pour Anne, Bob et Zoé. Plus haute" in phrase
    assert phrase.index("90") < phrase.index("50")  # le plus grand enjeu d'abord
    assert "de plus chacun" in doutes.phrase(trouves[:2], 5)
    assert doutes.phrase([], 5) == ""
    foule = [doute(f"N{rang}", 110, 150) for rang in range(9)]
    assert "pour 9 médecins." in doutes.phrase(foule, 5)
