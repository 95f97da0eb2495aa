from django.urls import path

from . import robots, views

app_name = "mentions"
urlpatterns = [
    path("mentions-legales/", views.legales, name="legales"),
    path("confidentialite/", views.confidentialite, name="confidentialite"),
    path("accessibilite/", views.accessibilite, name="accessibilite"),
    path("sources/", views.sources, name="sources"),
    path("plan-du-site/", views.plan_du_site, name="plan"),
]
# À la racine, et là seulement : un aperçu ou un cadre n'en a pas.
DE_LA_RACINE = [
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path(".well-known/security.txt", robots.securite, name="securite"),
]
