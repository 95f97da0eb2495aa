"""The doctors of the home page that wait to go public: what they answer, in words, case by case."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from eligibility import selectors
from eligibility.documents.formes import Document
from eligibility.regles.bareme import Referentiel
from simulateur.cas.modele import EXEMPLES, CasDeControle
from simulateur.reponses.declaration import QUESTIONS
from simulateur.reponses.ecriture import est_un_groupe
from simulateur.reponses.lecture import lire_json
from simulateur.resultats.recapitulatif import ecrire
from simulateur.textes import atelier as textes

from .cas_presentation import lien


def lisibles(public: Document, maintenant: Document) -> dict[str, Any] | None:
    """They go public together: one line, with each that differs; None when none does."""
    anciens, nouveaux = (
        {exemple["nom"]: exemple["reponses"] for exemple in document["parties"].get(EXEMPLES, [])}
        for document in ({"parties": {}, **public}, maintenant)
    )
    if list(anciens.items()) == list(nouveaux.items()):
        return None
    referentiel = selectors.tables().referentiel
    noms = sorted(
        nom for nom in anciens.keys() | nouveaux.keys() if anciens.get(nom) != nouveaux.get(nom)
    )
    return {
        "titre": textes.TABLES["exemples"],
        "case": "",
        "quoi": [
            (nom, *(_dire(d.get(nom), referentiel) for d in (anciens, nouveaux))) for nom in noms
        ] or [("ordre", " ; ".join(anciens), " ; ".join(nouveaux))],
        "auteurs": "",
        "liens": [(nom, _histoire(nom)) for nom in noms],
    }  # fmt: skip


def _histoire(nom: str) -> str:
    """Where the history of a case is read, erased or not."""
    cas = CasDeControle.objects.filter(nom=nom).first()
    return f"{reverse('atelier:cas')}#supprimes" if cas is None else f"{lien(cas, None)}#histoire"


def _dire(reponses: Mapping[str, Any] | None, referentiel: Referentiel) -> str:
    """A doctor's answers, to read in one line."""
    if reponses is None:
        return "absent de l’accueil"
    if est_un_groupe(reponses):
        return f"groupe de {len(reponses['medecins'])} médecins"
    valeurs = lire_json(reponses, referentiel, timezone.localdate()).valeurs
    return " ; ".join(
        f"{question.libelle(valeurs)} {_reponse(question, valeurs[question.cle], referentiel)}"
        for question in QUESTIONS
        if question.cle in valeurs
    )


def _reponse(question, valeur: Any, referentiel: Referentiel) -> str:
    if question.cle == "specialite":
        return referentiel.specialites[valeur].libelle
    return ecrire(question, valeur)
