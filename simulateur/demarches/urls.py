from django.urls import path

from . import views

app_name = "demarches"
urlpatterns = [path("simulation/demarches/", views.page, name="page")]
