"""Le bandeau dit ce qui coûte le moins, avec les noms ; les combinaisons portent des numéros."""

import pytest

from tests.parcours.pages import arbre, avec_classe, par_id, texte

pytestmark = pytest.mark.django_db

DATE = "date_signature=2026-12-01"
SEULS = f"{DATE}&etp=2&m=1p2600.a3500.t95~A&m=1p1300.a1700.t95~B"


@pytest.fixture
def lire(client):
    return lambda adresse: arbre(client.get(adresse, follow=True).content.decode())


def bandeau(racine) -> str:
    (verdict,) = avec_classe(racine, "verdict")
    return " ".join(texte(verdict).replace("\u202f", " ").replace("\xa0", " ").split())


def test_ce_qui_coute_le_moins_est_dans_le_bandeau(lire):
    """380 000 € d'aide seuls contre 264 000 € ensemble : le bandeau ne commence plus par 264 000 €."""
    dit = bandeau(lire(f"/groupe/?{SEULS}"))
    assert "À 2 ETP, le moins cher : A et B, chacun son contrat (1 ETP). Reste à payer" in dit
    assert "de moins qu’en signant ensemble." in dit
    assert dit.index("chacun son contrat") < dit.index("264 000 €")
    ecran = par_id(lire(f"/groupe/presentation/?{SEULS}"))["groupe_conclusion"]
    assert "le moins cher : A et B, chacun son contrat" in " ".join(texte(ecran).split())


def test_la_presentation_compte_les_medecins_plutot_que_de_couper_leurs_noms(lire):
    trente = "&".join(f"m=1p1300.a1700~Docteur+Nom+Long+{rang}" for rang in range(30))
    ecran = par_id(lire(f"/groupe/presentation/?{DATE}&etp=30&{trente}"))["groupe_melanges"]
    assert "…" not in texte(ecran)
    assert "30 médecins" in texte(ecran)


def test_un_contrat_refuse_dit_son_refus_d_abord(lire):
    dit = bandeau(lire(f"/groupe/?{SEULS}&forme=SEL"))
    assert "le moins cher" not in dit
    assert "Une SEL ne peut pas signer" in dit


def test_qui_signe_avec_qui_se_dit_par_leurs_noms(lire):
    dit = bandeau(lire(f"/groupe/?{DATE}&etp=3&m=1p2600.a3500.t95~A&m=1p700.a1100~B&m=1p900~C"))
    assert "A, son contrat (1 ETP) ; B et C ensemble (2 ETP)" in dit


def test_les_combinaisons_ont_des_numeros(lire):
    """Des médecins nommés A et B : « A et B laissent » se lirait comme leurs noms."""
    racine = lire(f"/groupe/?{SEULS}")
    (table,) = avec_classe(racine, "combinaisons")
    assert [texte(th) for th in table.find("tbody").iter("th")] == ["Combinaison 1"]
    assert "La combinaison 1 laisse le moins à payer" in texte(racine)
    assert "Combinaison 1" in [texte(t) for t in racine.iter("text")]
    criteres = par_id(lire(f"/groupe/presentation/?{SEULS}"))["groupe_criteres"]
    assert "La combinaison 1 laisse le moins à payer" in texte(criteres)
