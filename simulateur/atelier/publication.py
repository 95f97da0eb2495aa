"""Publishing and going back: one page that says what will change, one button that does it.

Before it, a draft is submitted to who publishes, or sent back to who writes.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from eligibility import accompagnement, actes, cycle, roles, soumission
from eligibility import references as gardees
from eligibility.actes import Auteur
from eligibility.documents import base, formes
from eligibility.documents.differences import differences
from eligibility.models import Etape
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.textes import atelier as textes

from . import acces, fiche, rattrapage, references
from .acces import reserve
from .cas_presentation import avant_publication, suite
from .champs import Motif
from .presentation import difference_lisible
from .versions import nom_de, trouver


@reserve(roles.PUBLIER)
@require_http_methods(["GET", "HEAD", "POST"])
def publier(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    if request.method == "POST" and not acces.peut_publier(request, la_version):
        raise acces.Interdit(textes.REFUS["son_propre_brouillon"])

    def faire(motif: str) -> str:
        if not request.POST.get("lue"):
            return textes.REFUS["non_lue"]
        cycle.publier(la_version, acces.auteur(request), motif, request.POST["lue"])
        messages.success(request, f"{la_version} est public. Le site le suit dans les secondes.")
        return ""

    document = base.document(la_version)
    origine = fiche.reference(la_version)
    return _acte(
        request, la_version, _empechement(request, la_version), faire,
        titre="Publier", bouton="Publier maintenant",
        lue=accompagnement.empreinte_a_lire(la_version),
        origine=origine,
        differences=[] if origine is None else differences(base.document(origine), document),
        soumission=soumission.de(la_version, document),
        partiront=_partiront(document),
        a_venir=la_version.date_effet > timezone.localdate(),
    )  # fmt: skip


@reserve(roles.PUBLIER)
@require_http_methods(["GET", "HEAD", "POST"])
def retirer(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)

    def faire(motif: str) -> str:
        cycle.retirer(la_version, acces.auteur(request), motif)
        messages.success(request, f"{la_version} n’est plus public.")
        return ""

    suivante = fiche.reference(la_version)
    document = base.document(la_version)
    return _acte(
        request, la_version,
        "" if la_version.statut == Statut.PUBLIE else textes.REFUS["pas_publiee"], faire,
        titre="Revenir en arrière", bouton="Retirer cette version", lue="",
        origine=suivante,
        differences=[] if suivante is None else differences(document, base.document(suivante)),
        soumission=None, partiront=[], a_venir=False,
    )  # fmt: skip


def _acte(
    request: HttpRequest, version: Version, refus: str, faire: Callable[[str], str], **page: Any
) -> HttpResponse:
    """Shows what an act would do; does it when it is asked for, with a reason.

    `refus`: why it cannot be done, known beforehand. `faire` says why it was not, or nothing.
    """
    formulaire, empeche = Motif(request.POST or None), refus
    demande = request.method == "POST"
    if demande and formulaire.is_valid() and not refus:
        try:
            refus = faire(formulaire.cleaned_data["motif"])
        except actes.ActeRefuse as refuse:
            refus = textes.refus(refuse)
        if not refus:
            return HttpResponseRedirect(nom_de(version).adresse("fiche"))
    genre = base.genre_de(version)
    cas = avant_publication(version)
    contexte = fiche.contexte_commun(request, version) | {
        "formulaire": formulaire,
        "refus": refus,
        # What was typed is not lost, whatever prevented it.
        "demandable": demande or not (refus or cas.get("echouent")),
        # The button is no lie: not where it is known that it would do nothing.
        "possible": not (empeche or cas.get("echouent")),
        "fiche_changee": fiche.fiche_changee(page["origine"], base.document(version)),
        "cas": cas,
        "retard": rattrapage.retard(version),
        **page,
        "differences": [difference_lisible(genre, d) for d in page["differences"]],
    }
    return render(request, "atelier/publier.html", contexte, status=422 if demande else 200)


def _empechement(request: HttpRequest, version: Version) -> str:
    """What prevents this draft from going public by this person's hand, known without trying."""
    try:
        cycle.exiger_publiable(version)
    except actes.ActeRefuse as refuse:
        return textes.refus(refuse)
    return "" if acces.peut_publier(request, version) else textes.REFUS["son_propre_brouillon"]


def _partiront(document: formes.Document) -> list[dict[str, Any]]:
    """Specialties and sources that this draft cites and that are not public yet."""
    public = gardees.publie()
    if public is None:
        return []
    avec = gardees.completer(formes.avec(public, document))
    return [references.lisible(attente) for attente in gardees.en_attente(public, avec)]


@reserve(roles.REDIGER)
@require_POST
def soumettre(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """The draft is ready, says who wrote it, with a word for who publishes."""
    la_version = trouver(genre, version)
    mot, refus, code = _avec_un_mot(request, la_version, soumission.soumettre)
    if refus:
        ou = {
            "cas_en_echec": reverse("atelier:cas") + suite(la_version),
            "origine_depassee": "#retard",
            "anomalies": "#controles",
            "avertissements": "#controles",
        }
        refuses = {"mot": mot, "refus_soumission": refus, "ou_corriger": ou.get(code, "#mot")}
        return fiche.montrer(request, la_version, refuses)
    messages.success(request, f"{la_version} est soumis à publication.")
    return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))


@reserve(roles.PUBLIER)
@require_POST
def renvoyer(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """Back to who writes, with the reason."""
    la_version = trouver(genre, version)
    mot, refus, _ = _avec_un_mot(request, la_version, soumission.renvoyer)
    if refus:
        return fiche.montrer(request, la_version, {"raison": mot, "refus_renvoi": refus})
    messages.success(request, f"{la_version} est renvoyé à la rédaction.")
    return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))


@reserve(roles.REDIGER)
@require_POST
def annuler(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """Who submitted the draft takes it back: it needs nobody's reason."""
    la_version = trouver(genre, version)
    try:
        soumission.annuler(la_version, acces.auteur(request))
    except actes.ActeRefuse as refuse:
        messages.error(request, textes.refus(refuse))
    else:
        messages.success(request, f"{la_version} n’est plus soumis à publication.")
    return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))


def _avec_un_mot(
    request: HttpRequest, version: Version, faire: Callable[[Version, Auteur, str], Etape]
) -> tuple[str, str, str]:
    """Does it with the word that was posted; the word, then why it was refused, in words and its code."""
    mot = request.POST.get("mot", "").strip()[: fiche.MOT_MAX]
    if not mot:
        return mot, textes.REFUS["motif_vide"], ""
    try:
        faire(version, acces.auteur(request), mot)
    except actes.ActeRefuse as refuse:
        return mot, textes.refus(refuse), refuse.code
    return mot, "", ""
