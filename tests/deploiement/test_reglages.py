"""Chaque variable d'environnement que le site lit est décrite, et rien d'autre ne l'est."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

RACINE = settings.RACINE
DOCUMENT = (RACINE / "docs" / "deploiement.md").read_text(encoding="utf-8")
LECTEUR = re.compile(r"(^|\.)(environ\.get|env\.\w+|reglages\.(oui_non|jeton))$")
# Ses noms lui sont donnés par settings.py.
REGLAGES = RACINE / "simulateur" / "plateforme" / "reglages.py"


def decrites() -> list[str]:
    tableau = DOCUMENT.partition("\n## Réglages\n")[2].partition("\n## ")[0]
    cases = re.findall(r"^\| (`.+?) \|", tableau, re.MULTILINE)
    return [nom for case in cases for nom in re.findall(r"`(\w+)`", case)]


def en_production() -> list[Path]:
    """Ce qui tourne quand le site sert : lui, ses commandes, ce qui les lance."""
    return [
        *(f for dossier in ("simulateur", "eligibility") for f in (RACINE / dossier).rglob("*.py")),
        *(RACINE / nom for nom in ("gunicorn.conf.py", "manage.py", "scripts/sonde.py")),
    ]


def lues_par(fichier: Path) -> Iterator[str]:
    arbre = ast.parse(fichier.read_text(encoding="utf-8"))
    constantes = dict(_constantes(arbre))
    for noeud in ast.walk(arbre):
        if (nom := _nom_lu(noeud)) is None:
            continue
        if isinstance(nom, ast.Constant):
            yield nom.value
        else:
            yield constantes[ast.unparse(nom)]


def _nom_lu(noeud: ast.AST) -> ast.expr | None:
    """Ce qui nomme la variable que cette expression lit, si elle en lit une."""
    if isinstance(noeud, ast.Call) and noeud.args and LECTEUR.search(ast.unparse(noeud.func)):
        return noeud.args[0]
    if isinstance(noeud, ast.Subscript) and ast.unparse(noeud.value) == "os.environ":
        return noeud.slice
    if isinstance(noeud, ast.Compare) and ast.unparse(noeud.comparators[0]) == "os.environ":
        return noeud.left
    return None


def _constantes(arbre: ast.Module) -> Iterator[tuple[str, str]]:
    """`NOM, AUTRE = "…", "…"`, en tête d'un module."""
    for noeud in arbre.body:
        if isinstance(noeud, ast.Assign) and isinstance(noeud.targets[0], ast.Tuple):
            for cible, valeur in zip(
                noeud.targets[0].elts, getattr(noeud.value, "elts", ()), strict=False
            ):
                if isinstance(valeur, ast.Constant):
                    yield ast.unparse(cible), valeur.value


def test_chaque_variable_lue_est_decrite():
    lues = {nom for f in en_production() if f != REGLAGES for nom in lues_par(f)}
    lues |= set(re.findall(r"\$\{(\w+)", (RACINE / "compose.yaml").read_text()))
    assert {"SECRET_KEY", "RECEPTION_S", "FILS", "ADMINISTRATEUR_NOM", "TLS"} <= lues
    dites = decrites()
    assert len(dites) == len(set(dites))
    assert set(dites) == lues


def test_ce_que_les_fichiers_livres_reglent_est_decrit():
    """Une variable mal écrite ne réglerait rien."""
    reglees = set()
    for fichier in ("simulateur.service", "Procfile", "simulateur.env"):
        texte = (RACINE / "docs" / "deploiement" / fichier).read_text()
        reglees |= set(re.findall(r"(?:^|[= ])([A-Z][A-Z_]+)=", texte, re.MULTILINE))
    assert {"STATIC_ROOT", "BIND", "SECRET_KEY"} <= reglees
    assert reglees <= set(decrites())
