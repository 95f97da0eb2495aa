"""What a frame shows of the guide: the extracts that open under a question. Whole pages open elsewhere."""

from django.urls import path

from simulateur.guide import views

app_name = "guide"
urlpatterns = [path("guide/<slug:slug>/extrait/", views.extrait, name="extrait")]
