"""Ce qu'un cadre montre : le parcours, son résultat, les extraits du guide. Le reste s'ouvre ailleurs."""

from django.urls import include, path

urlpatterns = [
    path("", include("simulateur.parcours.urls")),
    path("", include("simulateur.resultats.urls")),
    path("", include("simulateur.guide.urls_du_cadre")),
    path("", include("simulateur.cpts.urls")),
]
