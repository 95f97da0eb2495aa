"""The constants of the rules: their keys and units. Their values are dated cells of each barème.

The admin, the fixtures and the checks of a barème read this list; a barème without one of them
cannot be used (`Bareme.parametre` raises), those of the collective contract apart: a barème without them
is one under which that contract does not exist.
"""

from typing import NamedTuple

MOIS, ANNEES, POURCENT, OUI_NON = "mois", "annees", "%", "oui_non"
EUROS, PATIENTS, ETP, MOIS_CIVIL = "€", "patients", "etp", "mois_civil"

PARAMETRES: dict[str, str] = {
    # section 1: who can sign
    "part_clinique_min": POURCENT,  # clinical share of fees from which `clinique_80` passes
    "carence_mois": MOIS,  # between the end of a contract and the next signature
    "second_assistant_annee_min": ANNEES,  # 1,5 and 2 ETP: contract year from which they open
    # section 3: the contract
    "duree_contrat_mois": MOIS,
    "duree_prolongation_mois": MOIS,
    "reconduction_tacite": OUI_NON,  # 1: renewed tacitly; 0: only by an avenant before the term
    # section 4: the objective
    "suivi_selon_contrat": OUI_NON,  # 1: the contract's own text may ask for both objectives
    "maintien_65_part": POURCENT,  # 65 and older: part of the start that costs nothing
    "maintien_p95_part": POURCENT,  # ≥ P95: part of the start below which there is no aid
    "objectif_delai_mois": MOIS,
    "nouvel_installe_delai_mois": MOIS,
    "nouvel_installe_second_delai_mois": MOIS,
    "nouvel_installe_garantie_mois": MOIS,  # paid in full after the first deadline
    # section 5: years paid in full whatever the patientele
    "annees_garanties": ANNEES,
    # section 6: payments
    "versement_annee_1_mois": MOIS,
    "acompte_part": POURCENT,
    "solde_mois": MOIS,
    # section 7: obligations
    "formation_mois": MOIS,  # after hiring, as in force on the hiring day
    "secretariat_fenetre_mois": MOIS,  # before and after hiring
}

# The collective contract (section 9): all of them, or none where it does not exist yet.
COLLECTIF: dict[str, str] = {
    "collectif_pmt_moyenne_min": PATIENTS,  # average PMT of the doctors who join
    "collectif_montant_annee_1": EUROS,  # per ETP and contract year
    "collectif_montant_annee_2": EUROS,
    "collectif_montant_annee_3": EUROS,  # and after
    "collectif_objectif_pmt": PATIENTS,  # per ETP, for the group as a whole
    "collectif_objectif_fa": PATIENTS,
    "collectif_objectif_mois": MOIS,
    "collectif_installe_mois": MOIS,  # newly installed: to reach P50
    "collectif_bonus_etp": ETP,  # per maître de stage hosting a docteur junior
    "collectif_bonus_mois": MOIS_CIVIL,  # from that month on, written 202611
    "collectif_duree_mois": MOIS,
    "collectif_carence_mois": MOIS,  # after leaving it
}
CONSTANTES = PARAMETRES | COLLECTIF

# The first contract year whose aid depends on the patientele: answers are asked from that year on.
PREMIERE_ANNEE_OBSERVEE = 3


class Bornes(NamedTuple):
    """What a constant may be, ends included; `pas`: it is a multiple of that many."""

    minimum: int
    maximum: int
    pas: int = 1


BORNES_PAR_UNITE = {
    MOIS: Bornes(0, 240),
    ANNEES: Bornes(1, 20),
    POURCENT: Bornes(0, 100),
    OUI_NON: Bornes(0, 1),
    EUROS: Bornes(0, 200_000),
    PATIENTS: Bornes(0, 20_000),
    ETP: Bornes(0, 5),
    MOIS_CIVIL: Bornes(202_401, 204_912),
}
# Contract years are whole, and the years that are asked about must exist.
BORNES_PROPRES = {
    "duree_contrat_mois": Bornes(12 * PREMIERE_ANNEE_OBSERVEE, 120, 12),
    "duree_prolongation_mois": Bornes(0, 120, 12),
    "annees_garanties": Bornes(PREMIERE_ANNEE_OBSERVEE - 1, 10),
    "collectif_duree_mois": Bornes(12 * PREMIERE_ANNEE_OBSERVEE, 120, 12),
}


def bornes(cle: str) -> Bornes:
    """What the constant `cle` may be, in its own unit."""
    return BORNES_PROPRES.get(cle) or BORNES_PAR_UNITE[CONSTANTES[cle]]
