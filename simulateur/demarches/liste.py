"""The checklist of one result: what to ask, what to do, and by when."""

from typing import NamedTuple

from eligibility.regles.echeances import Echeance
from eligibility.regles.vocabulaire import A_VERIFIER, NON_ELIGIBLE
from simulateur.resultats.presentation import Presentation
from simulateur.textes import demarches as textes
from simulateur.textes import echeances as textes_echeances
from simulateur.textes.ecriture import date_en_lettres

# Dates that have a heading of their own; the others follow the contract.
_SIGNER, _FORMER = ("signature",), ("formation",)


class Ligne(NamedTuple):
    """One thing to do. `date` in words, `marque` and `source` when it says what a text says."""

    texte: str
    date: str = ""
    fiabilite: str = ""
    source: str = ""
    lien: str = ""


class Partie(NamedTuple):
    """`nom` names its heading in the page."""

    nom: str
    titre: str
    lignes: list[Ligne]


def liste(p: Presentation, deblocages: dict | None) -> list[Partie]:
    """Only the parts that have something to do, first things first."""
    refuse = p.e.verdict == NON_ELIGIBLE
    suite = {} if refuse else _contrat(p)
    parties = {"changer": _changer(deblocages), "demander": _demander(p), **suite}
    return [Partie(nom, textes.TITRES[nom], lignes) for nom, lignes in parties.items() if lignes]


def _contrat(p: Presentation) -> dict[str, list[Ligne]]:
    suivi = p.e.situation.suit_un_contrat
    suivre = [*_dates(p, hors=(*_SIGNER, *_FORMER)), *_dites(p, textes.SUIVRE)]
    if suivi:
        return {"signer": _avenant(p), "suivre": suivre}
    return {
        "preparer": _dites(p, textes.PREPARER),
        "signer": _signer(p),
        "recruter": _recruter(p),
        "former": _former(p),
        "suivre": suivre,
    }


def _demander(p: Presentation) -> list[Ligne]:
    questions = [Ligne(question) for question in p.questions()]
    a_confirmer = [
        Ligne(
            textes.CONFIRMER.format(titre=critere["titre"], pourquoi=critere["explication"]),
            fiabilite=critere["fiabilite"],
            source=critere["source"],
            lien=critere["lien"],
        )
        for critere in p.criteres_en_cause()
        if critere["etat"] == A_VERIFIER
    ]
    return [*([Ligne(textes.MESSAGE)] if questions else []), *questions, *a_confirmer]


def _changer(deblocages: dict | None) -> list[Ligne]:
    if deblocages is None:
        return []
    return [
        Ligne(porte["texte"], fiabilite=porte["fiabilite"])
        for condition in deblocages["conditions"]
        for porte in condition["portes"]
    ]


def _signer(p: Presentation) -> list[Ligne]:
    if manques := p.manques():
        return [Ligne(textes.FERMEE.format(manques=" ; ".join(manques)))]
    jour = date_en_lettres(p.e.situation.date_signature)
    return [Ligne(textes.SIGNER, jour)]


def _avenant(p: Presentation) -> list[Ligne]:
    if not p.avenant:
        return []
    if manques := p.manques():
        return [Ligne(textes.FERMEE.format(manques=" ; ".join(manques)))]
    return [Ligne(textes.SIGNER_AVENANT)]


def _recruter(p: Presentation) -> list[Ligne]:
    embauche = p.e.situation.date_embauche
    lignes = _dites(p, textes.RECRUTER)
    if embauche is not None:
        lignes = [lignes[0]._replace(date=date_en_lettres(embauche)), *lignes[1:]]
    return [*lignes, *_dites(p, (textes.SECRETAIRE,))]


def _former(p: Presentation) -> list[Ligne]:
    if p.e.situation.assistant_qualifie:
        return []
    return [*_dites(p, textes.FORMER), *_dates(p, seulement=_FORMER)]


def _dates(
    p: Presentation, seulement: tuple[str, ...] = (), hors: tuple[str, ...] = ()
) -> list[Ligne]:
    """The obligations to come, of these types; a payment is received, not done."""
    return [
        _sourcee(p, textes_echeances.libelle(echeance), echeance, date_en_lettres(echeance.date))
        for echeance in p.e.echeances_a_venir
        if (not seulement or echeance.type in seulement)
        and echeance.type not in (*hors, "anniversaire", "versement")
    ]


def _dites(p: Presentation, demarches: tuple[textes.Demarche, ...]) -> list[Ligne]:
    return [
        _sourcee(p, demarche.texte, demarche) if demarche.source else Ligne(demarche.texte)
        for demarche in demarches
    ]


def _sourcee(p: Presentation, texte: str, dit: Echeance | textes.Demarche, jour: str = "") -> Ligne:
    source = p.referentiel.source(dit.source)
    return Ligne(texte, jour, dit.fiabilite, source.libelle, source.lien)
