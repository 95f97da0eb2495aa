"""Expectations that wait for their version: written with a draft, applied when it goes public, given back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from eligibility import cycle, precedentes
from eligibility.actes import ActeRefuse, Auteur, verrouiller
from eligibility.documents import base, formes
from eligibility.documents.formes import Document
from eligibility.models import Publication
from eligibility.models.choix import Acte, Pas, Statut
from eligibility.models.version import Version
from eligibility.references import PARTIES

from . import ecriture
from .modele import EXEMPLES, AttenduEnAttente, CasDeControle, ChangementDeCas, Quoi

NOMMES = 5  # cases that a line of history names


class Voulu(NamedTuple):
    """What a case will say once a version is public; an empty name: the one it has."""

    attendu: dict[str, Any]
    nom: str = ""


class Retour(NamedTuple):
    """What going back does of an expectation that a publication had changed.

    `rendu` is False when somebody changed the case since, on purpose, or took its name: it is left alone.
    """

    changement: ChangementDeCas
    rendu: bool


def de(version: Version | None) -> dict[int, AttenduEnAttente]:
    """By case, what waits for this version; nothing waits for what is public."""
    if version is None:
        return {}
    lues = _celles(version).select_related("cas", base.genre_de(version))
    return {attente.cas_id: attente for attente in lues}


def attendus(version: Version | None) -> dict[int, dict[str, Any]]:
    """By case, what it must say with this version, unlike what it must say today."""
    return {pk: attente.attendu for pk, attente in de(version).items()}


def empreinte(version: Version) -> str:
    """Of all that waits for this version, with what it replaces and why."""
    attentes = sorted(de(version).items())
    dits = [[pk, a.cas.nom, a.nom, a.cas.attendu, a.attendu, a.raison] for pk, a in attentes]
    return formes.condense(formes.ecrire(dits))


def a_ecrit(version: Version, compte: AbstractBaseUser) -> bool:
    """This account decided of something that waits for this version."""
    return siennes(version, compte).exists()


@transaction.atomic
def mettre(
    version: Version,
    attendus_par_cas: Mapping[int, dict],
    auteur: Auteur,
    raison: str,
    noms: Mapping[int, str] | None = None,
) -> int:
    """These cases will expect this once the draft is public; how many were written.

    `noms`: the names that some of them will bear; the others keep what waits already, if anything does.
    What is already so today waits for nothing. Raises ActeRefuse(`pas_un_brouillon`), or (`cas_supprime`)
    when one of them is no more.
    """
    if verrouiller(version).statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    publics = CasDeControle.objects.in_bulk(attendus_par_cas)
    if len(publics) < len(attendus_par_cas):
        raise ActeRefuse("cas_supprime")
    voulus = dict(_celles(version).values_list("cas", "nom")) | dict(noms or {})
    changes = {}
    for pk, attendu in attendus_par_cas.items():
        nom = voulus.get(pk, "")
        voulu = Voulu(attendu, "" if nom == publics[pk].nom else nom)
        if voulu != Voulu(publics[pk].attendu):
            changes[pk] = voulu
    _retirer(_celles(version).filter(cas__in=publics.keys() - changes.keys()), version, auteur)
    _celles(version).filter(cas__in=changes).delete()
    ecrites = _ajouter(version, changes, auteur, raison)
    if ecrites:
        dits = _nommer([publics[pk].nom for pk in changes])
        cycle.noter_etape(version, Pas.ATTENDUS, auteur, f"{dits} : {raison}")
    return len(ecrites)


@transaction.atomic
def oublier(version: Version, cas: CasDeControle, auteur: Auteur) -> bool:
    """With this draft, the case must again say what it says today; False when nothing waited."""
    verrouiller(version)
    return bool(_retirer(_celles(version).filter(cas=cas), version, auteur))


@transaction.atomic
def oublier_les_siennes(version: Version, auteur: Auteur) -> int:
    """The same of all that this account decided: it is no author of the draft by that; how many cases."""
    verrouiller(version)
    return _retirer(siennes(version, auteur.compte), version, auteur)


def siennes(version: Version, compte: AbstractBaseUser) -> models.QuerySet:
    """What this account decided of what waits for this version."""
    return _celles(version).filter(compte=compte)


def copier(depuis: Version, vers: Version) -> None:
    """What waited for a version waits for the draft made from it too, in the same words."""
    AttenduEnAttente.objects.bulk_create(_pour(vers, attente) for attente in _celles(depuis))


def suivre(publication: Publication, version: Version | None) -> None:
    """Within its transaction, the cases follow the version that goes public or comes back."""
    if publication.acte == Acte.PUBLICATION:
        _appliquer(publication, version)
    elif publication.acte == Acte.RETRAIT:
        _rendre(publication, version)


def retours(version: Version) -> list[Retour]:
    """What withdrawing this version would do of the expectations that its publication had changed."""
    sienne = precedentes.publication_de(version)
    if sienne is None:
        return []
    ecrits = ChangementDeCas.objects.filter(publication=sienne).exclude(cas=None)
    return [
        Retour(
            changement,
            all(getattr(changement.cas, champ) == dit for champ, dit in changement.apres.items())
            and not _pris(changement.avant.get("nom", ""), changement.cas_id),
        )
        for changement in ecrits.select_related("cas")
    ]


def renommer_les_exemples(cliche: Document, acte: Acte, version: Version | None) -> Document:
    """The snapshot whose doctors of the home page bear the names that follow the version."""
    noms: dict[str, str] = {}
    if acte == Acte.PUBLICATION:
        noms = {attente.cas.nom: attente.nom for attente in de(version).values() if attente.nom}
    elif acte == Acte.RETRAIT:
        rendus = [retour.changement for retour in retours(version) if retour.rendu]
        noms = {c.apres["nom"]: c.avant["nom"] for c in rendus if "nom" in c.apres}
    exemples = [
        {**exemple, "nom": noms.get(exemple["nom"], exemple["nom"])}
        for exemple in cliche.get(PARTIES, {}).get(EXEMPLES, ())
    ]
    if not noms or not exemples:
        return cliche
    return {**cliche, PARTIES: {**cliche[PARTIES], EXEMPLES: exemples}}


def _appliquer(publication: Publication, version: Version) -> None:
    for attente in _celles(version).select_related("cas", "compte"):
        if _pris(attente.nom, attente.cas_id):
            raise ActeRefuse("nom_pris", nom=attente.nom)
        ecriture.modifier(
            attente.cas,
            {"attendu": attente.attendu, "nom": attente.nom or attente.cas.nom},
            Auteur(attente.auteur, attente.compte),
            attente.raison,
            quoi=Quoi.PUBLICATION,
            publication=publication,
        )
    _celles(version).delete()


def _rendre(publication: Publication, version: Version) -> None:
    """Today's expectations are those of before; what the version expected waits for a draft made from it."""
    for changement, rendu in retours(version):
        if not rendu:
            continue
        ecriture.modifier(
            changement.cas,
            changement.avant,
            Auteur(publication.auteur, publication.compte),
            publication.motif,
            quoi=Quoi.RETRAIT,
            publication=publication,
        )
        auteur = Auteur(changement.auteur, changement.compte)
        attendu = changement.apres.get("attendu", changement.cas.attendu)
        voulu = Voulu(attendu, changement.apres.get("nom", ""))
        _ajouter(version, {changement.cas_id: voulu}, auteur, changement.raison)


def _pris(nom: str, cas_id: int) -> bool:
    """Another case bears this name."""
    return bool(nom) and CasDeControle.objects.filter(nom=nom).exclude(pk=cas_id).exists()


def _retirer(attentes: models.QuerySet, version: Version, auteur: Auteur) -> int:
    noms = list(attentes.values_list("cas__nom", flat=True))
    if noms:
        attentes.delete()
        cycle.noter_etape(version, Pas.OUBLI, auteur, _nommer(noms))
    return len(noms)


def _nommer(noms: list[str]) -> str:
    """« Un cas », « Un autre » et 12 de plus: enough to know which."""
    dits = ", ".join(f"« {nom} »" for nom in noms[:NOMMES])
    reste = len(noms) - NOMMES
    return f"{dits} et {reste} de plus" if reste > 0 else dits


def _celles(version: Version):
    return AttenduEnAttente.objects.filter(**{base.genre_de(version): version})


def _ajouter(
    version: Version, voulus: Mapping[int, Voulu], auteur: Auteur, raison: str
) -> list[AttenduEnAttente]:
    return AttenduEnAttente.objects.bulk_create(
        AttenduEnAttente(
            **{base.genre_de(version): version},
            cas_id=pk, attendu=voulu.attendu, nom=voulu.nom, raison=raison, auteur=auteur.nom,
            compte=auteur.compte,
        )
        for pk, voulu in voulus.items()
    )  # fmt: skip


def _pour(version: Version, attente: AttenduEnAttente) -> AttenduEnAttente:
    return AttenduEnAttente(
        **{base.genre_de(version): version},
        cas_id=attente.cas_id, attendu=attente.attendu, nom=attente.nom, raison=attente.raison,
        auteur=attente.auteur, compte=attente.compte,
    )  # fmt: skip
