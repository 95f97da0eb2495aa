"""What the site keeps of its own: control cases."""

from simulateur.cas.modele import CasDeControle

__all__ = ["CasDeControle"]
