"""Ce qu'un groupe demande à sa CPAM : chaque question une fois, avec les noms, prête à envoyer."""

import pytest

from tests.parcours.pages import arbre, texte

pytestmark = pytest.mark.django_db
DATE = "date_signature=2026-12-01&forme=SISA"


def demandes(client, *medecins: str) -> tuple[list[str], str]:
    """Les questions, et le message."""
    requete = "&".join((DATE, *(f"m={m}" for m in medecins)))
    page = arbre(client.get(f"/groupe/?{requete}", follow=True).text)
    (section,) = (s for s in page.iter("section") if s.get("aria-labelledby") == "g-demander")
    (message,) = section.iter("textarea")
    return [" ".join(texte(li).split()) for li in section.iter("li")], message.text


def test_chaque_question_une_fois_avec_les_noms(client):
    questions, message = demandes(client, "1p1300.a1700~Anne", "1p1100.a1500~Bruno")
    assert "contrat collectif" in questions[0]
    tranche = [q for q in questions if "tranche de patientèle" in q]
    assert len(tranche) == 1
    assert tranche[0].startswith("Anne, Bruno : ")
    for question in questions:
        assert question in " ".join(message.split())
    assert "Nous nous renseignons à plusieurs" in message


def test_ce_qui_ne_concerne_qu_un_medecin_porte_son_seul_nom(client):
    questions, _ = demandes(client, "1p2400.a2500.t95~Anne", "1p1100.a1500~Bruno")
    (tranche,) = (q for q in questions if "tranche de patientèle" in q)
    assert tranche.startswith("Bruno : ")


def test_un_medecin_seul_ne_demande_rien_du_contrat_collectif(client):
    questions, _ = demandes(client, "1p1300.a1700~Anne")
    assert not any("notre société" in q for q in questions)
