import pytest
from django.db import connection
from django.db.utils import OperationalError

from eligibility import models, selectors


@pytest.fixture(autouse=True)
def memoire_vide():
    """Chaque test lit la base qu'il a sous les yeux, non la copie d'un autre."""
    selectors.vider_memoire()
    yield
    selectors.vider_memoire()


@pytest.fixture
def base_sans_tables(db):
    """La base d'une installation neuve."""
    models.Bareme.objects.all().delete()
    models.JeuEmployeur.objects.all().delete()
    models.Specialite.objects.all().delete()
    models.Source.objects.all().delete()


@pytest.fixture
def base_absente():
    """Un gestionnaire de contexte sous lequel toute requête SQL échoue."""

    def refuser(execute, sql, params, many, context):
        raise OperationalError("connexion perdue")

    return lambda: connection.execute_wrapper(refuser)
