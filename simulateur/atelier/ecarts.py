"""A situation that a draft changes, in words: who the doctor is, what becomes of it, both results to open."""

from collections.abc import Mapping
from typing import Any

from simulateur.reponses.ecriture import est_un_groupe
from simulateur.textes import atelier as textes
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import TRANCHES
from simulateur.textes.trace import REGLES

from . import ecarts_groupe
from .distinguer import AIDE, RESTE, distinguer, refusees
from .etude import Ecart
from .liens import lien_du_resultat
from .resumes import Resume

SI_NON_ELIGIBLE = "si la condition qui bloque était remplie"


def exemple(ecart: Ecart, apercu: str, specialites: Mapping[str, str]) -> dict[str, Any]:
    """{nom, medecin, quoi: [(what, before, after)], public, brouillon: links, poids}."""
    reponses = ecart.essai.reponses
    groupe = est_un_groupe(reponses)
    quoi = ecarts_groupe.quoi if groupe else _quoi
    return {
        "nom": ecart.essai.cas,
        "medecin": ecarts_groupe.qui(reponses) if groupe else _medecin(reponses, specialites),
        "quoi": list(quoi(ecart.avant, ecart.apres)),
        "public": lien_du_resultat(reponses),
        "brouillon": lien_du_resultat(reponses, apercu),
        "poids": str(ecart.poids),
    }


def _medecin(reponses: Mapping[str, Any], specialites: Mapping[str, str]) -> str:
    """« Cardiologie, file active 1 650, signature le 1er décembre 2026 »."""
    slug = str(reponses.get("specialite", ""))
    mots = [specialites.get(slug, slug)]
    if reponses.get("pmt") is not None:
        mots.append(f"PMT {textes.ecrire(reponses['pmt'])}")
    if reponses.get("file_active") is not None:
        mots.append(f"file active {textes.ecrire(reponses['file_active'])}")
    if reponses.get("date_signature"):
        mots.append(f"signature le {textes.ecrire(str(reponses['date_signature']))}")
    return ", ".join(mots)


def _quoi(avant: Resume, apres: Resume):
    """(what, before, after) of all that changes for a doctor: never the same words on both sides."""
    if avant.verdict != apres.verdict:
        yield "verdict", textes.verdict(avant.verdict), textes.verdict(apres.verdict)
    if avant.erreurs != apres.erreurs:
        yield "refusé à cause de", *refusees(avant.erreurs, apres.erreurs)
    if avant.tranche != apres.tranche:
        yield "tranche", TRANCHES[avant.tranche], TRANCHES[apres.tranche]
    lue, autre = avant.option, apres.option
    if lue is None or autre is None:
        return
    etp = textes.mot("option", apres.etp)
    if lue.ouverte != autre.ouverte:
        yield f"{etp}, à signer", _oui(lue.ouverte), _oui(autre.ouverte)
    for quoi, champ, formes in (
        ("aide", "montants", AIDE),
        ("objectif", "objectif", (_objectif, _objectif_precis)),
        ("selon la tranche", "alternatives", (_alternatives,)),
        ("reste à payer", "reste", RESTE),
    ):
        valeurs = getattr(lue, champ), getattr(autre, champ)
        if valeurs[0] != valeurs[1]:
            dits = distinguer(*valeurs, formes)
            if champ != "objectif":
                dits = _si(avant, dits[0]), _si(apres, dits[1])
            yield f"{etp}, {quoi}", *dits


def _si(resume: Resume, dit: str) -> str:
    """A figure of a doctor who is not eligible is what there would be otherwise."""
    return f"{dit}, {SI_NON_ELIGIBLE}" if resume.verdict == "non_eligible" else dit


def _alternatives(alternatives: tuple) -> str:
    dites = [f"{TRANCHES[bande]} : {euros(total)}" for bande, total in alternatives]
    return ", ".join(dites) or "aucune alternative"


def _objectif(objectif: tuple) -> str:
    _, *niveaux = objectif
    dits = [f"{textes.mot('indicateur', nom)} : {_gain(gagner)}" for nom, _, gagner in niveaux]
    return ", ".join(dits) or "inconnu"


def _objectif_precis(objectif: tuple) -> str:
    """With the rule that fixes it and the level aimed at: what differs when the gain does not."""
    regle, *niveaux = objectif
    dits = [REGLES[regle]]
    for nom, cible, gagner in niveaux:
        vise = "cible inconnue" if cible is None else f"cible {textes.ecrire(cible)}"
        dits.append(f"{textes.mot('indicateur', nom)} : {_gain(gagner)} ({vise})")
    return ", ".join(dits)


def _gain(gagner: int | None) -> str:
    return "à demander à la CPAM" if gagner is None else f"+{textes.ecrire(gagner)}"


def _oui(ouverte: bool) -> str:
    return "oui" if ouverte else "non"
