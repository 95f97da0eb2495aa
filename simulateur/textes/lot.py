"""La page d'un fichier de médecins, son modèle et ce qu'elle rend : les mots."""

from eligibility.regles.calendrier import A_VENIR, ENTAMEE, PASSEE
from simulateur.textes.ecriture import typographie, typographier

NOM = "nom"
# Clé → intitulés de colonne compris en plus de la clé et de la question ; le premier est celui du modèle.
INTITULES = typographier(
    {
        NOM: ("Nom", "Médecin", "Nom du médecin", "Libellé"),
        "specialite": ("Spécialité", "Spécialité médicale"),
        "secteur": ("Secteur", "Secteur conventionnel"),
        "pmt": ("Patientèle médecin traitant", "PMT", "Patients médecin traitant"),
        "file_active": ("File active", "FA"),
        "tranche": ("Tranche", "Tranche de patientèle"),
        "age_65": ("65 ans ou plus",),
        "nouvel_installe": ("Nouvellement installé", "Nouvel installé"),
        "situations": ("Situations particulières", "Situation particulière"),
        "part_clinique": ("Part clinique", "Part clinique des honoraires"),
        "zone": ("Zone", "ZIP"),
        "secretariat": ("Secrétariat",),
        "contrat": ("Contrat",),
        "contrat_option": ("Option du contrat",),
        "contrat_signature": ("Signature du contrat", "Date de signature du contrat"),
        "contrat_objectif_atteint": ("Objectif du contrat atteint",),
        "contrat_avenant": ("Date de l'avenant", "Avenant"),
        "contrat_option_initiale": ("Option avant l'avenant",),
        "contrat_fin": ("Fin du contrat", "Date de fin du contrat"),
        "circonstances_exceptionnelles": ("Circonstances exceptionnelles",),
        "date_65": ("Mois des 65 ans",),
        "objectif_pmt": ("Objectif PMT annoncé", "Objectif PMT"),
        "objectif_fa": ("Objectif file active annoncé", "Objectif file active"),
        "option": ("Option", "Option envisagée"),
        "date_signature": ("Date de signature",),
        "date_embauche": ("Date d'embauche",),
        "assistant_qualifie": ("Assistant déjà qualifié",),
        "pmt_an3": ("PMT année 3",),
        "pmt_an4": ("PMT année 4",),
        "pmt_an5": ("PMT année 5",),
        "fa_an3": ("File active année 3",),
        "fa_an4": ("File active année 4",),
        "fa_an5": ("File active année 5",),
        "position": ("Position", "Position dans la grille"),
        "brut_mensuel": ("Brut mensuel", "Salaire brut mensuel"),
        "anciennete": ("Ancienneté",),
        "at_mp": ("Taux AT/MP",),
        "etp_employe": ("ETP employé",),
        "part": ("Part du coût",),
        "autres_frais": ("Autres frais",),
        "taxe_deja_due": ("Taxe sur les salaires déjà due",),
        "tarif": ("Tarif", "Tarif d'une consultation"),
        "jours_travailles": ("Jours travaillés",),
    }
)
# Clé → façons courantes d'écrire une valeur, en plus d'elle-même et de son libellé.
VALEURS = {
    "secteur": {
        "s1": "1",
        "2 optam": "2-optam",
        "2 avec optam": "2-optam",
        "secteur 2 optam": "2-optam",
        "secteur 2 avec optam": "2-optam",
        "optam": "2-optam",
        "secteur 2": "2",
        "2 sans optam": "2",
        "secteur 3": "non-conventionne",
        "3": "non-conventionne",
        "non conventionne": "non-conventionne",
    },
    "zone": {
        "oui": "zip",
        "x": "zip",
        "non": "hors-zip",
        "hors zip": "hors-zip",
        "inconnu": "inconnue",
    },
    "contrat": {"non": "aucun", "en cours": "en-cours", "oui": "en-cours"},
    "secretariat": {"non": "sans-objet", "remplacee": "remplace"},
    "tranche": {"inconnu": "inconnue", "sous p30": "<P30", "< 30": "<P30"},
}
OUI = frozenset(("oui", "o", "vrai", "true", "1", "x"))
NON = frozenset(("non", "n", "faux", "false", "0"))

# --- un fichier refusé ------------------------------------------------------------------------

SANS_FICHIER = typographie("Choisissez un fichier CSV ou XLSX.")
VIDE = typographie("Ce fichier est vide. Partez du modèle : il suffit de le remplir.")
SANS_LIGNE = typographie(
    "Ce fichier n'a que des intitulés : ajoutez une ligne par médecin, puis renvoyez-le."
)
PAS_DU_TEXTE = typographie(
    "Ce fichier n'est ni un CSV ni un classeur XLSX. Dans votre tableur, choisissez « Enregistrer sous », "
    "puis « CSV UTF-8 » ou « Classeur Excel (.xlsx) »."
)
CLASSEUR_ANCIEN = typographie(
    "C'est un ancien classeur (.xls) ou un classeur protégé par un mot de passe. Enregistrez-le au format "
    "XLSX, sans mot de passe."
)
CLASSEUR_ILLISIBLE = typographie(
    "Ce classeur ne se lit pas : il est abîmé, protégé, ou contient ce qu'un classeur ordinaire n'a pas. "
    "Enregistrez-le de nouveau au format XLSX, ou en CSV UTF-8."
)
CLASSEUR_TROP_GROS = typographie(
    "Ce classeur est bien trop gros une fois ouvert. Copiez vos lignes dans un classeur neuf, puis envoyez "
    "celui-ci."
)
FORMULE_SANS_VALEUR = typographie(
    "Ce classeur contient une formule dont le résultat n'est pas enregistré. Ouvrez-le dans votre tableur, "
    "enregistrez-le, puis renvoyez-le."
)
GUILLEMET = typographie(
    'À partir de la ligne {ligne}, un guillemet (") est mal fermé : la suite du fichier ne se lit pas.'
)
CELLULE_TROP_LONGUE = typographie(
    "Ligne {ligne} : une cellule a plus de 500 caractères. Un guillemet (\") n'est sans doute pas refermé."
)
TROP_DE_COLONNES = typographie("Ce fichier a plus de 80 colonnes : gardez celles du modèle.")
TROP_DE_LIGNES = typographie(
    "Ce fichier a plus de {maximum} lignes. Coupez-le en plusieurs fichiers. Pour un très grand fichier, "
    "un technicien peut installer ce site et lancer la commande « estimer », qui n'a pas cette limite."
)
TROP_GROS = typographie(
    "Ce fichier dépasse {maximum} Mo. Coupez-le en plusieurs fichiers. Pour un très grand fichier, un "
    "technicien peut installer ce site et lancer la commande « estimer », qui n'a pas cette limite."
)
SANS_INTITULES = typographie(
    "La première ligne doit porter les intitulés des colonnes, par exemple « Spécialité » et « Secteur ». "
    "Partez du modèle."
)
COLONNE_MANQUANTE = typographie("Il manque la colonne « {intitule} » : elle est nécessaire.")
COLONNES_MANQUANTES = typographie("Il manque les colonnes {intitules} : elles sont nécessaires.")
COLONNE_DOUBLE = typographie(
    "Les colonnes « {une} » et « {autre} » disent la même chose : n'en gardez qu'une."
)
OCCUPE = typographie(
    "Un autre fichier est en cours de calcul. Attendez une dizaine de secondes, puis renvoyez le vôtre."
)
INTERROMPU = typographie(
    "Le calcul s'est arrêté sur un défaut de notre côté, après {faites}. Le défaut est noté, aucune de vos "
    "données ne l'est. Ce qui était calculé est donné ; réessayez pour le reste."
)
TROP_LONG = typographie(
    "Le calcul a été arrêté au bout de {secondes} secondes, après {faites} sur {total}. Coupez le fichier, "
    "ou réessayez à un moment plus calme."
)
SPECIALITE_INCONNUE = typographie("Cette spécialité n'est pas reconnue.")
SPECIALITE_PROCHE = typographie(
    "Cette spécialité n'est pas reconnue. Voulez-vous dire « {libelle} » ?"
)

# --- le formulaire ----------------------------------------------------------------------------

RESULTATS = typographier(
    {"ecran": "À l'écran", "csv": "Dans un fichier CSV", "xlsx": "Dans un classeur XLSX"}
)
TRIS = typographier(
    {
        "fichier": "Ordre du fichier",
        "verdict": "Verdict",
        "montant": "Montant à venir, le plus grand d'abord",
        "seuil": "Distance au seuil, le plus proche d'abord",
    }
)
FILTRES = typographier(
    {
        "": "Toutes les lignes",
        "eligible": "Éligibles",
        "a_confirmer": "À confirmer",
        "non_eligible": "Non éligibles",
        "erreurs": "Lignes à corriger seulement",
    }
)

# --- ce qui est rendu -------------------------------------------------------------------------

ENGAGE = typographie("Estimation : seul le contrat signé avec la CPAM engage.")
BAREME = typographie("Barème du {version}, révision {revision}, calcul du {jour}.")
LU = typographie("Vous avez écrit « {valeur} ».")
INDICATIF = typographie("Non éligible : montants à titre indicatif.")
PERIODES = typographier({PASSEE: "passée", ENTAMEE: "commencée", A_VENIR: ""})
PORTEES = typographier(
    {"garanti": "montants fermes", "suppose": "aux niveaux supposés", "maximum": "au plus"}
)
OBJECTIF = typographie("{indicateur} : {a_gagner} à gagner, {cible} à atteindre")
OBJECTIF_MAINTIEN = typographie("{indicateur} : rester à {cible}")
OBJECTIF_LE = typographie("{objectifs}, au {echeance}")
OBJECTIF_INCONNU = typographie("à demander à la CPAM, pour le {echeance}")
EXPORT = (
    "Ligne",
    "Nom",
    "Spécialité",
    "Verdict",
    "Raisons",
    "Tranche",
    "Option",
    *(f"Année {annee} (€)" for annee in range(1, 6)),
    "Total (€)",
    "Dont à venir (€)",
    "Certitude",
    "Objectif",
    "Ce qui manque",
    "À demander à la CPAM",
    "Erreurs",
    "Barème",
)
A_CORRIGER = "À corriger"
FEUILLES = ("Estimations", "À lire", "Médecins", "Valeurs")
TOTAL_EXPORT = "{lignes} calculées, {erreurs} à corriger."

# --- le modèle --------------------------------------------------------------------------------

MODELE = (
    NOM,
    "specialite",
    "secteur",
    "pmt",
    "file_active",
    "tranche",
    "age_65",
    "nouvel_installe",
    "situations",
    "zone",
    "contrat",
    "contrat_option",
    "contrat_signature",
    "contrat_fin",
    "option",
    "date_signature",
)
# Inventés : ni ces médecins ni ces chiffres n'existent.
EXEMPLES = (
    {
        NOM: "Médecin fictif 1",
        "specialite": "Médecine générale",
        "secteur": "1",
        "pmt": 1300,
        "file_active": 1700,
        "age_65": "non",
        "nouvel_installe": "non",
        "zone": "inconnue",
        "contrat": "aucun",
        "option": "1",
    },
    {
        NOM: "Médecin fictif 2",
        "specialite": "Cardiologie",
        "secteur": "2-optam",
        "file_active": 2100,
        "tranche": "P50-P90",
        "age_65": "oui",
        "nouvel_installe": "non",
        "contrat": "aucun",
        "option": "0,5",
    },
)
COMMENTAIRES = typographier(
    (
        "Les lignes qui commencent par # ne sont pas lues : effacez-les ou laissez-les.",
        "Seules les colonnes Spécialité et Secteur sont nécessaires. Une case vide veut dire « je ne sais pas ».",
    )
)
TITRES_VALEURS = typographier(("Colonne", "Clé", "Ce qu'elle dit", "Valeurs acceptées"))
AIDE_NOM = typographie("Ce que vous voulez pour vous y retrouver ; rien n'en est gardé.")
AIDE_TEXTE = "texte libre"
AIDE_SPECIALITE = typographie("le nom français ou la clé, par exemple cardiologie")
AIDE_OUI_NON = typographie("oui ou non (vrai, faux, 1, 0 ou x se lisent aussi)")
AIDE_ENTIER = typographie("un nombre entier, de {mini} à {maxi}")
AIDE_NOMBRE = typographie("un nombre, de {mini} à {maxi}")
AIDE_JOUR = typographie("une date, par exemple 01/12/2026")
AIDE_MOIS = typographie("un mois, par exemple 05/2028")
AIDE_PLUSIEURS = typographie("une ou plusieurs, séparées par un point-virgule : {valeurs}")
