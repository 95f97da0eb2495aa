"""Ce qu'un brouillon dit de lui-même : l'intitulé, le texte, le jour où il fut relu."""

import pytest

from eligibility import models

pytestmark = pytest.mark.django_db
PAGE = "/admin/atelier/bareme/2026-02-25.2/presentation/"
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
DIT = {
    "intitule": "Avenant 3",
    "source": "AV7",
    "verifie_le": "22/11/2026",
    "commentaire": "relu à deux",
}


def test_changer_la_presentation(redaction, publication, brouillon):
    assert 'value="Convention 2024-2029' in redaction.get(PAGE).text
    assert redaction.post(PAGE, DIT).url == FICHE
    brouillon.refresh_from_db()
    assert (brouillon.intitule, brouillon.source.cle) == ("Avenant 3", "AV7")
    assert brouillon.verifie_le.isoformat() == "2026-11-22"
    fiche = redaction.get(FICHE).text
    assert "devient « Avenant 3 »" in fiche
    assert "<strong>Camille</strong> : intitulé de" in fiche
    assert "devient « Avenant 3 »" in publication.get(f"{FICHE}publier/").text


def test_enregistrer_sans_rien_changer(redaction, brouillon):
    redaction.post(PAGE, DIT)
    redaction.post(PAGE, DIT)
    assert models.Changement.objects.count() == 1


@pytest.mark.parametrize(
    ("champ", "valeur", "message"),
    [
        ("intitule", "", "Donnez un intitulé"),
        ("verifie_le", "hier", "22/11/2026"),
        ("verifie_le", "01/01/2999", "Un chiffre est vérifié entre"),
        ("source", "INVENTEE", "choix"),
    ],
)
def test_une_presentation_mal_dite(redaction, brouillon, champ, valeur, message):
    reponse = redaction.post(PAGE, {**DIT, champ: valeur})
    assert reponse.status_code == 422
    assert message in reponse.text
    assert not models.Changement.objects.exists()


def test_deux_personnes_a_la_fois_la_seconde_l_apprend(redaction, publication, brouillon):
    """Rien n'est écrit ni perdu ; renvoyé tel quel, c'est en le sachant."""
    vue = redaction.get(PAGE).context["formulaire"]["vue"].value()
    assert redaction.post(PAGE, {**DIT, "vue": vue}).status_code == 302
    sien = {**DIT, "intitule": "Avenant trois", "vue": vue, "devenir_auteur": "on"}
    refuse = publication.post(PAGE, sien)
    assert refuse.status_code == 422
    assert "Camille a écrit entre-temps : Avenant 3" in refuse.text
    assert 'value="Avenant trois"' in refuse.text
    brouillon.refresh_from_db()
    assert brouillon.intitule == "Avenant 3"
    relue = refuse.context["formulaire"]["vue"].value()
    assert publication.post(PAGE, {**sien, "vue": relue}).status_code == 302
    brouillon.refresh_from_db()
    assert brouillon.intitule == "Avenant trois"
