"""A group that a draft changes, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulateur.textes import atelier as textes
from simulateur.textes.ecriture import date_en_chiffres, nombre

from .distinguer import AIDE, RESTE, distinguer, refusees
from .etude_groupes import ResumeGroupe

Quoi = tuple[str, str, str]


def qui(reponses: Mapping[str, Any]) -> str:
    """« SISA, 3 médecins (PMT 1 300, 900 et 700), signature le 1er décembre 2026 »."""
    medecins = reponses["medecins"] if isinstance(reponses["medecins"], list) else ()
    pmt = [textes.ecrire(m["pmt"]) for m in medecins if m.get("pmt") is not None]
    mots = [str(reponses.get("forme") or "SISA")]
    pluriel = "s" if len(medecins) > 1 else ""
    details = f" (PMT {', '.join(pmt)})" if pmt else ""
    mots.append(f"{len(medecins)} médecin{pluriel}{details}")
    if reponses.get("date_signature"):
        mots.append(f"signature le {textes.ecrire(str(reponses['date_signature']))}")
    return ", ".join(mots)


def quoi(avant: Any, apres: Any) -> Iterator[Quoi]:
    """(what, before, after) of all that changes for a group, refused or computed."""
    if avant.verdict != apres.verdict:
        yield "contrat collectif", textes.verdict(avant.verdict), textes.verdict(apres.verdict)
    if not (isinstance(avant, ResumeGroupe) and isinstance(apres, ResumeGroupe)):
        erreurs = [getattr(resume, "erreurs", ()) for resume in (avant, apres)]
        yield "refusé à cause de", *refusees(*erreurs)
        return
    etp = f"contrat collectif de {nombre(apres.etp)} ETP"
    if avant.etp_maximum != apres.etp_maximum:
        yield "ETP au plus", nombre(avant.etp_maximum), nombre(apres.etp_maximum)
    if avant.montants != apres.montants:
        yield f"{etp}, aide", *distinguer(avant.montants, apres.montants, AIDE)
    if avant.objectif != apres.objectif:
        yield f"{etp}, objectif", _objectif(avant.objectif), _objectif(apres.objectif)
    if avant.reste != apres.reste:
        yield f"{etp}, reste à payer", *distinguer(avant.reste, apres.reste, RESTE)
    if avant.carence_mois != apres.carence_mois:
        yield "carence après la sortie", _mois(avant), _mois(apres)


def _objectif(objectif: tuple) -> str:
    if not objectif:
        return "aucun"
    pmt, fa, echeance, installes = objectif
    dits = [
        f"{textes.mot('indicateur', 'pmt')} +{nombre(pmt)}",
        f"{textes.mot('indicateur', 'fa')} +{nombre(fa)}",
        f"au {date_en_chiffres(echeance)}",
    ]
    for rang, jour, *niveaux in installes:
        gagner = " et ".join("?" if n is None else f"+{nombre(n)}" for n in niveaux)
        dits.append(f"médecin {rang + 1} : {gagner} au {date_en_chiffres(jour)}")
    return ", ".join(dits)


def _mois(resume: ResumeGroupe) -> str:
    return f"{resume.carence_mois} mois"
