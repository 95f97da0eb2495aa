"""Le même médecin que dans tests/parcours, devant sa fiche."""

from tests.parcours.conftest import visite

__all__ = ["visite"]
