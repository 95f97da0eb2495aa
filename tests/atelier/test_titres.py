"""Le titre d'un cas suit sa version, comme son attendu, jusque sur l'accueil."""

import pytest
from django.urls import reverse

from eligibility import selectors
from simulateur.atelier.cas_presentation import suite
from simulateur.cas import attente as attentes
from simulateur.cas import ecriture
from simulateur.models import AttenduEnAttente, CasDeControle
from tests.tables.outils import AUTEUR

from .test_attendus import FICHE, accepter_tout, changer, envoyer

pytestmark = pytest.mark.django_db


@pytest.fixture
def exemple():
    return CasDeControle.objects.filter(theme="exemples").order_by("rang").first()


def renommer(client, cas, nom: str, version: str = "bareme/2026-02-25.2"):
    """Le formulaire du cas, ouvert depuis le brouillon : un autre titre, les mêmes faits."""
    adresse = f"{reverse('atelier:modifier_cas', args=[cas.pk])}?version={version}"
    page = client.get(adresse)
    faits = [ligne for ligne in page.context["faits"] if ligne["garde"]]
    envoi = {"vue": page.context["vue"], "raison": "le titre serait faux", "nom": nom}
    envoi |= {"faits": [ligne["nom"] for ligne in faits]}
    envoi |= {f"fait-{ligne['nom']}": ligne["texte"] for ligne in faits}
    return client.post(adresse, envoi)


def noms_de_l_accueil() -> list[str]:
    selectors.oublier()
    return [un["nom"] for un in selectors.tables().parties["exemples"]]


def test_le_titre_d_un_cas_change_avec_le_brouillon_et_revient_avec_lui(
    publication, redaction, brouillon, exemple, client
):
    ancien, nouveau = exemple.nom, "Un titre qui dit encore vrai"
    changer(brouillon)
    assert renommer(redaction, exemple, nouveau).status_code == 302
    accepter_tout(redaction, brouillon)
    attente = AttenduEnAttente.objects.get(cas=exemple)
    assert attente.nom == nouveau, "mettre l'attendu à jour garde le titre en attente"
    exemple.refresh_from_db()
    assert exemple.nom == ancien, "pas avant la publication"
    page = publication.get(f"{FICHE}publier/").text
    assert nouveau in page
    assert envoyer(publication, "nouveau montant").status_code == 302
    exemple.refresh_from_db()
    assert exemple.nom == nouveau
    assert nouveau in noms_de_l_accueil()
    assert ancien not in noms_de_l_accueil()
    assert "exemples" not in publication.get(reverse("atelier:references")).context["attente"].lue
    retour = publication.get(f"{FICHE}retirer/").text
    assert nouveau in retour
    publication.post(f"{FICHE}retirer/", {"motif": "mal relu"})
    exemple.refresh_from_db()
    assert exemple.nom == ancien
    assert ancien in noms_de_l_accueil()
    assert AttenduEnAttente.objects.get(cas=exemple).nom == nouveau


def test_un_titre_seul_attend_et_se_retire(redaction, brouillon, exemple):
    ancien = exemple.nom
    renommer(redaction, exemple, "Un autre titre")
    assert attentes.de(brouillon)[exemple.pk].attendu == exemple.attendu
    cas = redaction.get(f"{reverse('atelier:un_cas', args=[exemple.pk])}{suite(brouillon)}").text
    assert "Un autre titre" in cas
    renommer(redaction, exemple, ancien)
    assert not attentes.de(brouillon)


def test_deux_cas_ne_prennent_pas_le_meme_titre(publication, redaction, brouillon, exemple):
    autre, troisieme = CasDeControle.objects.exclude(pk=exemple.pk)[:2]
    assert renommer(redaction, exemple, autre.nom).status_code == 422
    renommer(redaction, exemple, "Pris")
    refus = renommer(redaction, autre, "Pris")
    assert "Un autre cas doit déjà prendre ce nom" in refus.text
    changer(brouillon)
    accepter_tout(redaction, brouillon)
    ecriture.modifier(troisieme, {"nom": "Pris"}, AUTEUR, "plus vite")
    refus = envoyer(publication, "nouveau montant")
    assert refus.status_code == 422
    assert "Un autre cas s’appelle maintenant « Pris »" in refus.text


def test_un_titre_change_entre_temps_se_relit_avant_de_publier(
    publication, redaction, brouillon, exemple
):
    changer(brouillon)
    renommer(redaction, exemple, "Un premier titre")
    accepter_tout(redaction, brouillon)
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    renommer(redaction, exemple, "Un second titre")
    refus = publication.post(f"{FICHE}publier/", {"motif": "x", "lue": lue})
    assert refus.status_code == 422
    assert "Un second titre" in refus.text
