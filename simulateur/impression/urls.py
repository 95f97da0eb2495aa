from django.urls import path

from . import views

app_name = "impression"
urlpatterns = [
    path("simulation/impression/", views.fiche, name="fiche"),
]
