"""A situation that a draft changes, in words: who the doctor is, what becomes of it, both results to open."""

from collections.abc import Mapping
from typing import Any

from simulateur.cas.groupes import est_un_groupe
from simulateur.textes import atelier as textes
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import TRANCHES

from . import ecarts_groupe
from .etude import Ecart
from .liens import lien_du_resultat
from .resumes import OptionResumee, Resume

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
    """(what, before, after) of all that changes for a doctor."""
    if avant.verdict != apres.verdict:
        yield "verdict", textes.verdict(avant.verdict), textes.verdict(apres.verdict)
    if avant.tranche != apres.tranche:
        yield "tranche", TRANCHES[avant.tranche], TRANCHES[apres.tranche]
    lue, autre = avant.option, apres.option
    if lue is None or autre is None:
        return
    etp = textes.mot("option", apres.etp)
    if lue.ouverte != autre.ouverte:
        yield f"{etp}, à signer", _oui(lue.ouverte), _oui(autre.ouverte)
    if lue.montants != autre.montants:
        yield f"{etp}, aide", _si(avant, _total(lue)), _si(apres, _total(autre))
    if lue.objectif != autre.objectif:
        yield f"{etp}, objectif", _objectif(lue), _objectif(autre)
    if lue.alternatives != autre.alternatives:
        yield (
            f"{etp}, selon la tranche",
            _si(avant, _alternatives(lue)),
            _si(apres, _alternatives(autre)),
        )
    if lue.reste != autre.reste:
        yield (
            f"{etp}, reste à payer",
            _si(avant, _euros(lue.reste)),
            _si(apres, _euros(autre.reste)),
        )


def _si(resume: Resume, dit: str) -> str:
    """A figure of a doctor who is not eligible is what there would be otherwise."""
    return f"{dit}, {SI_NON_ELIGIBLE}" if resume.verdict == "non_eligible" else dit


def _total(option: OptionResumee) -> str:
    montants = [m for m in option.montants if m is not None]
    return f"{euros(sum(montants))} sur {len(montants)} ans" if montants else "inconnue"


def _alternatives(option: OptionResumee) -> str:
    dites = [f"{TRANCHES[bande]} : {euros(total)}" for bande, total in option.alternatives]
    return ", ".join(dites) or "aucune alternative"


def _objectif(option: OptionResumee) -> str:
    _, *niveaux = option.objectif
    dits = [
        f"{textes.mot('indicateur', nom)} {'+' + textes.ecrire(gagner) if gagner is not None else '?'}"
        for nom, _, gagner in niveaux
    ]
    return ", ".join(dits) or "inconnu"


def _euros(montant) -> str:
    return "non calculé" if montant is None else euros(montant.quantize(1))


def _oui(ouverte: bool) -> str:
    return "oui" if ouverte else "non"
