"""Ce que les scripts et les tests se partagent est dans scripts/outils, et rien n'en dépend à l'envers."""

from pathlib import Path

import pytest

from tests.gardes.test_code import RACINE, modules_importes

SCRIPTS = RACINE / "scripts"
ESSAIS = sorted({f.parent.name for f in SCRIPTS.glob("*/*.py")} - {"outils"})


def importes(dossier: Path, *debuts: str) -> dict[str, set[str]]:
    """Fichier → les modules qu'il importe, même dans une fonction, et dont le nom commence ainsi."""
    lus = {
        str(f.relative_to(RACINE)): {m for m in modules_importes(f) if f"{m}.".startswith(debuts)}
        for f in dossier.rglob("*.py")
        if "node_modules" not in f.parts
    }
    assert lus, dossier
    return {fichier: modules for fichier, modules in lus.items() if modules}


def test_un_script_n_importe_aucun_test():
    assert importes(SCRIPTS, "tests.") == {}


def test_le_site_n_importe_ni_script_ni_test():
    """Ils ne partent pas avec lui."""
    for paquet in ("simulateur", "eligibility"):
        assert importes(RACINE / paquet, "tests.", "scripts.") == {}


@pytest.mark.parametrize("script", [*ESSAIS, "outils"])
def test_un_script_n_importe_que_les_siens_et_les_outils(script):
    autres = tuple(f"scripts.{autre}." for autre in ESSAIS if autre != script)
    assert importes(SCRIPTS / script, *autres) == {}


def test_ce_que_les_gardes_lisent_n_est_pas_vide():
    assert {"accessibilite", "banc", "endurance", "hasard", "phare"} <= set(ESSAIS)
    assert importes(SCRIPTS / "endurance", "scripts.outils.")
    assert importes(RACINE / "tests", "scripts.outils.")
