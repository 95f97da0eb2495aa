"""The QR code of an address, drawn by the server; none when a phone could no longer read it."""

from decimal import Decimal

import segno
from django.utils.safestring import SafeString

# Modules of 0.42 mm: a version 25 is 5 cm wide and holds some 1 250 characters.
MODULE_MM = Decimal("0.42")
VERSION_MAX = 25
# Beyond, a phone no longer reads the code from a screen, across a desk or a room.
CARACTERES_A_L_ECRAN = 600


def a_l_ecran(adresse: str) -> str:
    """The code of an address that is shown, not printed; nothing when the address is too long for it."""
    return dessin(adresse) if len(adresse) <= CARACTERES_A_L_ECRAN else ""


def dessin(adresse: str) -> str:
    """The code as inline SVG, or nothing when the address is too long for it.

    Errors are corrected as far as its size allows: on paper, large modules matter more.
    """
    try:
        code = segno.make_qr(adresse, error="l", boost_error=True)
    except segno.DataOverflowError:
        return ""
    if code.version > VERSION_MAX:
        return ""
    # Black on white whatever the theme: a phone must read it.
    svg = code.svg_inline(
        scale=MODULE_MM, unit="mm", dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return SafeString(svg)
