"""Les adresses publiques seules : celles que l'aperçu d'un brouillon sait montrer."""

from simulateur.urls import PUBLIQUES

urlpatterns = PUBLIQUES
