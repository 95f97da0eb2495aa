"""Le même médecin que dans tests/parcours, son dépliant à la main ; il voit aussitôt ce qu'on publie."""

from tests.baremes.conftest import processus_neuf
from tests.parcours.conftest import visite

__all__ = ["processus_neuf", "visite"]
