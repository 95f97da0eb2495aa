"""Le même médecin que dans tests/parcours, qui emporte ses dates."""

from tests.parcours.conftest import visite

__all__ = ["visite"]
