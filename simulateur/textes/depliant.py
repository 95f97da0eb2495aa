"""Words of the handout that depend on a figure; the others are in its template."""

from simulateur.textes.ecriture import INSECABLE, typographier

LIGNES = typographier(
    {"P90-P95": "du 90e au 94e percentile", ">=P95": "à partir du 95e percentile"}
)


def ans(combien: int) -> str:
    return f"{combien}{INSECABLE}an{'s' if combien > 1 else ''}"
