"""Who may join a collective contract, and what leaving a running contract for it settles."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from eligibility.regles.annees import au_centime
from eligibility.regles.bareme import Bareme
from eligibility.regles.calendrier import ENTAMEE
from eligibility.regles.criteres import Critere
from eligibility.regles.dates import ajouter_mois, debut_annee
from eligibility.regles.estimation import Estimation
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import (
    A_VERIFIER,
    BLOQUANT,
    COLLECTIF26,
    GENERALISTE,
    HYPOTHESE,
    OK,
    SECONDAIRE,
    TERMINE,
)

from .modele import Membre


class FinDeContrat(NamedTuple):
    """What ending a running contract on the day the collective one begins settles with the CPAM.

    `annee`: contract year in progress, opened on `debut`, over on the eve of `fin`; None on an
    anniversary, when there is nothing to settle. `verse`: € already paid for it. `du`: € of the days run
    so far. `a_rendre`: the difference, negative when the CPAM still owes it. All three are None when the
    rate of the year is unknown. Pro rata by days (hypothese).
    """

    option: str
    annee: int | None
    debut: date | None
    fin: date | None
    verse: Decimal | None
    du: Decimal | None
    a_rendre: Decimal | None


def examiner(membre: Membre, bareme: Bareme, groupe: str) -> tuple[Critere, ...]:
    """The checks on one doctor. `groupe`: that of the specialty in the rules."""
    situation = membre.situation
    secteur_admis = situation.secteur in ("1", "2-optam")
    return (
        _critere(
            "secteur", OK if secteur_admis else BLOQUANT, f"secteur.{situation.secteur}",
            constat=situation.secteur,
        ),
        _critere(
            "specialite", OK if groupe == GENERALISTE else BLOQUANT,
            "specialite.generaliste" if groupe == GENERALISTE else "specialite.autre",
            constat=situation.specialite,
        ),
        _carence(situation, bareme),
        _contrat_en_cours(situation),
    )  # fmt: skip


def _critere(id_: str, etat: str, code: str, fiabilite: str = SECONDAIRE, **chiffres) -> Critere:
    return Critere(id_, etat, f"collectif.{code}", COLLECTIF26, fiabilite, **chiffres)


def _carence(situation: Situation, bareme: Bareme) -> Critere:
    """Nothing published says that it bars the way to a collective contract: the CPAM tells (hypothese)."""
    if situation.contrat != TERMINE:
        return _critere("carence", OK, "carence.aucune")
    possible = ajouter_mois(situation.contrat_fin, bareme.entier("carence_mois"))
    ecoulee = situation.date_signature >= possible
    return _critere(
        "carence", OK if ecoulee else A_VERIFIER,
        "carence.ecoulee" if ecoulee else "carence.en_cours", HYPOTHESE,
        constat=situation.contrat_fin, seuil=possible,
    )  # fmt: skip


def _contrat_en_cours(situation: Situation) -> Critere:
    if not situation.suit_un_contrat:
        return _critere("contrat_en_cours", OK, "contrat_en_cours.aucun")
    return _critere(
        "contrat_en_cours", OK, "contrat_en_cours.a_terminer", constat=situation.contrat_signature
    )


def fin_de_contrat(estimation: Estimation) -> FinDeContrat | None:
    """None without a running contract."""
    situation = estimation.situation
    if not situation.suit_un_contrat:
        return None
    option = situation.contrat_option
    annees = estimation.option(option).annees
    annee = next((annee for annee in annees if annee.periode == ENTAMEE), None)
    if annee is None:
        return FinDeContrat(option, None, None, None, None, None, None)
    jour, fin = situation.date_signature, debut_annee(situation.signature, annee.annee + 1)
    if annee.montant is None or annee.taux is None:
        return FinDeContrat(option, annee.annee, annee.debut, fin, None, None, None)
    # In the window of a payment nobody knows if it has been made: as if it had not (hypothese).
    verse = sum(
        (v.montant for v in annee.versements if v.au_plus_tard <= jour), Decimal("0.00")
    )  # fmt: skip
    part = Fraction((jour - annee.debut).days, (fin - annee.debut).days)
    du = au_centime(annee.montant, part)
    return FinDeContrat(option, annee.annee, annee.debut, fin, verse, du, verse - du)
