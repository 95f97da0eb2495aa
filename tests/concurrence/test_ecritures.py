"""Deux personnes écrivent la même chose au même instant : la seconde l'apprend, et rien ne se perd."""

import pytest
from django.urls import reverse

from eligibility import cycle, models, references
from simulateur.cas import attente, ecriture
from simulateur.cpts import annuaire
from simulateur.cpts.models import Cpts, Modification
from simulateur.guide.models import Page
from simulateur.models import AttenduEnAttente, CasDeControle, ChangementDeCas
from tests.tables.outils import ecrire, ligne

from .conftest import auteur, ensemble, pendant

pytestmark = pytest.mark.usefixtures("sans_cas")
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
GRILLE = f"{FICHE}tables/montants/"
MONTANT = ("montants", "1", "base", 1)


def taper(client, champ: str, valeur: str, vu: int):
    return client.post(GRILLE, {"vu": vu, champ: valeur, "fiabilite": "hypothese"})


def test_deux_personnes_deux_cases(brouillon, redaction, redaction_bis):
    vu = redaction.get(GRILLE).context["vu"]
    reponses = ensemble(
        lambda: taper(redaction, "1~base~1", "37000", vu),
        lambda: taper(redaction_bis, "0.5~base~1", "18500", vu),
    )
    assert [r.status_code for r in reponses] == [302, 302]
    assert ligne(brouillon, *MONTANT)["valeur"] == "37000.00"
    assert ligne(brouillon, "montants", "0.5", "base", 1)["valeur"] == "18500.00"


def test_deux_personnes_la_meme_case(brouillon, redaction, redaction_bis):
    vu = redaction.get(GRILLE).context["vu"]
    reponses = ensemble(
        lambda: taper(redaction, "1~base~1", "37000", vu),
        lambda: taper(redaction_bis, "1~base~1", "36000", vu),
    )
    assert sorted(r.status_code for r in reponses) == [302, 422]
    (seconde,) = [r for r in reponses if r.status_code == 422]
    perdant = {"37000": "36000", "36000": "37000"}[
        str(int(float(ligne(brouillon, *MONTANT)["valeur"])))
    ]
    assert perdant in seconde.text, "ce qu'elle avait tapé lui est rendu"
    assert models.Changement.objects.filter(table="montants").count() == 1


def test_une_grille_ouverte_pendant_qu_une_case_s_ecrit(
    brouillon, redaction, redaction_bis, monkeypatch
):
    """L'autre écrit entre deux lectures de la page : la sienne n'est pas effacée sans qu'on le dise."""
    from simulateur.atelier import fiche

    commun = fiche.contexte_commun

    def ecrire_puis_lire(request, version):
        ecrire(brouillon, *MONTANT, valeur="36000.00")
        return commun(request, version)

    with monkeypatch.context() as correctif:
        correctif.setattr(fiche, "contexte_commun", ecrire_puis_lire)
        page = redaction.get(GRILLE)
    assert "38" in page.text
    reponse = redaction.post(
        GRILLE,
        {
            "vu": page.context["vu"],
            "1~base~1": "38000",
            "0.5~base~1": "18500",
            "fiabilite": "hypothese",
        },
    )
    assert reponse.status_code == 302
    assert ligne(brouillon, *MONTANT)["valeur"] == "36000.00"


def formulaire(client, adresse: str) -> dict:
    """Ce que la page renverrait sans qu'on y touche."""
    champs = client.get(adresse).context["adminform"].form
    envoi = {nom: champs[nom].value() for nom in champs.fields}
    return {nom: "" if valeur is None else valeur for nom, valeur in envoi.items()}


@pytest.mark.parametrize(
    ("modele", "champ"),
    [(models.Source, "libelle"), (models.Specialite, "libelle"), (Page, "titre")],
)
def test_deux_personnes_la_meme_reference(redaction, redaction_bis, modele, champ):
    objet = modele.objects.first()
    adresse = reverse(
        f"admin:{objet._meta.app_label}_{objet._meta.model_name}_change", args=[objet.pk]
    )
    envois = [
        {**formulaire(redaction, adresse), champ: f"Refait par {qui}"} for qui in ("un", "deux")
    ]
    reponses = ensemble(
        lambda: redaction.post(adresse, envois[0]), lambda: redaction_bis.post(adresse, envois[1])
    )
    assert sorted(r.status_code for r in reponses) == [200, 302]
    (seconde,) = [r for r in reponses if r.status_code == 200]
    assert "pendant que vous écriviez" in seconde.text
    assert references.histoire(modele, objet).count() == 1


def test_deux_personnes_la_meme_presentation(brouillon, redaction, redaction_bis):
    adresse = f"{FICHE}presentation/"
    adresse = reverse("atelier:metadonnees", args=["bareme", "2026-02-25.2"])
    initial = redaction.get(adresse).context["formulaire"].initial
    envoi = {
        nom: initial.get(nom) or ""
        for nom in ("intitule", "source", "verifie_le", "commentaire", "vue")
    }
    reponses = ensemble(
        lambda: redaction.post(adresse, {**envoi, "intitule": "De l'une"}),
        lambda: redaction_bis.post(adresse, {**envoi, "intitule": "De l'autre"}),
    )
    assert sorted(r.status_code for r in reponses) == [302, 422]
    assert models.Changement.objects.filter(table="").count() == 1


def test_deux_personnes_le_meme_cas(camille, dominique, db):
    cas = CasDeControle.objects.first()
    vue = ecriture.empreinte(cas)

    def modifier(compte, source):
        return ecriture.modifier(cas, {"source": source}, auteur(compte), "relu", vue=vue)

    faits = ensemble(lambda: modifier(camille, "une"), lambda: modifier(dominique, "autre"))
    assert sorted(str(fait) for fait in faits) == ["True", "cas_change"]
    assert ChangementDeCas.objects.filter(cas=cas).count() == 1


def test_retirer_un_attendu_pendant_qu_il_se_publie(brouillon, camille, dominique):
    """Qui publie a lu cet attendu : il part avec la version, ou l'on relit."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    cas = CasDeControle.objects.first()
    attente.mettre(brouillon, {cas.pk: {**cas.attendu, "verdict": "refuse"}}, auteur(camille), "x")
    retire = pendant(
        lambda: cycle.publier(brouillon, auteur(dominique), "x"),
        lambda: attente.oublier(brouillon, cas, auteur(camille)),
    ).result()
    assert retire is False
    assert AttenduEnAttente.objects.count() == 0
    cas.refresh_from_db()
    assert cas.attendu["verdict"] == "refuse"


def test_deux_cpts_changees_ensemble_se_voient_toutes_deux(db, camille):
    """Un processus relit quand le numéro de la dernière modification change : il doit les avoir toutes."""
    une = Cpts.objects.create(slug="une", nom="Une")
    autre = Cpts.objects.create(slug="autre", nom="Autre")

    def renommer(cpts, nom):
        cpts.nom = nom
        cpts.save(auteur=auteur(camille))
        if nom == "Autre refaite":
            annuaire.trouver("une")  # un processus relit à cet instant

    pendant(lambda: renommer(une, "Une refaite"), lambda: renommer(autre, "Autre refaite")).result()
    assert annuaire.trouver("une").nom == "Une refaite"
    assert annuaire.trouver("autre").nom == "Autre refaite"
    assert Modification.objects.filter(champ="nom", apres__endswith="refaite").count() == 2
