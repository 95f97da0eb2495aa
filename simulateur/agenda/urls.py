from django.urls import path

from . import views

app_name = "agenda"
urlpatterns = [
    path("simulation/agenda.ics", views.fichier, name="fichier"),
]
