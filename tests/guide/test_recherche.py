"""La recherche pardonne : accents, casse, pluriels, fautes, mots vides ; un titre pèse plus qu'un texte."""

import pytest

from simulateur.guide import pages, recherche
from simulateur.guide.extraits import marquer
from simulateur.guide.mots import radical, radicaux

from .conftest import PAGES

GUIDE = pages.lire(PAGES)


def premiere(texte: str, guide=GUIDE) -> str:
    trouvees = recherche.chercher(texte, guide)
    return trouvees[0].page.slug if trouvees else ""


def page(slug: str, **champs) -> dict:
    vide = {"titre": "x", "resume": "x", "rubrique": "x", "corps": "", "mots": [], "etiquettes": []}
    return {**vide, "slug": slug, "ancres": [], **champs}


@pytest.mark.parametrize(
    "tape",
    [
        "télétravail",
        "TELETRAVAIL",
        "teletravail",
        "télé-travail",
        "tele travail",
        "teletravial",
        "télétravails",
        "le télétravail, c'est possible ?",
        "télétrav",
        "télétravailler",
        "à domicile",
    ],
)
def test_une_meme_page_de_bien_des_facons(tape):
    assert premiere(tape) == "teletravail"


@pytest.mark.parametrize(
    ("tape", "trouvee"),
    [
        ("je n'ai pas atteint l'objectif", "objectif-non-atteint"),
        ("je n’ai pas atteint l’objectif", "objectif-non-atteint"),
        ("trop percu", "objectif-non-atteint"),
        ("trop-perçus", "objectif-non-atteint"),
        ("PMT", "pmt-et-file-active"),
        ("files actives", "pmt-et-file-active"),
        ("bebe", "pmt-et-file-active"),
        ("optam", "qui-peut-signer"),
        ("eligibilite", "qui-peut-signer"),
    ],
)
def test_des_mots_du_titre_des_synonymes_ou_du_texte(tape, trouvee):
    assert premiere(tape) == trouvee


@pytest.mark.parametrize("tape", ["", "   ", "de la", "xyzw", "😀", "?", "zz" * 200])
def test_ce_qui_ne_dit_rien_ne_trouve_rien(tape):
    assert recherche.chercher(tape, GUIDE) == []


def test_un_titre_pese_plus_qu_un_synonyme_qu_une_etiquette_qu_un_texte():
    guide = pages.lire(
        [
            page("texte", corps="Un stage. Encore un stage. {A 2026-01-01}"),
            page("etiquette", etiquettes=["stage"]),
            page("mots", mots=["stage"]),
            page("titre", titre="Un stage"),
            page("autre"),
        ]
    )
    trouvees = [trouvee.page.slug for trouvee in recherche.chercher("stage", guide)]
    assert trouvees[:4] == ["titre", "mots", "etiquette", "texte"]
    assert "autre" not in trouvees


def test_tenir_tous_les_mots_vaut_mieux_qu_en_repeter_un():
    guide = pages.lire(
        [
            page("carence", titre="La carence", mots=["carence"], corps="Deux mots."),
            page(
                "reconduction", titre="La reconduction", mots=["reconduction"], corps="Deux mots."
            ),
            page("les-deux", corps="Carence, reconduction."),
            page("autre", corps="Deux mots."),
        ]
    )
    assert premiere("carence reconduction", guide) == "les-deux"
    assert premiere("carence", guide) == "carence"


def test_un_mot_de_toutes_les_pages_ne_decide_pas():
    guide = pages.lire(
        [
            page("contrat", titre="Le contrat, tout le contrat"),
            page("demission", corps="Une démission, et le contrat."),
            *(page(f"autre-{rang}", corps="Un contrat.") for rang in range(4)),
        ]
    )
    assert premiere("démission contrat", guide) == "demission"


def test_un_mot_exact_passe_avant_un_mot_proche():
    guide = pages.lire([page("proche", mots=["carenne"]), page("exact", mots=["carence"])])
    assert premiere("carence", guide) == "exact"
    assert premiere("carance", guide) == "exact"


def test_un_nombre_ne_se_devine_pas():
    guide = pages.lire([page("soixante-cinq", titre="À partir de 65 ans"), page("autre")])
    assert premiere("65 ans", guide) == "soixante-cinq"
    assert premiere("67", guide) == ""


def test_un_guide_vide_ne_trouve_rien():
    assert recherche.chercher("objectif", pages.lire([])) == []


def test_l_extrait_marque_les_mots_trouves_et_rien_d_autre():
    trouvee = recherche.chercher("bebes", GUIDE)[0]
    assert trouvee.extrait == "Un <mark>bébé</mark> compte pour un."
    assert marquer("<b> & l’Objectif", {"objectif"}) == "&lt;b&gt; &amp; l’<mark>Objectif</mark>"


def test_un_long_passage_est_coupe_autour_du_mot():
    long = "mot " * 100 + "perle " + "fin " * 100
    extrait = recherche.chercher("perle", pages.lire([page("a", corps=long)]))[0].extrait
    assert "<mark>perle</mark>" in extrait
    assert extrait.startswith("… ")
    assert extrait.endswith(" …")
    assert len(extrait) < 230


def test_une_adresse_fausse_propose_les_pages_proches():
    assert recherche.proches("objectif-pas-atteint", GUIDE)[0].slug == "objectif-non-atteint"
    assert recherche.proches("zzzzzz", GUIDE) == []


@pytest.mark.parametrize(
    ("mot", "attendu"),
    [
        ("animaux", "animal"),
        ("formations", "formation"),
        ("embaucher", "embauch"),
        ("embauchee", "embauch"),
        ("embauche", "embauch"),
        ("ans", "ans"),
        ("aides", "aide"),
        ("2026s", "2026"),
    ],
)
def test_radicaux(mot, attendu):
    assert radical(mot) == attendu


def test_l_apostrophe_et_le_trait_d_union():
    assert radicaux("l’objectif d'un Mi-Temps") == ["objectif", "mi", "temp", "mitemp"]
