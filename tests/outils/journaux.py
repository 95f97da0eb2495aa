"""Ce que nos journaux écriraient."""

import io
import json
import logging

import pytest

from simulateur.plateforme import journal


@pytest.fixture
def lignes():
    """Ce qu'écriraient nos gestionnaires, toutes origines confondues."""
    tampon = io.StringIO()
    gestionnaire = logging.StreamHandler(tampon)
    gestionnaire.setFormatter(journal.FormatJson())
    noms = ["", *(nom for nom in journal.configuration()["loggers"] if nom != "django.db.backends")]
    for nom in noms:
        logging.getLogger(nom).addHandler(gestionnaire)
    yield lambda: [json.loads(ligne) for ligne in tampon.getvalue().splitlines()]
    for nom in noms:
        logging.getLogger(nom).removeHandler(gestionnaire)
