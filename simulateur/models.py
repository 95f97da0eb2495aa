"""What the site keeps of its own: control cases."""

from simulateur.cas.modele import AttenduEnAttente, CasDeControle, ChangementDeCas

__all__ = ["AttenduEnAttente", "CasDeControle", "ChangementDeCas"]
