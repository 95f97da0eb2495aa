"""Une page du guide s'écrit dans un fichier et se relit à l'identique."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles.criteres import CRITERES
from simulateur.guide import ancres, fichier, pages
from simulateur.guide.pages import Page

MISSIONS = """---
titre: Ce que fait un assistant médical
resume: 'Avant, pendant et après la consultation : trois sortes de missions.'
rubrique: Le métier
etiquettes: [missions, consultation]
mots: [tâches, rôle]
ancres: ['section:verdict', 'question:option']
---

Il accueille. {AMELI-AIDE 2026-11-22}
"""

texte = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)
mots = st.lists(texte, max_size=3).map(tuple)
pages_possibles = st.builds(
    Page,
    slug=st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    titre=texte,
    resume=texte,
    rubrique=texte,
    etiquettes=mots,
    mots=mots,
    ancres=mots,
    corps=st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n-#")),
)


@given(pages_possibles)
def test_aller_et_retour_d_une_page(page):
    assert fichier.lire(fichier.nom(7, page), fichier.ecrire(page)) == page


def test_aller_et_retour_d_un_fichier():
    page = fichier.lire("03-missions.md", MISSIONS)
    assert page.slug == "missions"
    assert page.etiquettes == ("missions", "consultation")
    assert page.corps == "Il accueille. {AMELI-AIDE 2026-11-22}"
    assert fichier.ecrire(page) == MISSIONS


@pytest.mark.parametrize(
    ("nom", "contenu", "dit"),
    [
        ("Missions.md", MISSIONS, "10-missions.md"),
        ("a.md", "Sans en-tête\n", "en-tête"),
        ("a.md", "---\ntitre: A\n", "en-tête"),
        ("a.md", "---\ntitre: [\n---\n", "ne se lit pas"),
        ("a.md", "---\ntitre: A\n---\n", "exactement"),
        ("a.md", MISSIONS.replace("mots: [tâches, rôle]", "mots: tâches"), "« mots »"),
        ("a.md", MISSIONS.replace("rubrique: Le métier", "rubrique: 3"), "« rubrique »"),
    ],
)
def test_un_fichier_illisible_dit_pourquoi(nom, contenu, dit):
    with pytest.raises(fichier.FichierIllisible, match="(?s).*" + dit):
        fichier.lire(nom, contenu)


def test_un_dossier_se_lit_dans_l_ordre_des_noms(tmp_path):
    une, deux = (fichier.lire(f"{nom}.md", MISSIONS) for nom in ("zebre", "abeille"))
    fichier.ecrire_dossier(tmp_path, [une, deux])
    assert [chemin.name for chemin in sorted(tmp_path.iterdir())] == [
        "01-zebre.md",
        "02-abeille.md",
    ]
    assert fichier.lire_dossier(tmp_path) == [une, deux]


def test_un_guide_range_ses_pages():
    une = {"slug": "une", "titre": "Une", "resume": "r", "rubrique": "A", "corps": ""}
    listes = {"etiquettes": [], "mots": [], "ancres": ["question:pmt"]}
    lignes = [
        {**une, **listes},
        {**une, **listes, "slug": "deux", "rubrique": "B"},
        {**une, **listes, "slug": "trois", "ancres": ["section:cout"]},
    ]
    guide = pages.lire(lignes)
    assert [page.slug for page in guide.pages] == ["une", "deux", "trois"]
    assert {r: [p.slug for p in groupe] for r, groupe in guide.rubriques.items()} == {
        "A": ["une", "trois"],
        "B": ["deux"],
    }
    assert guide.par_ancre["question:pmt"].slug == "une"
    assert guide.par_ancre["section:cout"].slug == "trois"
    assert guide.voisines(guide.pages[0]) == (None, guide.pages[1])
    assert guide.voisines(guide.pages[2]) == (guide.pages[1], None)


def test_les_ancres_viennent_des_questions_des_criteres_et_des_sections():
    assert ancres.ANCRES["question:pmt"].startswith("Combien de patients")
    assert len([nom for nom in ancres.ANCRES if nom.startswith("critere:")]) == len(CRITERES)
    assert "section:verdict" in ancres.ANCRES
    assert ancres.inconnues(("question:pmt", "question:rien")) == ["question:rien"]
