from django.urls import path

from . import connexion, gestion

app_name = "comptes"

urlpatterns = [
    path("code/", connexion.code, name="code"),
    path("quitter/", connexion.quitter, name="quitter"),
    path("second-facteur/", gestion.etat, name="second_facteur"),
    path("second-facteur/commencer/", gestion.commencer, name="commencer"),
    path("second-facteur/activer/", gestion.activer, name="activer"),
    path("second-facteur/qr.svg", gestion.qr, name="qr"),
    path("second-facteur/codes/", gestion.codes, name="codes"),
    path("second-facteur/ailleurs/", gestion.ailleurs, name="ailleurs"),
    path("second-facteur/retirer/", gestion.retirer, name="retirer"),
]
