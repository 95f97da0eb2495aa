"""Les dessins du résultat : de la géométrie, des montants vers des tracés, sans aucune règle ni phrase.

Les unités sont celles du viewBox. Un dessin se lit à 320 px : ses lettres y gardent 12 px au moins.
"""

from .barres import Annee, graphique

__all__ = ["Annee", "graphique"]
