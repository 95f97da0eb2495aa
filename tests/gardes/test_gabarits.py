"""Rien d'exécutable dans les pages : la CSP le refuserait, et sans JavaScript tout doit marcher."""

import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
GABARITS = sorted(
    f
    for dossier in ("templates", "simulateur", "eligibility")
    for f in (RACINE / dossier).rglob("*.html")
)

INTERDITS = {
    "script dans la page": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "style dans la page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "gestionnaire on…=": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on, qui évalue du code": re.compile(r"hx-on", re.IGNORECASE),
    "hx- sans data-": re.compile(r"(?<![\w-])hx-[a-z-]+\s*=", re.IGNORECASE),
    "adresse javascript:": re.compile(r"javascript:", re.IGNORECASE),
    "ressource d'un autre site": re.compile(
        r"<(script|link|img|iframe)\b[^>]*\b(src|href)=[\"']?(https?:)?//", re.IGNORECASE
    ),
}
CADRES = re.compile(r'<\w+ class="defile[^>]*>')
COMMENTAIRES = re.compile(r"{#.*?#}|{% comment.*?%}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)


@pytest.mark.parametrize("gabarit", GABARITS, ids=lambda f: str(f.relative_to(RACINE)))
def test_gabarit_inerte(gabarit):
    texte = COMMENTAIRES.sub("", gabarit.read_text(encoding="utf-8"))
    assert [faute for faute, motif in INTERDITS.items() if motif.search(texte)] == []


COMPOSANTS = sorted((RACINE / "templates/composants").rglob("*.html"))


@pytest.mark.parametrize("composant", COMPOSANTS, ids=lambda f: f.stem)
def test_un_composant_sert_a_une_page_du_site(composant):
    """La page des composants ne garde rien en vie."""
    nom = composant.relative_to(RACINE / "templates").as_posix()
    vitrine = RACINE / "templates/accueil/style.html"
    assert any(
        f'"{nom}"' in COMMENTAIRES.sub("", gabarit.read_text(encoding="utf-8"))
        for gabarit in GABARITS
        if gabarit not in (composant, vitrine)
    )


def test_un_cadre_qui_defile_est_un_groupe_nomme():
    """Au clavier il se fait défiler, il dit ce qu'il est, et n'ajoute pas un repère par tableau."""
    cadres = [
        balise
        for gabarit in GABARITS
        for balise in CADRES.findall(gabarit.read_text(encoding="utf-8"))
    ]
    assert len(cadres) > 30
    for cadre in cadres:
        assert 'tabindex="0" role="group" aria-label' in cadre
