from django.urls import path

from . import views

app_name = "integration"
urlpatterns = [
    path("integration/", views.page, name="page"),
    # Ce que montre /integration/ : encadré par le site lui-même seulement, et jamais compté.
    path("embed/essai/", views.cadre, {"essai": True}, name="essai"),
    path("embed/essai/<path:chemin>", views.cadre, {"essai": True}),
    path("embed/", views.cadre, name="cadre"),
    path("embed/<path:chemin>", views.cadre),
]
