"""Le même médecin que dans tests/parcours, devant une salle."""

from tests.parcours.conftest import visite

__all__ = ["visite"]
