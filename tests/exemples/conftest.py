"""Le même médecin que dans tests/parcours, devant les exemples."""

from tests.parcours.conftest import visite

__all__ = ["visite"]
