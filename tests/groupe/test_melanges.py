"""Ce que la page dit du meilleur se lit sur tout le front, même quand elle n'en montre qu'une partie."""

from types import SimpleNamespace

from eligibility.regles.groupe.combinaisons import Comparaison
from simulateur.groupe import melanges


def test_la_meilleure_est_toujours_montree(monkeypatch):
    monkeypatch.setattr(melanges, "MONTREES", 2)
    fronts = tuple(
        SimpleNamespace(reste=rang, exposee=10 - rang, collectif=(), aide=0) for rang in range(5)
    )
    comparaison = Comparaison(1, fronts, True, False, False, ())
    # La dernière est la moins risquée : la page ne montre que deux lignes, et elle.
    assert melanges._montrees(comparaison) == [0, 1, 4]
