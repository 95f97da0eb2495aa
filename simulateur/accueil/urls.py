from django.urls import path

from simulateur.accueil import views

urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("style/", views.style, name="style"),
]
