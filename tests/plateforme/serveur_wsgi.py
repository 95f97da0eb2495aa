"""L'application du site, précédée d'une couche WSGI qui tombe avant Django sur /hors-django/."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.plateforme.serveur_reglages"

from simulateur.wsgi import application as site


def application(environ, start_response):
    if environ["PATH_INFO"] == "/hors-django/":
        raise RuntimeError(environ["QUERY_STRING"])
    return site(environ, start_response)
