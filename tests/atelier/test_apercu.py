"""Le site public sur un brouillon : pour l'équipe, sous l'administration, et nulle part ailleurs."""

import re

import pytest
from django.urls import reverse
from icalendar import Calendar

from eligibility import selectors
from tests.tables.outils import ecrire

pytestmark = pytest.mark.django_db
PREFIXE = "/admin/atelier/bareme/2026-02-25.2/apercu/"
QUESTION = (
    "simulation/resultats/?date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale&tranche=P50-P90"
)


@pytest.fixture
def change(brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37123.00")
    return brouillon


def test_le_brouillon_se_voit_la_et_la_seulement(redaction, client, change):
    page = redaction.get(PREFIXE + QUESTION)
    assert page.status_code == 200
    assert "37\u202f123" in page.text
    assert "rien de ceci n’est public" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    publique = client.get(f"/{QUESTION}", follow=True).text
    assert "37\u202f123" not in publique
    assert "ruban" not in publique


def test_aucun_lien_ne_quitte_l_apercu(redaction, change):
    for chemin in (
        "",
        "simulation/profil/",
        "simulation/option/?" + QUESTION.partition("?")[2],
        QUESTION,
        "baremes/",
        "baremes/2026-02-25/?q=cardio",
        "nouveautes/",
    ):
        page = redaction.get(PREFIXE + chemin, follow=True)
        assert page.status_code == 200, chemin
        liens = re.findall(r'(?:href|action|data-hx-get)="(/[^"]*)"', page.text)
        dehors = [li for li in liens if not li.startswith((PREFIXE, "/static/"))]
        assert dehors == ["/admin/atelier/bareme/2026-02-25.2/"], "le ruban ramène à l'atelier"


def test_un_brouillon_ne_s_envoie_pas_par_courriel(redaction, client, change):
    """Le courriel ne porterait que les chiffres et l'adresse de l'administration, sans le ruban."""
    assert "mailto:?" not in redaction.get(PREFIXE + QUESTION).text
    assert "mailto:?" in client.get(f"/{QUESTION}", follow=True).text


def test_une_redirection_reste_dans_l_apercu(redaction, change):
    reponse = redaction.get(f"{PREFIXE}simulation/resultats/")
    assert reponse.status_code == 302
    assert reponse.url.startswith(PREFIXE)


def test_apres_un_apercu_le_site_est_comme_avant(redaction, client, change):
    avant = selectors.tables()
    redaction.get(PREFIXE + QUESTION)
    assert selectors.tables() is avant
    assert reverse("resultats:page") == "/simulation/resultats/"
    with pytest.raises(RuntimeError), selectors.a_la_place(avant):
        raise RuntimeError
    assert selectors.tables() is avant


def test_un_visiteur_et_un_compte_sans_role_n_y_entrent_pas(client, django_user_model, change):
    assert client.get(PREFIXE + QUESTION).status_code == 302
    client.force_login(django_user_model.objects.create_user("x", password="x", is_staff=True))
    assert client.get(PREFIXE + QUESTION).status_code == 403


def test_un_brouillon_incomplet_dit_ce_qui_lui_manque(redaction, change):
    ecrire(change, "parametres", "carence_mois", valeur=None, fiabilite="a_completer")
    reponse = redaction.get(PREFIXE + QUESTION, follow=True)
    assert "L’aperçu attend que le brouillon soit complet. Il manque : Carence" in reponse.text
    assert "Il manque" in redaction.get("/admin/atelier/bareme/2026-02-25.2/effet/").text


def test_ce_qui_s_emporte_d_un_apercu_dit_brouillon(redaction, client, change):
    """La feuille, l'agenda, le lien et le message copiés : loin de la page, le ruban n'est plus là."""
    question = QUESTION.partition("?")[2]
    feuille = f"simulation/impression/?{question}"
    page = redaction.get(PREFIXE + feuille).text
    assert "37\u202f123" in page
    assert "<strong>Brouillon 2026-02-25, révision 2</strong>" in page.partition("<article")[2]
    assert "<title>Brouillon – " in page
    assert "Cet aperçu du brouillon, pour l’équipe" in page
    resultat = redaction.get(PREFIXE + QUESTION).text
    assert f'id="lien" readonly value="http://testserver{PREFIXE}simulation/resultats/?' in resultat
    assert ">Copier le lien de l’aperçu du brouillon</button>" in resultat
    incomplete = QUESTION.replace("&tranche=P50-P90", "")
    a_demander = redaction.get(PREFIXE + incomplete, follow=True).text
    assert "readonly>[Brouillon 2026-02-25, révision 2 : à ne pas envoyer]" in a_demander
    for chemin in (feuille, QUESTION, incomplete):
        publique = client.get(f"/{chemin}", follow=True)
        assert publique.status_code == 200
        assert "rouillon" not in publique.text, chemin
    assert "Copier le lien</button>" in client.get(f"/{QUESTION}", follow=True).text


def test_l_agenda_d_un_apercu_dit_brouillon(redaction, client, change):
    question = QUESTION.partition("?")[2]
    reponse = redaction.get(f"{PREFIXE}simulation/agenda.ics?{question}")
    assert 'filename="brouillon-aide-assistant-medical.ics"' in reponse["Content-Disposition"]
    evenements = Calendar.from_ical(reponse.content).walk("VEVENT")
    for evenement in evenements:
        assert evenement["SUMMARY"].startswith("Brouillon")
        assert "Brouillon 2026-02-25, révision 2" in evenement["DESCRIPTION"]
    assert any("37\u202f123" in e["SUMMARY"] for e in evenements)
    publique = client.get(f"/simulation/agenda.ics?{question}", follow=True)
    assert 'filename="aide-assistant-medical.ics"' in publique["Content-Disposition"]
    assert "rouillon" not in publique.content.decode()
    publics = {e["UID"] for e in Calendar.from_ical(publique.content).walk("VEVENT")}
    assert publics.isdisjoint({e["UID"] for e in evenements}), "l'un ne remplace pas l'autre"


def test_l_apercu_dit_pourquoi_il_ne_lit_pas_de_fichier(redaction, client, change):
    page = redaction.get(f"{PREFIXE}groupe/fichier/").text
    assert "Pas de formulaire ici" in page
    assert 'type="file"' not in page
    assert "Pas de formulaire ici" not in client.get("/groupe/fichier/").text


def test_l_apercu_ne_s_ecrit_pas(redaction, change):
    assert redaction.post(f"{PREFIXE}api/v1/estimation", {}).status_code == 405
