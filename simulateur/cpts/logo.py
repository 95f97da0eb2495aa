"""A logo: PNG, JPEG or WebP, known by its bytes. Never SVG, which can hold a script."""

import hashlib
import struct
from dataclasses import dataclass

POIDS_MAXIMAL = 40_000  # bytes: it is kept in the memory of each process
COTES = range(16, 2001)  # pixels
FIN_PNG = b"\x00\x00\x00\x00IEND\xaeB`\x82"
# JPEG segments that say the size of the picture; C4, C8 and CC are tables.
TAILLE_JPEG = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as it is served; `empreinte` names it, so that browsers may keep it for ever."""

    octets: bytes
    extension: str
    largeur: int
    hauteur: int
    empreinte: str

    @property
    def nom(self) -> str:
        return f"logo-{self.empreinte}.{self.extension}"

    @property
    def type(self) -> str:
        return f"image/{self.extension}"

    def __str__(self) -> str:
        return f"{self.nom}, {self.largeur} × {self.hauteur}"


def lire(octets: bytes) -> Logo | None:
    """The logo that these bytes are; None when they are no whole picture of a known kind."""
    for extension, mesurer in (("png", _png), ("jpeg", _jpeg), ("webp", _webp)):
        try:
            tailles = mesurer(octets)
        except (struct.error, IndexError):
            continue
        if tailles is not None and all(cote in COTES for cote in tailles):
            empreinte = hashlib.blake2b(octets, digest_size=8).hexdigest()
            return Logo(octets, extension, *tailles, empreinte)
    return None


def _png(octets: bytes) -> tuple[int, int] | None:
    entete, fin = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", FIN_PNG
    if not (octets.startswith(entete) and octets.endswith(fin)):
        return None
    return struct.unpack_from(">II", octets, 16)


def _jpeg(octets: bytes) -> tuple[int, int] | None:
    if not (octets.startswith(b"\xff\xd8\xff") and octets.endswith(b"\xff\xd9")):
        return None
    place = 2
    while octets[place] == 0xFF:
        marque, longueur = struct.unpack_from(">BH", octets, place + 1)
        if marque in TAILLE_JPEG:
            hauteur, largeur = struct.unpack_from(">HH", octets, place + 5)
            return largeur, hauteur
        place += 2 + longueur
    return None


def _webp(octets: bytes) -> tuple[int, int] | None:
    riff, longueur, nature = struct.unpack_from("<4sI8s", octets)
    if riff != b"RIFF" or longueur + 8 != len(octets):
        return None
    if nature == b"WEBPVP8 " and octets[23:26] == b"\x9d\x01\x2a":
        largeur, hauteur = struct.unpack_from("<HH", octets, 26)
        return largeur & 0x3FFF, hauteur & 0x3FFF
    if nature == b"WEBPVP8L" and octets[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", octets, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if nature == b"WEBPVP8X":
        largeur, hauteur = octets[24:27], octets[27:30]
        return int.from_bytes(largeur, "little") + 1, int.from_bytes(hauteur, "little") + 1
    return None
