"""Plusieurs personnes publient, écrivent et suppriment au même instant : rien ne se perd, rien ne casse."""

import json
from datetime import date

import pytest

from eligibility import accompagnement, actes, cycle, models, references, soumission
from simulateur.guide.models import Page
from tests.tables.outils import ecrire, en_vigueur, ligne

from .conftest import auteur, ensemble, pendant

pytestmark = pytest.mark.usefixtures("sans_cas")
MONTANT = ("montants", "1", "base", 1)
FICHE = "/admin/atelier/bareme/2026-02-25.2/"


@pytest.fixture
def demain(camille, dominique):
    """Deux brouillons, à deux dates à venir, prêts à publier."""
    brouillons = []
    for annee, montant in ((2030, "37000.00"), (2031, "36000.00")):
        brouillon = cycle.copier(en_vigueur(), auteur(camille), date(annee, 1, 1))
        ecrire(brouillon, *MONTANT, valeur=montant)
        brouillons.append(brouillon)
    return brouillons


def numeros() -> list[int]:
    return sorted(models.Publication.objects.values_list("pk", flat=True))


def publiees() -> list[str]:
    contenu = json.loads(models.Publication.objects.first().contenu)
    return [document["version"] for document in contenu["baremes"]]


def test_deux_publications_au_meme_instant(demain, dominique):
    avant = numeros()
    faites = ensemble(*(lambda b=b: cycle.publier(b, auteur(dominique), "à deux") for b in demain))
    assert sorted(p.pk for p in faites) == [avant[-1] + 1, avant[-1] + 2]
    assert publiees()[-2:] == ["2030-01-01", "2031-01-01"], "la dernière les a toutes deux"
    # Ce que la seconde dit avoir changé ne reprend pas ce que la première avait fait.
    seconde = models.Publication.objects.first()
    assert {c["version"] for c in seconde.changements} == {seconde.version.isoformat()}


def test_deux_publications_de_la_meme_date(demain, camille, dominique):
    """La seconde part de ce qui n'est plus public : on le lui dit, son brouillon reste."""
    premier = demain[0]
    second = cycle.copier(premier, auteur(camille))
    ecrire(second, *MONTANT, valeur="35000.00")
    faites = ensemble(
        *(lambda b=b: cycle.publier(b, auteur(dominique), "") for b in (premier, second))
    )
    (refus,) = [f for f in faites if isinstance(f, actes.ActeRefuse)]
    assert refus.code == "origine_depassee"
    lues = models.Bareme.objects.filter(date_effet=premier.date_effet)
    assert sorted(lues.values_list("statut", flat=True)) == ["brouillon", "publie"]


def test_un_refus_ne_fait_pas_de_trou(demain, dominique, monkeypatch):
    """Une publication annulée après son écriture ne prend pas de numéro."""

    def refuser(publication, version):
        raise actes.ActeRefuse("nom_pris", nom="x")

    avant = numeros()
    with monkeypatch.context() as correctif:
        correctif.setattr(accompagnement.du_site, "suivre", refuser)
        with pytest.raises(actes.ActeRefuse):
            cycle.publier(demain[0], auteur(dominique), "")
    assert cycle.publier(demain[0], auteur(dominique), "").pk == avant[-1] + 1


def test_publier_pendant_qu_une_case_s_ecrit(brouillon, publication):
    """Qui publie attend, et n'emporte pas ce qu'elle n'a pas lu."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    reponse = pendant(
        lambda: ecrire(brouillon, *MONTANT, valeur="36000.00"),
        lambda: publication.post(f"{FICHE}publier/", {"motif": "x", "lue": lue}),
    ).result()
    assert reponse.status_code == 422
    assert "a changé" in reponse.context["refus"]
    brouillon.refresh_from_db()
    assert brouillon.statut == "brouillon"


def test_ecrire_une_case_pendant_que_cela_se_publie(brouillon, dominique, redaction):
    """Qui écrit attend, et apprend que ce n'est plus un brouillon."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    reponse = pendant(
        lambda: cycle.publier(brouillon, auteur(dominique), "x"),
        lambda: redaction.post(
            f"{FICHE}tables/montants/", {"vu": 0, "1~base~1": "36123", "fiabilite": "hypothese"}
        ),
    ).result()
    # Sur une machine lente elle n'arrive qu'après, et on le lui dit avant qu'elle écrive.
    assert reponse.status_code in (302, 409)
    if reponse.status_code == 409:
        assert "36123" in reponse.text, "ce qu'elle avait tapé lui est rendu"
    assert "36123.00" not in models.Publication.objects.first().contenu
    assert ligne(brouillon, *MONTANT)["valeur"] == "37000.00"


@pytest.mark.parametrize("modele", ["source", "guide"])
def test_publier_pendant_qu_une_reference_s_ecrit(brouillon, camille, dominique, modele):
    """Elle attend encore d'être en ligne après, avec son auteur."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    classe, champ = {"source": (models.Source, "libelle"), "guide": (Page, "titre")}[modele]
    objet = classe.objects.first()

    def renommer():
        with references.noter(classe, [objet], auteur(camille)):
            setattr(objet, champ, "Refait pendant ce temps")
            objet.save()

    pendant(renommer, lambda: cycle.publier(brouillon, auteur(dominique), "x")).result()
    assert "Refait pendant ce temps" not in models.Publication.objects.first().contenu
    assert objet.natural_key() in references.qui_attendent(classe)
    with pytest.raises(actes.ActeRefuse, match="ses_references"):
        cycle.mettre_en_ligne(auteur(camille), "")
    assert "Refait pendant ce temps" in cycle.mettre_en_ligne(auteur(dominique), "").contenu


def test_deux_corrections_commencees_ensemble(redaction, redaction_bis):
    """Deux personnes, ou un double clic : deux brouillons, deux numéros."""
    adresse = "/admin/atelier/bareme/2026-02-25.1/corriger/"
    reponses = ensemble(lambda: redaction.post(adresse), lambda: redaction_bis.post(adresse))
    assert sorted(reponse.url for reponse in reponses) == [
        FICHE, FICHE.replace("25.2", "25.3"),
    ]  # fmt: skip


def test_publier_un_brouillon_supprime_a_l_instant(brouillon, camille, publication):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    reponse = pendant(
        lambda: soumission.supprimer(brouillon, auteur(camille), "erreur"),
        lambda: publication.post(f"{FICHE}publier/", {"motif": "x", "lue": lue}),
    ).result()
    assert reponse.status_code == 404
    assert models.Publication.objects.count() == 1


def test_tous_a_la_fois(demain, camille, dominique):
    """Publications, retours, cases et références mêlés : des numéros qui se suivent, et rien de perdu."""
    avant = numeros()
    source = models.Source.objects.first()

    def dater(jour):
        with references.noter(models.Source, [source], auteur(camille)):
            models.Source.objects.filter(pk=source.pk).update(verifie_le=jour)

    def publier_et_retirer(brouillon):
        cycle.publier(brouillon, auteur(dominique), "aller")
        cycle.retirer(brouillon, auteur(dominique), "retour")

    def corriger(montant):
        ecrire(cycle.copier(en_vigueur(), auteur(camille)), *MONTANT, valeur=montant)

    faits = ensemble(
        *(lambda b=b: publier_et_retirer(b) for b in demain),
        *(lambda j=j: dater(date(2026, 11, j)) for j in (2, 3, 4)),
        *(lambda m=m: corriger(m) for m in ("37000.00", "36000.00", "35000.00")),
    )
    assert faits == [None] * len(faits)
    assert numeros() == [*avant, *range(avant[-1] + 1, avant[-1] + 5)]
    assert publiees() == [v for v in publiees() if v < "2030"]
    dates = models.Changement.objects.filter(table="sources")
    assert dates.count() == 3
    suite = list(dates.order_by("pk"))
    assert [c.avant for c in suite[1:]] == [c.apres for c in suite[:-1]], "chacun a vu le précédent"
    revisions = models.Bareme.objects.filter(date_effet=en_vigueur().date_effet)
    assert sorted(revisions.values_list("revision", flat=True)) == [1, 2, 3, 4]
