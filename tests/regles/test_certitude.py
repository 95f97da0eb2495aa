"""Ce dont un montant dépend encore : de rien, d'une lecture à venir, d'un niveau supposé, d'une tolérance."""

from datetime import date

import pytest

from eligibility.regles import estimer
from tests.regles.fabrique import REFERENTIEL, situation

OBJECTIF = {"pmt": 1300, "file_active": 1700, "objectif_pmt": 200, "objectif_fa": 100}
LU = {"pmt_an3": 1500, "fa_an3": 1700}
P95 = {"pmt": 1300, "file_active": 1700, "tranche": ">=P95"}
SUIVI = {
    "contrat": "en-cours",
    "contrat_option": "1",
    "contrat_signature": date(2024, 9, 1),
    "date_signature": date(2026, 12, 1),
}


def annees(**reponses) -> list:
    return list(estimer(situation(**reponses), REFERENTIEL).choisie.annees)


@pytest.mark.parametrize(
    ("reponses", "certitudes"),
    [
        (OBJECTIF, ["garanti"] * 2 + ["maximum"] * 3),
        (OBJECTIF | LU, ["garanti"] * 2 + ["suppose"] * 3),
        (OBJECTIF | {"pmt_an3": 1500}, ["garanti"] * 2 + ["inconnu"] * 3),
        # La troisième année est ouverte : son niveau est lu ; les suivantes le supposent tenu.
        (OBJECTIF | LU | SUIVI, ["garanti"] * 2 + ["lu"] + ["suppose"] * 2),
        (OBJECTIF | SUIVI, ["garanti"] * 2 + ["maximum"] * 3),
        # Une baisse dans la tolérance, même lue, n'est payée que si la CPAM l'accorde.
        (P95 | {"pmt_an3": 1280, "fa_an3": 1700} | SUIVI, ["garanti"] * 2 + ["probable"] * 3),
    ],
    ids=["sans chiffre", "suppose", "partiel", "lu", "suivi sans chiffre", "tolerance"],
)
def test_ce_dont_un_montant_depend_encore(reponses, certitudes):
    assert [annee.certitude for annee in annees(**reponses)] == certitudes


def test_seul_ce_qui_est_garanti_ou_lu_est_assure():
    for reponses in (OBJECTIF, OBJECTIF | LU, OBJECTIF | LU | SUIVI, P95 | LU | SUIVI):
        for annee in annees(**reponses):
            assert annee.assuree == (annee.certitude in ("garanti", "lu"))
            assert annee.montant_assure == (annee.montant if annee.assuree else 0)
            assert not (annee.assuree and annee.au_plus)


def test_une_annee_ouverte_lue_en_partie_assure_ce_que_ses_chiffres_rendent_certain():
    baisse = annees(**OBJECTIF, **SUIVI, pmt_an3=1299)[2]
    assert (baisse.certitude, baisse.montant_assure) == ("lu", 0)
    partiel = annees(**OBJECTIF, **SUIVI, pmt_an3=1400)[2]
    assert partiel.certitude == "inconnu"
    assert partiel.montant_assure == partiel.montant_min


def test_une_annee_sans_case_n_a_pas_de_montant_a_assurer():
    absentes = [
        annee
        for option in estimer(situation(**OBJECTIF), REFERENTIEL).options
        for annee in option.annees
        if annee.montant is None
    ]
    assert all(a.certitude == "absent" and a.montant_assure is None for a in absentes)
