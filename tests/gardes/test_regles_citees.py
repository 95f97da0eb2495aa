"""Une section citée par le code ou par un cas existe dans docs/regles.md : on peut remonter à la règle."""

import re
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
SECTIONS = set(
    re.findall(
        r"^## (\d+)\. ", (RACINE / "docs/regles.md").read_text(encoding="utf-8"), re.MULTILINE
    )
)


def citees(dossier: str, motif: str, citation: str) -> dict[str, str]:
    """Numéro de section → un fichier qui le cite."""
    return {
        numero: str(fichier.relative_to(RACINE))
        for fichier in sorted((RACINE / dossier).rglob(motif))
        for numero in re.findall(citation, fichier.read_text(encoding="utf-8"))
    }


def test_les_sections_que_cite_le_code():
    vues = citees("eligibility/regles", "*.py", r"[Ss]ection (\d+)")
    assert len(vues) > 5
    assert vues.keys() <= SECTIONS, vues


def test_les_sections_que_citent_les_cas():
    vues = citees("fixtures/cas", "*.yaml", r"regles §(\d+)")
    assert len(vues) > 5
    assert vues.keys() <= SECTIONS, vues
