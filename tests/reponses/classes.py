"""L'espace des réponses en classes d'équivalence, une valeur par classe, énumérées sans échantillon.

Le produit de toutes les questions ne tient pas en une vie. Il est coupé en plans, chacun le produit entier
des questions qui agissent ensemble ; `test_independance` prouve, en lisant le code, que deux questions qui
ne sont jamais dans un même plan ne sont jamais lues par une même partie du moteur.

Dans chaque plan, une question n'a ses classes que si elle est posée (`posee` de la déclaration) ; sinon
elle n'en a qu'une : rien.
"""

from collections.abc import Iterator
from datetime import date

from simulateur.reponses.declaration import PAR_CLE
from tests.regles.fabrique import REFERENTIEL, SPECIALITES

JOUR = date(2026, 12, 1)
RIEN = None  # la question reste sans réponse

Classes = dict[str, tuple[str | None, ...]]

# Un groupe de spécialités, un secteur, un oui ou un non : une valeur chacun.
GROUPES = tuple(SPECIALITES)
SECTEURS = ("1", "2-optam", "2", "non-conventionne")
BOOLEEN = (RIEN, "oui")
# Juste avant, sur et après chaque seuil ; absent.
PART_CLINIQUE = (RIEN, "79,99", "80", "100")
PMT = (RIEN, "774", "775", "1045")
FILE_ACTIVE = (RIEN, "1513", "1514")
TRANCHES = ("inconnue", "<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
# La carence de 2 ans, vue du 1er décembre 2026 : un jour trop tôt, le jour même, passée depuis longtemps.
FINS = ("2024-12-02", "2024-12-01", "2020-01-01")
OPTIONS = ("1/3", "0.5", "1", "1.5", "2")
# Par ère de barème et année du contrat au 1er décembre 2026 : prolongé (2019), prolongé du jour même,
# année 5 la veille ; 1/3 encore ouvert ; RA23 ; CONV24 à la veille, au jour de l'année 3 ; COLLECTIVE.
SIGNATURES = (
    "2019-08-21", "2021-12-01", "2021-12-02", "2023-04-30", "2023-05-01", "2024-06-21",
    "2024-06-22", "2024-12-01", "2024-12-02", "2026-02-25",
)  # fmt: skip

# Plan 1 : ce qui décide du verdict.
ELIGIBILITE: Classes = {
    "specialite": GROUPES,
    "secteur": SECTEURS,
    "contrat": ("aucun", "termine", "en-cours"),
    "contrat_option": ("1",),
    "contrat_signature": ("2024-12-01",),
    "contrat_fin": FINS,
    "circonstances_exceptionnelles": BOOLEEN,
    "nouvel_installe": BOOLEEN,
    "situations": (RIEN, "activite-mixte"),
    "part_clinique": PART_CLINIQUE,
    "secretariat": ("sans-objet", "remplace", "non-remplace"),
    "pmt": (RIEN, "774", "775"),
    "file_active": (RIEN, "1513"),
    "tranche": ("inconnue", "<P30", "P30-P50"),
}
# Plan 2 : ce qui ouvre une option et donne ses montants.
OPTIONS_ET_MONTANTS: Classes = {
    "specialite": ("medecine-generale", "mep", "cardiologie"),
    "secteur": ("1",),
    "contrat": ("aucun", "termine", "en-cours"),
    "contrat_option": OPTIONS,
    "contrat_signature": SIGNATURES,
    "contrat_fin": ("2020-01-01",),
    "contrat_objectif_atteint": (RIEN, "non", "oui"),
    "zone": ("inconnue", "zip", "hors-zip"),
    "tranche": ("inconnue", "P90-P95", ">=P95"),
    "option": OPTIONS,
}
# Plan 3 : ce qui décide de la tranche, de la règle d'objectif et de ses chiffres.
OBJECTIF: Classes = {
    "specialite": GROUPES,
    "secteur": ("1",),
    "contrat": ("aucun", "en-cours"),
    "contrat_option": ("0.5",),  # toutes les options sont estimées : la sienne et les autres
    "contrat_signature": ("2023-04-30", "2024-12-01"),
    "age_65": BOOLEEN,
    "date_65": (RIEN, "2027-01"),
    "nouvel_installe": BOOLEEN,
    "pmt": PMT,
    "file_active": FILE_ACTIVE,
    "tranche": TRANCHES,
    "objectif_pmt": (RIEN, "200"),
    "objectif_fa": (RIEN, "0"),
}
# Plan 4 : ce qui décide du taux : départs 1 100 et 1 600, objectif atteint, départ, 95 % pile, sous 90 %.
NIVEAUX_PMT, NIVEAUX_FA = (RIEN, "1300", "1100", "1045", "989"), (RIEN, "1700", "1600", "1439")
SUIVI: Classes = {
    "specialite": ("medecine-generale", "cardiologie"),  # deux indicateurs, ou un
    "secteur": ("1",),
    "contrat": ("aucun", "en-cours"),
    "contrat_option": ("1",),
    "contrat_signature": ("2021-12-01",),
    "age_65": BOOLEEN,
    "date_65": (RIEN, "2029-01"),
    "nouvel_installe": BOOLEEN,
    "pmt": (RIEN, "1100"),
    "file_active": ("1600",),
    "tranche": ("inconnue", ">=P95"),
    "objectif_pmt": (RIEN, "200"),
    "objectif_fa": (RIEN, "100"),
    "pmt_an3": NIVEAUX_PMT,
    "fa_an3": NIVEAUX_FA,
    "pmt_an4": (RIEN, "1200"),
}
# Plan 5 : ce qui fait les dates.
DATES: Classes = {
    "specialite": ("medecine-generale", "cardiologie"),
    "secteur": ("1",),
    "contrat": ("aucun", "termine", "en-cours"),
    "contrat_option": ("0.5", "1", "2"),
    "contrat_signature": ("2020-02-29", "2024-06-21", "2024-06-22"),
    "contrat_avenant": (RIEN, "2025-01-15", "2026-12-01"),
    "contrat_option_initiale": (RIEN, "0.5", "1"),
    "contrat_fin": FINS,
    "nouvel_installe": BOOLEEN,
    "secretariat": ("sans-objet", "remplace", "non-remplace"),
    "date_embauche": (RIEN, "2018-01-01", "2024-06-21", "2027-08-31"),
    "assistant_qualifie": BOOLEEN,
    "option": ("0.5", "1", "2"),
}
PLANS = {
    "eligibilite": ELIGIBILITE,
    "options_et_montants": OPTIONS_ET_MONTANTS,
    "objectif": OBJECTIF,
    "suivi": SUIVI,
    "dates": DATES,
}


def ensembles(plan: Classes) -> Iterator[dict[str, str]]:
    """Tous les jeux de réponses d'un plan ; `date_signature` est toujours le 1er décembre 2026."""
    cles = [cle for cle in LECTURE if cle in plan]
    yield from _completer({}, {"date_signature": JOUR}, cles, plan)


def _completer(textes: dict, lues: dict, cles: list[str], plan: Classes) -> Iterator[dict]:
    if not cles:
        yield {**textes, "date_signature": JOUR.isoformat()}
        return
    cle, suite = cles[0], cles[1:]
    question = PAR_CLE[cle]
    classes = plan[cle] if question.posee(lues, REFERENTIEL) else (RIEN,)
    for texte in classes:
        if texte is RIEN:
            yield from _completer(textes, lues, suite, plan)
        else:
            valeur = texte if question.type is None else question.type.lire_texte(texte)
            yield from _completer({**textes, cle: texte}, {**lues, cle: valeur}, suite, plan)


# Une question après celles dont elle dépend, dans l'ordre où le site les lit.
LECTURE = tuple(
    sorted(
        PAR_CLE,
        key=lambda cle: (len(PAR_CLE[cle].selon) > 0, cle == "tranche", list(PAR_CLE).index(cle)),
    )
)
