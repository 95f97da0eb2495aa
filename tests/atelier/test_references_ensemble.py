"""Deux personnes sur une même fiche : la seconde l’apprend, rien ne se perd. Ce qui attend se lit vite."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eligibility import models
from simulateur.guide.models import Page

from .test_references import PAGE, fiche_admin, renommer

pytestmark = pytest.mark.django_db


def ouvrir(client, adresse: str) -> dict[str, str]:
    """Ce que le formulaire enverrait sans y toucher."""
    formulaire = client.get(adresse).context["adminform"].form
    return {
        nom: "" if champ.value() is None else champ.value()
        for nom in formulaire.fields
        if (champ := formulaire[nom]) and nom != "piece"
    }


@pytest.fixture
def autre(django_user_model, redaction):
    """Une seconde personne de la rédaction, avec son navigateur."""
    premiere = django_user_model.objects.get(username="camille")
    seconde = django_user_model.objects.create_user(
        "dominique", password="x", is_staff=True, first_name="Dominique"
    )
    seconde.groups.set(premiere.groups.all())
    navigateur = Client()
    navigateur.force_login(seconde)
    return navigateur


def test_qui_enregistre_en_second_apprend_ce_que_l_autre_a_ecrit(redaction, autre):
    page = Page.objects.first()
    adresse = reverse("admin:guide_page_change", args=[page.pk])
    sien = ouvrir(autre, adresse)
    envoi = ouvrir(redaction, adresse) | {"titre": "Le titre de Camille"}
    assert redaction.post(adresse, envoi).status_code == 302

    refuse = autre.post(adresse, sien | {"titre": "Le titre de Dominique"})
    assert refuse.status_code == 200
    assert "Camille a enregistré ceci" in refuse.text
    assert reverse("admin:guide_page_history", args=[page.pk]) in refuse.text
    # Rien n'est écrit, rien n'est perdu.
    page.refresh_from_db()
    assert page.titre == "Le titre de Camille"
    assert "Le titre de Dominique" in refuse.text

    # Revenu du serveur, le formulaire a lu ce qu'a écrit Camille : on peut passer outre, en le sachant.
    relu = sien | {
        "titre": "Le titre de Dominique",
        "vue": refuse.context["adminform"].form["vue"].value(),
    }
    assert autre.post(adresse, relu).status_code == 302
    page.refresh_from_db()
    assert page.titre == "Le titre de Dominique"


def test_une_specialite_et_une_source_aussi(redaction, autre):
    specialite = models.Specialite.objects.get(slug="urologie")
    sien = ouvrir(autre, fiche_admin(specialite))
    renommer(redaction, "Urologie refaite")
    assert "a enregistré ceci" in autre.post(fiche_admin(specialite), sien).text
    source = models.Source.objects.get(cle="AV7")
    lue = ouvrir(autre, fiche_admin(source))
    assert autre.post(fiche_admin(source), lue | {"libelle": "Avenant sept"}).status_code == 302


def test_ce_qui_attend_se_lit_en_autant_de_requetes_quel_qu_en_soit_le_nombre(
    redaction, publication
):
    def requetes() -> int:
        publication.get(PAGE)
        with CaptureQueriesContext(connection) as lues:
            publication.get(PAGE)
        histoire = ("eligibility_publication", "eligibility_changement")
        return sum(any(table in lue["sql"] for table in histoire) for lue in lues)

    renommer(redaction, "Urologie refaite")
    une = requetes()
    for slug in ("cardiologie", "dermatologie", "orl"):
        renommer(redaction, f"{slug} refaite", slug=slug)
    assert requetes() == une
