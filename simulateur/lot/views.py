"""La page d'un fichier : un envoi, une réponse au fil du calcul, rien de gardé (décision 17)."""

from collections.abc import Callable

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from eligibility import selectors
from simulateur.plateforme import limites
from simulateur.plateforme.cache import JAMAIS, UNE_MINUTE
from simulateur.plateforme.corps import longueur_annoncee
from simulateur.plateforme.pages import page_publique
from simulateur.textes import lot as textes

from . import export, flux
from . import modele as modeles
from .formulaire import Envoi
from .passage import Passage
from .refus import LIGNES_MAX, OCTETS_MAX, FichierRefuse
from .tableau import ouvrir, rassembler
from .verrou import place

# Ce que le formulaire ajoute autour du fichier.
ENVELOPPE = 16 * 1024
ATTENTE_S = 10
# Un fichier passe seul : vingt de ses lignes comptent comme un envoi.
LIGNES_PAR_ENVOI = 20


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _vide(request)
    try:
        return _recevoir(request)
    except FichierRefuse as refuse:
        return _refuser(request, refuse.message, refuse.statut)


@page_publique(sans_tables=True)
def _vide(request: HttpRequest, tables: selectors.Tables | None) -> HttpResponse:
    return _formulaire(request, Envoi())


@require_safe
def modele(request: HttpRequest, forme: str) -> HttpResponse:
    contenu, type_ = {
        "csv": (modeles.en_csv, export.TYPE_CSV),
        "xlsx": (modeles.en_xlsx, export.TYPE_XLSX),
    }[forme]
    return HttpResponse(
        contenu(),
        content_type=type_,
        headers={
            "Cache-Control": UNE_MINUTE,
            "Content-Disposition": f'attachment; filename="modele-medecins.{forme}"',
        },
    )


@limites.limite(limites.ENVOIS)
def _recevoir(request: HttpRequest) -> HttpResponse:
    if longueur_annoncee(request) > OCTETS_MAX + ENVELOPPE:
        raise FichierRefuse(textes.TROP_GROS.format(maximum=OCTETS_MAX // 1024**2), 413)
    # Rien ne touche le disque ; à poser avant que le corps soit lu.
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    envoi = Envoi(request.POST, request.FILES)
    if not envoi.is_valid():
        return _formulaire(request, envoi, 422)
    fichier = envoi.cleaned_data["fichier"]
    if fichier.size > OCTETS_MAX:
        raise FichierRefuse(textes.TROP_GROS.format(maximum=OCTETS_MAX // 1024**2), 413)
    referentiel = selectors.tables().referentiel
    jeton = place.prendre()
    if jeton is None:
        return _refuser(request, textes.OCCUPE, 503, attente=ATTENTE_S)

    def rendre() -> None:
        place.rendre(jeton)

    try:
        tableau = ouvrir(fichier.read())
        rangs = rassembler(tableau, LIGNES_MAX)
        limites.compter(request, len(rangs) // LIGNES_PAR_ENVOI)
        passage = Passage(tableau, rangs, referentiel, timezone.localdate(), request)
        return _repondre(request, passage, envoi.cleaned_data, rendre)
    except BaseException:
        rendre()
        raise


def _repondre(
    request: HttpRequest, passage: Passage, choix: dict, rendre: Callable[[], None]
) -> HttpResponse:
    if choix["resultat"] == "xlsx":
        response = HttpResponse(export.en_xlsx(passage), content_type=export.TYPE_XLSX)
        rendre()
    elif choix["resultat"] == "csv":
        response = _au_fil(request, export.en_csv(passage), rendre, export.TYPE_CSV)
    else:
        morceaux = flux.page(passage, choix["tri"] or "fichier", choix["filtre"], request)
        response = _au_fil(request, morceaux, rendre, "text/html; charset=utf-8")
    if choix["resultat"] != "ecran":
        nom = f"estimations-{passage.aujourdhui.isoformat()}.{choix['resultat']}"
        response.headers["Content-Disposition"] = f'attachment; filename="{nom}"'
    response.headers["Cache-Control"] = JAMAIS
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _au_fil(
    request: HttpRequest, morceaux, rendre: Callable[[], None], type_: str
) -> StreamingHttpResponse:
    comprimer = "gzip" in request.headers.get("Accept-Encoding", "")
    response = StreamingHttpResponse(
        flux.Flux(morceaux, comprimer=comprimer, a_la_fin=rendre), content_type=type_
    )
    if comprimer:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    # Un mandataire qui attendrait la fin cacherait l'avancement.
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _refuser(request: HttpRequest, message: str, statut: int, attente: int = 0) -> HttpResponse:
    """Le formulaire, avec ce qui s'est passé au champ du fichier."""
    envoi = Envoi(request.POST, {}) if statut == 422 else Envoi({"resultat": "ecran"}, {})
    envoi.errors["fichier"] = envoi.error_class([message])
    response = _formulaire(request, envoi, statut)
    if attente:
        response.headers["Retry-After"] = str(attente)
    return response


def _formulaire(request: HttpRequest, envoi: Envoi, statut: int = 200) -> HttpResponse:
    contexte = {"form": envoi, "colonnes": list(modeles.colonnes())}
    response = render(request, "lot/page.html", contexte, status=statut)
    if statut != 200:
        response.headers["Cache-Control"] = JAMAIS
        response.headers["X-Robots-Tag"] = "noindex"
    return response
