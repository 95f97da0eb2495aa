"""Mettre à jour des cas en nombre : les exemples de l'accueil à part, ce qui est coché n'est pas perdu."""

import pytest
from django.urls import reverse

from simulateur.cas import ecriture
from simulateur.cas.modele import CasDeControle
from tests.tables.outils import AUTEUR

pytestmark = pytest.mark.django_db
METTRE = "/admin/atelier/cas/mettre-a-jour/"


@pytest.fixture
def rouges():
    """Un exemple de l'accueil et un autre cas, tous deux en écart."""
    exemple = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    autre = CasDeControle.objects.exclude(theme="exemples").filter(attendu__verdict="eligible")[0]
    ecriture.modifier(exemple, {"attendu": {**exemple.attendu, "manque": 36}}, AUTEUR, "un essai")
    faux = {**autre.attendu, "verdict": "non_eligible"}
    ecriture.modifier(autre, {"attendu": faux}, AUTEUR, "un essai")
    return exemple, autre


def coches(page, *cas) -> list[bool]:
    return [f'value="{un.pk}" checked' in page.text for un in cas]


def test_un_exemple_de_l_accueil_est_a_part_et_decoche(redaction, rouges):
    page = redaction.get(METTRE)
    assert coches(page, *rouges) == [False, True]
    assert [ligne["cas"] for ligne in page.context["exemples"]] == [rouges[0]]
    assert "vérifiez que son titre dit encore vrai" in page.text


def test_sans_raison_ce_qui_est_coche_le_reste(redaction, rouges):
    page = redaction.post(METTRE, {"cas": [rouges[0].pk], "raison": " "})
    assert page.status_code == 422
    assert "dites pourquoi leur attendu change" in page.text
    assert coches(page, *rouges) == [True, False]
    redaction.post(METTRE, {"cas": [rouges[0].pk], "raison": "relu", "lue": page.context["lue"]})
    rouges[0].refresh_from_db()
    assert rouges[0].attendu["manque"] == 35
    assert "(relu)" in redaction.get(reverse("atelier:un_cas", args=[rouges[0].pk])).text
