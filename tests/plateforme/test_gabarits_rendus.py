"""Nos gabarits rendent la mémoire d'une page sans attendre le ramasse-miettes."""

import gc

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template

from scripts.outils.application import Demande, porter

PAGE = (
    "/simulation/resultats/?date_signature=2026-12-01&file_active=1700&pmt={}&secteur=1"
    "&specialite=medecine-generale"
)
PAGES, OBJETS_PAR_PAGE = 10, 150


@pytest.mark.django_db
def test_une_page_rendue_ne_laisse_presque_rien(settings):
    from simulateur.wsgi import application

    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    for pmt in (1_000, 1_001):
        assert porter(application, Demande("GET", PAGE.format(pmt)))[0] == 200
    gc.collect()
    for pmt in range(1_100, 1_100 + PAGES):
        porter(application, Demande("GET", PAGE.format(pmt)))
    # Avec le contexte de Django tel quel : près de huit cents objets par page.
    assert gc.collect() < PAGES * OBJETS_PAR_PAGE


def test_ce_que_django_promet_tient_encore():
    with pytest.raises(TemplateDoesNotExist, match="nulle-part"):
        get_template("nulle-part.html")
    assert engines["django"].from_string("{{ a }}").render({"a": "<b>"}) == "&lt;b&gt;"
    with pytest.raises(TemplateDoesNotExist, match="absent"):
        engines["django"].from_string('{% include "absent.html" %}').render({})
