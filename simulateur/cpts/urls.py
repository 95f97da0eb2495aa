from django.urls import path

from . import views

app_name = "cpts"
urlpatterns = [path("cpts/<slug:cpts>/<str:fichier>", views.logo, name="logo")]
