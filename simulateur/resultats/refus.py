"""What would lift a refusal: the doors of each check that blocks, with the link that changes the answer."""

from itertools import groupby

from eligibility.regles.deblocages import Deblocage
from eligibility.regles.estimation import Estimation
from simulateur.parcours.adresse import Adresse
from simulateur.reponses.declaration import PAR_CLE
from simulateur.textes import deblocages as textes
from simulateur.textes.criteres import TITRES

from .recapitulatif import lien_pour_modifier


def deblocages(adresse: Adresse, e: Estimation) -> dict | None:
    """None without a refusal, or when nothing would lift it."""
    if not e.deblocages:
        return None
    conditions = [
        {"titre": TITRES[id_], "portes": [_porte(adresse, d) for d in portes]}
        for id_, portes in groupby(e.deblocages, lambda d: d.critere.id)
    ]
    if len(conditions) > 1:
        return {"phrase": textes.UN_PAR_CONDITION, "plusieurs": True, "conditions": conditions}
    phrase = textes.UN_SEUL if len(e.deblocages) > 1 else ""
    return {"phrase": phrase, "plusieurs": False, "conditions": conditions}


def _porte(adresse: Adresse, deblocage: Deblocage) -> dict[str, str]:
    question = PAR_CLE.get(deblocage.cle)
    return {
        "texte": textes.texte(deblocage),
        "question": question.libelle(adresse.lecture.valeurs) if question else "",
        "url": lien_pour_modifier(adresse, deblocage.cle) if question else "",
        "fiabilite": deblocage.fiabilite,
    }
