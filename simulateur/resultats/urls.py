from django.urls import path

from . import views

app_name = "resultats"
urlpatterns = [
    path("simulation/resultats/", views.page, name="page"),
]
