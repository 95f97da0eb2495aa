"""La recherche pardonne : accents, casse, pluriels, fautes, mots vides ; un titre pèse plus qu'un texte."""

import pytest

from simulateur.guide import pages, recherche
from simulateur.guide.extraits import marquer
from simulateur.guide.mots import radical, radicaux
from simulateur.plateforme.mots import sans_accent

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
        ("remboursement", "rembours"),
        ("rembourser", "rembours"),
        ("renouvellement", "renouvel"),
        ("infirmière", "infirmi"),
        ("infirmiers", "infirmi"),
        ("assistante", "assistant"),
    ],
)
def test_radicaux(mot, attendu):
    assert radical(sans_accent(mot)) == attendu


def test_l_apostrophe_et_le_trait_d_union():
    assert radicaux("l’objectif d'un Mi-Temps") == ["objectif", "mi", "temp", "mitemp"]


@pytest.mark.parametrize(
    ("ecrit", "pareil"),
    [
        ("la 3ème année", "la troisième année"),
        ("2 assistants", "deux assistantes"),
        ("1ere", "premier"),
        ("P70", "70e percentile"),
        ("0,5 ETP", "0.5 etp"),
    ],
)
def test_un_nombre_se_lit_en_lettres_en_chiffres_ou_comme_un_rang(ecrit, pareil):
    assert sorted(radicaux(ecrit)) == sorted(radicaux(pareil))


def test_une_facon_de_demander_pese_peu_et_suffit_quand_elle_est_seule():
    guide = pages.lire(
        [
            page("avis", mots=["ça vaut le coup"]),
            page("age", mots=["retraite"], resume="La retraite."),
            page("autre"),
        ]
    )
    assert premiere("ça vaut le coup ?", guide) == "avis"
    assert premiere("la retraite, ça vaut le coup ?", guide) == "age"


def test_une_expression_vaut_mieux_que_ses_mots_epars():
    guide = pages.lire(
        [
            page("epars", mots=["temps", "plein", "plein tarif", "temps de trajet"]),
            page("expression", mots=["plein temps"]),
            page("autre"),
        ]
    )
    assert premiere("un temps plein", guide) == "expression"


def test_une_faute_ne_se_cherche_que_pour_un_mot_inconnu_du_guide():
    guide = pages.lire([page("contrat", mots=["contrat"]), page("contrast", titre="Le contrast")])
    assert [t.page.slug for t in recherche.chercher("contrat", guide)] == ["contrat"]
    assert premiere("contart", guide) == "contrat"


def test_une_longue_question_est_lue_jusqu_au_bout():
    longue = "bonjour, je voudrais bien savoir si vous pourriez me dire pour le télétravail"
    assert len(longue) > 60
    assert premiere(longue) == "teletravail"
