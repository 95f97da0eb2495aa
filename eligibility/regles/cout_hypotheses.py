"""What the cost takes for granted: each assumption a code, that the site puts into words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from .annees import AnneeContrat
from .calendrier import A_VENIR
from .cout_temps import Chronologie, salaries
from .employeur import ParametresEmployeur
from .situation import Situation
from .trace import Trace

METROPOLE, HORS_COUT = "metropole", "hors_cout"
POSITION_DEFAUT, BASE_DE_LA_PRIME = "position_defaut", "base_de_la_prime"
BRUT_CONSTANT, BRUT_SOUS_LE_SMIC = "brut_constant", "brut_sous_le_smic"
AT_MP_DEFAUT, EMBAUCHE_A_LA_SIGNATURE = "at_mp_defaut", "embauche_a_la_signature"
SEUL_EMPLOI, TAXE_PAR_ANNEE = "seul_emploi", "taxe_par_annee"
CHANGEMENT_D_ETP, SECOND_A_L_AVENANT = "changement_d_etp", "second_a_l_avenant"
AIDE_MAXIMALE, AIDE_ENVISAGEE = "aide_maximale", "aide_envisagee"
DERNIERS_PARAMETRES, ANNEES_NON_CHIFFREES = "derniers_parametres", "annees_non_chiffrees"
TARIF_DEFAUT, SANS_TARIF, JOURS_DEFAUT = "tarif_defaut", "sans_tarif", "jours_defaut"
AU_DESSUS_DU_PLAFOND = "au_dessus_du_plafond"
# Amounts that the sentence of an assumption cites: name of the detail, key of the parameter.
MONTANTS_CITES = {"tarif": "tarif_consultation", "smic": "smic", "plafond": "pmss"}


class Hypothese(NamedTuple):
    """What the figures take for granted; `detail` fills the sentence."""

    code: str
    detail: Mapping[str, Any] = {}


def hypotheses(
    situation: Situation,
    position: str,
    annees: tuple[AnneeContrat, ...],
    chiffrables: tuple[AnneeContrat, ...],
    jeux: tuple[ParametresEmployeur, ...],
    reference: ParametresEmployeur,
) -> list[Hypothese]:
    """What was not said and what the rules leave open, each thing once."""
    trouvees = [Hypothese(METROPOLE), Hypothese(HORS_COUT)]
    brut, smic = situation.brut_mensuel, reference.valeurs["smic"]
    if brut is None:
        if situation.position is None:
            trouvees.append(Hypothese(POSITION_DEFAUT, {"position": position}))
        trouvees.append(Hypothese(BASE_DE_LA_PRIME))
    else:
        trouvees.append(Hypothese(BRUT_CONSTANT))
        if brut < smic:
            trouvees.append(Hypothese(BRUT_SOUS_LE_SMIC, {"smic": smic}))
    if situation.at_mp is None:
        trouvees.append(Hypothese(AT_MP_DEFAUT, {"charges": reference.valeurs["taux_at_mp"]}))
    if situation.date_embauche is None:
        trouvees.append(Hypothese(EMBAUCHE_A_LA_SIGNATURE))
    if situation.taxe_deja_due is None:
        trouvees.append(Hypothese(SEUL_EMPLOI))
    trouvees.append(Hypothese(TAXE_PAR_ANNEE))
    trouvees += _hypotheses_aide(situation, chiffrables)
    if chiffrables and chiffrables[-1].debut > jeux[-1].date_effet:
        trouvees.append(Hypothese(DERNIERS_PARAMETRES, {"date": jeux[-1].date_effet}))
    if len(chiffrables) < len(annees):
        trouvees.append(Hypothese(ANNEES_NON_CHIFFREES, {"date": jeux[0].date_effet}))
    return trouvees


def _hypotheses_aide(
    situation: Situation, chiffrables: tuple[AnneeContrat, ...]
) -> list[Hypothese]:
    trouvees = []
    if any(a.taux is None and a.montant is not None for a in chiffrables):
        trouvees.append(Hypothese(AIDE_MAXIMALE))
    envisagee = situation.suit_un_contrat and not situation.tient(situation.option)
    if envisagee and any(a.periode != A_VENIR and a.montant is not None for a in chiffrables):
        trouvees.append(Hypothese(AIDE_ENVISAGEE))
    return trouvees


def hypotheses_changements(
    pas: Chronologie, chiffrables: tuple[AnneeContrat, ...]
) -> list[Hypothese]:
    """What the changes of ETP take for granted, where the costed years (one at least) see them."""
    debut = chiffrables[0].debut
    trouvees = [
        Hypothese(CHANGEMENT_D_ETP, {"etp": etp, "date": jour})
        for jour, etp in pas[1:]
        if jour > debut
    ]
    for salarie in salaries(pas)[1:]:
        dernier = salarie.temps[-1]
        if salarie.embauche > pas[0].jour and (dernier.etp or dernier.jour > debut):
            trouvees.append(Hypothese(SECOND_A_L_AVENANT, {"date": salarie.embauche}))
    return trouvees


def hypotheses_actes(situation: Situation, tarif: Decimal | None, jours: int) -> list[Hypothese]:
    if not tarif:
        return [Hypothese(SANS_TARIF)]
    trouvees = []
    if situation.tarif is None:
        trouvees.append(Hypothese(TARIF_DEFAUT, {"tarif": tarif}))
    if situation.jours_travailles is None:
        trouvees.append(Hypothese(JOURS_DEFAUT, {"jours": jours}))
    return trouvees


def noter_supposes(
    trace: Trace, hypotheses: list[Hypothese], reference: ParametresEmployeur
) -> None:
    """Amounts that an assumption cites have their line, like any other figure shown."""
    for hypothese in hypotheses:
        for nom, cle in MONTANTS_CITES.items():
            if nom in hypothese.detail:
                cellule = reference.cellules[cle]
                trace.noter("cout", "cout.cite", hypothese.detail[nom], cellule, {"cite": nom})
