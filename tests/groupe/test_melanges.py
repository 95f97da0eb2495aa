"""Ce que la page dit du meilleur se lit sur tout le front, même quand elle n'en montre qu'une partie."""

from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

from eligibility.regles.groupe.combinaisons import Comparaison, Patients
from simulateur.groupe import melanges
from simulateur.groupe.bandes import CHIFFRE, LARGEUR, Bande, dessin

PATIENTS = Patients(0, 0, 0, False, False)


def test_la_meilleure_est_toujours_montree(monkeypatch):
    monkeypatch.setattr(melanges, "MONTREES", 2)
    fronts = tuple(
        SimpleNamespace(reste=rang, exposee=10 - rang, collectif=(), aide=0, patients=PATIENTS)
        for rang in range(5)
    )
    comparaison = Comparaison(1, fronts, True, False, False, ())
    # La dernière est la moins risquée : la page ne montre que deux lignes, et elle.
    assert melanges._montrees(comparaison) == [0, 1, 4]


def test_les_bandes_se_suivent_sans_se_toucher():
    """Un surplus à gauche de l'axe, un coût à droite ; chaque chiffre garde la place qu'il lui faut."""
    trace = dessin(
        [Bande("A", (Decimal(-27_162), Decimal(66_000))), Bande("B", (Decimal(41_237), Decimal(0)))]
    )
    barres = [barre for ligne in trace["lignes"] for barre in ligne["barres"]]
    assert [(b["x"] < trace["axe"], b["montant"]) for b in barres] == [
        (True, "−27\u202f162\u202f€"),
        (False, "66\u202f000\u202f€"),
        (False, "41\u202f237\u202f€"),
        (False, "0\u202f€"),
    ]
    hauts = sorted([*(b["y"] for b in barres), *(ligne["y"] for ligne in trace["lignes"])])
    assert all(b - a >= 4 for a, b in pairwise(hauts))
    assert all(b["chiffre_x"] <= LARGEUR - CHIFFRE + 6 for b in barres)
    assert all(b["y"] + 15 <= trace["hauteur"] for b in barres)


def test_une_bande_seule_ne_se_compare_a_rien():
    assert dessin([Bande("A", (Decimal(1),))]) is None
