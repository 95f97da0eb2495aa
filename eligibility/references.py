"""Specialties and sources: every write is logged; what waits to go public, and who wrote it."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import models, transaction

from eligibility.documents import base, formes
from eligibility.documents.differences import PLACE, Difference, differences_de_references
from eligibility.documents.formes import REFERENCES, VERSIONS, Document
from eligibility.models import Changement, Publication, Source, Specialite
from eligibility.models.choix import Acte

TABLES: dict[type[models.Model], str] = {Specialite: "specialites", Source: "sources"}
# Acts that make references public: all of them, or those that they list.
ENTIERS = (Acte.LIVRAISON, Acte.REFERENCES)


PARTIES = "parties"
# What may go public alone: (table, key) of a specialty or source, (PARTIES, name) of a part.
Choisies = Collection[tuple[str, str]]


class Attente(NamedTuple):
    """A specialty or source unlike the public one, and the writes that made it so, newest first."""

    difference: Difference
    changements: list[Changement]

    @property
    def auteurs(self) -> list[str]:
        return list(dict.fromkeys(c.auteur for c in self.changements))


@contextmanager
def noter(modele: type[models.Model], objets: Iterable[models.Model], auteur) -> Iterator[None]:
    """Within it these rows are written, made or erased: what changed of them is logged."""
    objets = list(objets)
    with transaction.atomic():
        cles = {objet.pk for objet in objets if objet.pk is not None}
        avant = _lignes(modele, cles)
        yield
        # An object that was made has its key now; one that was erased has lost it.
        apres = _lignes(modele, cles | {objet.pk for objet in objets if objet.pk is not None})
        table = TABLES[modele]
        Changement.objects.bulk_create(
            Changement(
                table=table, cle=[_nom(table, avant.get(pk) or apres[pk])],
                avant=avant.get(pk), apres=apres.get(pk), auteur=auteur.nom, compte=auteur.compte,
            )
            for pk in {**avant, **apres}
            if avant.get(pk) != apres.get(pk)
        )  # fmt: skip


def histoire(modele: type[models.Model], objet: models.Model) -> models.QuerySet:
    """All that was logged of one specialty or source, newest first."""
    return _changements(TABLES[modele], *objet.natural_key())


def publie() -> Document | None:
    """The last publication; None before the first one."""
    contenu = Publication.objects.values_list("contenu", flat=True).first()
    return None if contenu is None else json.loads(contenu)


def en_attente(public: Document, a_venir: Document) -> list[Attente]:
    """What of `a_venir` is not so in public, row by row."""
    return [
        Attente(difference, _ecritures(difference))
        for difference in differences_de_references(public, a_venir)
    ]


def qui_attendent(modele: type[models.Model]) -> set[tuple]:
    """Keys of the specialties, or of the sources, that are not so in public."""
    public = publie()
    if public is None:
        return set()
    trouvees = differences_de_references(public, base.hors_versions())
    return {difference.cle for difference in trouvees if difference.table == TABLES[modele]}


def choisir(cliche: Document, public: Document, choisies: Choisies) -> Document:
    """The snapshot with these references as they are now, and the others as they are in public."""
    tenu = {
        nom: _ne_changer_que(nom, public, cliche, {cle for table, cle in choisies if table == nom})
        for nom in REFERENCES
    }
    parties = public.get(PARTIES, {}) | {
        nom: partie for nom, partie in cliche[PARTIES].items() if (PARTIES, nom) in choisies
    }
    return completer({**cliche, **tenu, PARTIES: parties})


def changements(public: Document, a_venir: Document) -> list[dict[str, Any]]:
    """What of the references and parts is not the same, as a publication keeps it: of no version."""
    trouves = list(differences_de_references(public, a_venir))
    avant, apres = public.get(PARTIES, {}), a_venir[PARTIES]
    trouves += [
        Difference(PARTIES, (nom,), avant.get(nom), partie)
        for nom, partie in apres.items()
        if partie != avant.get(nom)
    ]
    return [{"genre": "", "version": "", **difference._asdict()} for difference in trouves]


def tenir(cliche: Document, public: Document) -> Document:
    """The snapshot with the references that are public already, and those it cannot do without.

    A version goes public with what its preview and its effect showed: what somebody else writes of
    specialties and sources waits for its own publication.
    """
    tenu = {**cliche, **{nom: public[nom] for nom in formes.HORS_VERSIONS if nom in public}}
    return completer(tenu)


def completer(cliche: Document) -> Document:
    """The snapshot with the references that its versions cite and that it did not hold yet."""
    citees = _citees(cliche)
    manquantes = {
        nom: citees[nom] - {_nom(nom, ligne) for ligne in cliche[nom]} for nom in REFERENCES
    }
    if not any(manquantes.values()):
        return cliche
    actuelles = base.hors_versions()
    return {
        **cliche,
        **{nom: _inserer(nom, cliche[nom], actuelles[nom], manquantes[nom]) for nom in REFERENCES},
    }


def _ne_changer_que(nom: str, public: Document, a_venir: Document, choisies: set[str]) -> list:
    """The public rows of one table, but for those chosen, which are as in `a_venir`, at their place."""
    nouvelles = {_nom(nom, ligne): ligne for ligne in a_venir[nom]}
    deplacees = {
        difference.cle[0]
        for difference in differences_de_references(public, a_venir)
        if difference.table == nom and PLACE in (difference.avant or {})
    }
    tenues = [
        nouvelles.get(cle) if cle in choisies else ligne
        for ligne in public[nom]
        if (cle := _nom(nom, ligne)) not in choisies & deplacees
    ]
    tenues = [ligne for ligne in tenues if ligne is not None]
    a_placer = choisies - {_nom(nom, ligne) for ligne in tenues}
    return _inserer(nom, tenues, a_venir[nom], a_placer)


def _citees(cliche: Document) -> dict[str, set[str]]:
    """Keys of the sources and specialties that the versions of a snapshot name."""
    lignes = [
        ligne
        for genre, versions in VERSIONS.items()
        for document in cliche[versions]
        for ligne in (document, *(li for table in formes.TABLES[genre] for li in document[table]))
    ]
    return {
        "specialites": {ligne["specialite"] for ligne in lignes if "specialite" in ligne},
        "sources": {ligne["source"] for ligne in lignes if ligne["source"]},
    }


def _inserer(nom: str, lignes: list, actuelles: list, voulues: set[str]) -> list:
    """`lignes` with the rows that are wanted, each after the one that it follows in `actuelles`."""
    completees, rang = list(lignes), 0
    for ligne in actuelles:
        cle = _nom(nom, ligne)
        if cle in voulues:
            completees.insert(rang, ligne)
        rangs = [r for r, autre in enumerate(completees, start=1) if _nom(nom, autre) == cle]
        rang = rangs[0] if rangs else rang
    return completees


def _ecritures(difference: Difference) -> list[Changement]:
    """The writes since the references last went public, down to the one that found the public row."""
    public = difference.avant
    # The very first publication took them all, whatever its act.
    publications = Publication.objects.defer("contenu")
    entieres = publications.filter(acte__in=ENTIERS)
    derniere = next((p for p in entieres if _a_pris(p, difference)), None) or publications.last()
    depuis = _changements(difference.table, *difference.cle).filter(fait_le__gt=derniere.faite_le)
    if public is not None and PLACE in public:
        return list(depuis)
    trouvees = []
    for changement in depuis:
        trouvees.append(changement)
        if _publiable(difference.table, changement.avant) == public:
            break
    return trouvees


def _a_pris(publication: Publication, difference: Difference) -> bool:
    """That row went public with it: one that lists nothing took them all."""
    listes = [(c["table"], tuple(c["cle"])) for c in publication.changements]
    return not listes or (difference.table, difference.cle) in listes


def _changements(table: str, cle: str) -> models.QuerySet:
    return Changement.objects.filter(genre="", table=table, cle=[cle])


def _publiable(table: str, ligne: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if ligne is None else {colonne: ligne[colonne] for colonne in REFERENCES[table]}


def _lignes(modele: type[models.Model], cles: set[int]) -> dict[int, dict[str, Any]]:
    """{primary key: row as documents write it, and its rank in lists, which they do not}."""
    table = TABLES[modele]
    return {
        objet.pk: base.reference(table, objet)
        | ({"ordre": objet.ordre} if modele is Specialite else {})
        for objet in modele.objects.filter(pk__in=cles)
    }


def _nom(table: str, ligne: dict[str, Any]) -> str:
    return ligne[REFERENCES[table][0]]
