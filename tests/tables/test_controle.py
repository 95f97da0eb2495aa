"""Ce qu'un brouillon a d'impossible ou d'étrange, case par case : une table de décision."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility import controles
from eligibility.documents import base
from eligibility.documents.differences import Difference, appliquer, lignes_par_cle
from eligibility.models import Bareme, JeuEmployeur
from eligibility.regles import controle
from eligibility.regles.employeur import CLES
from eligibility.regles.parametres import PARAMETRES, bornes

pytestmark = pytest.mark.django_db
BLOQUE, AVERTIT = controle.BLOQUANTE, controle.AVERTISSEMENT
FA_P50 = ("cardiologie", "fa", 50)
SEGMENT = {
    "specialite": "cardiologie", "option": "1", "indicateur": "fa", "debut": 0, "fin": 1000,
    "patients_debut": 300, "patients_fin": 200, "source": "CONV24", "fiabilite": "officiel",
    "verifie_le": None, "note": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """Le dernier document de chaque genre, et les références, lus une fois."""
    with django_db_blocker.unblock():
        bareme = Bareme.objects.latest("date_effet")
        jeu = JeuEmployeur.objects.latest("date_effet")
        connues = controles.connues()._replace(jour=date(2026, 11, 22))
        return {"bareme": base.document(bareme), "employeur": base.document(jeu)}, connues


@pytest.fixture
def trouver(tables):
    """Les anomalies en plus quand ces lignes changent : [(clé, code, gravité)]."""
    documents, connues = tables

    def chercher(genre: str, *changements: tuple) -> list:
        document = documents[genre]
        lignes = []
        for table, cle, valeurs in changements:
            avant = lignes_par_cle(document, table).get(cle)
            apres = None if valeurs is None else {**(avant or {}), **valeurs}
            lignes.append(Difference(table, cle, avant, apres))
        deja = controles.controler(document, connues)
        trouvees = controles.controler(appliquer(document, lignes), connues)
        return [(a.cle, a.code, a.gravite) for a in trouvees if a not in deja]

    return chercher


def valeur(nombre, **autres) -> dict:
    fiabilite = "a_completer" if nombre is None else "officiel"
    texte = None if nombre is None else str(nombre)
    return {"valeur": texte, "fiabilite": fiabilite, "source": "CONV24", **autres}


def test_les_baremes_livres_n_ont_rien_d_impossible(tables):
    _, connues = tables
    for genre, modele in base.MODELES.items():
        for document in base.documents(genre, modele.objects.all()):
            anomalies = controles.controler(document, connues)
            assert {a.code for a in anomalies if genre == "bareme"} == set()
            assert {a.code for a in anomalies} <= {"source.absente"}


MONTANTS = [
    (("1", "base", 2), 39_000, "montant.monte", AVERTIT),
    (("1", ">=P95", 1), 1, "montant.majoration_plus_basse", AVERTIT),
]


@pytest.mark.parametrize(("cle", "nombre", "code", "gravite"), MONTANTS)
def test_un_montant_etrange(trouver, cle, nombre, code, gravite):
    assert (cle, code, gravite) in trouver("bareme", ("montants", cle, valeur(nombre)))


def test_un_bareme_sans_montant(trouver):
    vides = [("montants", (option, "base", 1), valeur(None)) for option in ("0.5", "1")]
    assert ("montant.aucun", BLOQUE) in {a[1:] for a in trouver("bareme", *vides)}


@pytest.mark.parametrize(
    ("moins", "plus", "attendu"),
    [
        (1000, 900, [("seuil.baisse", BLOQUE)]),
        (1000, 1000, [("seuil.egal", AVERTIT)]),
        (1000, 1001, []),
        (None, 900, []),
        (1000, None, []),
    ],
)
def test_des_percentiles_qui_montent(trouver, moins, plus, attendu):
    p90 = ("cardiologie", "fa", 90)
    trouvees = trouver("bareme", ("seuils", FA_P50, valeur(moins)), ("seuils", p90, valeur(plus)))
    assert trouvees == [(p90, *suite) for suite in attendu]


def test_un_trou_entre_deux_percentiles_ne_cache_rien(trouver):
    p30, p90 = ("cardiologie", "fa", 30), ("cardiologie", "fa", 90)
    trouvees = trouver(
        "bareme",
        ("seuils", p30, valeur(1000)),
        ("seuils", FA_P50, valeur(None)),
        ("seuils", p90, valeur(900)),
    )
    assert trouvees == [(p90, "seuil.baisse", BLOQUE)]


def test_un_indicateur_que_la_specialite_n_a_pas(trouver):
    cle = ("cardiologie", "pmt", 50)
    neuve = {"specialite": "cardiologie", "indicateur": "pmt", "percentile": 50, "note": "",
             "verifie_le": None, **valeur(900)}  # fmt: skip
    assert trouver("bareme", ("seuils", cle, neuve)) == [(cle, "indicateur.sans_objet", BLOQUE)]
    vide = {**neuve, **valeur(None)}
    assert trouver("bareme", ("seuils", cle, vide)) == []


def test_une_specialite_exclue_n_a_que_faire_de_chiffres(trouver):
    exclue = {"specialite": "anatomo-cytopathologie"}
    neuve = {**exclue, "indicateur": "fa", "percentile": 50, "note": "", "verifie_le": None,
             **valeur(900)}  # fmt: skip
    cle, segment = ("anatomo-cytopathologie", "fa", 50), ("anatomo-cytopathologie", "1", "fa", 0)
    changements = ("seuils", cle, neuve), ("objectifs", segment, {**SEGMENT, **exclue})
    assert trouver("bareme", *changements) == [
        (cle, "specialite.exclue", AVERTIT),
        (segment, "specialite.exclue", AVERTIT),
    ]
    assert trouver("bareme", ("seuils", cle, {**neuve, **valeur(None)})) == []


def test_une_specialite_inconnue(trouver):
    cle = ("alchimie", "fa", 50)
    neuve = {"specialite": "alchimie", "indicateur": "fa", "percentile": 50, "note": "",
             "verifie_le": None, **valeur(900)}  # fmt: skip
    assert trouver("bareme", ("seuils", cle, neuve)) == [(cle, "specialite.inconnue", BLOQUE)]


@pytest.mark.parametrize(
    ("champs", "codes"),
    [
        ({"debut": 1000, "fin": None, "patients_debut": 200, "patients_fin": None}, []),
        ({"debut": 999, "fin": None, "patients_debut": 200, "patients_fin": None},
         [("segment.recouvre", BLOQUE)]),
        ({"debut": 1100, "fin": None, "patients_debut": 200, "patients_fin": None},
         [("segment.trou", AVERTIT)]),
        ({"debut": 1000, "fin": None, "patients_debut": 150, "patients_fin": None},
         [("segment.saut", AVERTIT)]),
        ({"debut": 1000, "fin": 1000, "patients_debut": 200, "patients_fin": None},
         [("segment.vide", BLOQUE)]),
        ({"debut": 1000, "fin": None, "patients_debut": 200, "patients_fin": 100},
         [("segment.sans_fin", BLOQUE)]),
        ({"debut": 1000, "fin": None, "patients_debut": 200, "patients_fin": None,
          "fiabilite": "a_completer"}, [("marque.remplie", BLOQUE)]),
    ],
)  # fmt: skip
def test_deux_segments_bout_a_bout(trouver, champs, codes):
    second = {**SEGMENT, **champs}
    cles = [("cardiologie", "1", "fa", segment["debut"]) for segment in (SEGMENT, second)]
    trouvees = trouver("bareme", ("objectifs", cles[0], SEGMENT), ("objectifs", cles[1], second))
    assert trouvees == [(cles[1], *code) for code in codes]


def test_un_segment_sur_un_indicateur_absent(trouver):
    segment = {**SEGMENT, "indicateur": "pmt"}
    cle = ("cardiologie", "1", "pmt", 0)
    assert trouver("bareme", ("objectifs", cle, segment)) == [
        (cle, "indicateur.sans_objet", BLOQUE)
    ]


@pytest.mark.parametrize("cle", PARAMETRES)
def test_chaque_constante_manque_ou_sort_de_ses_bornes(trouver, cle):
    assert trouver("bareme", ("parametres", (cle,), valeur(None))) == [
        ((cle,), "parametre.manquant", BLOQUE)
    ]
    assert trouver("bareme", ("parametres", (cle,), None)) == [
        ((cle,), "parametre.manquant", BLOQUE)
    ]
    limites = bornes(cle)
    for nombre in (limites.minimum - 1, limites.maximum + 1):
        trouvees = trouver("bareme", ("parametres", (cle,), valeur(nombre)))
        assert ((cle,), "parametre.hors_bornes", BLOQUE) in trouvees
    au_bord = trouver("bareme", ("parametres", (cle,), valeur(limites.maximum)))
    assert not [a for a in au_bord if a[1] == "parametre.hors_bornes"]


@pytest.mark.parametrize(
    ("cle", "nombre", "code"),
    [
        ("carence_mois", "1.5", "parametre.entier"),
        ("duree_contrat_mois", "61", "parametre.pas"),
        ("second_assistant_annee_min", "6", "parametre.apres_la_fin"),
    ],
)
def test_une_constante_que_le_calcul_ne_saurait_pas_lire(trouver, cle, nombre, code):
    assert trouver("bareme", ("parametres", (cle,), valeur(nombre))) == [((cle,), code, BLOQUE)]


def test_une_constante_de_plus(trouver):
    neuve = {"cle": "inventee", "note": "", "verifie_le": None, **valeur(1)}
    attendu = [(("inventee",), "parametre.inconnu", BLOQUE)]
    assert trouver("bareme", ("parametres", ("inventee",), neuve)) == attendu
    assert trouver("employeur", ("parametres", ("inventee",), neuve)) == attendu


def test_une_option_dont_rien_n_est_dit(trouver):
    assert trouver("bareme", ("options", ("1",), None)) == [(("1",), "option.absente", AVERTIT)]


@pytest.mark.parametrize("cle", CLES)
def test_chaque_parametre_de_l_employeur_est_necessaire(trouver, cle):
    assert ((cle,), "parametre.manquant", BLOQUE) in trouver(
        "employeur", ("parametres", (cle,), valeur(None))
    )


@pytest.mark.parametrize(
    ("cle", "nombre", "code", "gravite"),
    [
        ("taux_maladie", "100.01", "parametre.hors_bornes", BLOQUE),
        ("prevoyance_mois", "12.5", "parametre.entier", BLOQUE),
        ("heures_annuelles", "0", "parametre.nul", BLOQUE),
        ("grille_8", "1700", "parametre.ordre", AVERTIT),
        ("prime_6_ans", "1", "parametre.ordre", AVERTIT),
        ("taxe_seuil_3", "9000", "parametre.ordre", BLOQUE),
        ("taxe_decote_plafond", "1000", "parametre.ordre", BLOQUE),
        ("rgdu_maximum", "0.01", "parametre.ordre", BLOQUE),
    ],
)
def test_un_parametre_employeur_mal_saisi(trouver, cle, nombre, code, gravite):
    trouvees = trouver("employeur", ("parametres", (cle,), valeur(nombre)))
    assert ((cle,), code, gravite) in trouvees


@pytest.mark.parametrize(
    ("champs", "code", "gravite"),
    [
        ({"source": None}, "source.absente", AVERTIT),
        ({"source": None, "fiabilite": "secondaire"}, "source.absente", AVERTIT),
        ({"source": "INVENTEE"}, "source.inconnue", BLOQUE),
        ({"fiabilite": "a_completer"}, "marque.remplie", BLOQUE),
        ({"valeur": None, "fiabilite": "officiel"}, "marque.vide", BLOQUE),
        ({"verifie_le": "2026-11-23"}, "verifie.futur", BLOQUE),
        (
            {"source": "CONV24", "verifie_le": "2020-01-01"},
            "verifie.avant_la_source",
            AVERTIT,
        ),
    ],
)
def test_d_ou_vient_une_valeur(trouver, champs, code, gravite):
    champs = {**valeur(900), **champs}
    assert trouver("bareme", ("seuils", FA_P50, champs)) == [(FA_P50, code, gravite)]


@pytest.mark.parametrize(
    "champs",
    [
        {"source": None, "fiabilite": "hypothese"},
        {"verifie_le": "2026-11-22"},
        valeur(None, source=None),
    ],
)
def test_ce_qui_ne_demande_rien(trouver, champs):
    assert trouver("bareme", ("seuils", FA_P50, {**valeur(900), **champs})) == []


def test_les_anomalies_se_rangent_par_case(tables):
    documents, connues = tables
    trouvees = controles.controler(documents["employeur"], connues)
    rangees = controle.par_cellule(trouvees)
    assert sum(map(len, rangees.values())) == len(trouvees)
    assert {a.code for a in rangees["parametres", ("pmss",)]} == {"source.absente"}


def test_une_anomalie_cite_ses_chiffres(trouver, tables):
    documents, connues = tables
    cle = ("1", "base", 2)
    ligne = {**lignes_par_cle(documents["bareme"], "montants")[cle], "valeur": "39000.00"}
    change = appliquer(documents["bareme"], [Difference("montants", cle, None, ligne)])
    (anomalie,) = (a for a in controles.controler(change, connues) if a.cle == cle)
    assert anomalie.detail == {"avant": Decimal("38000.00"), "valeur": Decimal("39000.00")}
