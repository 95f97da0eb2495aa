"""The page of objectives: each series of segments with its curve, and the form that rewrites one series."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from eligibility import controles, ecriture, roles
from eligibility.documents.differences import Difference, Ligne, lignes_par_cle
from eligibility.documents.formes import BAREME, Document
from eligibility.models import Specialite
from eligibility.models.choix import Indicateur, Option, Statut
from eligibility.models.version import Version
from eligibility.regles.controle import par_cellule
from simulateur.textes import atelier as textes

from . import fiche, saisie
from .acces import auteur, exiger_brouillon, reserve
from .grilles import SEPARATEUR, champ_de
from .presentation import nom_de_case
from .versions import trouver

TABLE = "objectifs"
LIBRES = 3  # empty rows after those of the series
COLONNES = {
    "debut": "Départ, de",
    "fin": "à (vide : sans limite)",
    "patients_debut": "Patients à gagner",
    "patients_fin": "Patients à gagner à la fin (vide : constant)",
}
LARGEUR, HAUTEUR = 200, 80


@dataclass
class Rangee:
    """One row of the form: what was typed in each column, what is wrong with it."""

    textes: dict[str, str]
    erreurs: dict[str, str]
    anomalies: list[tuple[str, str]]
    provenance: str = ""


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, version: str) -> HttpResponse:
    la_version = trouver(BAREME, version)
    vu, document = saisie.ouvrir(la_version)
    serie = _serie(request.GET)
    modifiable = la_version.statut == Statut.BROUILLON and request.user.has_perm(roles.REDIGER)
    contexte = fiche.contexte_commun(request, la_version) | {
        "vu": vu,
        "table": TABLE,
        "titre_table": textes.TABLES[TABLE],
        "modifiable": modifiable,
        "specialites": Specialite.objects.all(),
        "options": Option.choices,
        "indicateurs": Indicateur.choices,
    }
    if serie is None:
        contexte["series"] = _series(document)
        return render(request, "atelier/objectifs.html", contexte)
    if request.method == "POST":
        if not exiger_brouillon(request, la_version):
            return HttpResponseRedirect(request.get_full_path())
        return _enregistrer(request, la_version, document, serie, contexte)
    rangees = _rangees(document, serie)
    return _rendre(request, contexte, la_version, document, serie, rangees)


def _enregistrer(
    request: HttpRequest, version: Version, document: Document, serie: tuple, contexte: dict
) -> HttpResponse:
    vu, _ = saisie.document_vu(document, version, saisie.entier(request.POST.get("vu", "")))
    provenance = saisie.Provenance(request.POST, consentir=contexte["deviendrait_auteur"])
    provenance.full_clean()
    lues, rangees = _lire(request.POST, serie)
    changees = _differences(vu, serie, lues, {} if provenance.errors else provenance.ligne())
    if any(d.apres for d in changees) and not provenance.errors:
        provenance.exiger()
    if not provenance.errors and not any(r.erreurs for r in rangees):
        try:
            combien = ecriture.ecrire(
                version, changees, auteur(request), provenance.cleaned_data["pourquoi"]
            )
        except ecriture.Conflit:
            contexte["conflit"] = True
        else:
            messages.success(request, "Les segments sont enregistrés." if combien else
                             "Rien n’a changé : rien n’est enregistré.")  # fmt: skip
            return HttpResponseRedirect(request.get_full_path())
    contexte["provenance"] = provenance
    return _rendre(request, contexte, version, document, serie, rangees, statut=422)


def _lire(post, serie: tuple) -> tuple[dict[tuple, Ligne], list[Rangee]]:
    """{key: row without its provenance}, and the rows as they were typed."""
    lues: dict[tuple, Ligne] = {}
    rangees = []
    rang = 0
    while f"debut-{rang}" in post and rang < 200:
        tapes = {colonne: post.get(f"{colonne}-{rang}", "").strip() for colonne in COLONNES}
        rangee = Rangee(tapes, {}, [])
        rangees.append(rangee)
        rang += 1
        if not any(tapes.values()):
            continue
        valeurs = {colonne: _nombre(colonne, tapes, rangee) for colonne in COLONNES}
        for colonne in ("debut", "patients_debut"):
            if valeurs[colonne] is None and colonne not in rangee.erreurs:
                rangee.erreurs[colonne] = "Il faut un nombre ici."
        if rangee.erreurs:
            continue
        cle = (*serie, valeurs["debut"])
        if cle in lues:
            rangee.erreurs["debut"] = "Un autre segment commence déjà là."
        if valeurs["fin"] is not None and valeurs["fin"] <= valeurs["debut"]:
            rangee.erreurs["fin"] = "La fin est au-dessus du début."
        if valeurs["patients_fin"] is not None and valeurs["fin"] is None:
            rangee.erreurs["fin"] = "Un nombre à la fin demande une borne de fin."
        nommee = dict(zip(("specialite", "option", "indicateur"), serie, strict=True))
        lues[cle] = {**nommee, **valeurs}
    return lues, rangees


def _nombre(colonne: str, tapes: dict[str, str], rangee: Rangee) -> int | None:
    if not tapes[colonne]:
        return None
    try:
        return int(saisie.nombre_saisi(tapes[colonne], 0))
    except ValidationError as refus:
        rangee.erreurs[colonne] = refus.messages[0]
        return None


def _differences(
    vu: Document, serie: tuple, lues: dict[tuple, Ligne], provenance: Ligne
) -> list[Difference]:
    """The rows of the series that go, come or change; the others keep where they came from."""
    deja = {c: li for c, li in lignes_par_cle(vu, TABLE).items() if c[:3] == serie}
    differences = [Difference(TABLE, c, li, None) for c, li in deja.items() if c not in lues]
    for cle, ligne in lues.items():
        avant = deja.get(cle)
        if avant is None or any(avant[colonne] != ligne[colonne] for colonne in ligne):
            apres = saisie.sourcee(avant, ligne, provenance)
            differences.append(Difference(TABLE, cle, avant, apres))
    return differences


def _rangees(document: Document, serie: tuple) -> list[Rangee]:
    rangees = []
    for cle, ligne in lignes_par_cle(document, TABLE).items():
        if cle[:3] == serie:
            tapes = {c: "" if ligne[c] is None else str(ligne[c]) for c in COLONNES}
            rangees.append(Rangee(tapes, {}, [], saisie.provenance_lisible(ligne)))
    return rangees


def _rendre(
    request: HttpRequest, contexte: dict, version: Version, document: Document, serie: tuple,
    rangees: list[Rangee], statut: int = 200,
) -> HttpResponse:  # fmt: skip
    if contexte["modifiable"] and statut == 200:
        rangees += [Rangee(dict.fromkeys(COLONNES, ""), {}, []) for _ in range(LIBRES)]
    trouvees = par_cellule(controles.controler(document, controles.connues()))
    for rangee in rangees:
        debut = rangee.textes["debut"]
        cle = (TABLE, (*serie, int(debut))) if debut.isdigit() else None
        rangee.anomalies = [
            (a.gravite, textes.anomalie(a.code, a.detail)) for a in trouvees.get(cle, ())
        ]
    resume = [
        (f"{colonne}-{rang}", f"Ligne {rang + 1}, {COLONNES[colonne]} : {erreur}")
        for rang, rangee in enumerate(rangees)
        for colonne, erreur in rangee.erreurs.items()
    ]
    provenance = contexte.setdefault(
        "provenance", saisie.Provenance(consentir=contexte["deviendrait_auteur"])
    )
    resume += [
        (provenance[champ].id_for_label, f"{provenance[champ].label} : {' '.join(erreurs)}")
        for champ, erreurs in provenance.errors.items()
    ]
    contexte |= {
        "serie": champ_de(serie),
        "titre_serie": nom_de_case(BAREME, TABLE, serie),
        "colonnes": COLONNES,
        "rangees": rangees,
        "courbe": _courbe(document, serie),
        "resume": resume,
    }
    return render(request, "atelier/objectif.html", contexte, status=statut)


def _serie(requete) -> tuple[str, str, str] | None:
    """(specialite, option, indicateur) named by the address, None when it names none that exists."""
    texte = requete.get("serie") or SEPARATEUR.join(
        requete.get(nom, "") for nom in ("specialite", "option", "indicateur")
    )
    parts = tuple(texte.split(SEPARATEUR))
    if len(parts) != 3 or parts[1] not in Option.values or parts[2] not in Indicateur.values:
        return None
    return parts if Specialite.objects.filter(slug=parts[0]).exists() else None


def _series(document: Document) -> list[dict[str, Any]]:
    """Each series that has segments, with its curve."""
    series = dict.fromkeys(cle[:3] for cle in lignes_par_cle(document, TABLE))
    return [
        {
            "champ": champ_de(serie),
            "titre": nom_de_case(BAREME, TABLE, serie),
            "segments": _phrases(document, serie),
            "courbe": _courbe(document, serie),
        }
        for serie in series
    ]


def _phrases(document: Document, serie: tuple) -> list[str]:
    phrases = []
    for cle, ligne in lignes_par_cle(document, TABLE).items():
        if cle[:3] == serie:
            fin = "et plus" if ligne["fin"] is None else f"à {textes.ecrire(ligne['fin'])}"
            gagner = textes.ecrire(ligne["patients_debut"])
            if ligne["patients_fin"] is not None:
                gagner = f"de {gagner} à {textes.ecrire(ligne['patients_fin'])}"
            phrases.append(f"{textes.ecrire(ligne['debut'])} {fin} : {gagner} patients à gagner")
    return phrases


def _courbe(document: Document, serie: tuple) -> dict[str, Any] | None:
    """Points of a small drawing, « x,y x,y … », one run for each segment; None without a segment."""
    lignes = [li for cle, li in lignes_par_cle(document, TABLE).items() if cle[:3] == serie]
    if not lignes:
        return None
    bout = max(max(li["debut"], li["fin"] or 0) for li in lignes) * 1.15 or 1000
    haut = max(max(li["patients_debut"], li["patients_fin"] or 0) for li in lignes) * 1.1 or 1
    traits = []
    for ligne in lignes:
        fin = bout if ligne["fin"] is None else ligne["fin"]
        arrivee = (
            ligne["patients_debut"] if ligne["patients_fin"] is None else ligne["patients_fin"]
        )
        points = ((ligne["debut"], ligne["patients_debut"]), (fin, arrivee))
        traits.append(
            " ".join(
                f"{LARGEUR * x / bout:.1f},{HAUTEUR - HAUTEUR * y / haut:.1f}" for x, y in points
            )
        )
    return {"largeur": LARGEUR, "hauteur": HAUTEUR, "traits": traits}
