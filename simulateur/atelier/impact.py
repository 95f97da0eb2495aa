"""The page that says what a draft would change: computed a slice at a time, shown as it goes.

Nothing is stored: what was found so far travels, signed, in the form that asks for the next slice.
"""

import json
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from eligibility import roles
from eligibility.documents import base, formes
from eligibility.models import Publication
from simulateur.cas.modele import CasDeControle
from simulateur.textes import atelier as textes
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import TRANCHES

from . import fiche
from .acces import reserve
from .apercu import ce_qui_manque
from .etude import COMBINAISON, Ecart, Essai, Etude, etudier, requete
from .presentation import nom_de_case
from .resumes import OptionResumee, Resume
from .versions import nom_de, trouver

TRANCHE_S = 0.4  # seconds of computing between two signs of progress
EXEMPLES = 3
SEL = "atelier.impact"
VIDE: dict[str, Any] = {"rang": 0, "groupes": {}}


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    document = base.document(la_version)
    contexte = fiche.contexte_commun(request, la_version)
    if manque := ce_qui_manque(document):
        return render(request, "atelier/impact.html", contexte | {"manque": manque})
    etude = _etude(document)
    cle = f"{formes.condense(formes.ecrire(etude.publie))}.{formes.empreinte_de_version(document)}"
    etat = _reprendre(request.POST.get("etat", ""), cle)
    if request.method == "POST":
        fin = time.monotonic() + TRANCHE_S
        etat["rang"], ecarts = etudier(etude, etat["rang"], lambda: time.monotonic() > fin)
        _ajouter(etat, ecarts, nom_de(la_version).adresse("apercu"), _libelles(etude))
    contexte |= {
        "etat": signing.dumps({**etat, "cle": cle}, salt=SEL, compress=True),
        "faites": etat["rang"],
        "total": len(etude.essais),
        "finie": etat["rang"] >= len(etude.essais),
        "commencee": request.method == "POST",
        "changees": sum(groupe["nombre"] for groupe in etat["groupes"].values()),
        "groupes": _lisibles(etude, etat["groupes"]),
        "cas": len(etude.cas),
    }
    gabarit = "atelier/impact_suite.html" if request.htmx else "atelier/impact.html"
    return render(request, gabarit, contexte)


def _etude(document: formes.Document) -> Etude:
    publication = Publication.objects.values_list("contenu", flat=True).first() or "{}"
    cas = tuple(
        (nom, json.dumps(reponses)) for nom, reponses in
        CasDeControle.objects.values_list("nom", "reponses")
    )  # fmt: skip
    return _preparee(publication, formes.ecrire(document), cas, timezone.localdate())


@lru_cache(maxsize=2)
def _preparee(publication: str, document: str, cas: tuple, jour) -> Etude:
    """Kept between two slices of the same study: drawing its situations takes a while."""
    essais = tuple(Essai(json.loads(reponses), nom) for nom, reponses in cas)
    return Etude(json.loads(publication), json.loads(document), jour, essais)


def _libelles(etude: Etude) -> dict[str, str]:
    return {s["slug"]: s["libelle"] for s in etude.publie.get("specialites", ())}


def _reprendre(signe: str, cle: str) -> dict[str, Any]:
    """What was found so far; from the start when the draft, or what is public, has moved since."""
    try:
        etat = signing.loads(signe, salt=SEL, max_age=3600)
    except signing.BadSignature:
        etat = {}
    if etat.pop("cle", None) != cle:
        return {**VIDE, "groupes": {}}
    return etat


def _ajouter(
    etat: dict[str, Any], ecarts: Iterable[Ecart], apercu: str, specialites: Mapping[str, str]
) -> None:
    for ecart in ecarts:
        groupe = etat["groupes"].setdefault(
            str(ecart.cause), {"nombre": 0, "verdicts": 0, "poids": "0", "exemples": []}
        )
        groupe["nombre"] += 1
        groupe["verdicts"] += ecart.avant.verdict != ecart.apres.verdict
        groupe["exemples"].append(_exemple(ecart, apercu, specialites))
        groupe["exemples"].sort(key=lambda e: -float(e["poids"]))
        del groupe["exemples"][EXEMPLES:]


def _exemple(ecart: Ecart, apercu: str, specialites: Mapping[str, str]) -> dict[str, Any]:
    lien = f"simulation/resultats/?{requete(ecart.essai)}"
    return {
        "nom": ecart.essai.cas,
        "medecin": _medecin(ecart.essai, specialites),
        "quoi": list(_quoi(ecart.avant, ecart.apres)),
        "public": f"/{lien}",
        "brouillon": f"{apercu}{lien}",
        "poids": str(ecart.poids),
    }


def _medecin(essai: Essai, specialites: Mapping[str, str]) -> str:
    """« Cardiologie, file active 1 650, signature le 1er décembre 2026 »."""
    reponses = essai.reponses
    slug = str(reponses.get("specialite", ""))
    mots = [specialites.get(slug, slug)]
    if reponses.get("pmt") is not None:
        mots.append(f"PMT {textes.ecrire(reponses['pmt'])}")
    if reponses.get("file_active") is not None:
        mots.append(f"file active {textes.ecrire(reponses['file_active'])}")
    if reponses.get("date_signature"):
        mots.append(f"signature le {textes.ecrire(str(reponses['date_signature']))}")
    return ", ".join(mots)


def _quoi(avant: Resume, apres: Resume):
    """(what, before, after) of all that changes for a doctor."""
    if avant.verdict != apres.verdict:
        yield "verdict", textes.verdict(avant.verdict), textes.verdict(apres.verdict)
    if avant.tranche != apres.tranche:
        yield "tranche", TRANCHES[avant.tranche], TRANCHES[apres.tranche]
    lue, autre = avant.option, apres.option
    if lue is None or autre is None:
        return
    etp = textes.mot("option", apres.etp)
    if lue.ouverte != autre.ouverte:
        yield f"{etp}, à signer", _oui(lue.ouverte), _oui(autre.ouverte)
    if lue.montants != autre.montants:
        yield f"{etp}, aide", _total(lue), _total(autre)
    if lue.objectif != autre.objectif:
        yield f"{etp}, objectif", _objectif(lue), _objectif(autre)
    if lue.alternatives != autre.alternatives:
        yield f"{etp}, selon la tranche", _alternatives(lue), _alternatives(autre)
    if lue.reste != autre.reste:
        yield f"{etp}, reste à payer", _euros(lue.reste), _euros(autre.reste)


def _total(option: OptionResumee) -> str:
    montants = [m for m in option.montants if m is not None]
    return f"{euros(sum(montants))} sur {len(montants)} ans" if montants else "inconnue"


def _alternatives(option: OptionResumee) -> str:
    dites = [f"{TRANCHES[bande]} : {euros(total)}" for bande, total in option.alternatives]
    return ", ".join(dites) or "aucune alternative"


def _objectif(option: OptionResumee) -> str:
    _, *niveaux = option.objectif
    dits = [
        f"{textes.mot('indicateur', nom)} {'+' + textes.ecrire(gagner) if gagner is not None else '?'}"
        for nom, _, gagner in niveaux
    ]
    return ", ".join(dits) or "inconnu"


def _euros(montant) -> str:
    return "non calculé" if montant is None else euros(montant.quantize(1))


def _oui(ouverte: bool) -> str:
    return "oui" if ouverte else "non"


def _lisibles(etude: Etude, groupes: dict[str, Any]) -> list[dict[str, Any]]:
    """Groups with their cause in words, the one that weighs most first."""
    lisibles = []
    for cause, groupe in groupes.items():
        rang = int(cause)
        if rang == COMBINAISON:
            titre = "Combinaison de plusieurs cases"
        else:
            difference = etude.differences[rang]
            titre = ", ".join(
                (
                    textes.TABLES[difference.table],
                    nom_de_case(etude.brouillon["genre"], difference.table, difference.cle),
                )
            )
        lisibles.append({**groupe, "titre": titre})
    return sorted(lisibles, key=lambda g: -max(float(e["poids"]) for e in g["exemples"]))
