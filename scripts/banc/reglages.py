"""Les réglages du site, sans débit limité : tout le banc parle d'une seule adresse."""

from simulateur.settings import *  # noqa: F403 - les mêmes réglages, à quelques-uns près

API_PAR_MINUTE = 0
JOURNAL_ACCES = False
