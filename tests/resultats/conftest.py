"""Le même médecin que dans tests/parcours, devant son résultat."""

from tests.parcours.conftest import visite

__all__ = ["visite"]
