"""Origins that may hold the simulator in a frame: read strictly, for they go into a security header."""

import re

from django.core.exceptions import ValidationError

from simulateur.textes import cpts as textes

_NOM = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
# In clear only on one's own machine, to try a page before it is put on line.
_ORIGINE = re.compile(
    rf"https://{_NOM}(?::\d{{2,5}})?|http://(?:localhost|127\.0\.0\.1)(?::\d{{2,5}})?"
)
ORIGINES_MAXIMALES = 20


def lire(texte: str) -> tuple[str, ...]:
    """The origins of a text that holds one a line; what is no origin is left out."""
    lignes = (ligne.strip().lower().removesuffix("/") for ligne in texte.splitlines())
    origines = (_sans_port_usuel(ligne) for ligne in lignes if _ORIGINE.fullmatch(ligne))
    return tuple(dict.fromkeys(origines))


def valider(texte: str) -> None:
    """Raises ValidationError, one message a line that is no origin."""
    lignes = [ligne for ligne in texte.splitlines() if ligne.strip()]
    refus = [textes.ORIGINE_REFUSEE.format(ligne=ligne) for ligne in lignes if not lire(ligne)]
    if len(lignes) > ORIGINES_MAXIMALES:
        refus.append(textes.TROP_D_ORIGINES.format(maximum=ORIGINES_MAXIMALES))
    if refus:
        raise ValidationError(refus)


def _sans_port_usuel(origine: str) -> str:
    """As a browser writes it."""
    return (
        origine.removesuffix(":443")
        if origine.startswith("https:")
        else origine.removesuffix(":80")
    )
