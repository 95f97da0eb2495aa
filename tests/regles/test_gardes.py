"""Le moteur se garde lui-même : ses constantes, ses champs et ses codes sont tous connus du site."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from eligibility.regles import suivi, vocabulaire
from eligibility.regles.criteres import CRITERES
from eligibility.regles.parametres import CONSTANTES
from eligibility.regles.situation import Situation
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE, QUESTIONS
from simulateur.textes import criteres, echeances, mots, options, questions, trace

REGLES = Path(suivi.__file__).parent
# Le groupe compris : `groupe/front`. ARBRES : les règles d'un seul médecin.
TOUS = {
    str(f.relative_to(REGLES).with_suffix("")): ast.parse(f.read_text(encoding="utf-8"))
    for f in sorted(REGLES.rglob("*.py"))
}
ARBRES = {module: arbre for module, arbre in TOUS.items() if "/" not in module}


def chaines(*modules: str) -> set[str]:
    """Les textes entiers écrits dans ces modules, hors docstrings."""
    return {
        noeud.value
        for module in modules or ARBRES
        for noeud in ast.walk(TOUS[module])
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str)
    }


def debuts(modules: set[str]) -> set[str]:
    """Les débuts des textes fabriqués dans ces modules : `collectif_objectif_` et la suite."""
    return {
        noeud.values[0].value
        for module in modules
        for noeud in ast.walk(TOUS[module])
        if isinstance(noeud, ast.JoinedStr) and isinstance(noeud.values[0], ast.Constant)
    }


def fabriquees(module: str, prefixe: str) -> set[str]:
    """Codes des appels dont un argument commence par `prefixe` dans une f-string : leurs débuts."""
    return {
        noeud.values[0].value
        for noeud in ast.walk(ARBRES[module])
        if isinstance(noeud, ast.JoinedStr)
        and isinstance(noeud.values[0], ast.Constant)
        and noeud.values[0].value.startswith(prefixe)
    }


def test_les_champs_d_une_situation_sont_des_reponses_du_meme_nom():
    champs = {f.name for f in fields(Situation)}
    assert champs == set(PAR_CLE)
    assert not set(CLES_DE_PRESENTATION) & set(PAR_CLE)
    assert len(QUESTIONS) == len(PAR_CLE)


def test_une_question_ne_depend_que_de_reponses_de_la_declaration():
    for question in QUESTIONS:
        assert set(question.selon) <= set(PAR_CLE) - {question.cle}


def test_toute_constante_des_regles_sert_au_moteur():
    modules = set(TOUS) - {"parametres"}
    fabriques = {debut for debut in debuts(modules) if debut.startswith("collectif_")}
    assert fabriques == {"collectif_montant_annee_", "collectif_objectif_"}
    entieres = {"collectif_objectif_mois"}  # commence comme un objectif, n'en est pas un
    inutiles = {
        cle
        for cle in set(CONSTANTES) - chaines(*modules)
        if cle in entieres or not cle.startswith(tuple(fabriques))
    }
    assert not inutiles


def test_aucune_constante_des_regles_n_est_ecrite_dans_le_moteur():
    """80, 95, 90, 65, 24, 36, 48, 60 : dans les tables, pas dans le code."""
    interdits = {80, 90, 95, 65, 24, 36, 48, 60, 50, 775, 1045, 1514, 0.5, 0.9, 0.95}
    # Le nom d'un percentile n'est pas une constante : P50 reste P50.
    permis = {("vocabulaire", n) for n in (50, 90, 95)}
    permis |= {("objectifs", 50), ("groupe/objectif", 50), ("lacunes", 50), ("lacunes", 90)}
    trouves = {
        (module, noeud.value)
        for module, arbre in TOUS.items()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Constant)
        and isinstance(noeud.value, int | float)
        and noeud.value in interdits
    }
    assert trouves - permis == set()


def test_aucune_date_n_est_ecrite_dans_le_moteur():
    """Depuis quand vaut une règle : la date d'effet d'un barème le dit, et elle seule."""
    ecrites = [
        (module, noeud.lineno)
        for module, arbre in TOUS.items()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Call)
        and getattr(noeud.func, "id", getattr(noeud.func, "attr", "")) in {"date", "fromisoformat"}
        and noeud.args
        and isinstance(noeud.args[0], ast.Constant)
    ]
    assert ecrites == []


def test_un_nom_de_code_ne_dit_qu_une_chose_dans_tout_le_moteur():
    """Deux modules qui nomment pareil deux codes : on importerait l'un pour l'autre."""
    textes = defaultdict(set)
    for arbre in TOUS.values():
        for nom, noeud in _affectations(arbre):
            if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str):
                textes[nom].add(noeud.value)
    assert {"en-cours"} == textes["EN_COURS"]
    assert {nom: valeurs for nom, valeurs in textes.items() if len(valeurs) > 1} == {}


def _affectations(arbre: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Chaque nom posé au chargement, un par un : `A, B = "a", "b"` en pose deux."""
    for noeud in arbre.body:
        if isinstance(noeud, ast.Assign):
            (cible,) = noeud.targets
            if isinstance(cible, ast.Tuple) and isinstance(noeud.value, ast.Tuple):
                yield from zip((nom.id for nom in cible.elts), noeud.value.elts, strict=True)
            elif isinstance(cible, ast.Name):
                yield cible.id, noeud.value


def test_chaque_taux_du_moteur_a_ses_mots():
    """Toute raison donnée à `certain` ou `incertain`, et seulement elles."""
    donnees = [
        getattr(noeud, "value", None) or getattr(suivi, getattr(noeud, "id", ""), None)
        for appel in ast.walk(ARBRES["suivi"])
        if isinstance(appel, ast.Call) and getattr(appel.func, "id", "") in {"certain", "incertain"}
        for noeud in ast.walk(appel.args[-1])
    ]
    raisons = {raison for raison in donnees if isinstance(raison, str)}
    assert raisons | {"absent"} == set(trace.MOTIFS)
    assert all(trace.MOTIFS.values())


def test_les_mots_couvrent_les_listes_fermees():
    assert set(mots.OPTIONS) == set(mots.OPTIONS_LONGUES) == set(vocabulaire.OPTIONS)
    assert set(mots.TRANCHES) == {None, *vocabulaire.TRANCHES}
    assert set(mots.LIGNES) == set(vocabulaire.LIGNES_MONTANT)
    assert set(mots.FIABILITES) == {"", *vocabulaire.FIABILITES}
    assert set(mots.INDICATEURS) == {vocabulaire.PMT, vocabulaire.FA}
    assert set(mots.ETATS) == {"ok", "bloquant", "a_verifier"}
    assert set(mots.VERDICTS) == {"eligible", "a_confirmer", "non_eligible"}
    assert set(mots.SECTEURS) == set(PAR_CLE["secteur"].type.libelles)


def test_chaque_condition_manquante_a_ses_mots():
    codes = {"contrat_1_etp", "troisieme_annee", "objectif_atteint", "zone_zip", "zone_a_verifier"}
    assert set(options.CONDITIONS) == codes | {"fermee"}
    assert codes | {"fermee"} <= chaines("options")


def test_chaque_critere_a_son_titre():
    ids = {code.split(".")[0] for code in criteres.TEXTES}
    assert ids == set(criteres.TITRES)
    assert len(ids) == len(CRITERES)


def test_chaque_echeance_ecrite_dans_le_moteur_a_ses_mots():
    litterales = {
        argument.value
        for appel in ast.walk(ARBRES["echeances"])
        if isinstance(appel, ast.Call) and getattr(appel.func, "id", "") == "_echeance"
        for argument in appel.args[2:3]
        if isinstance(argument, ast.Constant)
    }
    assert litterales <= set(echeances.LIBELLES)
    assert fabriquees("echeances", "versement.") == {"versement."}
    natures = {"versement.totalite", "versement.acompte", "versement.solde"}
    assert natures <= set(echeances.LIBELLES)


def test_chaque_question_ecrite_dans_le_moteur_a_ses_mots():
    codes = {
        appel.args[0].value
        for appel in ast.walk(ARBRES["questions"])
        if isinstance(appel, ast.Call)
        and getattr(appel.func, "id", "") == "QuestionCpam"
        and isinstance(appel.args[0], ast.Constant)
    }
    assert codes - {"patientele"} <= set(questions.TEXTES)
    assert {c for c in questions.TEXTES if not c.startswith("critere.")} == codes - {"patientele"}


def test_chaque_etape_et_chaque_formule_de_la_trace_a_ses_mots():
    appels = [
        appel
        for arbre in ARBRES.values()
        for appel in ast.walk(arbre)
        if isinstance(appel, ast.Call)
        and isinstance(appel.func, ast.Attribute)
        and appel.func.attr in {"noter", "ajouter"}
        and len(appel.args) >= 4
        and all(isinstance(a, ast.Constant) for a in appel.args[:1])
    ]
    assert len(appels) >= 10
    assert {a.args[0].value for a in appels} == set(trace.ETAPES)
    formules = {a.args[1].value for a in appels if isinstance(a.args[1], ast.Constant)}
    assert formules <= set(trace.FORMULES)
