"""Le même médecin que dans tests/parcours, son dépliant à la main."""

from tests.parcours.conftest import visite

__all__ = ["visite"]
