"""The ten checks in words: title, explanation by reason, what would change the answer."""

from eligibility.regles.criteres import Critere
from simulateur.textes.ecriture import date_en_lettres, nombre, patients, typographier

TITRES = typographier(
    {
        "secteur": "Secteur conventionnel",
        "specialite": "Spécialité",
        "honoraires_cliniques": "Part des honoraires cliniques",
        "activite_minimale": "Patientèle minimale",
        "situation_particuliere": "Situation particulière",
        "nouvel_installe": "Installation récente",
        "carence": "Délai après un contrat terminé",
        "contrat_en_cours": "Contrat en cours",
        "secretariat": "Secrétariat",
        "formation": "Formation de l'assistant",
    }
)

# code → (explanation, what would change it). {constat}, {seuil} are written by `_valeur`.
TEXTES: dict[str, tuple[str, str]] = typographier(
    {
        "secteur.1": ("Le secteur 1 ouvre droit à l'aide.", ""),
        "secteur.2-optam": ("Le secteur 2 avec Optam ou Optam-ACO ouvre droit à l'aide.", ""),
        "secteur.2": (
            "Le secteur 2 n'ouvre droit à l'aide qu'avec l'Optam.",
            "Adhérez à l'Optam (ou à l'Optam-ACO) : la condition sera remplie.",
        ),
        "secteur.non-conventionne": (
            "L'aide est réservée aux médecins conventionnés.",
            "Il faudrait exercer en secteur 1, ou en secteur 2 avec Optam.",
        ),
        "specialite.ouverte": ("Votre spécialité ouvre droit à l'aide.", ""),
        "specialite.exclue": (
            "Votre spécialité est exclue de l'aide par la convention.",
            "Aucune réponse ne change cette exclusion.",
        ),
        "specialite.a_verifier": (
            "Ameli ne dit pas si votre spécialité ouvre droit à l'aide : votre CPAM en décide.",
            "Posez la question à votre CPAM.",
        ),
        "honoraires_cliniques.non_concerne": (
            "Cette condition ne concerne pas votre spécialité.",
            "",
        ),
        "honoraires_cliniques.contrat_en_cours": (
            "La condition a été jugée à la signature de votre contrat.",
            "",
        ),
        "honoraires_cliniques.inconnu": (
            "Pour votre spécialité, au moins {seuil} des honoraires des 12 derniers mois doivent être "
            "cliniques (hors CCAM). Vous n'avez pas indiqué cette part.",
            "Calculez cette part avec votre comptable ou votre relevé d'activité.",
        ),
        "honoraires_cliniques.suffisant": (
            "{constat} de vos honoraires sont cliniques, pour {seuil} demandés.",
            "",
        ),
        "honoraires_cliniques.exactement": (
            "{constat} de vos honoraires sont cliniques, exactement le seuil. Ameli écrit à la fois « CCAM "
            "moins de 20 % » et « {seuil} et plus » : au seuil exact, la condition est retenue comme remplie.",
            "",
        ),
        "honoraires_cliniques.insuffisant": (
            "{constat} de vos honoraires sont cliniques ; il en faut au moins {seuil}.",
            "La condition sera remplie quand la part clinique de vos 12 derniers mois atteindra {seuil}.",
        ),
        "activite_minimale.contrat_en_cours": (
            "La condition a été jugée à la signature de votre contrat.",
            "",
        ),
        "activite_minimale.nouvel_installe": (
            "Aucune patientèle minimale n'est demandée à un médecin nouvellement installé.",
            "",
        ),
        "activite_minimale.chiffre_suffisant": (
            "Avec {constat}, vous atteignez le 30e percentile de votre spécialité{du_seuil}.",
            "",
        ),
        "activite_minimale.tranche_suffisant": (
            "La tranche que vous avez indiquée est au-dessus du 30e percentile.",
            "",
        ),
        "activite_minimale.chiffre_insuffisant": (
            "Avec {constat}, vous n'atteignez pas le 30e percentile de votre spécialité{du_seuil}.",
            "{manque_phrase}",
        ),
        "activite_minimale.tranche_insuffisant": (
            "La tranche que vous avez indiquée est sous le 30e percentile.",
            "La condition sera remplie quand votre patientèle atteindra le 30e percentile.",
        ),
        "activite_minimale.chiffre_adapte": (
            "Avec {constat}, vous n'atteignez pas le 30e percentile{du_seuil}, mais votre situation "
            "particulière permet un contrat adapté : la CPAM en décide.",
            "{manque_phrase} Sinon, demandez un contrat adapté.",
        ),
        "activite_minimale.tranche_adapte": (
            "Votre tranche est sous le 30e percentile, mais votre situation particulière permet un contrat "
            "adapté : la CPAM en décide.",
            "Demandez un contrat adapté à votre CPAM.",
        ),
        "activite_minimale.inconnu": (
            "Votre patientèle doit atteindre le 30e percentile de votre spécialité{du_seuil}. Vous ne l'avez "
            "pas indiquée.",
            "Lisez ce chiffre dans votre espace amelipro ou demandez-le à votre CPAM.",
        ),
        "activite_minimale.sans_seuil": (
            "Le 30e percentile de votre spécialité n'est pas publié : seule la CPAM peut dire si {constat} "
            "suffisent.",
            "Demandez à votre CPAM votre tranche, puis indiquez-la.",
        ),
        "situation_particuliere.aucune": ("Aucune situation particulière indiquée.", ""),
        "situation_particuliere.adapte": (
            "Handicap, maladie chronique ou activité mixte : un contrat adapté est possible, que la CPAM "
            "fixe.",
            "Demandez à votre CPAM les conditions du contrat adapté.",
        ),
        "nouvel_installe.non": ("Vous n'êtes pas nouvellement installé.", ""),
        "nouvel_installe.oui": (
            "Un médecin nouvellement installé peut signer sans patientèle minimale. « Moins de 12 mois » est "
            "le repère du contrat collectif : à confirmer avec votre CPAM.",
            "",
        ),
        "carence.aucune": ("Aucun contrat terminé : pas de délai à attendre.", ""),
        "carence.ecoulee": (
            "Votre contrat s'est terminé le {constat} : le délai de carence est passé.",
            "",
        ),
        "carence.circonstances": (
            "Votre contrat s'est terminé le {constat} : un nouveau contrat est possible à partir du {seuil}, "
            "ou plus tôt si la CPAM retient des circonstances exceptionnelles.",
            "Signez à partir du {seuil}, ou demandez à la CPAM de retenir les circonstances exceptionnelles.",
        ),
        "carence.en_cours": (
            "Votre contrat s'est terminé le {constat} : un nouveau contrat n'est possible qu'à partir du "
            "{seuil}.",
            "Signez à partir du {seuil}.",
        ),
        "contrat_en_cours.aucun": ("Aucun contrat en cours.", ""),
        "contrat_en_cours.termine": ("Votre contrat précédent est terminé.", ""),
        "contrat_en_cours.suivi": (
            "Vous avez un contrat depuis le {constat} : la simulation le suit. Passer à une autre option se "
            "fait par avenant, pas par un nouveau contrat ; la patientèle de départ reste celle de la "
            "signature.",
            "",
        ),
        "secretariat.sans-objet": ("Aucune secrétaire ne devient assistante ni ne part.", ""),
        "secretariat.remplace": (
            "Le secrétariat reste assuré : remplacement, télésecrétariat ou plateforme de rendez-vous.",
            "",
        ),
        "secretariat.non-remplace": (
            "Une secrétaire qui devient assistante, ou qui part dans les mois autour de l'embauche, doit être "
            "remplacée : c'est une condition de paiement.",
            "Recrutez une secrétaire, ou justifiez d'une autre organisation (télésecrétariat, plateforme de "
            "rendez-vous).",
        ),
        "formation.obligation": (
            "Une obligation, pas un obstacle : l'assistant non diplômé doit obtenir le titre d'assistant "
            "médical (CQP), ou la formation d'adaptation (FAE) s'il est infirmier, aide-soignant ou auxiliaire "
            "de puériculture. La date limite est dans le calendrier.",
            "",
        ),
        "formation.qualifie": ("L'assistant a déjà le titre demandé.", ""),
    }
)


def _valeur(critere: Critere, valeur) -> str:
    if valeur is None:
        return ""
    if critere.id == "honoraires_cliniques":
        return f"{nombre(valeur)}\u202f%"
    if critere.id == "activite_minimale":
        return patients(valeur)
    return date_en_lettres(valeur) if hasattr(valeur, "isoformat") else str(valeur)


def distance(critere: Critere) -> str:
    """« Il vous manque 35 patients… », or nothing."""
    if critere.manque is None:
        return ""
    manque, seuil = patients(critere.manque), nombre(critere.seuil)
    return f"Il vous manque {manque} pour atteindre le 30e percentile ({seuil})."


def expliquer(critere: Critere) -> tuple[str, str]:
    """(explanation, what would change the answer) of a check."""
    explication, changerait = TEXTES[critere.code]
    if "{" not in explication and "{" not in changerait:
        return explication, changerait
    mots = {
        "constat": _valeur(critere, critere.constat),
        "seuil": _valeur(critere, critere.seuil),
        "du_seuil": f" ({nombre(critere.seuil)})" if isinstance(critere.seuil, int) else "",
        "manque_phrase": distance(critere)
        or "La condition sera remplie quand votre patientèle atteindra le 30e percentile.",
    }
    return explication.format(**mots), changerait.format(**mots)
