"""Un lien porte le barème qu'on a vu : le résultat dit ce qui y a changé depuis."""

from urllib.parse import urlencode

import pytest

from eligibility import copie_locale, models, selectors
from tests.parcours.pages import arbre, avec_classe, par_id, texte

from .ecriture import VERSION, corriger, retirer

pytestmark = pytest.mark.django_db
MONTANT = ("montants", "1", "base", 1)
SEUIL = ("seuils", "medecine-generale", "pmt", 90)
AILLEURS = ("seuils", "cardiologie", "fa", 50)
REPONSES = "date_signature=2026-12-01&secteur=1&specialite=medecine-generale"


def connu(valeur: str) -> dict:
    return {"valeur": valeur, "fiabilite": "secondaire"}


def avis(lire, vue: str, reponses: str = REPONSES) -> str:
    html = lire(f"/simulation/resultats/?{urlencode({'bareme': vue})}&{reponses}")
    trouves = avec_classe(par_id(arbre(html))["resultat"], "avis")
    dits = [texte(a) for a in trouves if "/baremes/" in "".join(x.get("href") for x in a.iter("a"))]
    assert len(dits) <= 1
    return dits[0].removesuffix(" Voir ce barème") if dits else ""


def test_un_lien_du_bareme_d_aujourd_hui_ne_dit_rien(lire):
    assert avis(lire, f"{VERSION}.1") == ""


@pytest.mark.parametrize("revision", ["99", "0", "9" * 40])
def test_un_lien_d_une_revision_qui_n_a_jamais_ete_publique(lire, revision):
    assert avis(lire, f"{VERSION}.{revision}").startswith("Ce lien cite une version que nous ne")


def test_un_lien_d_avant_une_correction_dit_ce_qui_a_change(lire):
    corriger(*MONTANT, valeur="37000.00")
    assert avis(lire, f"{VERSION}.1") == (
        "Depuis ce lien, ce barème a été corrigé : "
        "1 ETP, de base, année 1 : 37 000 € au lieu de 38 000 €."
    )
    assert avis(lire, f"{VERSION}.2") == ""
    assert f'href="/baremes/{VERSION}/#changements"' in lire(
        f"/simulation/resultats/?bareme={VERSION}.1&{REPONSES}"
    )


def test_seul_ce_qui_a_bouge_depuis_ce_lien_est_dit(lire):
    corriger(*MONTANT, valeur="37000.00")
    corriger("montants", "1", "base", 2, valeur="29000.00")
    corriger(*MONTANT, valeur="36500.00")
    assert avis(lire, f"{VERSION}.1").partition(" : ")[2] == (
        "1 ETP, de base, année 1 : 36 500 € au lieu de 38 000 € ; "
        "1 ETP, de base, année 2 : 29 000 € au lieu de 28 000 €."
    )
    assert avis(lire, f"{VERSION}.3").partition(" : ")[2] == (
        "1 ETP, de base, année 1 : 36 500 € au lieu de 37 000 €."
    )


def test_ce_qui_a_bouge_puis_est_revenu_n_a_pas_change(lire):
    corriger(*MONTANT, valeur="37000.00")
    corriger(*MONTANT, valeur="38000.00")
    assert avis(lire, f"{VERSION}.1") == (
        "Depuis ce lien, ce barème a été relu : aucun chiffre n’a changé."
    )


def test_un_lien_d_une_revision_retiree(lire):
    retirer(corriger(*MONTANT, valeur="37000.00"))
    assert "38 000 € au lieu de 37 000 €" in avis(lire, f"{VERSION}.2")
    assert avis(lire, f"{VERSION}.1") == ""


def test_les_seuils_d_une_autre_specialite_sont_comptes(lire):
    corriger(*AILLEURS, **connu("1200"))
    dit = "Depuis ce lien, ce barème a été corrigé : 1 chiffre d’autres spécialités."
    assert avis(lire, f"{VERSION}.1") == dit
    corriger(*SEUIL, **connu("1800"))
    assert avis(lire, f"{VERSION}.1").endswith(
        "P90 : 1 800 patients, jusque-là à compléter ; et 1 autre chiffre."
    )


def test_un_lien_d_un_autre_bareme(lire):
    dit = (
        "Ce lien a été fait avec un autre barème : les montants ci-dessous sont ceux d’aujourd’hui."
    )
    for vue in ("2024-06-22.1", "n’importe quoi", f"{VERSION}.x", f"{VERSION}."):
        assert avis(lire, vue) == dit


@pytest.fixture
def journal_court(monkeypatch):
    """Un journal dont les débuts sont oubliés."""

    def raccourcir(garde: int) -> None:
        complet = models.Publication.journal
        monkeypatch.setattr(models.Publication, "journal", lambda numero: complet(numero)[:garde])
        # La copie du disque a gardé le journal entier.
        monkeypatch.setattr(copie_locale, "lire", lambda: None)
        selectors.oublier()

    return raccourcir


def test_un_journal_trop_court_ne_devine_pas(lire, journal_court):
    corriger(*MONTANT, valeur="37000.00")
    corriger(*MONTANT, valeur="36000.00")
    journal_court(1)
    dit = (
        "Depuis ce lien, ce barème a été corrigé : les montants ci-dessous sont ceux d’aujourd’hui."
    )
    assert avis(lire, f"{VERSION}.1") == dit


def test_un_journal_trop_court_suffit_a_qui_est_dedans(lire, journal_court):
    for valeur in ("37000.00", "36000.00", "35000.00"):
        corriger(*MONTANT, valeur=valeur)
    journal_court(2)
    assert avis(lire, f"{VERSION}.3").endswith("35 000 € au lieu de 36 000 €.")
