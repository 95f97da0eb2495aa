"""Les paquets du site ne tournent pas en rond : chacun se lit et s'essaie avec ce qu'il importe."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.gardes.test_code import RACINE

SITE = RACINE / "simulateur"


def imports(fichier: Path) -> set[str]:
    """Les modules importés au chargement ; ce qu'une fonction importe n'est lu que plus tard."""
    paquet = fichier.relative_to(RACINE).parent.parts
    modules = set()
    for noeud in ast.parse(fichier.read_text(encoding="utf-8")).body:
        if isinstance(noeud, ast.Import):
            modules |= {alias.name for alias in noeud.names}
        elif isinstance(noeud, ast.ImportFrom):
            base = ".".join(paquet[: len(paquet) - noeud.level + 1]) if noeud.level else ""
            module = ".".join(filter(None, [base, noeud.module]))
            modules |= {f"{module}.{alias.name}" for alias in noeud.names}
    return modules


def graphe() -> dict[str, set[str]]:
    """Chaque paquet de simulateur/, et les autres paquets qu'il importe."""
    noms = {dossier.name for dossier in SITE.iterdir() if dossier.is_dir()}
    return {nom: _paquets_importes(nom) & noms - {nom} for nom in noms}


def _paquets_importes(nom: str) -> set[str]:
    modules = {m for fichier in (SITE / nom).rglob("*.py") for m in imports(fichier)}
    return {m.split(".")[1] for m in modules if m.startswith("simulateur.")}


def test_aucun_cycle():
    lu = graphe()
    assert {"reponses", "plateforme"} <= lu["groupe"]  # le graphe n'est pas vide
    try:
        TopologicalSorter(lu).prepare()
    except CycleError as cycle:
        raise AssertionError(" → ".join(cycle.args[1])) from None


def test_ce_que_tous_importent_n_importe_pas_de_page():
    """La plateforme et les mots sont sous les pages, jamais au-dessus."""
    lu = graphe()
    assert lu["plateforme"] <= {"textes"}
    assert lu["textes"] <= {"plateforme", "reponses"}
    assert lu["reponses"] <= {"plateforme", "textes"}
