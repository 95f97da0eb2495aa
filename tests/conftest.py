"""Ce que tout test reçoit : une base chargée, des fichiers statiques, et des garde-fous."""

import fcntl
import ipaddress
import re
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from whitenoise.base import WhiteNoise

from eligibility import selectors
from simulateur.cpts import annuaire
from simulateur.livraison import LIVRAISONS
from simulateur.plateforme import limites
from tests.outils.html import verifier_html
from tests.outils.journaux import lignes
from tests.outils.modeles import VariableInconnue
from tests.outils.navigateur import navigateur, page_bureau, page_mobile, site, verifier_axe

# Sans chronomètre : une machine lente ne fait échouer rien.
hypothesis.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("suite")

__all__ = [
    "lignes",
    "navigateur",
    "page_bureau",
    "page_mobile",
    "site",
    "verifier_axe",
    "verifier_html",
]


# Dossiers dont les tests ne demandent à la base que les tables publiées et les CPTS, comme une page
# publique : aucun moteur n'y change rien. `rien_que_les_tables` le vérifie à chaque test.
TABLES_SEULES = frozenset(
    ("agenda", "api", "banc", "demarches", "exemples", "groupe", "impression", "lot", "mentions", "parcours",
     "projection", "resultats")
)  # fmt: skip
# Ceux de ces dossiers qui écrivent dans la base.
Y_ECRIVENT = frozenset(("demarches/test_page.py", "impression/test_papier.py"))
A_LEUR_BASE = frozenset(
    ("deploiement", "hasard", "plateforme/test_jauges.py", "plateforme/test_production.py",
     "plateforme/test_serveur.py", "plateforme/test_surveillance.py")
)  # fmt: skip
# Des lectures par centaines : qui a le droit d'ouvrir quoi, ce qu'un brouillon changerait. Ce qui s'y écrit
# d'abord, d'autres tests l'écrivent aussi.
LISENT = frozenset(
    ("atelier/test_acces.py", "atelier/test_apercu.py", "atelier/test_ecarts.py",
     "atelier/test_impact.py", "guide/test_livrees.py", "surete/test_acces.py")
)  # fmt: skip
LUES_PAR_UNE_PAGE = re.compile(
    r'SELECT .* FROM "(eligibility_publication|cpts_cpts|cpts_modification)"'
    r"|(RELEASE )?SAVEPOINT|ROLLBACK TO|BEGIN|PRAGMA"
)


def pytest_addoption(parser):
    parser.addoption(
        "--seulement-base",
        action="store_true",
        help="les seuls tests qu'un autre moteur de base de données peut faire échouer",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--seulement-base"):
        return
    gardes, laisses = [], []
    for item in items:
        (gardes if depend_du_moteur(item) else laisses).append(item)
    config.hook.pytest_deselected(items=laisses)
    items[:] = gardes


def depend_du_moteur(item) -> bool:
    """Il écrit dans la base, ou y lit plus que les tables ; navigateur et Java ne tournent que sur SQLite."""
    chemin = dans_les_tests(item)
    ecran = (
        "site" in item.fixturenames
        or chemin.endswith("/test_navigateur.py")
        or item.get_closest_marker("vnu") is not None
    )
    return demande_la_base(item) and not (
        tables_seules(item) or a_sa_base(item) or ecran or chemin in LISENT
    )


def demande_la_base(item) -> bool:
    return "db" in item.fixturenames or item.get_closest_marker("django_db") is not None


def dans_les_tests(item) -> str:
    return str(item.path.relative_to(Path(__file__).parent))


def a_sa_base(item) -> bool:
    """Il lance son propre serveur, ou redit par milliers ce que d'autres tests font un à un."""
    chemin = dans_les_tests(item)
    return chemin.partition("/")[0] in A_LEUR_BASE or chemin in A_LEUR_BASE


def tables_seules(item) -> bool:
    chemin = dans_les_tests(item)
    return chemin.partition("/")[0] in TABLES_SEULES and chemin not in Y_ECRIVENT


@pytest.fixture(scope="session")
def fichiers_statiques(tmp_path_factory, worker_id) -> Path:
    """Des fichiers statiques à empreinte, comme en production, écrits une fois pour tous les processus."""
    commun = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # pytest-xdist : chacun a son dossier, dans celui de la série
        commun = commun.parent
    settings.STATIC_ROOT = commun / "statiques"
    with (commun / "statiques.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


@pytest.fixture(scope="session", autouse=True)
def fichiers_statiques_listes_une_fois():
    """WhiteNoise lit le dossier à chaque `Client()` : près de la moitié du temps des tests d'une page."""
    lire, lus = WhiteNoise.update_files_dictionary, {}

    def une_fois(self, root, prefix):
        if (root, prefix) not in lus:
            avant, self.files = self.files, {}
            lire(self, root, prefix)
            lus[root, prefix], self.files = self.files, avant
        self.files.update(lus[root, prefix])

    with pytest.MonkeyPatch.context() as correctif:
        correctif.setattr(WhiteNoise, "update_files_dictionary", une_fois)
        yield


@pytest.fixture(scope="session", autouse=True)
def reglages_de_test(tmp_path_factory, fichiers_statiques):
    """Comme en production, sauf ce qui ralentirait chaque test."""
    settings.COPIE_LOCALE = tmp_path_factory.mktemp("copie") / "publication.json"
    # Qui publie le dit, ou met 0 : une machine lente ne fait pas une requête de plus.
    settings.REFERENTIEL_FRAICHEUR_S = 3600
    settings.CPTS_VERSEMENT_S = 0  # aucun fil n'écrit dans la base à la place d'un test
    # Des milliers de demandes partent de la même adresse ; chaque débit a ses propres tests.
    for debit in limites.DEBITS:
        setattr(settings, debit.reglage, 0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Ce qui est livré dans fixtures/, chargé une fois ; chaque test annule ce qu'il change."""
    with django_db_blocker.unblock():
        for livraison in LIVRAISONS:
            livraison.charger()
        selectors.tables()


@pytest.fixture(autouse=True)
def tables_en_memoire_intactes():
    """La base revient à son état après chaque test ; ce qui est en mémoire aussi."""
    avant = selectors._memoire._valeur
    annuaire.oublier()
    for debit in limites.DEBITS:
        debit.vider()
    yield
    if avant is not None:
        selectors._memoire._valeur = avant


@pytest.fixture(autouse=True)
def rien_que_les_tables(request):
    """Ce que `--seulement-base` laisse de côté ne demande à la base rien d'autre que les tables."""
    # Si aucun test choisi ne demande la base, pytest-django n'en crée pas.
    if not (tables_seules(request.node) and demande_la_base(request.node)):
        yield
        return
    # Avant de surveiller : le premier test d'un processus crée la base.
    request.getfixturevalue("django_db_setup")

    def refuser(executer, sql, params, many, context):
        assert LUES_PAR_UNE_PAGE.match(sql), f"ce test se sert de la base, à dire ici : {sql[:200]}"
        return executer(sql, params, many, context)

    with connections["default"].execute_wrapper(refuser):
        yield


@pytest.fixture(scope="session", autouse=True)
def variable_de_gabarit_inconnue():
    """Un nom mal écrit dans un gabarit s'afficherait vide : ici, il fait échouer le test."""
    from django.template import engines

    moteur = engines["django"].engine
    avant, moteur.string_if_invalid = moteur.string_if_invalid, VariableInconnue()
    yield
    moteur.string_if_invalid = avant


@pytest.fixture(scope="session", autouse=True)
def rien_hors_de_la_machine():
    """Aucun test ne dépend du réseau, ni n'y envoie quoi que ce soit."""
    connexion = socket.socket.connect

    def connexion_locale(prise, adresse):
        if prise.family in (socket.AF_INET, socket.AF_INET6) and not _locale(adresse[0]):
            raise AssertionError("un test a voulu joindre une adresse hors de la machine")
        return connexion(prise, adresse)

    with pytest.MonkeyPatch.context() as correctif:
        correctif.setattr(socket.socket, "connect", connexion_locale)
        yield


def _locale(hote: str) -> bool:
    if hote == "localhost":
        return True
    try:
        return ipaddress.ip_address(hote).is_loopback
    except ValueError:
        return False
