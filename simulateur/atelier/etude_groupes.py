"""What a draft would change for groups of doctors: what is compared of their results, and some to try."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from eligibility.documents.differences import Difference
from eligibility.regles.groupe.collectif import ContratCollectif
from eligibility.regles.groupe.societe import AnneeCoutCollectif
from eligibility.regles.vocabulaire import SLUG_GENERALISTE

PREFIXE = "collectif_"
MOYENNE, MOIS = "collectif_pmt_moyenne_min", "collectif_bonus_mois"


class ResumeGroupe(NamedTuple):
    """What is compared of a group: the collective contract of all who may join.

    `objectif`: patients by indicator and day, then those of each newly installed doctor. `reste`: € left to
    pay over the contract; None when it is not known.
    """

    verdict: str
    etp: Decimal
    etp_maximum: Decimal
    montants: tuple[Decimal | None, ...]
    objectif: tuple
    reste: Decimal | None
    carence_mois: int

    @property
    def total(self) -> Decimal:
        """€ over the years listed."""
        return sum((m for m in self.montants if m is not None), Decimal(0))


def resumer(contrat: ContratCollectif, couts: Sequence[AnneeCoutCollectif]) -> ResumeGroupe:
    restes = [annee.reste for annee in couts]
    return ResumeGroupe(
        contrat.verdict,
        contrat.etp,
        contrat.etp_maximum,
        tuple(annee.montant for annee in contrat.annees),
        _objectif(contrat),
        None if not restes or None in restes else sum(restes),
        contrat.carence_mois,
    )


def _objectif(contrat: ContratCollectif) -> tuple:
    if contrat.objectif is None:
        return ()
    pmt, fa, installes = contrat.objectif.pmt, contrat.objectif.fa, contrat.installes
    return (
        pmt.a_gagner,
        fa.a_gagner,
        contrat.objectif.echeance,
        tuple((i.rang, i.echeance, i.pmt.a_gagner, i.fa.a_gagner) for i in installes),
    )


def vises(differences: Iterable[Difference], jour: date) -> Iterator[dict[str, Any]]:
    """Groups on which a changed figure of the collective contract shows; none when none changed."""
    changees = [d for d in differences if d.table == "parametres" and d.cle[0].startswith(PREFIXE)]
    if not changees:
        return
    yield _groupe(jour, "1", [_medecin(1_300), _medecin(1_000)])
    yield _groupe(jour, "1.5", [_medecin(1_300), _medecin(300, nouvel_installe=True)])
    stage = [_medecin(1_000, pamsu=rang < 2) for rang in range(4)]
    yield _groupe(jour, "5", stage)
    for difference in changees:
        for valeur in sorted(_valeurs(difference)):
            if difference.cle[0] == MOYENNE:
                yield _groupe(jour, "1", [_medecin(max(0, valeur - 1)), _medecin(valeur)])
                yield _groupe(jour, "1", [_medecin(valeur), _medecin(valeur)])
            elif difference.cle[0] == MOIS:
                yield _groupe(date(valeur // 100, valeur % 100, 1), "5", stage)


def _valeurs(difference: Difference) -> set[int]:
    lignes = (difference.avant, difference.apres)
    return {int(Decimal(ligne["valeur"])) for ligne in lignes if ligne and ligne["valeur"]}


def _groupe(jour: date, etp: str, medecins: list[dict[str, Any]]) -> dict[str, Any]:
    return {"forme": "SISA", "etp": etp, "date_signature": jour.isoformat(), "medecins": medecins}


def _medecin(pmt: int, **autres: bool) -> dict[str, Any]:
    medecin = {"specialite": SLUG_GENERALISTE, "secteur": "1", "pmt": pmt}
    return medecin | {"file_active": pmt + 400, **autres}
