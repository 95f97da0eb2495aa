"""Running control cases: what each should say, against what the tables make it say."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils import timezone

from eligibility.documents import formes, objets
from eligibility.documents.formes import Document
from eligibility.regles.bareme import Referentiel
from eligibility.regles.invariants import ResultatImpossible
from simulateur.api import groupe
from simulateur.api.calcul import ReponsesRefusees, depuis_json
from simulateur.api.demande import Objet
from simulateur.reponses.ecriture import est_un_groupe

from .comparaison import ecarts
from .modele import CasDeControle

CONNUS = 8  # snapshots whose failures are kept in memory
_connus: dict[str, dict[int, list[str]]] = {}


class Examen(NamedTuple):
    """What a case must say, and every difference, in sentences; none: the case is green."""

    cas: CasDeControle
    attendu: dict
    ecarts: list[str]


def calculer(reponses: dict, referentiel: Referentiel) -> dict:
    """What the API would answer with these tables: an estimation, that of a group, or its errors."""
    try:
        if est_un_groupe(reponses):
            return groupe.depuis_objet(Objet(reponses), referentiel, timezone.localdate())
        return depuis_json(reponses, referentiel, timezone.localdate())
    except ReponsesRefusees as refusees:
        return {"erreurs": dict(refusees.erreurs)}
    except ResultatImpossible as impossible:
        return {"erreurs": {"_": str(impossible)}}


def examiner(
    referentiel: Referentiel,
    autres: Mapping[int, dict] | None = None,
    liste: Iterable[CasDeControle] | None = None,
) -> list[Examen]:
    """These cases, or all, with these tables. `autres`: other expectations than today's, by case."""
    autres = autres or {}
    lus = CasDeControle.objects.all() if liste is None else liste
    attendus = [(cas, autres.get(cas.pk, cas.attendu)) for cas in lus]
    return [
        Examen(cas, attendu, ecarts(attendu, calculer(cas.reponses, referentiel)))
        for cas, attendu in attendus
    ]


def echecs_du_cliche(cliche: Document, autres: Mapping[int, dict] | None = None) -> list[Examen]:
    """The same of a whole snapshot, to be shown: computed once for it, these cases and this day."""
    autres = autres or {}
    liste = list(CasDeControle.objects.all())
    attendus = {cas.pk: autres.get(cas.pk, cas.attendu) for cas in liste}
    lus = [[cas.pk, cas.reponses, attendus[cas.pk]] for cas in liste]
    cle = formes.condense(formes.ecrire([cliche, lus, timezone.localdate().isoformat()]))
    connus = _connus.get(cle)
    if connus is None:
        rates = [e for e in examiner(objets.referentiel(cliche), autres, liste) if e.ecarts]
        connus = {examen.cas.pk: examen.ecarts for examen in rates}
        while len(_connus) >= CONNUS:
            _connus.pop(next(iter(_connus)), None)
        _connus[cle] = connus
    return [Examen(cas, attendus[cas.pk], connus[cas.pk]) for cas in liste if cas.pk in connus]


def echecs(referentiel: Referentiel, autres: Mapping[int, dict] | None = None) -> list[Examen]:
    """The cases that fail with these tables."""
    return [examen for examen in examiner(referentiel, autres) if examen.ecarts]
