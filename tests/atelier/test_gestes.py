"""Ce qu'on défait : une note ne se perd pas sans qu'on le demande, une case redit ce qui est publié."""

import pytest

from eligibility import models
from tests.tables.outils import ecrire, en_vigueur, ligne

pytestmark = pytest.mark.django_db
BASE = "/admin/atelier/bareme/2026-02-25.2/tables/"
MONTANT = ("montants", "1", "base", 1)
PROVENANCE = {"source": "CONV24", "fiabilite": "officiel"}


def envoyer(client, table: str, **champs):
    vu = client.get(f"{BASE}{table}/").context["vu"]
    return client.post(f"{BASE}{table}/", {"vu": vu, "action": "enregistrer", **champs})


@pytest.fixture
def annotee(brouillon):
    ecrire(brouillon, *MONTANT, note="page 3")
    return brouillon


def test_une_note_laissee_vide_reste(redaction, annotee):
    envoyer(redaction, "montants", **{"1~base~1": "37000"}, **PROVENANCE)
    assert (ligne(annotee, *MONTANT)["valeur"], ligne(annotee, *MONTANT)["note"]) == (
        "37000.00", "page 3",
    )  # fmt: skip
    envoyer(redaction, "montants", **{"1~base~1": ""})
    videe = ligne(annotee, *MONTANT)
    assert (videe["valeur"], videe["note"]) == (None, "page 3")
    assert "page 3" in redaction.get(f"{BASE}montants/").text, "une case vide montre sa note"


def test_une_note_s_ecrit_ou_s_efface_mais_pas_les_deux(redaction, annotee):
    envoyer(redaction, "montants", **{"1~base~1": "37000", "note": "page 4"}, **PROVENANCE)
    assert ligne(annotee, *MONTANT)["note"] == "page 4"
    deux = {"1~base~1": "36000", "note": "page 5", "effacer_notes": "on"}
    refus = envoyer(redaction, "montants", **deux, **PROVENANCE)
    assert refus.status_code == 422
    assert "Écrivez une note, ou effacez-la" in refus.text
    envoyer(redaction, "montants", **{"1~base~1": "36000", "effacer_notes": "on"}, **PROVENANCE)
    assert ligne(annotee, *MONTANT)["note"] == ""


def test_les_lignes_cochees_perdent_leur_note_sans_changer_de_valeur(redaction, annotee):
    avant = ligne(annotee, *MONTANT)
    reponse = envoyer(redaction, "montants", action="effacer_notes", lignes=["1~base~1"])
    assert "note effacée." in redaction.get(reponse.url).text
    assert ligne(annotee, *MONTANT) == {**avant, "note": ""}


def test_coller_garde_les_notes(redaction, brouillon):
    cle = ("cardiologie", "fa", 50)
    ecrire(brouillon, "seuils", *cle, note="d’après l’annexe")
    champs = {"texte": "Cardiologie et maladies vasculaires\tFA\t\t1600", "action": "ecrire"}
    reponse = redaction.post(f"{BASE}seuils/coller/", {**champs, **PROVENANCE})
    assert reponse.status_code == 302
    ecrite = ligne(brouillon, "seuils", *cle)
    assert (ecrite["valeur"], ecrite["note"]) == ("1600", "d’après l’annexe")


def test_un_segment_garde_sa_note(redaction, brouillon):
    adresse = f"{BASE}objectifs/?serie=cardiologie~1~fa"
    champs = {"debut-0": "0", "patients_debut-0": "100", **PROVENANCE}
    redaction.post(adresse, {"vu": 0, **champs, "note": "à confirmer"})
    vu = redaction.get(adresse).context["vu"]
    redaction.post(adresse, {"vu": vu, **champs, "patients_debut-0": "120"})
    segment = ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 0)
    assert (segment["patients_debut"], segment["note"]) == (120, "à confirmer")


def test_les_lignes_cochees_redisent_ce_qui_est_publie(redaction, brouillon):
    publiques = {a: ligne(en_vigueur(), "montants", "1", "base", a) for a in (1, 2)}
    touchees = {"valeur": "1.00", "note": "essai", "fiabilite": "hypothese", "source": None}
    for annee in (1, 2):
        ecrire(brouillon, "montants", "1", "base", annee, **touchees)
    ecrire(brouillon, "montants", "0.5", "base", 1, valeur="1.00")
    reponse = envoyer(redaction, "montants", action="retablir", lignes=["1~base~1"])
    assert "2 cases redisent ce qui est publié." in redaction.get(reponse.url).text
    for annee, publique in publiques.items():
        assert ligne(brouillon, "montants", "1", "base", annee) == publique
    assert ligne(brouillon, "montants", "0.5", "base", 1)["valeur"] == "1.00", "ligne non cochée"
    siens = models.Changement.objects.filter(pourquoi="valeur publiée rétablie")
    assert siens.count() == 2


def test_une_case_se_retablit_depuis_son_histoire(redaction, lecture, brouillon):
    publique = ligne(en_vigueur(), *MONTANT)
    case = f"{BASE}montants/cases/1~base~1/"
    assert "Rétablir" not in redaction.get(case).text, "elle dit déjà ce qui est publié"
    for annee in (1, 2):
        ecrire(brouillon, "montants", "1", "base", annee, valeur="1.00")
    page = redaction.get(case)
    assert "Rétablir la valeur publiée" in page.text
    assert "Rétablir" not in lecture.get(case).text
    champs = {"vu": page.context["vu"], "cases": "1~base~1", "action": "retablir"}
    redaction.post(f"{BASE}montants/", champs)
    assert ligne(brouillon, *MONTANT) == publique
    assert ligne(brouillon, "montants", "1", "base", 2)["valeur"] == "1.00"


def test_une_case_que_le_publie_ne_dit_pas_disparait(redaction, brouillon):
    envoyer(redaction, "montants", **{"1~P90-P95~1": "40000"}, **PROVENANCE)
    envoyer(redaction, "montants", action="retablir", lignes=["1~P90-P95~1"])
    assert ligne(brouillon, "montants", "1", "P90-P95", 1) is None


def test_la_grille_explique_ses_pointilles_et_ses_cases_a_cocher(redaction, brouillon):
    page = redaction.get(f"{BASE}montants/").text
    assert "Bord en pointillés : cette version ne dit rien de cette case." in page
    assert page.index("Cocher une ligne ne change rien") < page.index('name="lignes"')
    assert "pointillés" not in redaction.get(f"{BASE}parametres/").text
