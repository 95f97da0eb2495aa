"""What would lift a refusal, in words: one short sentence for each door."""

from eligibility.regles.deblocages import Deblocage
from simulateur.textes.ecriture import date_en_lettres, nombre, patients, typographie, typographier

# Before the list: one change is enough, or one for each check that blocks.
UN_SEUL = typographie("Un seul de ces changements lèverait le refus.")
UN_PAR_CONDITION = typographie("Il en faut un pour chaque condition qui bloque.")
# {seuil}, {manque}: what is asked and what is missing, as the check says.
TEXTES = typographier(
    {
        "optam": "Adhérer à l'Optam ou à l'Optam-ACO.",
        "conventionne": "Exercer en secteur 1, ou en secteur 2 avec Optam.",
        "part_clinique": "Signer quand la part clinique de vos 12 derniers mois atteint {seuil} %.",
        "pmt": "{manque} médecin traitant de plus, peut-être déjà là : adultes et enfants comptent, et "
        "amelipro donne le chiffre du jour.",
        "file_active": "{manque} de plus, peut-être déjà là : chaque patient vu au moins une fois en 12 mois "
        "compte, et amelipro donne le chiffre du jour.",
        "tranche": "Atteindre le 30e percentile : votre CPAM sait où vous en êtes aujourd'hui.",
        "nouvel_installe": "Vous venez de vous installer : aucune patientèle minimale n'est demandée. Repère, "
        "à confirmer avec votre CPAM : moins de 12 mois.",
        "situations": "Handicap, maladie chronique ou activité en partie salariée : votre CPAM peut adapter le "
        "contrat.",
        "collectif": "Associé d'une SCP, SCM ou SISA : un contrat collectif se juge sur la patientèle moyenne "
        "des médecins qui y entrent.",
        "date_signature": "Signer à partir du {seuil}.",
        "circonstances": "Des circonstances exceptionnelles à la fin du contrat : votre CPAM peut lever le délai.",
    }
)


def texte(deblocage: Deblocage) -> str:
    critere = deblocage.critere
    return TEXTES[deblocage.code].format(
        seuil=_seuil(critere.seuil), manque=_manque(critere.manque)
    )


def _seuil(seuil) -> str:
    if seuil is None:
        return ""
    return date_en_lettres(seuil) if hasattr(seuil, "isoformat") else nombre(seuil)


def _manque(manque: int | None) -> str:
    return "" if manque is None else patients(manque)
