"""Une base à soi, chargée, où l'équipe a travaillé : chaque table du site a au moins une ligne."""

from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User

from eligibility import (
    accompagnement,
    actes,
    avertissements,
    cycle,
    models,
    references,
    selectors,
    soumission,
)
from eligibility.documents import base
from simulateur.cas import attente, ecriture
from simulateur.comptes import second_facteur
from simulateur.cpts import annuaire
from simulateur.cpts.models import Cpts, Ouvertures
from simulateur.guide.models import Page
from simulateur.models import CasDeControle
from tests.atelier.conftest import creer
from tests.cpts.images import PNG
from tests.outils import bases
from tests.tables.outils import ecrire, en_vigueur


@pytest.fixture
def db(tmp_path, django_db_setup, django_db_blocker, settings, monkeypatch):
    """À la place de celle de pytest-django : une vraie base, qui disparaît après le test."""
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    settings.REFERENTIEL_FRAICHEUR_S = 0
    monkeypatch.setattr(accompagnement.du_site, "garder", accompagnement.sans_garde)
    with django_db_blocker.unblock(), bases.copie(tmp_path):
        selectors.oublier()
        annuaire.oublier()
        yield
    selectors.oublier()


def publier(numero: int = 0) -> models.Bareme:
    """Une correction écrite par l'une et publiée par l'autre."""
    camille, dominique = _personne("Camille", "Rédaction"), _personne("Dominique", "Publication")
    brouillon = cycle.copier(en_vigueur(), camille)
    ecrire(brouillon, "montants", "1", "base", 1, valeur=f"{37000 + numero}.00")
    soumission.soumettre(brouillon, camille, "prêt")
    cycle.publier(brouillon, dominique, "relu")
    return brouillon


def _personne(nom: str, groupe: str) -> actes.Auteur:
    compte = User.objects.filter(username=nom.lower()).first() or creer(nom, groupe)
    return actes.Auteur.de(compte)


@pytest.fixture
def vecue(db):
    """Publications, retour, brouillon en cours, références, cas, CPTS, second facteur, pièce jointe."""
    cycle.retirer(publier(), _personne("Dominique", "Publication"), "une erreur")
    camille = _personne("Camille", "Rédaction")
    brouillon = cycle.copier(en_vigueur(), camille, date(2030, 1, 1))
    ecrire(brouillon, "montants", "0.5", "base", 3, valeur="14500.00", note="« é », œuf, 1 200 €")
    a_accepter = [e.nom for e in avertissements.examiner(brouillon, base.document(brouillon))]
    assert avertissements.accepter(brouillon, a_accepter, "voulu", camille)
    models.SegmentObjectif.objects.create(
        bareme=brouillon, specialite=models.Specialite.objects.get(slug="cardiologie"), option="1",
        indicateur="fa", debut=1000, fin=2000, patients_debut=300, patients_fin=200, fiabilite="hypothese",
    )  # fmt: skip
    cas = CasDeControle.objects.first()
    attente.mettre(brouillon, {cas.pk: {**cas.attendu, "verdict": "refuse"}}, camille, "suit")
    ecriture.modifier(cas, {"source": "relue"}, camille, "précision")
    source = models.Source.objects.first()
    with references.noter(models.Source, [source], camille):
        source.libelle = "Une source relue"
        source.save()
    models.PieceJointe.objects.create(
        source=source, nom="a.pdf", contenu=b"%PDF-\x00\xff", auteur="Camille"
    )
    with references.noter(Page, [page := Page.objects.first()], camille):
        page.titre = "Élargie, à l’œil"
        page.save()
    cpts = Cpts(slug="a-nous", nom="À nous", logo=PNG)
    cpts.save(auteur=camille)
    cpts.equipe.add(camille.compte)
    Ouvertures.objects.create(cpts=cpts, mois=date(2026, 11, 1), nombre=3)
    LogEntry.objects.log_actions(camille.compte.pk, [source], CHANGE, "relue", single_object=True)
    second_facteur.confirmer(second_facteur.preparer(camille.compte))
