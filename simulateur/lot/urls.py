from django.urls import path

from . import views

app_name = "lot"
urlpatterns = [
    path("groupe/fichier/", views.page, name="page"),
    path("groupe/fichier/modele.csv", views.modele, {"forme": "csv"}, name="modele_csv"),
    path("groupe/fichier/modele.xlsx", views.modele, {"forme": "xlsx"}, name="modele_xlsx"),
]
