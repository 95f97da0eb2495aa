"""Ce que les documents promettent de leur propre forme."""

import re
import unicodedata

import pytest

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


DOCUMENTS = sorted(
    {RACINE / "README.md", *RACINE.glob("docs/**/*.md"), *RACINE.glob("fixtures/**/*.md")}
)
DOSSIERS = (
    "docs/", "eligibility/", "fixtures/", "scripts/", "simulateur/", "static/", "templates/", "tests/",
)  # fmt: skip


def ancre(titre: str) -> str:
    """Celle que fait GitHub d'un titre."""
    return re.sub(r"[^\w\- ]", "", titre.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda f: str(f.relative_to(RACINE)))
def test_un_document_ne_cite_que_des_fichiers_et_des_titres_qui_existent(document):
    page = document.read_text(encoding="utf-8")
    cites = [c for c in re.findall(r"`([\w./-]+)`", page) if c.startswith(DOSSIERS)]
    assert [
        c for c in cites if not (RACINE / c).exists() and not list(RACINE.glob(f"{c}.py"))
    ] == []
    for lien in re.findall(r"\]\(([^)\s]+)\)", page):
        chemin, _, titre = lien.partition("#")
        if ":" in chemin or chemin.startswith("/"):
            continue
        vise = document.parent / chemin if chemin else document
        assert vise.exists(), lien
        if titre:
            titres = re.findall(r"^#+ (.+)$", vise.read_text(encoding="utf-8"), re.MULTILINE)
            assert titre in map(ancre, titres), lien


def test_le_readme_nomme_chaque_partie_du_site():
    page = (RACINE / "README.md").read_text(encoding="utf-8")
    (ligne,) = re.findall(r"^- `simulateur/` : .*$", page, re.MULTILINE)
    muettes = {"management", "migrations", "templatetags"}  # ce que Django nomme ainsi partout
    parties = {f.parent.name for f in RACINE.glob("simulateur/*/__init__.py")} - muettes
    assert parties == set(re.findall(r"`([a-z]+)`", ligne))


def test_le_glossaire_nomme_ce_que_le_code_nomme():
    lignes = (RACINE / "docs/glossaire.md").read_text(encoding="utf-8").splitlines()
    code = "\n".join(
        f.read_text(encoding="utf-8")
        for dossier in ("eligibility", "simulateur", "templates", "static/scss")
        for f in (RACINE / dossier).rglob("*")
        if f.suffix in {".py", ".html", ".scss"} and "migrations" not in f.parts
    )
    cites = [
        nom
        for ligne in lignes
        if (trouve := re.match(r"\| .+? \| (.+?) \| ", ligne))
        for nom in re.findall(r"`([^`]+)`", trouve[1])
        if "/" not in nom
    ]
    assert len(cites) > 80
    mots = set(re.findall(r"\w+", code))
    assert [nom for nom in cites if not {*re.findall(r"\w+", nom)} <= mots] == []
