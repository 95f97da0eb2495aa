"""Les avertissements d'un brouillon : plusieurs acceptés d'une raison, rien de perdu en route."""

import pytest

from eligibility import models
from tests.tables.outils import ecrire

pytestmark = pytest.mark.django_db
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
PAGE = f"{FICHE}accepter/"


@pytest.fixture
def etonnant(brouillon):
    ecrire(brouillon, "montants", "1", "base", 3, valeur="39000.00")
    return brouillon


def noms(client) -> list[str]:
    return [ligne["nom"] for ligne in client.get(PAGE).context["lignes"]]


def test_tous_d_un_coup_avec_une_raison(redaction, etonnant):
    assert f'href="{PAGE}">Accepter les 2 avertissements' in redaction.get(FICHE).text
    page = redaction.get(PAGE)
    assert page.text.count(" checked") == len(noms(redaction)) == 2
    reponse = redaction.post(PAGE, {"anomalies": noms(redaction), "raison": "écrit ainsi"})
    assert reponse.url == f"{FICHE}#controles"
    assert {a.raison for a in models.AvertissementAccepte.objects.all()} == {"écrit ainsi"}
    assert "2 avertissements acceptés." in redaction.get(FICHE).text
    assert "Aucun avertissement n’attend" in redaction.get(PAGE).text


def test_sans_raison_l_erreur_se_dit_et_les_coches_restent(redaction, etonnant):
    premier, second = noms(redaction)
    reponse = redaction.post(PAGE, {"anomalies": [second], "raison": "  "})
    assert reponse.status_code == 422
    assert "Dites pourquoi ils sont acceptables" in reponse.text
    assert [li["cochee"] for li in reponse.context["lignes"]] == [False, True]
    vide = redaction.post(PAGE, {"raison": "écrit ainsi"})
    assert vide.status_code == 422
    assert "Cochez au moins un avertissement" in vide.text
    assert 'value="écrit ainsi"' in vide.text
    assert not models.AvertissementAccepte.objects.exists()
    redaction.post(PAGE, {"anomalies": [premier], "raison": "écrit ainsi"})
    assert noms(redaction) == [second]


def test_ce_qui_bloque_ne_s_accepte_pas(redaction, brouillon):
    ecrire(brouillon, "parametres", "carence_mois", valeur=None, fiabilite="a_completer")
    bloque = next(a["nom"] for a in redaction.get(FICHE).context["anomalies"])
    assert bloque not in noms(redaction)
    redaction.post(PAGE, {"anomalies": [bloque], "raison": "tant pis"})
    assert not models.AvertissementAccepte.objects.exists()


def test_reserve_a_qui_redige_un_brouillon(lecture, redaction, etonnant):
    assert lecture.get(PAGE).status_code == 403
    publiee = "/admin/atelier/bareme/2026-02-25.1/"
    assert redaction.get(f"{publiee}accepter/").url == publiee
