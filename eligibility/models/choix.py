"""Codes of the rules with the words an administrator reads for them.

The codes come from `eligibility.regles`; the words are those of the admin, not of the public site.
"""

from django.db import models

from eligibility.regles import parametres, vocabulaire


class Fiabilite(models.TextChoices):
    OFFICIEL = vocabulaire.OFFICIEL, "officiel"
    SECONDAIRE = vocabulaire.SECONDAIRE, "secondaire"
    HYPOTHESE = vocabulaire.HYPOTHESE, "hypothèse"
    A_COMPLETER = vocabulaire.A_COMPLETER, "à compléter"


class Groupe(models.TextChoices):
    GENERALISTE = vocabulaire.GENERALISTE, "médecine générale"
    MEP = vocabulaire.MEP, "expertise ou exercice particulier (MEP)"
    PEDIATRIE = vocabulaire.PEDIATRIE, "pédiatrie"
    AUTRE = vocabulaire.AUTRE, "autre spécialité"
    CLINIQUE_80 = vocabulaire.CLINIQUE_80, "part d’honoraires cliniques demandée"
    EXCLUE = vocabulaire.EXCLUE, "exclue par la convention"
    A_VERIFIER = vocabulaire.A_VERIFIER, "à vérifier auprès de la CPAM"


class Option(models.TextChoices):
    TIERS = "1/3", "1/3 ETP"
    MI_TEMPS = "0.5", "0,5 ETP"
    PLEIN = "1", "1 ETP"
    UN_ET_DEMI = "1.5", "1,5 ETP"
    DEUX = "2", "2 ETP"


class LigneMontant(models.TextChoices):
    BASE = vocabulaire.BASE, "de base"
    P90 = vocabulaire.TRANCHE_P90, "P90 à P94"
    P95 = vocabulaire.TRANCHE_P95, "P95 et plus"


class Indicateur(models.TextChoices):
    PMT = vocabulaire.PMT, "patientèle médecin traitant"
    FA = vocabulaire.FA, "file active"


class Percentile(models.IntegerChoices):
    P30 = 30, "P30"
    P50 = 50, "P50"
    P90 = 90, "P90"
    P95 = 95, "P95"


class AnneeContrat(models.IntegerChoices):
    UN = 1, "année 1"
    DEUX = 2, "année 2"
    TROIS = 3, "année 3 et suivantes"


class Etat(models.TextChoices):
    OUVERTE = "ouverte", "ouverte"
    CONDITIONS = "conditions", "ouverte sous conditions"
    FERMEE = "fermee", "fermée aux nouveaux contrats"


class Statut(models.TextChoices):
    BROUILLON = "brouillon", "brouillon"
    PUBLIE = "publie", "publié"
    ARCHIVE = "archive", "archivé"


class Acte(models.TextChoices):
    LIVRAISON = "livraison", "tables livrées avec le site"
    PUBLICATION = "publication", "publication"
    RETRAIT = "retrait", "retour en arrière"
    REFERENCES = "references", "hors des barèmes"


class Pas(models.TextChoices):
    CREATION = "creation", "brouillon créé"
    SOUMISSION = "soumission", "soumis à publication"
    RENVOI = "renvoi", "renvoyé à la rédaction"
    ANNULATION = "annulation", "soumission retirée"
    REPRISE = "reprise", "repris de ce qui est public"
    ATTENDUS = "attendus", "attendus de cas mis à jour"
    OUBLI = "oubli", "mises à jour de cas retirées"
    SUPPRESSION = "suppression", "brouillon supprimé"


class Lecture(models.TextChoices):
    ENTIERE = "entiere", "lue en entier"
    PARTIELLE = "partielle", "lue en partie"
    RESUME = "resume", "texte non lu, résumé lu"
    NON_LUE = "non_lue", "non lue"


class Unite(models.TextChoices):
    MOIS = parametres.MOIS, "mois"
    ANNEES = parametres.ANNEES, "années"
    POURCENT = parametres.POURCENT, "%"
    OUI_NON = parametres.OUI_NON, "1 = oui, 0 = non"
    EUROS = parametres.EUROS, "€"
    PATIENTS = parametres.PATIENTS, "patients"
    ETP = parametres.ETP, "ETP"
    MOIS_CIVIL = parametres.MOIS_CIVIL, "année et mois (202611 = novembre 2026)"


class CleParametre(models.TextChoices):
    PART_CLINIQUE_MIN = "part_clinique_min", "Part minimale d’honoraires cliniques"
    CARENCE = "carence_mois", "Carence après la fin d’un contrat"
    SECOND_ASSISTANT = "second_assistant_annee_min", "Année du contrat ouvrant 1,5 et 2 ETP"
    DUREE_CONTRAT = "duree_contrat_mois", "Durée du contrat"
    DUREE_PROLONGATION = "duree_prolongation_mois", "Durée de la prolongation"
    RECONDUCTION = "reconduction_tacite", "Reconduction tacite"
    SUIVI_SELON_CONTRAT = (
        "suivi_selon_contrat",
        "Le suivi dépend du texte du contrat, qui peut exiger les deux objectifs",
    )
    MAINTIEN_65 = "maintien_65_part", "65 ans et plus : part du départ payée en entier"
    MAINTIEN_P95 = "maintien_p95_part", "P95 et plus : part du départ sous laquelle l’aide cesse"
    OBJECTIF_DELAI = "objectif_delai_mois", "Délai pour atteindre l’objectif"
    INSTALLE_DELAI = "nouvel_installe_delai_mois", "Nouvel installé : délai pour atteindre P50"
    INSTALLE_SECOND = "nouvel_installe_second_delai_mois", "Nouvel installé : second délai"
    INSTALLE_GARANTIE = (
        "nouvel_installe_garantie_mois",
        "Nouvel installé : mois payés en entier après le premier délai",
    )
    ANNEES_GARANTIES = "annees_garanties", "Années payées en entier quelle que soit la patientèle"
    VERSEMENT_AN_1 = "versement_annee_1_mois", "Délai du versement de l’année 1"
    ACOMPTE = "acompte_part", "Part de l’acompte à partir de l’année 3"
    SOLDE = "solde_mois", "Délai du solde après l’anniversaire"
    FORMATION = "formation_mois", "Délai de qualification après l’embauche"
    SECRETARIAT = "secretariat_fenetre_mois", "Secrétariat : fenêtre avant et après l’embauche"
    COLLECTIF_MOYENNE = "collectif_pmt_moyenne_min", "Collectif : patientèle moyenne minimale"
    COLLECTIF_AN_1 = "collectif_montant_annee_1", "Collectif : aide par ETP, année 1"
    COLLECTIF_AN_2 = "collectif_montant_annee_2", "Collectif : aide par ETP, année 2"
    COLLECTIF_AN_3 = "collectif_montant_annee_3", "Collectif : aide par ETP, année 3 et suivantes"
    COLLECTIF_PMT = "collectif_objectif_pmt", "Collectif : patients médecin traitant par ETP"
    COLLECTIF_FA = "collectif_objectif_fa", "Collectif : patients de file active par ETP"
    COLLECTIF_DELAI = "collectif_objectif_mois", "Collectif : délai pour atteindre l’objectif"
    COLLECTIF_INSTALLE = "collectif_installe_mois", "Collectif : délai d’un nouvel installé"
    COLLECTIF_BONUS = "collectif_bonus_etp", "Collectif : ETP de plus par maître de stage"
    COLLECTIF_BONUS_MOIS = "collectif_bonus_mois", "Collectif : mois d’ouverture de ces ETP"
    COLLECTIF_DUREE = "collectif_duree_mois", "Collectif : durée du contrat"
    COLLECTIF_CARENCE = "collectif_carence_mois", "Collectif : carence après la sortie"
