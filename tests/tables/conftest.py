import pytest
from django.db import connection
from django.db.utils import OperationalError

from eligibility import accompagnement, cycle, models, selectors

from .outils import AUTEUR, en_vigueur


@pytest.fixture(autouse=True)
def processus_neuf(settings, tmp_path):
    """Chaque test est un processus qui naît, avec son propre disque."""
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    settings.REFERENTIEL_FRAICHEUR_S = 2.0
    selectors.oublier()
    yield
    selectors.oublier()


@pytest.fixture(autouse=True)
def sans_cas_de_controle(monkeypatch):
    """Ces tests publient des chiffres inventés : aucun cas de contrôle ne les retient."""
    monkeypatch.setattr(accompagnement.du_site, "garder", accompagnement.sans_garde)


@pytest.fixture
def base_sans_tables(db):
    """La base d'une installation neuve."""
    for modele in (models.Bareme, models.JeuEmployeur, models.Specialite, models.Source):
        modele.objects.all().delete()
    with connection.cursor() as curseur:  # l'historique ne s'efface pas autrement
        curseur.execute("DELETE FROM eligibility_publication")


@pytest.fixture
def brouillon(db):
    """Une correction du barème en vigueur, pas encore touchée."""
    return cycle.copier(en_vigueur(), AUTEUR)


@pytest.fixture
def base_absente():
    """Un gestionnaire de contexte sous lequel toute requête SQL échoue."""

    def refuser(execute, sql, params, many, context):
        raise OperationalError("connexion perdue")

    return lambda: connection.execute_wrapper(refuser)
