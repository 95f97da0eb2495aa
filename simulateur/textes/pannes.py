"""Words for whoever runs the site, when it cannot compute."""

from eligibility.selectors import Manque

TABLES_INDISPONIBLES = {
    "base_injoignable": "base de données injoignable",
    "aucun_bareme": "aucun barème publié",
    "parametres_manquants": "barème {version} : paramètre manquant ({parametres})",
}


def tables_indisponibles(manque: Manque) -> str:
    """Why there is nothing to compute with, within a sentence."""
    return TABLES_INDISPONIBLES[manque.code].format(
        version=manque.version, parametres=", ".join(manque.parametres)
    )
