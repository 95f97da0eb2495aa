"""Codes of the employer's parameters with the words an administrator reads for them."""

from django.db import models

from eligibility.regles import employeur

LIBELLES = {
    **{
        f"grille_{position}": f"Grille de la branche, position {position}, brut mensuel"
        for position in employeur.GRILLE
    },
    "smic": "SMIC, brut mensuel",
    "pmss": "Plafond mensuel de la sécurité sociale (PMSS)",
    "heures_mensuelles": "Heures mensuelles d’un temps plein",
    "taux_maladie": "Maladie",
    "taux_vieillesse_plafonnee": "Vieillesse plafonnée",
    "taux_vieillesse_deplafonnee": "Vieillesse déplafonnée",
    "taux_allocations_familiales": "Allocations familiales",
    "taux_at_mp": "Accidents du travail (AT/MP), taux par défaut",
    "taux_csa": "Solidarité autonomie (CSA)",
    "taux_fnal": "Logement (FNAL)",
    "taux_chomage": "Chômage",
    "taux_ags": "Garantie des salaires (AGS)",
    "taux_retraite_complementaire": "Retraite complémentaire, tranche 1",
    "taux_ceg": "Contribution d’équilibre général (CEG)",
    "taux_dialogue_social": "Dialogue social",
    "taux_formation": "Formation professionnelle",
    "taux_formation_branche": "Formation professionnelle, part de la branche",
    "taux_prevoyance": "Prévoyance",
    "prevoyance_mois": "Prévoyance : ancienneté qui l’ouvre",
    **{f"prime_{annees}_ans": f"Prime à {annees} ans d’ancienneté" for annees in employeur.PRIMES},
    "rgdu_maximum": "Réduction générale : coefficient maximal",
    "rgdu_minimum": "Réduction générale : coefficient minimal",
    "rgdu_amplitude": "Réduction générale : part dégressive",
    "rgdu_puissance": "Réduction générale : puissance",
    "rgdu_smic_horaire": "Réduction générale : SMIC horaire de la formule",
    "taxe_taux": "Taxe sur les salaires : taux normal",
    "taxe_taux_tranche_2": "Taxe sur les salaires : majoration de la 2e tranche",
    "taxe_taux_tranche_3": "Taxe sur les salaires : majoration de la 3e tranche",
    "taxe_seuil_2": "Taxe sur les salaires : début de la 2e tranche",
    "taxe_seuil_3": "Taxe sur les salaires : début de la 3e tranche",
    "taxe_franchise": "Taxe sur les salaires : franchise de l’employeur",
    "taxe_decote_plafond": "Taxe sur les salaires : fin de la décote",
    "taxe_decote_part": "Taxe sur les salaires : part de la décote",
    "heures_annuelles": "Heures annuelles d’un temps plein",
    "formation_heures_ameli": "Heures de formation selon ameli.fr",
    "formation_heures_branche": "Heures de formation selon la branche",
    "tarif_consultation": "Honoraires d’une consultation",
    "jours_travailles": "Jours travaillés par le médecin dans l’année",
    "actes_par_jour_cnam": "Actes de plus par jour mesurés par la Cnam",
}

# KeyError here: a parameter of the rules has no words yet.
CleEmployeur = models.TextChoices(
    "CleEmployeur", [(cle.upper(), (cle, LIBELLES[cle])) for cle in employeur.CLES]
)


class UniteEmployeur(models.TextChoices):
    EUROS = employeur.EUROS, "€"
    POURCENT = employeur.POURCENT, "%"
    COEFFICIENT = employeur.COEFFICIENT, "coefficient"
    HEURES = employeur.HEURES, "heures"
    MOIS = employeur.MOIS, "mois"
    JOURS = employeur.JOURS, "jours"
    ACTES = employeur.ACTES, "actes"
