"""The page of one table: read it, change many cells, say where they come from, save at once."""

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from eligibility import controles, ecriture, roles
from eligibility.documents import base
from eligibility.documents.differences import lignes_par_cle
from eligibility.documents.formes import TABLES, Document
from eligibility.models import Specialite
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from eligibility.regles.controle import par_cellule
from simulateur.textes import atelier as textes

from . import fiche, gestes, grilles, saisie
from .acces import auteur, deviendrait_auteur, exiger_brouillon, reserve
from .grilles import Grille
from .presentation import nom_de_case
from .versions import trouver

RIEN = "Rien n’a changé : rien n’est enregistré."


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, genre: str, version: str, table: str) -> HttpResponse:
    la_version = trouver(genre, version)
    if table not in TABLES[genre] or table == "objectifs":
        raise Http404
    modifiable = la_version.statut == Statut.BROUILLON and request.user.has_perm(roles.REDIGER)
    le_plan = grilles.plan(genre, table, _specialites(request.GET.get("q", "")))
    if request.method == "POST":
        if not exiger_brouillon(request, la_version):
            if tapees := _tapees(request, la_version, table, le_plan):
                messages.warning(request, textes.cases_tapees(tapees))
            return HttpResponseRedirect(request.get_full_path())
        return _enregistrer(request, la_version, table, le_plan)
    vu, document = saisie.ouvrir(la_version)
    grille = grilles.remplir(le_plan, table, document)
    if depuis := saisie.entier(request.GET.get("depuis", "")):
        siennes = saisie.ecrites(la_version, genre, table, depuis - 1, request.user)
        for case in grille.cases:
            case.ecrite = case.cle in siennes
    return _rendre(
        request, la_version, table, document, grille, ouverte_a=vu, modifiable=modifiable
    )


def _tapees(
    request: HttpRequest, version: Version, table: str, le_plan: grilles.Plan
) -> list[tuple[str, str]]:
    """What was typed in a grid that was open while the draft went public, each cell by its name."""
    _, document = saisie.ouvrir(version)
    vu, _ = saisie.document_vu(document, version, saisie.entier(request.POST.get("vu", "")))
    grille = grilles.remplir(le_plan, table, document)
    lue = saisie.lire(request.POST, grille, table, vu, dict(saisie.VIDE))
    tapees = lue.erreurs.keys() | {grilles.champ_de(d.cle) for d in lue.differences}
    return [
        (nom_de_case(document["genre"], table, case.cle), request.POST[case.champ])
        for case in grille.cases
        if case.champ in tapees
    ]


def _enregistrer(
    request: HttpRequest, version: Version, table: str, le_plan: grilles.Plan
) -> HttpResponse:
    ouverte_a, document = saisie.ouvrir(version)
    vu, auteurs = saisie.document_vu(document, version, saisie.entier(request.POST.get("vu", "")))
    grille = grilles.remplir(le_plan, table, document)
    consentir = deviendrait_auteur(request, version)
    if geste := gestes.GESTES.get(request.POST.get("action", "")):
        if consentir and "devenir_auteur" not in request.POST:
            messages.error(request, textes.DEVENIR_AUTEUR)
            return HttpResponseRedirect(_adresse(request))
        return _agir(request, version, table, vu, auteurs, grille, geste)
    provenance = saisie.Provenance(request.POST, consentir=consentir)
    provenance.full_clean()
    lue = saisie.lire(
        request.POST, grille, table, vu,
        provenance.ligne() if not provenance.errors else dict(saisie.VIDE),
    )  # fmt: skip
    if lue.remplit and not provenance.errors:
        provenance.exiger()
    if not (lue.erreurs or provenance.errors):
        if not lue.differences:
            messages.info(request, RIEN)
            return HttpResponseRedirect(_adresse(request))
        suivant = saisie.dernier_changement(version, document["genre"]) + 1
        try:
            combien = ecriture.ecrire(
                version, lue.differences, auteur(request), provenance.cleaned_data["pourquoi"]
            )
        except ecriture.Conflit as conflit:
            _dire_les_conflits(lue, conflit, auteurs, grille)
        else:
            messages.success(request, _combien(combien))
            return HttpResponseRedirect(
                _adresse(request, suivant, grille, {d.cle for d in lue.differences})
            )
    # The form is that of this very moment, with what this person typed and nothing else of what she saw:
    # a cell that somebody else changed meanwhile would be written back without her knowing.
    tapees = lue.erreurs.keys() | {grilles.champ_de(d.cle) for d in lue.differences}
    for case in grille.cases:
        if case.champ in tapees:
            case.texte = request.POST[case.champ]
        case.erreur = lue.erreurs.get(case.champ, "")
    return _rendre(
        request, version, table, document, grille,
        ouverte_a=ouverte_a, modifiable=True, provenance=provenance,
        resume=_resume(grille, provenance), statut=422,
    )  # fmt: skip


def _agir(
    request: HttpRequest, version: Version, table: str, vu: Document,
    auteurs: Mapping[tuple, str], grille: Grille, geste: gestes.Geste,
) -> HttpResponse:  # fmt: skip
    """A gesture on chosen cells: as this person saw them, not as somebody may have written since."""
    cles = gestes.choisies(grille, request.POST)
    if not cles:
        messages.info(request, "Cochez d’abord les lignes que cela concerne.")
        return HttpResponseRedirect(_adresse(request))
    publiee = fiche.reference(version)
    publiques = {} if publiee is None else lignes_par_cle(base.document(publiee), table)
    differences = gestes.differences(geste, table, cles, lignes_par_cle(vu, table), publiques)
    suivant = saisie.dernier_changement(version, vu["genre"]) + 1
    try:
        nombre = ecriture.ecrire(version, differences, auteur(request), geste.pourquoi)
    except ecriture.Conflit as conflit:
        dites = [
            f"{nom_de_case(vu['genre'], une, cle)} ({auteurs.get((une, cle), 'quelqu’un')})"
            for une, cle in conflit.lignes
        ]
        messages.error(
            request,
            f"Changé pendant que vous lisiez : {', '.join(dites)}. Rien n’est marqué : relisez, "
            "puis recommencez.",
        )
        return HttpResponseRedirect(_adresse(request))
    if not nombre:
        messages.info(request, RIEN)
        return HttpResponseRedirect(_adresse(request))
    messages.success(request, gestes.combien(geste, nombre))
    changees = {d.cle for d in differences if d.avant != d.apres}
    return HttpResponseRedirect(_adresse(request, suivant, grille, changees))


def _adresse(
    request: HttpRequest,
    depuis: int = 0,
    grille: Grille | None = None,
    cles: Collection[tuple] = (),
) -> str:
    """The same grid, at the first cell of `cles`; it marks what its reader wrote since change `depuis`."""
    requete = {"q": request.GET.get("q", ""), "depuis": depuis or ""}
    adresse = urlencode({nom: dit for nom, dit in requete.items() if dit})
    premiere = next((c for c in grille.cases if c.cle in cles), None) if grille else None
    ancre = f"#{quote(premiere.ancre, safe=grilles.SEPARATEUR)}" if premiere else ""
    return request.path + (f"?{adresse}" if adresse else "") + ancre


def _dire_les_conflits(
    lue: saisie.Saisie,
    conflit: ecriture.Conflit,
    auteurs: Mapping[tuple, str],
    grille: Grille,
) -> None:
    for (table, cle), ligne in conflit.lignes.items():
        qui = auteurs.get((table, cle), "Quelqu’un")
        valeur = None if ligne is None else ligne[grille.plan.colonne]
        lue.erreurs[grilles.champ_de(cle)] = (
            f"{qui} a changé cette case pendant ce temps : {textes.ecrire(valeur) if valeur else 'vide'}. "
            "Enregistrez de nouveau pour garder la vôtre."
        )


def _rendre(
    request: HttpRequest,
    version: Version,
    table: str,
    document: Document,
    grille: Grille,
    *,
    ouverte_a: int,
    modifiable: bool,
    provenance: saisie.Provenance | None = None,
    resume: Iterable[tuple[str, str]] = (),
    statut: int = 200,
) -> HttpResponse:
    _marquer(grille, table, document)
    contexte = fiche.contexte_commun(request, version)
    contexte |= {
        "table": table,
        "titre_table": textes.TABLES[table],
        "grille": grille,
        "modifiable": modifiable,
        "reference": fiche.reference(version) if modifiable else None,
        "provenance": provenance or saisie.Provenance(consentir=contexte["deviendrait_auteur"]),
        "resume": list(resume),
        "vu": ouverte_a,
        "filtre": request.GET.get("q", ""),
        "cochees": set(request.POST.getlist("lignes")),
        "absentes": any(not case.existe for case in grille.cases),
        "filtrable": table == "seuils",
    }
    return render(request, "atelier/grille.html", contexte, status=statut)


def _marquer(grille: Grille, table: str, document: Document) -> None:
    """What the checks say, at each cell."""
    trouvees = par_cellule(controles.controler(document, controles.connues()))
    for case in grille.cases:
        if case.ligne is not None:
            case.provenance = saisie.provenance_lisible(case.ligne)
        case.anomalies = [
            (a.gravite, textes.anomalie(a.code, a.detail))
            for a in trouvees.get((table, case.cle), ())
        ]


def _resume(grille: Grille, provenance: saisie.Provenance) -> list[tuple[str, str]]:
    """(anchor, sentence) of each error, cells first."""
    cellules = [(c.champ, f"{c.libelle} : {c.erreur}") for c in grille.cases if c.erreur]
    champs = [
        (provenance[champ].id_for_label, f"{provenance[champ].label} : {' '.join(erreurs)}")
        for champ, erreurs in provenance.errors.items()
    ]
    return cellules + champs


def _specialites(filtre: str) -> list[grilles.Specialites]:
    cherche = filtre.strip().casefold()
    return [
        grilles.Specialites(s.slug, s.libelle, s.groupe)
        for s in Specialite.objects.all()
        if cherche in s.libelle.casefold() or cherche in s.synonymes.casefold()
    ]


def _combien(combien: int) -> str:
    return f"{combien} cases enregistrées." if combien > 1 else "1 case enregistrée."
