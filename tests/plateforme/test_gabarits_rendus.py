"""Nos gabarits rendent la mémoire d'une page aussitôt, et ses valeurs comme Django les rend."""

import gc
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Engine, TemplateDoesNotExist, engines
from django.template.base import VariableNode
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from scripts.outils.application import Demande, porter
from simulateur.plateforme.gabarits import Valeur

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


PARENT = "{% block milieu %}{% endblock %}{{ valeur }}"
ENFANT = """{% extends "parent.html" %}{% block milieu %}
{% if valeur %}{{ valeur }}{% else %}{{ valeur }}{% endif %}
{% for x in liste %}{{ x }}{% empty %}{{ valeur }}{% endfor %}
{% with y=valeur %}{{ y|default:"–" }}{% endwith %}
{% autoescape off %}{{ valeur }}{{ absente }}{% endautoescape %}{% endblock %}"""


@pytest.fixture
def moteurs(tmp_path):
    """Le nôtre et celui de Django, sur les mêmes fichiers."""
    (tmp_path / "parent.html").write_text(PARENT)
    (tmp_path / "enfant.html").write_text(ENFANT)
    notre = Engine([tmp_path], loaders=["simulateur.plateforme.gabarits.Chargeur"])
    return notre, Engine([tmp_path])


@pytest.mark.parametrize(
    "valeur",
    [
        "<b>l’« aide »</b> & 'suite'",
        SafeString("<b>&amp;</b>"),
        gettext_lazy("<em>plus tard</em>"),
        "",
        None,
        1_300,
        1.5,
        Decimal("38000.50"),
        date(2026, 12, 1),
        ["<", 1],
    ],
    ids=lambda valeur: type(valeur).__name__,
)
@pytest.mark.parametrize("echapper", [True, False])
def test_une_valeur_s_ecrit_comme_avec_django(moteurs, valeur, echapper):
    notre, celui_de_django = (
        moteur.get_template("enfant.html").render(
            Context({"valeur": valeur, "liste": [valeur]}, autoescape=echapper)
        )
        for moteur in moteurs
    )
    assert notre == celui_de_django


def test_toutes_les_valeurs_d_un_gabarit_sont_les_notres(moteurs):
    genres = [
        {type(n) for n in moteur.get_template(nom).nodelist.get_nodes_by_type(VariableNode)}
        for moteur in moteurs
        for nom in ("parent.html", "enfant.html")
    ]
    assert genres == [{Valeur}, {Valeur}, {VariableNode}, {VariableNode}]
