from django.urls import path

from . import views

app_name = "parcours"
urlpatterns = [
    path("simulation/<slug:slug>/", views.etape, name="etape"),
]
