from django.urls import re_path

from . import views

app_name = "parcours"
urlpatterns = [
    re_path(r"^simulation/(?P<slug>profil|patientele|option)/$", views.etape, name="etape"),
]
