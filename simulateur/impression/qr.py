"""The QR code of an address, drawn by the server; none when a phone could no longer read it."""

import segno
from django.utils.safestring import SafeString

# A version 25 has 117 modules a side: 5 cm of paper, about 1 250 characters.
VERSION_MAX = 25
MODULE_MM = 0.42


def dessin(adresse: str) -> str:
    """The code as inline SVG, or nothing when the address is too long for it.

    Errors are corrected as far as the size allows: the smaller the code, the larger its modules.
    """
    try:
        code = segno.make_qr(adresse, error="l", boost_error=True)
    except segno.DataOverflowError:
        return ""
    if code.version > VERSION_MAX:
        return ""
    svg = code.svg_inline(
        scale=MODULE_MM,
        unit="mm",
        border=4,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    return SafeString(svg)
