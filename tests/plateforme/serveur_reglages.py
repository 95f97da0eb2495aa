"""Les réglages du site, une route en plus qui tombe."""

from simulateur.settings import *  # noqa: F403 - les mêmes réglages, à quelques-uns près

ROOT_URLCONF = "tests.plateforme.serveur_routes"
