"""Ce qui est en mémoire, quand la base tarde ou ne répond plus : un seul lecteur attend, pas longtemps."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError

from eligibility import memoire
from eligibility.memoire import Memoire

pytestmark = pytest.mark.django_db


class Base:
    """Une base qui compte ses demandes, et qu'on fait attendre ou échouer."""

    def __init__(self) -> None:
        self.valeur, self.demandes, self.absente = "v1", 0, False
        self.arrivee, self.suite = threading.Event(), threading.Event()
        self.suite.set()

    def suivre(self, connue: str | None) -> str | None:
        self.demandes += 1
        self.arrivee.set()
        assert self.suite.wait(10)
        if self.absente:
            raise OperationalError("connexion perdue")
        return self.valeur


@pytest.fixture
def base():
    return Base()


@pytest.fixture
def lue(base):
    """La mémoire d'un processus né avec un fichier."""
    return Memoire(base.suivre, lambda: "copie")


@pytest.fixture
def horloge(monkeypatch):
    maintenant = [1000.0]
    monkeypatch.setattr(memoire.time, "monotonic", lambda: maintenant[0])
    return maintenant


@contextmanager
def un_lecteur_attend(base: Base, lue: Memoire) -> Iterator[list[str | None]]:
    """Un lecteur est retenu par la base, le temps du bloc ; ce qu'il aura lu, ensuite."""
    base.arrivee.clear()
    base.suite.clear()
    rendu: list[str | None] = []
    fil = threading.Thread(target=lambda: rendu.append(lue.lire()))
    fil.start()
    assert base.arrivee.wait(10)
    try:
        yield rendu
    finally:
        base.suite.set()
        fil.join(10)


def test_un_seul_lecteur_attend_les_autres_ont_la_valeur_d_avant(base, lue, horloge):
    assert lue.lire() == "v1"
    base.valeur = "v2"
    horloge[0] += 3
    with un_lecteur_attend(base, lue) as rendu:
        assert [lue.lire() for _ in range(50)] == ["v1"] * 50
        assert base.demandes == 2
        assert not rendu
    assert rendu == ["v2"]
    assert lue.lire() == "v2"


def test_un_processus_qui_nait_ne_reste_pas_devant_une_base_muette(base, lue, monkeypatch):
    monkeypatch.setattr(memoire, "NAISSANCE_S", 0.05)
    base.absente = True
    with un_lecteur_attend(base, lue) as rendu:
        assert lue.lire() == "copie"
    assert rendu == ["copie"]
    assert lue.base_injoignable


def test_une_base_absente_n_est_redemandee_que_de_temps_en_temps(base, lue, horloge):
    base.absente = True
    assert [lue.lire() for _ in range(5)] == ["copie"] * 5
    horloge[0] += memoire.REPRISE_S - 0.1
    assert (lue.lire(), base.demandes) == ("copie", 1)
    base.absente = False
    horloge[0] += 0.2
    assert (lue.lire(), base.demandes) == ("v1", 2)
    assert not lue.base_injoignable


def test_sans_fichier_ni_base_rien_ne_s_attend(base, horloge):
    lue = Memoire(base.suivre, lambda: None)
    base.absente = True
    assert [lue.lire() for _ in range(5)] == [None] * 5
    assert base.demandes == 1


def test_une_base_vide_ne_reprend_rien_et_se_redemande(base, lue, horloge):
    base.valeur = None
    assert lue.lire() is None
    base.valeur = "v1"
    assert lue.lire() == "v1"
    base.valeur = None
    horloge[0] += 3
    assert lue.lire() == "v1"


def test_revoir_et_vider_demandent_tout_de_suite(base, lue, horloge):
    assert lue.lire() == "v1"
    base.valeur = "v2"
    assert lue.lire() == "v1"
    lue.revoir()
    assert lue.lire() == "v2"
    base.valeur = "v3"
    lue.vider()
    assert lue.lire() == "v3"
