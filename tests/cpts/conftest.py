import pytest
from django.db import connection
from django.db.utils import OperationalError

from eligibility import memoire
from simulateur.cpts import annuaire
from simulateur.cpts.models import Cpts

COMPLETE = {
    "slug": "ma-cpts", "nom": "Ma CPTS", "telephone": "01 02 03 04 05",
    "courriel": "equipe@cpts.invalid", "site": "https://cpts.invalid/",
    "cpam_service": "Plateforme des médecins", "cpam_telephone": "36 08",
    "cpam_courriel": "medecins@cpam.invalid", "cpam_lien": "https://cpam.invalid/medecins",
    "origines": "https://www.cpts.invalid.fr",
}  # fmt: skip


@pytest.fixture(autouse=True)
def disque_a_part(settings, tmp_path):
    """Une copie locale à soi, et rien en mémoire."""
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    annuaire.oublier()


@pytest.fixture
def cpts(db):
    cpts = Cpts(**COMPLETE)
    cpts.save()
    return cpts


@pytest.fixture
def horloge(monkeypatch, settings):
    """Une horloge que le test avance."""
    settings.REFERENTIEL_FRAICHEUR_S = 2.0
    maintenant = [1000.0]
    monkeypatch.setattr(memoire.time, "monotonic", lambda: maintenant[0])
    return maintenant


@pytest.fixture
def base_absente():
    """Un gestionnaire de contexte sous lequel toute requête SQL échoue."""

    def refuser(execute, sql, params, many, context):
        raise OperationalError("connexion perdue")

    return lambda: connection.execute_wrapper(refuser)
