"""Where the figures put a doctor among colleagues, in words."""

from eligibility.regles.tranches import RANG_MAX, Tranche
from eligibility.regles.vocabulaire import TRANCHES as CODES
from simulateur.textes.ecriture import nombre, patients, typographie

from .mots import INDICATEURS, TRANCHES

# rank in the list of bands → the lower end of the band, in words
PLANCHERS = ("", "au 30e percentile", "au 50e percentile", "au 90e percentile", "au 95e percentile")


def constat(tranche: Tranche, sans_chiffre: bool) -> str:
    """One sentence on what the figures given say; empty without any figure."""
    return "" if sans_chiffre else typographie(_constat(tranche))


def _constat(tranche: Tranche) -> str:
    if tranche.valeur is not None:
        return f"Votre tranche : {TRANCHES[tranche.valeur]}."
    if tranche.bas and tranche.haut == RANG_MAX:
        return f"Vous êtes au moins {PLANCHERS[tranche.bas]} ; les seuils suivants ne sont pas publiés."
    if tranche.haut < RANG_MAX:
        return (
            f"Vous êtes entre « {TRANCHES[CODES[tranche.bas]]} » et « {TRANCHES[CODES[tranche.haut]]} » : "
            "les seuils publiés ne suffisent pas à dire laquelle de ces tranches est la vôtre."
        )
    return "Les seuils qui vous situeraient ne sont pas publiés : seule votre CPAM connaît votre tranche."


def paliers(tranche: Tranche) -> list[str]:
    """How far the next known thresholds are."""
    return [
        typographie(
            f"{INDICATEURS[p.indicateur].capitalize()} : il vous manque {patients(p.manque)} pour le "
            f"{p.percentile}e percentile ({nombre(p.seuil)})."
        )
        for p in tranche.paliers
    ]


def absents(tranche: Tranche) -> str:
    """What a figure not given could change."""
    if not tranche.indicateurs_absents or tranche.origine == "declaree":
        return ""
    noms = " et ".join(INDICATEURS[i] for i in tranche.indicateurs_absents)
    return typographie(
        f"Un chiffre n'est pas indiqué ({noms}) : il pourrait vous placer plus haut."
    )
