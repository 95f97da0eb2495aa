"""Ce que la page d'un groupe écrit se lit comme du français : élision, ordre alphabétique, date."""

import pytest

from tests.parcours.pages import arbre, avec_classe, par_id, texte

pytestmark = pytest.mark.django_db

DATE = "date_signature=2026-12-01"


@pytest.fixture
def lire(client):
    return lambda requete: arbre(client.get(f"/groupe/?{requete}", follow=True).content.decode())


def test_signer_ensemble_se_compare_a_chacun_son_contrat(lire):
    """B, seul, n'aurait rien : le moins cher le réunit à A, « que avec » ne s'écrit pas."""
    racine = lire(f"{DATE}&m=1p900.j~A&m=1p740.a1514~B&m=1p1300.a1700~C")
    (verdict,) = avec_classe(racine, "verdict")
    assert "de moins qu’avec chacun son contrat." in texte(verdict)


def test_les_specialites_se_rangent_comme_dans_le_parcours(lire, client):
    """Rangées par code de caractère, « Génétique » suivait « Gynécologie »."""
    (liste,) = [s for s in lire("").iter("select") if s.get("name") == "specialite"]
    ordre = [option.get("value") for option in liste.iter("option")]
    assert ordre == [s["slug"] for s in client.get("/api/v1/specialites").json()]


def test_le_bareme_se_dit_par_sa_date(lire):
    racine = lire(f"{DATE}&m=1p1300.a1700&m=1p900.a1300")
    parents = {enfant: parent for parent in racine.iter() for enfant in parent}
    assert "Barème du 25 février 2026, révision 1." in texte(parents[par_id(racine)["g-lien"]])


def test_sans_adherent_rien_ne_se_dit_manquant_ni_a_demander(lire):
    """Les deux patientèles sont données : ni « pas donnée », ni « Demandez 0 ETP au plus »."""
    racine = lire(f"{DATE}&m=1s2.p1300.a1600&m=1sn.p900.a1200")
    (verdict,) = avec_classe(racine, "verdict")
    dit = texte(racine)
    assert "se compte sur les médecins qui adhèrent" in texte(verdict)
    assert "Sans médecin qui adhère, aucun ETP ne s’ouvre." in texte(verdict)
    assert "pas donnée" not in dit
    assert "Demandez 0" not in dit
