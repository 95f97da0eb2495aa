"""The facts that a case may check: their names, how each is written, and those of a case one by one."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from simulateur.textes.contrat import PERIODES
from simulateur.textes.criteres import TITRES
from simulateur.textes.ecriture import typographier
from simulateur.textes.engagement import NIVEAUX
from simulateur.textes.groupe import TITRES as TITRES_DU_GROUPE
from simulateur.textes.mots import ETATS, OPTIONS, TRANCHES, VERDICTS
from simulateur.textes.options import CONDITIONS
from simulateur.textes.trace import REGLES

from .ecritures import (
    NIVEAU,
    OUI_NON,
    RIEN,
    SOMME,
    SOMMES,
    Chiffre,
    Compte,
    Ecriture,
    Fourchette,
    Jour,
    Liste,
    Mot,
    Peut,
    Rangees,
    Texte,
)
from .faits_groupe import FAITS_DU_GROUPE

ECHEANCES = typographier(
    {
        "signature": "signature",
        "anniversaire": "anniversaire",
        "versement": "versement",
        "objectif": "lecture de la patientèle",
        "reconduction": "reconduction",
        "prolongation": "prolongation",
        "fin_contrat": "fin du contrat",
        "formation": "formation",
        "secretariat": "secrétariat",
        "carence": "fin du délai de carence",
    }
)
# The page of a result gives the rank of the year: it depends on the barème.
CONDITIONS_DITES = CONDITIONS | {"troisieme_annee": "être assez avancé dans ce contrat"}
NATURES = {"totalite": "en une fois", "acompte": "acompte", "solde": "solde"}

JOURS, COMPTES = Liste(Jour()), Liste(Compte())
TRANCHE, ETAT, ECHEANCE = Mot(TRANCHES), Mot(ETATS), Mot(ECHEANCES)
INDICATEURS = ("objectif_pmt", "objectif_fa")
CRITERES = {"criteres": TITRES, "collectif_criteres": TITRES_DU_GROUPE}


class _SansObjet:
    """A specialty that has no such indicator; a number gives it one."""

    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        return "sans objet"

    def lire(self, texte: str) -> dict[str, int] | None:
        lu = Peut(Compte(), "sans objet").lire(texte)
        return None if lu is None else {"a_gagner": lu}


def _rangees_de_versements(annees: Mapping[str, list] | None) -> list[list[Any]]:
    """A year with no payment has its row too."""
    return [
        [int(annee), *versement]
        for annee, verses in (annees or {}).items()
        for versement in verses or [[None] * 4]
    ]


def _versements(rangees: list[list[Any]]) -> dict[str, list]:
    annees: dict[str, list] = {}
    for annee, nature, *reste in rangees:
        verses = annees.setdefault(str(annee), [])
        if nature is not None:
            verses.append([nature, *reste])
    return annees


VERSEMENTS = Rangees(
    (Compte(), Peut(Mot(NATURES), "aucun"), Peut(SOMME), Peut(Jour()), Peut(Jour())),
    _rangees_de_versements,
    _versements,
)
CALENDRIER = Rangees(
    (Jour(), ECHEANCE),
    lambda liste: [(e["date"], e["type"]) for e in liste or ()],
    lambda rangees: [{"date": jour, "type": type_} for jour, type_ in rangees],
)
PAR_TRANCHE = Rangees(
    (TRANCHE, Peut(SOMME)),
    lambda table: [(bande, *sommes) for bande, sommes in (table or {}).items()],
    lambda rangees: {bande: sommes for bande, *sommes in rangees},
    libre=True,
)

FAITS: dict[str, tuple[str, Ecriture]] = {
    "verdict": ("Verdict", Mot(VERDICTS)),
    "tranche": ("Tranche", TRANCHE),
    "critere": ("Critère dont il s’agit", Mot(TITRES)),
    "etat": ("État du critère", ETAT),
    "constat": ("Constat", Peut(Texte())),
    "seuil": ("Seuil", Peut(Texte())),
    "manque": ("Patients manquants", Peut(Compte())),
    "option": ("Option dont il s’agit", Mot(OPTIONS)),
    "ouverte": ("Option ouverte", OUI_NON),
    "conditions_manquantes": ("Conditions manquantes", Liste(Mot(CONDITIONS_DITES))),
    "annees": ("Années", COMPTES),
    "debuts": ("Premier jour de chaque année", JOURS),
    "periodes": ("Période de chaque année", Liste(Mot(PERIODES))),
    "baremes": ("Barème de chaque année", JOURS),
    "montants": ("Aide de chaque année", SOMMES),
    "montants_min": ("Aide de chaque année, au moins", SOMMES),
    "montants_max": ("Aide de chaque année, au plus", SOMMES),
    "total": ("Aide, total", Peut(SOMME)),
    "total_a_venir": ("Aide des années à venir", Peut(SOMME)),
    "total_certain": ("Total certain", OUI_NON),
    "taux": ("Taux connu, par année", Liste(OUI_NON)),
    "taux_valeurs": ("Taux de chaque année", Liste(Chiffre(6, fixe=False))),
    "trop_percu": ("Trop-perçu, par année", SOMMES),
    "alternatives": ("Tranches encore possibles", Liste(TRANCHE)),
    "alternative_montants": ("Aide selon la tranche, par année", PAR_TRANCHE),
    "objectif_regle": ("Règle de l’objectif", Mot(REGLES)),
    "objectif_echeance": ("Lecture de l’objectif", Peut(Jour())),
    "objectif_pmt": ("Objectif, patientèle médecin traitant", _SansObjet()),
    "objectif_fa": ("Objectif, file active", _SansObjet()),
    "plancher_pmt": ("Plancher, patientèle médecin traitant", NIVEAU),
    "plancher_fa": ("Plancher, file active", NIVEAU),
    "versements": (
        "Versements (année ; nature ; montant ; au plus tôt ; au plus tard)",
        VERSEMENTS,
    ),
    "echeances": ("Échéances (jour ; ce qui arrive)", CALENDRIER),
    "echeances_absentes": ("Échéances qui ne doivent pas figurer", Liste(ECHEANCE)),
    "cout_parametres": ("Barème employeur", Peut(Jour())),
    "cout_annees": ("Années chiffrées", COMPTES),
    "cout_employeur": ("Coût pour l’employeur, par année", SOMMES),
    "taxe_salaires": ("Taxe sur les salaires, par année", SOMMES),
    "autres_frais": ("Autres frais, par année", SOMMES),
    "aide": ("Aide déduite, par année", SOMMES),
    "reste": ("Reste à payer, par année", SOMMES),
    "dont_formation": ("Dont formation, par année", Liste(Fourchette())),
    "actes_par_jour": ("Actes par jour, par année", Liste(Chiffre(1))),
    "actes_par_semaine": ("Actes par semaine, par année", Liste(Chiffre(1))),
    "erreur_champ": ("Réponses refusées", Liste(Texte())),
    **FAITS_DU_GROUPE,
}


class Champ(NamedTuple):
    """One fact of a case. `nom`: its key; « criteres.secteur », « objectif_pmt.a_gagner » within another."""

    nom: str
    libelle: str
    type: Ecriture
    valeur: Any

    @property
    def dit(self) -> str:
        return dire(self.type, self.valeur)


def dire(type_: Ecriture, valeur: Any) -> str:
    """The value in words; as it is when it does not fit its type."""
    try:
        dit = type_.dire(valeur)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        dit = str(valeur)
    return RIEN if dit == str(None) else dit


def decrit(nom: str) -> tuple[str, Ecriture]:
    """(label, type) of a fact by its name."""
    cle, _, detail = nom.partition(".")
    if cle in CRITERES:
        return f"Critère « {CRITERES[cle].get(detail, detail)} »", ETAT
    if detail:
        return f"{FAITS[cle][0]} : {NIVEAUX.get(detail, detail).lower()}", NIVEAU
    return FAITS.get(cle, (cle, Texte()))


def champs(attendu: Mapping[str, Any]) -> list[Champ]:
    """The facts of an expectation, one by one."""
    noms = {}
    for cle, valeur in attendu.items():
        if cle in CRITERES or (cle in INDICATEURS and valeur is not None):
            noms |= {f"{cle}.{detail}": une for detail, une in valeur.items()}
        else:
            noms[cle] = valeur
    return [Champ(nom, *decrit(nom), valeur) for nom, valeur in noms.items()]


def composer(valeurs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """(name, value) of facts → the expectation that they make."""
    attendu: dict[str, Any] = {}
    for nom, valeur in valeurs:
        cle, _, detail = nom.partition(".")
        if detail:
            attendu.setdefault(cle, {})[detail] = valeur
        else:
            attendu[cle] = valeur
    return attendu


def differences(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(label, from, to) of the facts that differ, in words."""
    lus = {champ.nom: champ for champ in champs(avant)}
    autres = {champ.nom: champ for champ in champs(apres)}
    dits = []
    for nom in {**lus, **autres}:
        de, a = lus.get(nom), autres.get(nom)
        if de is None or a is None or de.valeur != a.valeur:
            dits.append(
                ((de or a).libelle, *("non vérifié" if c is None else c.dit for c in (de, a)))
            )
    return dits
