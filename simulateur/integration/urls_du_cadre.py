"""Ce qu'un cadre montre : le parcours et son résultat. Tout autre lien s'ouvre ailleurs."""

from django.urls import include, path

urlpatterns = [
    path("", include("simulateur.parcours.urls")),
    path("", include("simulateur.resultats.urls")),
    path("", include("simulateur.cpts.urls")),
]
