"""L'application du site, précédée d'une couche WSGI qui tombe avant Django sur /hors-django/."""

import os

from django.conf import settings

from eligibility import memoire
from simulateur.wsgi import application as site

settings.ROOT_URLCONF = "tests.plateforme.serveur_routes"
# Un test n'attend pas ce qu'attend un site dont la base est partie.
memoire.REPRISE_S = float(os.environ.get("REPRISE_S") or memoire.REPRISE_S)


def application(environ, start_response):
    if environ["PATH_INFO"] == "/hors-django/":
        raise RuntimeError(environ["QUERY_STRING"])
    return site(environ, start_response)
