"""L'application du site, précédée d'une couche WSGI qui tombe avant Django sur /hors-django/."""

from django.conf import settings

from simulateur.wsgi import application as site

settings.ROOT_URLCONF = "tests.plateforme.serveur_routes"


def application(environ, start_response):
    if environ["PATH_INFO"] == "/hors-django/":
        raise RuntimeError(environ["QUERY_STRING"])
    return site(environ, start_response)
