"""The address of the group page, given once and for all."""

from django.urls import path

from . import views

app_name = "groupe"
urlpatterns = [path("groupe/", views.page, name="page")]
