"""Words of the collective contract: its conditions, its trace, the mixes."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from eligibility.regles.criteres import Critere
from eligibility.regles.dates import veille
from eligibility.regles.groupe.adhesion import FinDeContrat
from eligibility.regles.trace import LigneTrace
from eligibility.regles.vocabulaire import OPTIONS_COURANTES
from simulateur.textes.ecriture import (
    date_en_lettres,
    euros,
    euros_ronds,
    nombre,
    patients,
    typographie,
    typographier,
)
from simulateur.textes.mots import ETATS, OPTIONS, OPTIONS_LONGUES, remplir
from simulateur.textes.trace import mots as mots_individuels

TITRES = typographier(
    {
        "forme": "Forme de la société",
        "entree_en_vigueur": "Contrat collectif en vigueur",
        "adhesions": "Médecins qui peuvent adhérer",
        "pmt_moyenne": "Patientèle moyenne",
        "etp": "Nombre d’ETP",
        "secteur": "Secteur conventionnel",
        "specialite": "Spécialité",
        "carence": "Contrat terminé",
        "contrat_en_cours": "Contrat en cours",
    }
)
_FORME_ADMISE = (
    "Une {constat} peut signer, si les médecins en sont associés en leur nom propre. Tous les associés "
    "n’ont pas à adhérer : chacun signe un bulletin."
)
# code → (explanation, what would change it).
CRITERES: Mapping[str, tuple[str, str]] = typographier(
    {
        "forme.SISA": (_FORME_ADMISE, ""),
        "forme.SCM": (_FORME_ADMISE, ""),
        "forme.SCP": (_FORME_ADMISE, ""),
        "forme.SEL": (
            "Une SEL ne peut pas signer le contrat collectif : seules une SISA, une SCM ou une SCP le peuvent.",
            "Signez par une SISA, une SCM ou une SCP dont les médecins sont associés en leur nom, ou gardez "
            "des contrats individuels.",
        ),
        "entree_en_vigueur.oui": ("Le contrat collectif existe à cette date de signature.", ""),
        "entree_en_vigueur.pas_encore": (
            "À cette date de signature, le contrat collectif n’existait pas encore.",
            "Il existe depuis le {depuis} : choisissez une date de signature à partir de ce jour.",
        ),
        "entree_en_vigueur.inconnu": (
            "Le barème de cette date ne connaît pas le contrat collectif.",
            "Gardez des contrats individuels.",
        ),
        "adhesions.aucune": (
            "Aucun médecin de la liste ne peut adhérer.",
            "Il faut au moins un médecin généraliste, hors médecine à expertise particulière, en secteur 1 ou "
            "en secteur 2 avec Optam.",
        ),
        "adhesions.possibles": (
            "Nombre de médecins de la liste qui peuvent adhérer : {constat}.",
            "",
        ),
        "adhesions.seule": (
            "Un seul médecin de la liste peut adhérer. Un groupe signe : rien de publié ne dit si un seul "
            "suffit.",
            "Ajoutez ceux qui adhéreraient aussi, ou posez la question à la CPAM.",
        ),
        "adhesions.a_confirmer": (
            "Nombre de médecins dont l’adhésion reste à confirmer par la CPAM : {constat}.",
            "Demandez à la CPAM si ces médecins peuvent adhérer à cette date.",
        ),
        "pmt_moyenne.suffisante": (
            "En moyenne, {constat} patients médecin traitant, pour {seuil} demandés. Passer "
            "dessous plus tard ne met pas fin au contrat.",
            "",
        ),
        "pmt_moyenne.insuffisante": (
            "En moyenne, {constat} patients médecin traitant ; il en faut {seuil}.",
            "Il manque {manque} à l’ensemble des médecins qui adhèrent, ou il faut que l’un des moins suivis "
            "n’adhère pas.",
        ),
        "pmt_moyenne.inconnue": (
            "La patientèle médecin traitant doit être de {seuil} en moyenne. Celle d’un médecin au moins n’est "
            "pas donnée.",
            "Indiquez la patientèle médecin traitant de chacun.",
        ),
        "pmt_moyenne.personne": (
            "La moyenne, {seuil} au moins, se compte sur les médecins qui adhèrent : aucun ne le peut.",
            "",
        ),
        "etp.possible": ("{constat} ETP, pour {seuil} ETP au plus.", ""),
        "etp.personne": ("Sans médecin qui adhère, aucun ETP ne s’ouvre.", ""),
        "etp.trop": (
            "{constat} ETP, c’est trop : les médecins qui adhèrent en ouvrent {seuil} au plus, un chacun, et "
            "un supplément par maître de stage qui accueille un docteur junior, pour un contrat signé à partir "
            "du {depuis}.",
            "Demandez {seuil} ETP au plus, ou faites adhérer d’autres médecins.",
        ),
        "etp.trop_tot": (
            "{constat} ETP, c’est trop à cette date : les médecins qui adhèrent en ouvrent {seuil}, un chacun. "
            "Le supplément des docteurs juniors ne s’ouvre qu’à partir du {depuis}.",
            "Signez à partir du {depuis}, ou demandez {seuil} ETP au plus.",
        ),
        "etp.pas": (
            "Le nombre d’ETP se compte par demi, à partir d’un demi.",
            "Indiquez par exemple 1,5.",
        ),
        "secteur.1": ("Le secteur 1 permet d’adhérer.", ""),
        "secteur.2-optam": ("Le secteur 2 avec Optam permet d’adhérer.", ""),
        "secteur.2": (
            "Le secteur 2 sans Optam ne permet pas d’adhérer.",
            "L’adhésion à l’Optam le permettrait.",
        ),
        "secteur.non-conventionne": (
            "Un médecin non conventionné ne peut pas adhérer.",
            "Il faudrait exercer en secteur 1, ou en secteur 2 avec Optam.",
        ),
        "specialite.generaliste": ("Un médecin généraliste peut adhérer.", ""),
        "specialite.autre": (
            "Seuls les médecins généralistes, hors médecine à expertise particulière, peuvent adhérer.",
            "",
        ),
        "carence.aucune": ("Aucun contrat terminé.", ""),
        "carence.ecoulee": (
            "Le contrat s’est terminé le {constat} : le délai, jusqu’au {seuil}, est passé.",
            "",
        ),
        "carence.en_cours": (
            "Un contrat s’est terminé le {constat}. Les textes connus ne disent pas si cela empêche d’adhérer "
            "avant le {seuil}.",
            "Posez la question à la CPAM.",
        ),
        "contrat_en_cours.aucun": ("Aucun contrat individuel à terminer.", ""),
        "contrat_en_cours.a_terminer": (
            "Le contrat individuel du {constat} doit être terminé avant : les deux ne se cumulent pas.",
            "",
        ),
    }
)
# Fields: label, hint. They speak of a colleague, not of « vous ».
CHAMPS: Mapping[str, tuple[str, str]] = typographier(
    {
        "forme": ("Société qui signerait", ""),
        "etp": (
            "Assistants, en tout (ETP)",
            "Par demi. Vide : autant que chacun en prendrait seul.",
        ),
        "date_signature": ("Date de signature", ""),
        "lieu_de_stage": ("La structure est agréée comme lieu de stage", ""),
        "position": ("Position de l’assistant dans la grille", ""),
        "brut_mensuel": (
            "Ou salaire brut mensuel d’un temps plein",
            "En euros, si vous le connaissez.",
        ),
        "anciennete": ("Ancienneté reprise (années)", ""),
        "at_mp": ("Taux AT/MP (%)", "Celui qui est notifié à l’employeur."),
        "nom": ("Nom ou initiales", "Facultatif. Il reste dans l’adresse de la page."),
        "pmt": (
            "Patients médecin traitant",
            "À la signature, pour un contrat en cours. Vide : pas connu.",
        ),
        "file_active": ("File active", "Patients différents vus en 12 mois. Vide : pas connu."),
        "secteur": ("Secteur", "Secteur 1, sauf autre choix."),
        "specialite": ("Spécialité", "Médecine générale, sauf autre choix."),
        "tranche": ("Tranche dite par la CPAM", ""),
        "pamsu": ("Maître de stage (PAMSU) accueillant un docteur junior", ""),
        "nouvel_installe": ("Installé depuis moins de 12 mois", ""),
        "age_65": ("65 ans ou plus", ""),
        "contrat": ("Contrat individuel", ""),
        "contrat_option": ("Son option", ""),
        "contrat_signature": ("Signé le", ""),
        "pmt_actuel": (
            "Patients médecin traitant aujourd’hui",
            "Ce qui est déjà gagné réduit l’objectif.",
        ),
        "fa_actuel": ("File active aujourd’hui", ""),
        "contrat_fin": ("Terminé le", ""),
        "option": ("Seul, il prendrait", ""),
        "objectif_pmt": ("Objectif annoncé, médecin traitant", "Patients à gagner, selon sa CPAM."),
        "objectif_fa": ("Objectif annoncé, file active", ""),
        "part_clinique": (
            "Part des honoraires cliniques (%)",
            "Pour certaines spécialités seulement.",
        ),
    }
)
# Nothing chosen means the same in the form, in an address and for the API.
SEUL_DEFAUT = "un temps plein, ou comme son contrat en cours"
QUESTION_COLLECTIF = typographie(
    "Quels seraient pour notre société les conditions, le montant et l'objectif du contrat collectif ?"
)
QUESTION_DE = typographie("{noms} : {question}")
MESSAGE_CPAM = typographie("""Bonjour,

Nous nous renseignons à plusieurs sur l'aide à l'emploi d'un assistant médical. Pourriez-vous nous indiquer :

{questions}

Nous vous remercions de votre réponse.
""")
SEUL = {option: f"{OPTIONS_LONGUES[option]} ({OPTIONS[option]})" for option in OPTIONS_COURANTES}
_FORMULES = typographier(
    {
        "montant": "Année {annee} : barème {bareme}, {etp} ETP × montant d’un ETP",
        "objectif": "{indicateur} : {par_etp} par ETP × {etp} ETP − {acquis} déjà gagnés, d’ici le {echeance}",
    }
)


def expliquer(critere: Critere) -> tuple[str, str]:
    """(explanation, what would change the answer) of a check of the group."""
    mots = {
        "constat": _ecrire(critere.id, critere.constat),
        "seuil": _ecrire(critere.id, critere.seuil),
        "depuis": "" if critere.depuis is None else date_en_lettres(critere.depuis),
        "manque": "" if critere.manque is None else patients(critere.manque),
    }
    explication, changerait = CRITERES[critere.code.removeprefix("collectif.")]
    return explication.format(**mots), changerait.format(**mots)


def _ecrire(id_: str, valeur: Any) -> str:
    if valeur is None:
        return ""
    if hasattr(valeur, "isoformat"):
        return date_en_lettres(valeur)
    if id_ == "pmt_moyenne" and isinstance(valeur, Decimal):
        return moyenne(valeur)
    if isinstance(valeur, int | Decimal):
        return nombre(valeur)
    return str(valeur)


def moyenne(valeur: Decimal) -> str:
    """« 1 000 », « un peu plus de 774,9 »: to the tenth, never above, and said when it is not exact."""
    dixieme = valeur.quantize(Decimal("0.1"), ROUND_FLOOR)
    return nombre(valeur) if valeur == dixieme else f"un peu plus de {nombre(dixieme)}"


def mots(ligne: LigneTrace) -> tuple[str, str]:
    """(formula, value) of a line of the collective contract, or of a member's own estimation."""
    if ligne.etape != "collectif":
        return mots_individuels(ligne)
    return _formule(ligne), _valeur(ligne)


def _formule(ligne: LigneTrace) -> str:
    code = ligne.code.removeprefix("collectif.")
    if code in _FORMULES:
        detail = ligne.detail
        if code == "objectif":
            detail = {**detail, "par_etp": int(detail["par_etp"])}
        return remplir(_FORMULES[code], detail)
    id_ = code.split(".")[0]
    constat, seuil = (_ecrire(id_, ligne.detail[cle]) for cle in ("constat", "seuil"))
    return f"{TITRES[id_]} : {constat} pour {seuil}" if seuil else TITRES[id_]


def _valeur(ligne: LigneTrace) -> str:
    if isinstance(ligne.valeur, Decimal):
        return euros(ligne.valeur)
    if isinstance(ligne.valeur, int):
        return patients(ligne.valeur)
    return ETATS.get(ligne.valeur, "aucun montant")


COMPLET = "Un groupe compte 30 médecins au plus : retirez-en un pour en ajouter un autre."
RIEN_DIT = typographie(
    "Dites au moins une chose de ce médecin : son nom, ou ses patients médecin traitant, par exemple 1 300."
)
OBJECTIF_INCONNU = "à demander"
NON_PUBLIE = "non publié"


def au_moins(combien: int, *, certain: bool) -> str:
    """« 390 », « au moins 390 » when an objective is not known, « à demander » when none is."""
    if certain:
        return nombre(combien)
    return f"au moins {nombre(combien)}" if combien else OBJECTIF_INCONNU


def fin_de_contrat(fin: FinDeContrat) -> str:
    """What ending a running contract settles, in one sentence."""
    if fin.annee is None:
        return "Le jour de la signature est un anniversaire : rien à régler au prorata."
    periode = (
        f"L’année {fin.annee} du contrat court du {date_en_lettres(fin.debut)} au "
        f"{date_en_lettres(veille(fin.fin))}"
    )
    if fin.a_rendre is None:
        return f"{periode} : ce qui est dû au prorata n’est pas connu, demandez-le à la CPAM."
    if not fin.a_rendre:
        return f"{periode} : ce qui a été versé est ce qui est dû."
    if fin.a_rendre > 0:
        return (
            f"{periode} : {euros_ronds(fin.verse)} versés pour {euros_ronds(fin.du)} dus, soit "
            f"{euros_ronds(fin.a_rendre)} à rendre."
        )
    return (
        f"{periode} : {euros_ronds(fin.verse)} versés pour {euros_ronds(fin.du)} dus, soit "
        f"{euros_ronds(-fin.a_rendre)} à recevoir encore."
    )
