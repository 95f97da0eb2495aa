"""Rows of no version, as specialties and sources: each write is logged; what waits to go public, of whom."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import models, transaction

from eligibility.actes import en_file
from eligibility.documents import base, formes
from eligibility.documents.differences import PLACE, Difference, differences_de_references
from eligibility.documents.formes import VERSIONS, Document
from eligibility.documents.registre import PARTIES, de_modele, references
from eligibility.models import Changement, Publication
from eligibility.models.choix import Acte

# Acts that make references public: all of them, or those that they list.
ENTIERS = (Acte.LIVRAISON, Acte.REFERENCES)
# What may go public alone: (table, key) of a row, (PARTIES, name) of a part.
Choisies = Collection[tuple[str, str]]


class Attente(NamedTuple):
    """A row unlike the public one, and the writes that made it so, newest first."""

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
        # Whoever publishes reads either all of this or nothing, and finds it dated on its own side.
        en_file()
        cles = {objet.pk for objet in objets if objet.pk is not None}
        avant = _lignes(modele, cles)
        yield
        # An object that was made has its key now; one that was erased has lost it.
        apres = _lignes(modele, cles | {objet.pk for objet in objets if objet.pk is not None})
        table = de_modele(modele).nom
        Changement.objects.bulk_create(
            Changement(
                table=table, cle=[_nom(table, avant.get(pk) or apres[pk])],
                avant=avant.get(pk), apres=apres.get(pk), auteur=auteur.nom, compte=auteur.compte,
            )
            for pk in {**avant, **apres}
            if avant.get(pk) != apres.get(pk)
        )  # fmt: skip


def histoire(modele: type[models.Model], objet: models.Model) -> models.QuerySet:
    """All that was logged of one row, newest first."""
    return _changements(de_modele(modele).nom, *objet.natural_key())


def publie() -> Document | None:
    """The last publication; None before the first one."""
    contenu = Publication.objects.values_list("contenu", flat=True).first()
    return None if contenu is None else json.loads(contenu)


def qui_citent(sources: Collection[str]) -> list[models.Model]:
    """The rows, as they are written now, that name one of these sources; versions hold theirs by a key."""
    return [
        objet
        for reference in references().values()
        for objet in reference.modele.objects.all()
        if not frozenset(sources).isdisjoint(reference.sources(base.ligne_de_reference(objet)))
    ]


def sources_absentes(cliche: Document) -> list[str]:
    """Keys of the sources that a snapshot cites and does not hold."""
    return sorted(_citees(cliche)["sources"] - {ligne["cle"] for ligne in cliche["sources"]})


def en_attente(public: Document, a_venir: Document) -> list[Attente]:
    """What of `a_venir` is not so in public, row by row."""
    differences = list(_differences(public, a_venir))
    if not differences:
        return []
    histoire_lue = _Histoire(differences)
    return [Attente(d, histoire_lue.ecritures(d)) for d in differences]


def qui_attendent(modele: type[models.Model]) -> set[tuple]:
    """Keys of the rows of one reference that are not so in public."""
    public = publie()
    if public is None:
        return set()
    nom = de_modele(modele).nom
    trouvees = _differences(public, base.hors_versions())
    return {difference.cle for difference in trouvees if difference.table == nom}


def choisir(cliche: Document, public: Document, choisies: Choisies) -> Document:
    """The snapshot with these references as they are now, and the others as they are in public."""
    tenu = {
        nom: _ne_changer_que(nom, public, cliche, {cle for table, cle in choisies if table == nom})
        for nom in references()
    }
    parties = public.get(PARTIES, {}) | {
        nom: partie for nom, partie in cliche[PARTIES].items() if (PARTIES, nom) in choisies
    }
    return completer({**cliche, **tenu, PARTIES: parties})


def changements(public: Document, a_venir: Document) -> list[dict[str, Any]]:
    """What of the references and parts is not the same, as a publication keeps it: of no version."""
    trouves = list(_differences(public, a_venir))
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
    references waits for its own publication.
    """
    tenu = {**cliche, **{nom: public.get(nom, []) for nom in references()}}
    return completer({**tenu, PARTIES: public.get(PARTIES, cliche[PARTIES])})


def completer(cliche: Document) -> Document:
    """The snapshot with the references that its rows cite and that it did not hold yet."""
    citees = _citees(cliche)
    manquantes = {
        nom: cles - {_nom(nom, ligne) for ligne in cliche[nom]} for nom, cles in citees.items()
    }
    if not any(manquantes.values()):
        return cliche
    actuelles = base.hors_versions()
    return {
        **cliche,
        **{nom: _inserer(nom, cliche[nom], actuelles[nom], manquantes[nom]) for nom in citees},
    }


def _differences(avant: Document, apres: Document) -> Iterator[Difference]:
    cles = {nom: reference.cle for nom, reference in references().items()}
    return differences_de_references(avant, apres, cles)


def _ne_changer_que(nom: str, public: Document, a_venir: Document, choisies: set[str]) -> list:
    """The public rows of one table, but for those chosen, which are as in `a_venir`, at their place."""
    nouvelles = {_nom(nom, ligne): ligne for ligne in a_venir[nom]}
    deplacees = {
        difference.cle[0]
        for difference in _differences(public, a_venir)
        if difference.table == nom and PLACE in (difference.avant or {})
    }
    tenues = [
        nouvelles.get(cle) if cle in choisies else ligne
        for ligne in public.get(nom, ())
        if (cle := _nom(nom, ligne)) not in choisies & deplacees
    ]
    tenues = [ligne for ligne in tenues if ligne is not None]
    a_placer = choisies - {_nom(nom, ligne) for ligne in tenues}
    return _inserer(nom, tenues, a_venir[nom], a_placer)


def _citees(cliche: Document) -> dict[str, set[str]]:
    """Keys of the specialties that versions name, and of the sources that they or references name."""
    lignes = [
        ligne
        for genre, versions in VERSIONS.items()
        for document in cliche[versions]
        for ligne in (document, *(li for table in formes.TABLES[genre] for li in document[table]))
    ]
    sources = {
        cle for r in references().values() for li in cliche.get(r.nom, ()) for cle in r.sources(li)
    }
    return {
        "specialites": {ligne["specialite"] for ligne in lignes if "specialite" in ligne},
        "sources": sources | {ligne["source"] for ligne in lignes if ligne["source"]},
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


class _Histoire:
    """What was logged of the rows of references and when they went public, read once for all of them."""

    def __init__(self, differences: Collection[Difference]) -> None:
        # The very first publication took them all, whatever its act.
        publications = list(Publication.objects.only("faite_le", "acte", "changements"))
        self._premiere = publications[-1] if publications else None
        self._entieres = [p for p in publications if p.acte in ENTIERS]
        self._prises = [
            {(c["table"], tuple(c["cle"])) for c in p.changements} for p in self._entieres
        ]
        self._changements = defaultdict(list)
        tables = {difference.table for difference in differences}
        for changement in Changement.objects.filter(genre="", table__in=tables):
            self._changements[changement.table, tuple(changement.cle)].append(changement)

    def ecritures(self, difference: Difference) -> list[Changement]:
        """The writes since the row last went public, down to the one that found the public row."""
        nom, public = (difference.table, difference.cle), difference.avant
        depuis = self._derniere(nom).faite_le
        recents = [c for c in self._changements[nom] if c.fait_le > depuis]
        if public is not None and PLACE in public:
            return recents
        trouvees = []
        for changement in recents:
            trouvees.append(changement)
            if _publiable(difference.table, changement.avant) == public:
                break
        return trouvees

    def _derniere(self, nom: tuple[str, tuple]) -> Publication:
        """The last one that took the row along: one that lists nothing took them all."""
        for publication, prises in zip(self._entieres, self._prises, strict=True):
            if not prises or nom in prises:
                return publication
        return self._premiere


def _changements(table: str, cle: str) -> models.QuerySet:
    return Changement.objects.filter(genre="", table=table, cle=[cle])


def _publiable(table: str, ligne: dict[str, Any] | None) -> dict[str, Any] | None:
    colonnes = references()[table].colonnes
    return None if ligne is None else {colonne: ligne[colonne] for colonne in colonnes}


def _lignes(modele: type[models.Model], cles: set[int]) -> dict[int, dict[str, Any]]:
    """{primary key: row as documents write it, and its rank in lists, which they do not}."""
    rang = de_modele(modele).rang
    return {
        objet.pk: base.ligne_de_reference(objet) | {champ: getattr(objet, champ) for champ in rang}
        for objet in modele.objects.filter(pk__in=cles)
    }


def _nom(table: str, ligne: dict[str, Any]) -> str:
    return ligne[references()[table].cle]
