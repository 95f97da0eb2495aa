"""Questions to ask the CPAM, in words ready to copy."""

from eligibility.regles.questions import QuestionCpam
from simulateur.textes.ecriture import typographier

from .mots import OPTIONS

_INDICATEUR = typographier(
    {
        "pmt": "Quelle est ma patientèle médecin traitant (PMT), adultes et enfants ?",
        "fa": "Quelle est ma file active, en patients différents vus sur 12 mois ?",
    }
)
TEXTES = typographier(
    {
        "critere.secteur.2": (
            "Comment adhérer à l'Optam, et dès quelle date l'aide me serait-elle ouverte ?"
        ),
        "critere.secteur.non-conventionne": (
            "À quelles conditions puis-je être conventionné, et dès quelle date l'aide me serait-elle ouverte ?"
        ),
        "critere.specialite.exclue": "Confirmez-vous que ma spécialité est exclue de l'aide ?",
        "critere.honoraires_cliniques.insuffisant": (
            "Quelle part clinique (hors CCAM) de mes honoraires des 12 derniers mois retenez-vous ?"
        ),
        "critere.activite_minimale.chiffre_insuffisant": (
            "Quelle patientèle retenez-vous pour moi aujourd'hui, et quel est le 30e percentile de ma spécialité ?"
        ),
        "critere.activite_minimale.tranche_insuffisant": (
            "Ma patientèle est-elle bien sous le 30e percentile de ma spécialité, et de combien ?"
        ),
        "critere.carence.en_cours": (
            "Dès quelle date puis-je signer, et des circonstances exceptionnelles peuvent-elles l'avancer ?"
        ),
        "critere.specialite.a_verifier": "Ma spécialité ouvre-t-elle droit à l'aide ?",
        "critere.honoraires_cliniques.inconnu": (
            "Quelle est la part clinique (hors CCAM) de mes honoraires des 12 derniers mois ?"
        ),
        "critere.activite_minimale.inconnu": (
            "Ma patientèle atteint-elle le 30e percentile de ma spécialité ?"
        ),
        "critere.activite_minimale.sans_seuil": (
            "Quel est le 30e percentile de ma spécialité, et est-ce que je l'atteins ?"
        ),
        "critere.activite_minimale.chiffre_adapte": (
            "Un contrat adapté est-il possible sous le 30e percentile dans ma situation ?"
        ),
        "critere.activite_minimale.tranche_adapte": (
            "Un contrat adapté est-il possible sous le 30e percentile dans ma situation ?"
        ),
        "critere.situation_particuliere.adapte": (
            "Quelles seraient les conditions d'un contrat adapté à ma situation ?"
        ),
        "critere.carence.circonstances": (
            "Retenez-vous des circonstances exceptionnelles qui lèvent le délai de carence ?"
        ),
        "critere.secretariat.non-remplace": (
            "Quelle organisation du secrétariat acceptez-vous si la secrétaire n'est pas remplacée ?"
        ),
        "tranche": "Dans quelle tranche de patientèle suis-je (P30, P50, P90, P95) ?",
        "seuils": "Quels sont les seuils de percentile de ma spécialité ?",
        "objectif": "Quel serait mon objectif de patients pour {option} ?",
        "objectif.partiel": "Quel serait mon objectif sur l'autre indicateur pour {option} ?",
        "objectif.second": "Quel second objectif serait fixé une fois le 50e percentile atteint ?",
        "objectif.tolerance": "Jusqu'où une baisse de ma patientèle serait-elle acceptée ?",
        "zone": "Mon cabinet est-il en zone d'intervention prioritaire (ZIP) ?",
        "contrat.texte_ancien": (
            "Mon contrat demande-t-il d'atteindre un seul des deux objectifs, ou les deux ?"
        ),
        "contrat.avenant": "Quel nouvel objectif un avenant vers {option} fixerait-il ?",
        "contrat.annee_entamee": "Comment l'année déjà entamée est-elle payée en cas d'avenant ?",
        "contrat.avenant_65": "Quand signer l'avenant qui maintient ma patientèle à partir de 65 ans ?",
    }
)


def texte(question: QuestionCpam) -> str:
    if question.code == "patientele":
        return _INDICATEUR[question.objet]
    return TEXTES[question.code].format(option=OPTIONS.get(question.objet, ""))
