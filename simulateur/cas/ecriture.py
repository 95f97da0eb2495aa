"""The only way to change what the cases say: each act is one transaction, and leaves a line of history."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from eligibility.actes import ActeRefuse, Auteur
from eligibility.documents import formes
from eligibility.models import Publication

from .modele import CasDeControle, ChangementDeCas, Quoi

CHAMPS = ("nom", "theme", "source", "reponses", "attendu")


def empreinte(cas: CasDeControle) -> str:
    """Of what a form was made from."""
    return formes.condense(formes.ecrire(_decrire(cas)))


@transaction.atomic
def creer(cas: CasDeControle, auteur: Auteur, raison: str = "") -> None:
    cas.save()
    _noter(Quoi.CREATION, cas, auteur, raison, None, _decrire(cas))


@transaction.atomic
def modifier(
    cas: CasDeControle,
    valeurs: Mapping[str, Any],
    auteur: Auteur,
    raison: str,
    *,
    vue: str = "",
    quoi: Quoi = Quoi.MODIFICATION,
    publication: Publication | None = None,
) -> bool:
    """Writes these columns of a case, at once and for all; False when they said so already.

    `vue`: fingerprint of the case as its author saw it. Raises ActeRefuse(`cas_change`) when it has moved,
    ActeRefuse(`cas_supprime`) when it is no more.
    """
    actuel = CasDeControle.objects.select_for_update().filter(pk=cas.pk).first()
    if actuel is None:
        raise ActeRefuse("cas_supprime")
    if vue and vue != empreinte(actuel):
        raise ActeRefuse("cas_change")
    avant = {
        champ: getattr(actuel, champ)
        for champ, valeur in valeurs.items()
        if getattr(actuel, champ) != valeur
    }
    if not avant:
        return False
    for champ in avant:
        setattr(actuel, champ, valeurs[champ])
    actuel.save(update_fields=list(avant))
    apres = {champ: valeurs[champ] for champ in avant}
    _noter(quoi, actuel, auteur, raison, avant, apres, publication)
    return True


@transaction.atomic
def supprimer(cas: CasDeControle, auteur: Auteur, raison: str) -> None:
    """The case goes away; what it said stays in the history."""
    _noter(Quoi.SUPPRESSION, cas, auteur, raison, _decrire(cas), None)
    cas.delete()


def _decrire(cas: CasDeControle) -> dict[str, Any]:
    return {champ: getattr(cas, champ) for champ in CHAMPS}


def _noter(
    quoi: Quoi,
    cas: CasDeControle,
    auteur: Auteur,
    raison: str,
    avant: dict | None,
    apres: dict | None,
    publication: Publication | None = None,
) -> None:
    ChangementDeCas.objects.create(
        cas=cas, nom=cas.nom, quoi=quoi, avant=avant, apres=apres, raison=raison,
        publication=publication, auteur=auteur.nom, compte=auteur.compte,
    )  # fmt: skip
