"""Cases in words: lines of their history, expectations that wait, what publishing would change."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from eligibility import references
from eligibility.documents import base, formes
from eligibility.models import Publication
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.cas import attente as attentes
from simulateur.cas import faits
from simulateur.cas.controle import Examen, echecs_du_cliche
from simulateur.cas.modele import EXEMPLES, AttenduEnAttente, CasDeControle, ChangementDeCas
from simulateur.textes import atelier as textes

from .apercu import ce_qui_manque
from .versions import nom_de

Lignes = Iterable[ChangementDeCas]


def histoire(changements: Lignes) -> list[dict[str, Any]]:
    return [{"changement": c, "quoi": _quoi(c)} for c in changements]


def attente_lisible(attente: AttenduEnAttente) -> dict[str, Any]:
    """A case whose expectation will change, from what to what, by whom and why."""
    return {
        "cas": attente.cas,
        "exemple": attente.cas.theme == EXEMPLES,
        "lien": lien(attente.cas, attente.version),
        "attente": attente,
        "nom": nom_de(attente.version),
        "quoi": [
            *([("nom", attente.cas.nom, attente.nom)] if attente.nom else ()),
            *faits.differences(attente.cas.attendu, attente.attendu),
        ],
    }


def examen_lisible(examen: Examen, version: Version | None) -> dict[str, Any]:
    return {
        "cas": examen.cas,
        "exemple": examen.cas.theme == EXEMPLES,
        "ecarts": examen.ecarts,
        "lien": lien(examen.cas, version),
    }


def lien(cas: CasDeControle, version: Version | None, page: str = "un_cas") -> str:
    """A page of the case, on this version or on what is public."""
    return reverse(f"atelier:{page}", args=(cas.pk,)) + suite(version)


def suite(version: Version | None) -> str:
    """What an address ends with to speak of a draft."""
    if version is None:
        return ""
    nom = nom_de(version)
    return f"?version={nom.genre}/{nom.version}"


def avant_publication(version: Version) -> dict[str, Any]:
    """What the button would do to the cases: those that change with the version, those that would fail.

    Computed on the very snapshot that publishing would make.
    """
    document = base.document(version)
    if version.statut == Statut.PUBLIE:
        return {"publie": False, "retours": _retours(version)}
    if version.statut != Statut.BROUILLON or ce_qui_manque(document):
        return {}
    public = references.publie()
    if public is None:
        return {}
    cliche = references.completer(formes.avec(public, document))
    en_attente = attentes.de(version)
    autres = {pk: attente.attendu for pk, attente in en_attente.items()}
    echouent = [examen_lisible(e, version) for e in echecs_du_cliche(cliche, autres)]
    return {
        "publie": True,
        "changent": [attente_lisible(attente) for attente in en_attente.values()],
        "echouent": echouent,
        "exemples": sum(examen["exemple"] for examen in echouent),
        "liste": reverse("atelier:cas") + suite(version),
        "changes": histoire(depuis_la_derniere_publication()),
    }


def depuis_la_derniere_publication() -> Lignes:
    """What one person alone did to the cases meanwhile: who publishes sees it."""
    derniere = Publication.objects.defer("contenu").first()
    ecrits = ChangementDeCas.objects.filter(publication=None).select_related("cas")
    return ecrits if derniere is None else ecrits.filter(fait_le__gt=derniere.faite_le)


def _retours(version: Version) -> list[dict[str, Any]]:
    return [
        {
            "cas": retour.changement.cas,
            "exemple": retour.changement.cas.theme == EXEMPLES,
            "lien": lien(retour.changement.cas, None),
            "rendu": retour.rendu,
            "quoi": _quoi(retour.changement, a_l_envers=True),
        }
        for retour in attentes.retours(version)
    ]


def _quoi(changement: ChangementDeCas, *, a_l_envers: bool = False) -> list[tuple[str, str, str]]:
    """(what, before, after); at its two ends, a case is told whole."""
    avant, apres = changement.avant or {}, changement.apres or {}
    if a_l_envers:
        avant, apres = apres, avant
    dits = [
        (libelle, str(avant.get(champ, "")) or "vide", str(apres.get(champ, "")) or "vide")
        for champ, libelle in textes.CAS.items()
        if avant.get(champ) != apres.get(champ)
    ]
    return dits + faits.differences(avant.get("attendu", {}), apres.get("attendu", {}))
