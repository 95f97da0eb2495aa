from django.urls import path

from . import views

app_name = "projection"
urlpatterns = [
    path("simulation/presentation/", views.resultat, name="resultat"),
    path("groupe/presentation/", views.groupe, name="groupe"),
]
