"""Le code se garde lui-même : style, taille, dépendances permises."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

RACINE = Path(__file__).resolve().parents[2]
LIGNES_MAXIMALES = 320
# Écrits par des programmes, ou par d'autres que nous.
ENGENDRES = re.compile(
    r"(^|/)(migrations|vendor|node_modules)/|\.min\.|package-lock\.json$|requirements.*\.txt$"
    r"|^static/css/|^static/js/htmx|^LICEN[CS]E"
)
CODE = {".py", ".html", ".js", ".scss", ".sh"}
TEXTE = CODE | {".css", ".md", ".toml", ".yaml", ".yml", ".json", ".in", ".txt", ".svg", ""}


def fichiers_suivis(*, engendres: bool = False) -> list[Path]:
    sortie = subprocess.run(
        ["git", "ls-files", "-z"], cwd=RACINE, capture_output=True, text=True, check=True
    ).stdout
    noms = [nom for nom in sortie.split("\0") if nom and (RACINE / nom).is_file()]
    return [RACINE / nom for nom in noms if engendres or not ENGENDRES.search(nom)]


@pytest.mark.parametrize("commande", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff(commande):
    resultat = subprocess.run(
        [sys.executable, "-m", "ruff", *commande, "--quiet", "."],
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert resultat.returncode == 0, resultat.stdout + resultat.stderr


def test_fichiers_courts():
    longs = {
        str(f.relative_to(RACINE)): lignes
        for f in fichiers_suivis()
        if f.suffix in CODE
        and (lignes := len(f.read_text(encoding="utf-8").splitlines())) > LIGNES_MAXIMALES
    }
    assert not longs, "découper ces fichiers"


def test_rien_laisse_pour_plus_tard():
    motif = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert _trouver(motif, fichiers_suivis()) == []


def test_ni_chemin_de_machine_ni_serveur_de_paquets():
    motif = re.compile(
        r"(?<![\w.-])/(work|root|home/\w+|Users/\w+)/"
        r"|https?://[^\s/\"']*(npm|pypi|pythonhosted|debian)\b"
        r"|--(extra-)?index-url|--trusted-host",
        re.IGNORECASE,
    )
    permis = {RACINE / "tests/gardes/test_code.py"}
    suivis = [f for f in fichiers_suivis(engendres=True) if f not in permis]
    assert _trouver(motif, suivis) == []


def _trouver(motif: re.Pattern, fichiers: list[Path]) -> list[str]:
    trouves = []
    for fichier in fichiers:
        if fichier.suffix not in TEXTE:
            continue
        for numero, ligne in enumerate(fichier.read_text(encoding="utf-8").splitlines(), 1):
            if motif.search(ligne):
                trouves.append(f"{fichier.relative_to(RACINE)}:{numero}: {ligne.strip()[:120]}")
    return trouves


def modules_importes(fichier: Path) -> set[str]:
    """Où qu'il les importe ; ce qu'il y prend, un module peut-être, est nommé aussi."""
    arbre = ast.parse(fichier.read_text(encoding="utf-8"))
    paquet = fichier.relative_to(RACINE).parent.parts
    modules = set()
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Import):
            modules |= {alias.name for alias in noeud.names}
        elif isinstance(noeud, ast.ImportFrom):
            base = ".".join(paquet[: len(paquet) - noeud.level + 1]) if noeud.level else ""
            module = ".".join(filter(None, [base, noeud.module]))
            modules |= {module, *(f"{module}.{alias.name}" for alias in noeud.names)}
    return modules


def test_les_regles_ne_connaissent_ni_django_ni_le_site():
    """eligibility/regles est du Python pur : on peut l'éprouver et le relire seul."""
    permis = set(sys.stdlib_module_names)
    fichiers = list((RACINE / "eligibility/regles").rglob("*.py"))
    assert fichiers
    fautes = {
        str(f.relative_to(RACINE)): interdits
        for f in fichiers
        if (
            interdits := {
                m
                for m in modules_importes(f)
                if m.split(".")[0] not in permis and not m.startswith("eligibility.regles")
            }
        )
    }
    assert not fautes


def test_eligibility_ne_connait_pas_le_site():
    """Les barèmes et les règles ne savent pas qu'un site les montre."""
    fautes = {
        str(f.relative_to(RACINE)): interdits
        for f in (RACINE / "eligibility").rglob("*.py")
        if (interdits := {m for m in modules_importes(f) if m.split(".")[0] == "simulateur"})
    }
    assert not fautes


@pytest.mark.django_db
def test_aucune_migration_oubliee():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
