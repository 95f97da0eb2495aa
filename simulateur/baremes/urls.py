from django.urls import path

from simulateur.baremes import views

app_name = "baremes"
urlpatterns = [
    path("baremes/", views.liste, name="liste"),
    path("baremes/<str:version>/", views.aide, name="aide"),
    path("baremes/employeur/<str:version>/", views.employeur, name="employeur"),
    path("nouveautes/", views.nouveautes, name="nouveautes"),
]
