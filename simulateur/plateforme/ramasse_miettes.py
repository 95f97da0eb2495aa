"""Le ramasse-miettes de Python, réglé pour ce site : des dizaines de milliers d'objets, aucun cycle."""

import gc


def espacer() -> None:
    """Ne revoit plus ce qui est déjà chargé, et passe moins souvent : il n'a rien à trouver."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(25_000, 40, 100)
