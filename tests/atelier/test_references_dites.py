"""Ce qui attend d'aller en ligne : dit à qui l'écrit, en mots à qui le lit, et rien sur un site neuf."""

import pytest

from eligibility import cycle, models, selectors
from simulateur.cas import corpus
from simulateur.cas.modele import CasDeControle
from tests.tables.outils import AUTEUR

from .test_references import (
    PAGE,
    TABLEAU,
    cases,
    creer_source,
    fiche_admin,
    mettre_en_ligne,
    renommer,
)

pytestmark = pytest.mark.django_db


def test_enregistrer_dit_ce_qui_attend_et_qui(redaction, publication, camille):
    avant = models.Specialite.objects.get(slug="urologie").libelle
    specialite = renommer(redaction, "Urologie refaite")
    page = redaction.get(fiche_admin(specialite)).text
    assert "attend que quelqu’un d’autre le mette en ligne (Dominique)" in page
    assert f'<a href="{PAGE}">Voir ce qui attend</a>' in page
    renommer(redaction, avant)
    assert "Voir ce qui attend" not in redaction.get(fiche_admin(specialite)).text
    source = creer_source(publication)
    dit = publication.get(fiche_admin(source)).text
    assert "aucun autre compte ne peut le faire" in dit


def test_un_site_neuf_n_attend_rien_dans_quelque_ordre_qu_on_le_charge(publication):
    CasDeControle.objects.all().delete()
    cycle.mettre_en_ligne(AUTEUR, "sans exemples")
    assert selectors.tables().parties["exemples"] == []
    corpus.charger()
    assert "Tout est en ligne" in publication.get(TABLEAU).text
    assert len(selectors.tables().parties["exemples"]) > 1


def test_un_exemple_se_lit_en_mots(publication):
    cas = CasDeControle.objects.filter(theme="exemples", reponses__contrat="en-cours").first()
    cas.reponses = {**cas.reponses, "file_active": 2100}
    cas.save()
    page = publication.get(PAGE)
    assert "file_active" not in page.text
    assert "contrat_option" not in page.text
    assert "2\u202f100" in page.text
    assert f'href="/admin/atelier/cas/{cas.pk}/#histoire"' in page.text
    assert mettre_en_ligne(publication).status_code == 302
    assert cases(publication) == []
