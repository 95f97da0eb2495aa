from django.urls import path

from . import views

app_name = "depliant"
urlpatterns = [path("depliant/", views.page, name="page")]
