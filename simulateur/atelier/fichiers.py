"""A version as a file: downloaded, or read into a draft once its differences were seen."""

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from eligibility import controles, echanges, roles
from eligibility.documents import base, formes
from eligibility.documents.differences import differences
from eligibility.models.choix import Statut
from simulateur.textes import atelier as textes
from simulateur.textes import fichiers as textes_des_fichiers

from .acces import auteur, reserve
from .presentation import difference_lisible, nom_de_case
from .versions import nom_de, trouver

SEL = "atelier.importer"
DIFFERENCES_MONTREES = 300


class Formulaire(forms.Form):
    fichier = forms.FileField(
        label="Fichier JSON d’un barème exporté", allow_empty_file=True,
        error_messages={"required": "Choisissez un fichier."},
    )  # fmt: skip

    def clean_fichier(self) -> str:
        fichier = self.cleaned_data["fichier"]
        if fichier.size > echanges.TAILLE_MAXIMALE:
            raise forms.ValidationError("Ce fichier est trop gros pour un barème.")
        try:
            return fichier.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError("Ce fichier n’est pas du texte UTF-8.") from None


@reserve(roles.LIRE)
@require_safe
def exporter(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    nom = nom_de(la_version)
    return HttpResponse(
        echanges.exporter(la_version),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{genre}-{nom.version}.json"'},
    )


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def importer(request: HttpRequest) -> HttpResponse:
    """First what the file would change, then the draft. Nothing is kept in between: it travels signed."""
    contexte = admin.site.each_context(request)
    if request.method != "POST":
        return render(request, "atelier/importer.html", contexte | {"formulaire": Formulaire()})
    if signe := request.POST.get("document"):
        return _creer(request, signe)
    formulaire = Formulaire(request.POST, request.FILES)
    defauts = []
    if formulaire.is_valid():
        try:
            document = echanges.lire(formulaire.cleaned_data["fichier"])
        except echanges.FichierRefuse as refus:
            defauts = textes_des_fichiers.refus(refus.defauts)
        else:
            contexte |= _apercu(document)
            return render(request, "atelier/importer.html", contexte | {"formulaire": Formulaire()})
    contexte |= {"formulaire": formulaire, "defauts": defauts}
    return render(request, "atelier/importer.html", contexte, status=422)


def _creer(request: HttpRequest, signe: str) -> HttpResponse:
    try:
        document = echanges.lire(signing.loads(signe, salt=SEL, max_age=3600))
    except signing.BadSignature:
        messages.error(request, "Cet aperçu a expiré : choisissez le fichier de nouveau.")
        return HttpResponseRedirect(request.path)
    except echanges.FichierRefuse as refus:  # a source, a specialty went away meanwhile
        messages.error(request, f"Rien n’est écrit. {textes_des_fichiers.defaut(refus.defauts[0])}")
        return HttpResponseRedirect(request.path)
    version = echanges.importer(document, auteur(request))
    messages.success(request, "Voici le brouillon tiré du fichier. Rien n’est public.")
    return HttpResponseRedirect(nom_de(version).adresse("fiche"))


def _apercu(document: formes.Document) -> dict:
    """What the draft would change, and what the checks would say of it."""
    genre = document["genre"]
    modele = base.MODELES[genre]
    publiees = modele.objects.filter(statut=Statut.PUBLIE, date_effet__lte=document["version"])
    origine = publiees.order_by("-date_effet").first()
    change = [] if origine is None else differences(base.document(origine), document)
    anomalies = controles.controler(document, controles.connues())
    return {
        "document": signing.dumps(formes.ecrire(document), salt=SEL, compress=True),
        "version": document["version"],
        "titre_genre": textes.GENRES[genre],
        "origine": origine,
        "nombre": len(change),
        "differences": [difference_lisible(genre, d) for d in change[:DIFFERENCES_MONTREES]],
        "anomalies": [
            (nom_de_case(genre, a.table, a.cle), textes.anomalie(a.code, a.detail))
            for a in anomalies
        ],
    }
