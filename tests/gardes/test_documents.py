"""Ce que les documents promettent de leur propre forme."""

import re
import unicodedata

from tests.gardes.test_code import RACINE


def termes() -> list[str]:
    """La première colonne du glossaire, sans accent ni majuscule."""
    lignes = (RACINE / "docs/glossaire.md").read_text(encoding="utf-8").splitlines()
    _, _, *dits = [
        trouve[1].lower() for ligne in lignes if (trouve := re.match(r"\| (.+?) \|", ligne))
    ]
    return [unicodedata.normalize("NFD", dit).encode("ascii", "ignore").decode() for dit in dits]


def test_le_glossaire_est_dans_l_ordre_un_mot_une_fois():
    lus = termes()
    assert len(lus) > 50
    assert lus == sorted(set(lus))
