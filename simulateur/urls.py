"""Les adresses du site. Chaque partie garde les siennes."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from simulateur.mentions import urls as mentions

# Ce qu'un visiteur voit ; l'atelier le montre aussi sur un brouillon (décision 12).
PUBLIQUES = [
    path("", include("simulateur.accueil.urls")),
    path("", include("simulateur.parcours.urls")),
    path("", include("simulateur.resultats.urls")),
    path("", include("simulateur.demarches.urls")),
    path("", include("simulateur.impression.urls")),
    path("", include("simulateur.agenda.urls")),
    path("", include("simulateur.groupe.urls")),
    path("", include("simulateur.projection.urls")),
    path("", include("simulateur.depliant.urls")),
    path("", include("simulateur.baremes.urls")),
    path("", include("simulateur.guide.urls")),
    path("", include("simulateur.lot.urls")),
    path("", include("simulateur.api.urls")),
    path("", include("simulateur.cpts.urls")),
    path("", include("simulateur.mentions.urls")),
]
urlpatterns = [
    path(f"{settings.ADMIN_CHEMIN}comptes/", include("simulateur.comptes.urls")),
    path(f"{settings.ADMIN_CHEMIN}atelier/", include("simulateur.atelier.urls")),
    path(settings.ADMIN_CHEMIN, admin.site.urls),
    path("", include("simulateur.integration.urls")),
    path("", include((mentions.DE_LA_RACINE, "racine"))),
    *PUBLIQUES,
]

handler400 = "simulateur.plateforme.erreurs.demande_incomprise"
handler403 = "simulateur.atelier.interdit.acces_refuse"
handler404 = "simulateur.plateforme.erreurs.page_introuvable"
handler500 = "simulateur.plateforme.erreurs.erreur_interne"
