"""Les adresses du site. Chaque partie garde les siennes."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

PARTIES = (
    "simulateur.accueil.urls",
    "simulateur.parcours.urls",
    "simulateur.resultats.urls",
    "simulateur.api.urls",
)


def existe(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [
    path(settings.ADMIN_CHEMIN, admin.site.urls),
    *(path("", include(module)) for module in PARTIES if existe(module)),
]

handler400 = "simulateur.plateforme.erreurs.demande_incomprise"
handler403 = "simulateur.plateforme.erreurs.acces_refuse"
handler404 = "simulateur.plateforme.erreurs.page_introuvable"
handler500 = "simulateur.plateforme.erreurs.erreur_interne"
