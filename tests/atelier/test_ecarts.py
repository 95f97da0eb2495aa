"""Une situation qu'un brouillon change, en mots : deux côtés qui ne disent jamais la même chose."""

from decimal import Decimal

import pytest

from simulateur.atelier import impact
from simulateur.atelier.ecarts import _quoi
from simulateur.atelier.ecarts import exemple as en_mots
from simulateur.atelier.resumes import OptionResumee, Resume
from tests.tables.outils import ecrire

from .test_impact import etude, tout

pytestmark = pytest.mark.django_db


def test_l_aide_d_un_medecin_non_eligible_est_celle_qu_il_aurait():
    def resume(verdict: str, montant: int) -> Resume:
        option = OptionResumee(True, (Decimal(montant), Decimal(1)), ("regle",), None, ())
        return Resume(verdict, None, "1", option)

    dits = _quoi(resume("eligible", 100), resume("non_eligible", 200))
    assert list(dits)[1] == (
        "1 ETP, aide",
        "101\u202f€ sur 2 ans",
        "201\u202f€ sur 2 ans, si la condition qui bloque était remplie",
    )


def _envisage(**change) -> Resume:
    option = OptionResumee(
        True, (Decimal(100), Decimal(50)), ("inconnu", ("fa", None, None)), Decimal("20.40"), ()
    )
    return Resume("eligible", None, "1", option._replace(**change))


@pytest.mark.parametrize(
    ("change", "dits"),
    [
        (
            {"montants": (Decimal(50), Decimal(100))},
            ("100\u202f€, 50\u202f€", "50\u202f€, 100\u202f€"),
        ),
        ({"reste": Decimal("20.30")}, ("20,40\u202f€", "20,30\u202f€")),
        (
            {"objectif": ("bareme", ("fa", None, None))},
            (
                "objectif inconnu, file active : à demander à la CPAM (cible inconnue)",
                "tableau du barème, file active : à demander à la CPAM (cible inconnue)",
            ),
        ),
        (
            {"objectif": ("inconnu", ("fa", 1200, 100))},
            ("file active : à demander à la CPAM", "file active : +100"),
        ),
    ],
)
def test_les_deux_cotes_d_un_ecart_ne_disent_pas_la_meme_chose(change, dits):
    ((_, *cotes),) = _quoi(_envisage(), _envisage(**change))
    assert tuple(cotes) == dits


def test_un_ecart_dit_toujours_ce_qui_differe(brouillon):
    """Sur tout ce qu'un brouillon change : une ligne au moins, et deux côtés différents."""
    ecrire(brouillon, "seuils", "cardiologie", "fa", 90, valeur="2500", fiabilite="hypothese")
    ecrire(brouillon, "montants", "1", "base", 2, valeur="27999.60")
    ecrire(brouillon, "parametres", "collectif_pmt_moyenne_min", valeur="900.00")
    une = etude(brouillon)
    for ecart in tout(une):
        quoi = en_mots(ecart, "/x/", impact._libelles(une))["quoi"]
        assert quoi, ecart
        assert all(avant != apres for _, avant, apres in quoi), quoi
