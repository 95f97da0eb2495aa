from django.urls import path

from simulateur.guide import views

app_name = "guide"
urlpatterns = [
    path("guide/", views.liste, name="liste"),
    path("guide/<slug:slug>/", views.page, name="page"),
    path("guide/<slug:slug>/extrait/", views.extrait, name="extrait"),
]
