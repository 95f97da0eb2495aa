"""Control cases: run them, see which are red and why, say what a draft makes of them, forget one."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eligibility import roles, selectors
from eligibility.actes import ActeRefuse
from eligibility.documents import base
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from eligibility.regles.bareme import Referentiel
from simulateur.cas import attendu as attendus
from simulateur.cas import attente as attentes
from simulateur.cas import ecriture, faits
from simulateur.cas.comparaison import ecarts
from simulateur.cas.controle import Examen, calculer, examiner
from simulateur.cas.modele import EXEMPLES, AttenduEnAttente, CasDeControle, ChangementDeCas, Quoi
from simulateur.textes import atelier as textes

from . import saisie
from .acces import Interdit, auteur, deviendrait_auteur, exiger_brouillon, reserve
from .apercu import ce_qui_manque
from .cas_presentation import attente_lisible, examen_lisible, histoire, lien, suite
from .liens import lien_du_resultat
from .versions import Nom, nom_de, trouver

PAR_PAGE = 100
RAISON = 300


class Regard(NamedTuple):
    """What the cases are computed with: what is public, or a draft (`version`).

    `referentiel` is None when the draft lacks what is needed to compute. `empreinte`: of these tables.
    """

    version: Version | None
    referentiel: Referentiel | None
    empreinte: str

    @property
    def nom(self) -> Nom | None:
        return None if self.version is None else nom_de(self.version)


def regard(request: HttpRequest) -> Regard:
    """As `version=genre/2026-02-25.2` says. Raises ActeRefuse when it is no draft (any longer)."""
    genre, _, nom = (request.GET.get("version") or request.POST.get("version") or "").partition("/")
    if not nom:
        tables = selectors.tables()
        return Regard(None, tables.referentiel, tables.empreinte)
    version = trouver(genre, nom)
    if version.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    document = base.document(version)
    if ce_qui_manque(document):
        return Regard(version, None, "")
    tables = selectors.avec(document)
    return Regard(version, tables.referentiel, tables.empreinte)


def ou_public(request: HttpRequest) -> Regard:
    """The same to look at: what is public when the draft is one no longer."""
    try:
        return regard(request)
    except ActeRefuse:
        messages.warning(
            request, "Cette version n’est plus un brouillon : voici ce qui est public."
        )
        tables = selectors.tables()
        return Regard(None, tables.referentiel, tables.empreinte)


def contexte(request: HttpRequest, vu: Regard) -> dict[str, Any]:
    """What every page of cases has."""
    return {
        **admin.site.each_context(request),
        "brouillon": vu.nom,
        "suite": suite(vu.version),
        "lue": vu.empreinte,
        "redige": request.user.has_perm(roles.REDIGER),
        "deviendrait_auteur": deviendrait_auteur(request, vu.version),
        "mes_attentes": vu.version and attentes.siennes(vu.version, request.user).count(),
    }


@reserve(roles.LIRE)
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """Every case, computed now on what is public or on a draft: red ones first, then those it changes."""
    vu = ou_public(request)
    cherche = request.GET.get("q", "").strip()
    lus = CasDeControle.objects.filter(nom__icontains=cherche)
    en_attente = attentes.attendus(vu.version)
    examens = [] if vu.referentiel is None else examiner(vu.referentiel, en_attente, lus)
    lignes = [
        examen_lisible(examen, vu.version) | {"attend": examen.cas.pk in en_attente}
        for examen in examens
    ]
    lignes.sort(key=lambda ligne: (not ligne["ecarts"], not ligne["attend"]))
    supprimes = ChangementDeCas.objects.filter(quoi=Quoi.SUPPRESSION, nom__icontains=cherche)
    return render(request, "atelier/cas_liste.html", contexte(request, vu) | {
        "page": Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page")),
        "rouges": sum(1 for examen in examens if examen.ecarts),
        "attentes": len(en_attente),
        "nombre": len(examens),
        "cherche": cherche,
        "impossible": vu.referentiel is None,
        "supprimes": histoire(supprimes),
    })  # fmt: skip


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def mettre_a_jour(request: HttpRequest) -> HttpResponse:
    """Red cases expect what is computed, on purpose: with the draft, once it is public; else from now on."""
    try:
        vu = regard(request)
    except ActeRefuse as refus:
        return _retour(request, textes.REFUS[refus.code], None)
    if vu.referentiel is None:
        return _retour(request, "Il manque une constante à ce brouillon.", vu.version)
    if request.method != "POST":
        return _proposer(request, vu)
    raison = request.POST.get("raison", "").strip()[:RAISON]
    choisis = CasDeControle.objects.filter(pk__in=_entiers(request.POST.getlist("cas")))
    if not raison or not choisis:
        messages.error(request, "Cochez des cas et dites pourquoi leur attendu change.")
        return _proposer(request, vu, {cas.pk for cas in choisis})
    if deviendrait_auteur(request, vu.version) and "devenir_auteur" not in request.POST:
        messages.error(request, textes.DEVENIR_AUTEUR)
        return _proposer(request, vu, {cas.pk for cas in choisis})
    if request.POST.get("lue") not in (None, vu.empreinte):
        return _retour(request, textes.REFUS["chiffres_changes"], vu.version)
    nouveaux = {examen.cas: nouveau for examen, nouveau in _releves(vu, choisis)}
    try:
        combien = _ecrire(request, vu.version, nouveaux, raison)
    except ActeRefuse as refus:
        return _retour(request, textes.REFUS[refus.code], None)
    messages.success(request, textes.cas_mis_a_jour(combien, vu.version is not None))
    if reste := len(choisis) - combien:
        messages.warning(request, textes.cas_laisses(reste))
    return HttpResponseRedirect(reverse("atelier:cas") + suite(vu.version))


@reserve(roles.REDIGER)
@require_POST
def oublier_les_miens(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """Who may publish a draft takes back what she had decided of its cases: she is its author no longer."""
    la_version = trouver(genre, version)
    if exiger_brouillon(request, la_version):
        combien = attentes.oublier_les_siennes(la_version, auteur(request))
        messages.success(request, textes.cas_retires(combien))
    return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))


def _proposer(
    request: HttpRequest, vu: Regard, cochees: Collection[int] | None = None
) -> HttpResponse:
    """All that can be updated; `cochees`: those ticked already, if the form was sent.

    A doctor of the home page bears a title that nothing here reads again: its case comes unticked.
    """
    exemples: list[dict[str, Any]] = []
    autres: list[dict[str, Any]] = []
    for examen, nouveau in _releves(vu, CasDeControle.objects.all()):
        exemple = examen.cas.theme == EXEMPLES
        coche = not exemple if cochees is None else examen.cas.pk in cochees
        quoi = faits.differences(examen.attendu, nouveau)
        (exemples if exemple else autres).append({"cas": examen.cas, "quoi": quoi, "cochee": coche})
    return render(request, "atelier/cas_mettre_a_jour.html", contexte(request, vu) | {
        "lignes": autres,
        "exemples": exemples,
        "nombre": len(autres) + len(exemples),
    }, status=200 if cochees is None else 422)  # fmt: skip


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def un_cas(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: its answers, what it expects, what comes out, what happened to it."""
    cas = get_object_or_404(CasDeControle, pk=pk)
    vu = ou_public(request)
    if request.method == "POST":
        if not request.user.has_perm(roles.REDIGER):
            raise Interdit.faute_de(roles.REDIGER)
        return _agir(request, cas, vu.version)
    if vu.referentiel is None:
        messages.error(request, "Il manque une constante à ce brouillon : voici le cas public.")
        tables = selectors.tables()
        vu = Regard(None, tables.referentiel, tables.empreinte)
    en_attente = attentes.de(vu.version).get(pk)
    attendu = en_attente.attendu if en_attente else cas.attendu
    resultat = calculer(cas.reponses, vu.referentiel)
    return render(request, "atelier/cas.html", contexte(request, vu) | {
        "cas": cas,
        "ecarts": ecarts(attendu, resultat),
        "faits": _compares(attendu, resultat),
        "en_attente": en_attente and attente_lisible(en_attente),
        "autres_attentes": [
            attente_lisible(autre)
            for autre in AttenduEnAttente.objects.filter(cas=cas).select_related(
                "cas", "bareme", "employeur"
            )
            if autre != en_attente and autre.version.statut == Statut.BROUILLON
        ],
        "lien": lien_du_resultat(cas.reponses),
        "lien_brouillon": vu.nom
        and lien_du_resultat(cas.reponses, vu.nom.adresse("apercu")),
        "lien_modifier": lien(cas, vu.version, "modifier_cas"),
        "histoire": histoire(cas.changements.select_related("publication")),
    })  # fmt: skip


def _agir(request: HttpRequest, cas: CasDeControle, version: Version | None) -> HttpResponse:
    """The buttons of the page of a case."""
    if request.POST.get("action") == "oublier" and version is not None:
        attentes.oublier(version, cas, auteur(request))
        messages.success(request, "Avec ce brouillon, le cas attend de nouveau la même chose.")
        return HttpResponseRedirect(lien(cas, version))
    raison = request.POST.get("raison", "").strip()[:RAISON]
    if request.POST.get("action") != "supprimer" or not raison:
        messages.error(request, "Dites pourquoi ce cas est supprimé.")
        return HttpResponseRedirect(lien(cas, version))
    ecriture.supprimer(cas, auteur(request), raison)
    messages.success(request, f"Le cas « {cas.nom} » est supprimé.")
    return HttpResponseRedirect(reverse("atelier:cas") + suite(version))


def _releves(vu: Regard, liste) -> list[tuple[Examen, dict]]:
    """The red ones, each with the same facts as they come out; not those that cannot be made green so."""
    releves = []
    for examen in examiner(vu.referentiel, attentes.attendus(vu.version), liste):
        if not examen.ecarts:
            continue
        resultat = calculer(examen.cas.reponses, vu.referentiel)
        nouveau = attendus.relire(examen.attendu, resultat)
        if "_" not in resultat.get("erreurs", ()) and not ecarts(nouveau, resultat):
            releves.append((examen, nouveau))
    return releves


def _ecrire(
    request: HttpRequest, version: Version | None, nouveaux: dict[CasDeControle, dict], raison: str
) -> int:
    if version is not None:
        par_cas = {cas.pk: attendu for cas, attendu in nouveaux.items()}
        attentes.mettre(version, par_cas, auteur(request), raison)
        return len(nouveaux)
    return sum(
        ecriture.modifier(cas, {"attendu": attendu}, auteur(request), raison)
        for cas, attendu in nouveaux.items()
    )


def _compares(attendu: dict, resultat: dict) -> list[dict[str, Any]]:
    """Each fact, as it must be and as it comes out."""
    obtenus = {champ.nom: champ.dit for champ in faits.champs(attendus.relire(attendu, resultat))}
    # What the other facts are about.
    sujets = {cle: attendu[cle] for cle in ("option", "critere") if cle in attendu}
    return [
        {
            "libelle": champ.libelle,
            "attendu": champ.dit,
            "obtenu": obtenus.get(champ.nom, "rien"),
            "differe": ecarts(sujets | faits.composer([(champ.nom, champ.valeur)]), resultat),
        }
        for champ in faits.champs(attendu)
    ]


def _retour(request: HttpRequest, message: str, version: Version | None) -> HttpResponse:
    messages.error(request, message)
    return HttpResponseRedirect(reverse("atelier:cas") + suite(version))


def _entiers(textes_lus: list[str]) -> list[int]:
    return [lu for texte in textes_lus if (lu := saisie.entier(texte))]
