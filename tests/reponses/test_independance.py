"""Pourquoi cinq plans suffisent : deux réponses jamais dans un même plan ne sont jamais lues ensemble.

Le code du moteur est lu : chaque réponse nommée ici n'est touchée que par les fonctions dites. Ajouter
une lecture ailleurs fait échouer ce test, et avec lui l'argument du découpage.
"""

import ast
from pathlib import Path

import pytest

from eligibility.regles import situation
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.resultats import COUT
from tests.reponses.classes import PLANS

REGLES = Path(situation.__file__).parent
LECTEURS = {
    "secteur": {"criteres._secteur"},
    "situations": {"criteres._activite_minimale", "criteres._situation_particuliere"},
    "part_clinique": {"criteres._honoraires_cliniques"},
    "circonstances_exceptionnelles": {"criteres._carence"},
    "contrat_fin": {"criteres._carence", "echeances._carence"},
    "secretariat": {"criteres._secretariat", "echeances._embauche"},
    "date_embauche": {"echeances._embauche"},
    "assistant_qualifie": {"criteres._formation", "echeances._embauche"},
    "zone": {"options._conditions_second_assistant"},
    "contrat_objectif_atteint": {"options._conditions_second_assistant", "avancement.avancer"},
    "nouvel_installe": {
        "criteres._activite_minimale",
        "criteres._nouvel_installe",
        "objectifs.determiner_regle",
    },
    "age_65": {"objectifs.determiner_regle"},
    "date_65": {"suivi.regle_de_l_annee", "questions._contrat"},
    "objectif_pmt": {"objectifs.determiner_regle", "situation.objectif_annonce"},
    "objectif_fa": {"objectifs.determiner_regle", "situation.objectif_annonce"},
    "contrat_avenant": {
        "annees.option_tenue",
        "objectifs._bareme_de_l_option",
        "options.annees_de_l_option",
    },
    "contrat_option_initiale": {"annees.option_tenue"},
    **{f"{i}_an{n}": {"situation.observations"} for i in ("pmt", "fa") for n in (3, 4, 5)},
    "pmt": {"situation.patientele"},
    "file_active": {"situation.patientele"},
}
# Presque toutes les règles les lisent.
PARTOUT = {
    "specialite", "contrat", "contrat_option", "contrat_signature", "date_signature", "option", "tranche",
}  # fmt: skip
# Ensemble dans une fonction : un plan au moins doit en faire le produit entier.
ENSEMBLE = [
    {"nouvel_installe", "situations", "contrat", "specialite", "pmt", "file_active", "tranche"},
    {"specialite", "contrat", "part_clinique"},
    {"contrat", "contrat_fin", "circonstances_exceptionnelles"},
    {"contrat", "contrat_option", "contrat_signature", "contrat_objectif_atteint", "zone", "option"},
    {"age_65", "tranche", "specialite", "objectif_pmt", "objectif_fa", "nouvel_installe"},
    {"specialite", "pmt", "file_active", "tranche", "contrat_signature"},
    {"age_65", "date_65", "nouvel_installe", "pmt", "objectif_pmt", "objectif_fa", "pmt_an3",
     "fa_an3", "pmt_an4", "tranche"},
    {"contrat_option", "contrat_signature", "contrat_avenant", "contrat_option_initiale", "option"},
    {"date_embauche", "assistant_qualifie", "secretariat", "contrat_signature"},
]  # fmt: skip


def lectures() -> dict[str, set[str]]:
    """Réponse → fonctions du moteur qui la lisent sous ce nom (`x.reponse`)."""
    trouvees: dict[str, set[str]] = {}
    # Le coût (section 10) se calcule à part, sur une estimation faite : il n'y change rien.
    for fichier in (f for f in REGLES.glob("*.py") if not f.stem.startswith("cout")):
        arbre = ast.parse(fichier.read_text(encoding="utf-8"))
        for fonction in ast.walk(arbre):
            if isinstance(fonction, ast.FunctionDef):
                for noeud in ast.walk(fonction):
                    if isinstance(noeud, ast.Attribute) and noeud.attr in LECTEURS:
                        lecteurs = trouvees.setdefault(noeud.attr, set())
                        lecteurs.add(f"{fichier.stem}.{fonction.name}")
    # Un objectif et une estimation ont aussi des champs `pmt` et `fa` : ce ne sont pas des réponses.
    trouvees["pmt"] -= {"objectifs.par_indicateur"}
    return trouvees


def test_de_chaque_reponse_on_dit_qui_la_lit():
    """Une réponse neuve que rien ne nomme ici échapperait au découpage."""
    du_cout = {question.cle for question in COUT}
    assert {*LECTEURS} | PARTOUT | du_cout == {*PAR_CLE}
    assert not LECTEURS.keys() & (PARTOUT | du_cout)


@pytest.mark.parametrize("cle", LECTEURS)
def test_chaque_reponse_n_est_lue_que_la_ou_on_le_dit(cle):
    assert lectures().get(cle, set()) == LECTEURS[cle]


def test_ce_qui_est_lu_ensemble_est_dans_un_meme_plan_avec_plusieurs_classes():
    for cles in ENSEMBLE:
        libres = [
            nom for nom, plan in PLANS.items() if all(len(plan.get(cle, ())) > 1 for cle in cles)
        ]
        assert libres, cles


def test_chaque_question_du_moteur_a_plusieurs_classes_quelque_part():
    """Hors du jour de référence, fixe, et de ce que le reste des tests parcourt seul."""
    seules = {
        cle
        for cle, lecteurs in LECTEURS.items()
        if lecteurs and not any(len(plan.get(cle, ())) > 1 for plan in PLANS.values())
    }
    # Le report d'une année sur l'autre est parcouru en entier dans les tests du suivi.
    assert seules == {"pmt_an5", "fa_an4", "fa_an5"}
