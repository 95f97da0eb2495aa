"""Missing conditions of an option, in words."""

from eligibility.regles.bareme import Bareme
from simulateur.textes.ecriture import typographier

CONDITIONS = typographier(
    {
        "contrat_1_etp": "avoir un contrat de 1 ETP en cours",
        "troisieme_annee": "être au moins dans la {annee}e année de ce contrat",
        "objectif_atteint": "avoir atteint l'objectif de ce contrat",
        "zone_zip": "exercer en zone d'intervention prioritaire (ZIP)",
        "zone_a_verifier": "vérifier que vous exercez en zone d'intervention prioritaire (ZIP)",
        "fermee": "cette option n'accepte plus de nouveau contrat",
    }
)


def condition(code: str, bareme: Bareme) -> str:
    """A missing condition, with the figures of the barème in force."""
    return CONDITIONS[code].format(annee=bareme.entier("second_assistant_annee_min"))
