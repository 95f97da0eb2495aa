"""Les adresses de l'API, version 1 : des programmes en dépendent, elles ne changent pas."""

from django.urls import path, re_path

from . import views

app_name = "api"
urlpatterns = [
    path("api/v1/estimation", views.Estimation.as_view(), name="estimation"),
    path("api/v1/estimations", views.Estimations.as_view(), name="estimations"),
    path("api/v1/groupe", views.Groupe.as_view(), name="groupe"),
    path("api/v1/specialites", views.Specialites.as_view(), name="specialites"),
    path("api/v1/baremes", views.Baremes.as_view(), name="baremes"),
    path("api/v1/baremes/<str:version>", views.UnBareme.as_view(), name="bareme"),
    path("api/v1/openapi.json", views.Description.as_view(), name="openapi"),
    path("api/v1/docs", views.docs, name="docs"),
    re_path("^api/(?P<reste>.*)$", views.Inconnu.as_view(), name="inconnu"),
]
