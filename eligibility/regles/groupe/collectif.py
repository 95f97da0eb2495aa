"""The collective contract (section 9): who joins, how many ETP, how much, for how many patients.

Everything is `secondaire` at best: one source retells ameli's page. What it does not say is `hypothese`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from eligibility.regles.bareme import Bareme, Cellule, Referentiel, annee_du_tableau
from eligibility.regles.criteres import Critere, verdict
from eligibility.regles.dates import debut_annee
from eligibility.regles.trace import Trace
from eligibility.regles.vocabulaire import (
    A_COMPLETER,
    A_VERIFIER,
    BLOQUANT,
    COLLECTIF26,
    HYPOTHESE,
    OK,
    SECONDAIRE,
)

from .contributions import ADHERENTS_MIN
from .modele import DEMI, FORMES_ADMISES, Groupe, Membre
from .objectif import Installe, ObjectifCollectif, fixer, objectif_d_installe

ZERO = Decimal("0.00")


class AnneeCollective(NamedTuple):
    """One contract year: € paid to the company when the objective is reached; None without a figure.

    `garantie`: paid whatever the patients; the proration begins after (year 3).
    """

    annee: int
    debut: date
    bareme: str
    montant: Decimal | None
    garantie: bool
    source: str
    fiabilite: str


@dataclass(frozen=True, slots=True)
class ContratCollectif:
    """One collective contract. `adherents`: ranks, in the list, of the doctors who join.

    `pmt_moyenne`: exact; None when a PMT is missing. `etp_maximum`: ETP that they may employ. `total`: € of
    the years that have an amount. `carence_mois`: before another contract, for a doctor who leaves.
    """

    adherents: tuple[int, ...]
    etp: Decimal
    verdict: str
    criteres: tuple[Critere, ...]
    pmt_moyenne: Fraction | None
    etp_maximum: Decimal
    annees: tuple[AnneeCollective, ...]
    total: Decimal
    objectif: ObjectifCollectif | None
    installes: tuple[Installe, ...]
    carence_mois: int
    bareme: Bareme


def plafond_etp(membres: Sequence[Membre], groupe: Groupe, bareme: Bareme) -> Decimal:
    """ETP that these doctors may employ: one each, and the bonus of those who host a docteur junior.

    In a structure agreed as a training site each doctor counts it, once (hypothese: from the same month).
    """
    return sum((plafond_du(membre, groupe, bareme) for membre in membres), Decimal(0))


def plafond_du(membre: Membre, groupe: Groupe, bareme: Bareme) -> Decimal:
    """ETP that the contract may employ thanks to this doctor."""
    if groupe.date_signature < jour_du_bonus(bareme):
        return Decimal(1)
    return _plafond_avec_bonus(membre, groupe, bareme)


def _plafond_avec_bonus(membre: Membre, groupe: Groupe, bareme: Bareme) -> Decimal:
    if membre.pamsu or groupe.lieu_de_stage:
        return 1 + bareme.parametre("collectif_bonus_etp").valeur
    return Decimal(1)


def jour_du_bonus(bareme: Bareme) -> date:
    """From which a docteur junior opens more ETP: the first day of the month of the table."""
    return date(*divmod(bareme.entier("collectif_bonus_mois"), 100), 1)


def estimer_contrat(
    groupe: Groupe,
    adherents: tuple[int, ...],
    referentiel: Referentiel,
    trace: Trace,
    a_confirmer: Sequence[int] = (),
) -> ContratCollectif:
    """The contract that these doctors would sign for `groupe.etp`.

    `a_confirmer`: ranks of those among them whose joining the CPAM decides.
    """
    bareme = referentiel.bareme_at(groupe.date_signature)
    membres = [groupe.membres[rang] for rang in adherents]
    forme = _forme(groupe)
    if not bareme.connait_le_collectif:
        criteres = (forme, _pas_encore(groupe.date_signature, referentiel))
        return ContratCollectif(
            adherents, groupe.etp, verdict(criteres), criteres, None, Decimal(0), (), ZERO, None,
            (), 0, bareme,
        )  # fmt: skip
    moyenne = pmt_moyenne(membres)
    maximum = plafond_etp(membres, groupe, bareme)
    criteres = (
        forme,
        _critere("entree_en_vigueur", OK, "entree_en_vigueur.oui"),
        _adhesions(membres, len(a_confirmer)),
        _moyenne(membres, moyenne, bareme),
        _etp(groupe, membres, maximum, bareme),
    )
    annees = estimer_annees(groupe.date_signature, groupe.etp, referentiel, bareme)
    _noter(trace, groupe, criteres, annees, bareme)
    return ContratCollectif(
        adherents,
        groupe.etp,
        verdict(criteres),
        criteres,
        moyenne,
        maximum,
        annees,
        sum((a.montant for a in annees if a.montant is not None), ZERO),
        fixer(groupe, adherents, bareme, trace),
        tuple(
            objectif_d_installe(groupe, rang, bareme)
            for rang in adherents
            if groupe.membres[rang].situation.nouvel_installe
        ),
        bareme.entier("collectif_carence_mois"),
        bareme,
    )


def pmt_moyenne(membres: Sequence[Membre]) -> Fraction | None:
    connus = [membre.pmt for membre in membres]
    return None if None in connus or not connus else Fraction(sum(connus), len(connus))


def estimer_annees(
    signature: date, etp: Decimal, referentiel: Referentiel, bareme: Bareme
) -> tuple[AnneeCollective, ...]:
    """Each contract year, paid by the barème in force on the day it opens (hypothese, as for the others)."""
    duree, garanties = bareme.entier("collectif_duree_mois"), bareme.entier("annees_garanties")
    annees = []
    for annee in range(1, duree // 12 + 1):
        debut = debut_annee(signature, annee)
        paie = referentiel.bareme_at(debut)
        cle = f"collectif_montant_annee_{annee_du_tableau(annee)}"
        cellule = paie.parametres.get(cle, Cellule(None, "", A_COMPLETER))
        montant = None
        if cellule.valeur is not None:
            montant = (cellule.valeur * etp).quantize(ZERO, ROUND_HALF_UP)
        annees.append(AnneeCollective(
            annee, debut, paie.version, montant, annee <= garanties, cellule.source,
            cellule.fiabilite,
        ))  # fmt: skip
    return tuple(annees)


def _forme(groupe: Groupe) -> Critere:
    admise = groupe.forme in FORMES_ADMISES
    return _critere("forme", OK if admise else BLOQUANT, f"forme.{groupe.forme}", groupe.forme)


def _adhesions(membres: Sequence[Membre], a_confirmer: int) -> Critere:
    if not membres:
        return _critere("adhesions", BLOQUANT, "adhesions.aucune", 0)
    if len(membres) < ADHERENTS_MIN:
        # « Signed by a group, not all partners must »: how many is not published.
        return _critere("adhesions", A_VERIFIER, "adhesions.seule", 1)._replace(fiabilite=HYPOTHESE)
    if a_confirmer:
        return _critere("adhesions", A_VERIFIER, "adhesions.a_confirmer", a_confirmer)
    return _critere("adhesions", OK, "adhesions.possibles", len(membres))


def _moyenne(membres: Sequence[Membre], moyenne: Fraction | None, bareme: Bareme) -> Critere:
    cellule = bareme.parametre("collectif_pmt_moyenne_min")
    seuil = int(cellule.valeur)
    if moyenne is None:
        etat, code = (A_VERIFIER, "inconnue") if membres else (BLOQUANT, "personne")
        manque = None
    else:
        manque = max(0, seuil * len(membres) - sum(membre.pmt for membre in membres))
        etat, code = (BLOQUANT, "insuffisante") if manque else (OK, "suffisante")
    constat = None if moyenne is None else en_decimal(moyenne)
    return Critere(
        "pmt_moyenne", etat, f"collectif.pmt_moyenne.{code}", cellule.source, cellule.fiabilite,
        constat, seuil, manque or None,
    )  # fmt: skip


def en_decimal(moyenne: Fraction) -> Decimal:
    """Exact when tenths are enough, else to four decimals, downwards: the words then say « a bit more ».

    An average just under the threshold never reads as the threshold.
    """
    fois = 10 if (10 * moyenne).denominator == 1 else 10_000
    return Decimal(fois * moyenne.numerator // moyenne.denominator) / fois


def _pas_encore(jour: date, referentiel: Referentiel) -> Critere:
    """The day it begins, when a barème knows it."""
    suivants = (b for b in referentiel.baremes if b.date_effet > jour)
    depuis = next((b.date_effet for b in suivants if b.connait_le_collectif), None)
    code = "inconnu" if depuis is None else "pas_encore"
    critere = _critere("entree_en_vigueur", BLOQUANT, f"entree_en_vigueur.{code}")
    return critere._replace(depuis=depuis)


def _etp(groupe: Groupe, membres: Sequence[Membre], maximum: Decimal, bareme: Bareme) -> Critere:
    """Too many today may be possible once a docteur junior opens more."""
    cellule = bareme.parametre("collectif_bonus_etp")
    etp, fiabilite = groupe.etp, cellule.fiabilite
    if etp < DEMI or etp % DEMI:
        etat, code, fiabilite = BLOQUANT, "pas", HYPOTHESE
    elif etp <= maximum:
        etat, code = OK, "possible"
    elif not membres:
        etat, code = BLOQUANT, "personne"
    else:
        avec_bonus = sum(_plafond_avec_bonus(membre, groupe, bareme) for membre in membres)
        etat, code = BLOQUANT, "trop" if etp > avec_bonus else "trop_tot"
    return Critere(
        "etp", etat, f"collectif.etp.{code}", cellule.source, fiabilite, etp, maximum,
        depuis=jour_du_bonus(bareme),
    )  # fmt: skip


def _critere(id_: str, etat: str, code: str, constat: int | str | None = None) -> Critere:
    return Critere(id_, etat, f"collectif.{code}", COLLECTIF26, SECONDAIRE, constat)


def _noter(
    trace: Trace,
    groupe: Groupe,
    criteres: Sequence[Critere],
    annees: Sequence[AnneeCollective],
    bareme: Bareme,
) -> None:
    trace.ajouter(
        "bareme", "bareme.en_vigueur", bareme.version, bareme.source, "officiel",
        {"revision": bareme.revision, "date": groupe.date_signature},
    )  # fmt: skip
    for critere in criteres:
        detail = {"constat": critere.constat, "seuil": critere.seuil, "manque": critere.manque}
        trace.ajouter(
            "collectif", critere.code, critere.etat, critere.source, critere.fiabilite, detail
        )
    for annee in annees:
        detail = {"annee": annee.annee, "etp": groupe.etp, "bareme": annee.bareme}
        trace.ajouter(
            "collectif", "collectif.montant", annee.montant, annee.source, annee.fiabilite, detail
        )
