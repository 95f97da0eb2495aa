"""Un contrat collectif qui ne peut pas être signé : ce qui bloque, puis des montants éteints et dits tels."""

import pytest

from tests.parcours.pages import arbre, avec_classe, par_id, texte

pytestmark = pytest.mark.django_db

DATE = "date_signature=2026-12-01"
BLOQUES = {
    "une SEL": f"{DATE}&etp=2&forme=SEL&m=1p1274~Dupont&m=1p976~Durand",
    "774,5 de moyenne": f"{DATE}&forme=SCM&m=1p774~A&m=1p775~B",
    "trop d'ETP": f"{DATE}&etp=3&forme=SCM&m=1p1274~A&m=1p976~B",
}
DIT = "À titre indicatif, si la condition qui bloque était remplie."
BLOCS = ("g-annees", "g-objectif", "g-part")


@pytest.fixture
def lire(client):
    return lambda adresse: arbre(client.get(adresse, follow=True).content.decode())


def section(racine, id_: str):
    titre = par_id(racine)[id_]
    return {enfant: parent for parent in racine.iter() for enfant in parent}[titre]


@pytest.mark.parametrize("requete", BLOQUES.values(), ids=BLOQUES)
def test_la_page_le_dit_a_chaque_bloc(lire, requete):
    racine = lire(f"/groupe/?{requete}")
    for id_ in BLOCS:
        bloc = section(racine, id_)
        assert DIT in texte(bloc), id_
        assert avec_classe(bloc, "eteint"), id_
    (table,) = avec_classe(racine, "par-medecin")
    assert [texte(e) for e in table.find("tfoot").iter("th")] == ["Chacun de son côté"]
    assert {texte(rang[-1]) for rang in table.find("tbody")} == {"pourrait adhérer"}


def test_ce_qui_bloque_se_dit_avant_ce_qui_l_ouvrirait(lire):
    racine = lire(f"/groupe/?{BLOQUES['774,5 de moyenne']}")
    (verdict,) = avec_classe(racine, "verdict")
    assert "En moyenne, 774,5 patients médecin traitant ; il en faut 775. Il manque 1 patient" in (
        texte(verdict)
    )


def test_plusieurs_conditions_qui_bloquent(lire):
    racine = lire(f"/groupe/?{DATE}&forme=SEL&m=1p700&m=1p600")
    assert "si les conditions qui bloquent étaient remplies" in texte(section(racine, "g-objectif"))


@pytest.mark.parametrize("requete", BLOQUES.values(), ids=BLOQUES)
def test_la_presentation_le_dit_a_chaque_ecran(lire, requete):
    ecrans = par_id(lire(f"/groupe/presentation/?{requete}"))
    assert "Ensemble, vous ne pourriez pas" in texte(ecrans["groupe_deux"])
    assert texte(ecrans["groupe_deblocages"].find(".//li"))
    for nom in ("groupe_engagement", "groupe_part"):
        assert DIT in texte(ecrans[nom]), nom
        assert avec_classe(ecrans[nom], "eteint"), nom


def test_un_contrat_qui_se_signe_n_est_pas_indicatif(lire):
    requete = f"{DATE}&etp=2&forme=SCM&m=1p1274~A&m=1p976~B"
    for chemin in ("/groupe/", "/groupe/presentation/"):
        racine = lire(f"{chemin}?{requete}")
        assert "titre indicatif" not in texte(racine)
        assert not avec_classe(racine, "eteint")
    (table,) = avec_classe(lire(f"/groupe/?{requete}"), "par-medecin")
    assert "Ensemble" in [texte(e) for e in table.find("tfoot").iter("th")]
