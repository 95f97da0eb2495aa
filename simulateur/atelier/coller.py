"""The page where figures are pasted: shown as they would change the draft, then written all at once."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from eligibility import controles, ecriture, roles
from eligibility.documents import base
from eligibility.documents.differences import appliquer
from eligibility.models.choix import Statut
from eligibility.regles.controle import BLOQUANTE, par_cellule
from simulateur.textes import atelier as textes

from . import collage, colonnes, fiche, saisie
from .acces import Interdit, auteur, deviendrait_auteur, reserve
from .presentation import difference_lisible, nom_de_case
from .versions import nom_de, trouver

TAILLE_MAXIMALE = 500_000
ERREURS_MONTREES = 100


class Formulaire(saisie.Provenance):
    """Text pasted, or a CSV file; where the figures come from."""

    texte = forms.CharField(
        label="Collez ici les lignes de votre tableur", required=False, strip=False,
        max_length=TAILLE_MAXIMALE, widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )  # fmt: skip
    fichier = forms.FileField(label="Ou un fichier CSV", required=False, allow_empty_file=True)
    field_order = (
        "texte",
        "fichier",
        "source",
        "fiabilite",
        "verifie_le",
        "note",
        "effacer_notes",
        "pourquoi",
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier is None:
            return None
        if fichier.size > TAILLE_MAXIMALE:
            raise forms.ValidationError("Ce fichier est trop gros : 500 Ko au plus.")
        octets = fichier.read()
        for codage in ("utf-8-sig", "cp1252"):
            try:
                return octets.decode(codage)
            except UnicodeDecodeError:
                continue
        raise forms.ValidationError("Ce fichier n’est pas un texte CSV.")

    def clean(self):
        dites = super().clean()
        if dites.get("fichier"):
            dites["texte"] = dites["fichier"]
        if "texte" in dites and not dites["texte"].strip() and "fichier" not in self.errors:
            self.add_error("texte", "Collez des lignes, ou choisissez un fichier.")
        self.exiger()
        return dites


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, genre: str, version: str, table: str) -> HttpResponse:
    la_version = trouver(genre, version)
    if genre != "bareme" or table not in colonnes.MODELES:
        raise Http404
    if la_version.statut != Statut.BROUILLON:
        raise Interdit(textes.REFUS["pas_un_brouillon"])
    consentir = deviendrait_auteur(request, la_version)
    if request.method != "POST":
        reprise = saisie.derniere_provenance(la_version, request.user)
        formulaire = Formulaire(initial=reprise, consentir=consentir)
        return _rendre(request, la_version, table, formulaire, reprise=bool(reprise))
    formulaire = Formulaire(request.POST, request.FILES, consentir=consentir)
    document = base.document(la_version)
    connues = controles.connues()
    if not formulaire.is_valid():
        # What is wrong in the text is said with what is wrong beside it.
        texte = formulaire.cleaned_data.get("texte") or ""
        lu = collage.lire(texte, table, document, connues.specialites, saisie.VIDE)
        return _rendre(request, la_version, table, formulaire, statut=422,
                       collage=lu if texte.strip() and lu.erreurs else None)  # fmt: skip
    lu = collage.lire(
        formulaire.cleaned_data["texte"],
        table,
        document,
        connues.specialites,
        formulaire.ligne(),
    )
    if lu.erreurs or request.POST.get("action") != "ecrire":
        return _rendre(request, la_version, table, formulaire, collage=lu,
                       apercu=_apercu(document, lu, connues),
                       statut=422 if lu.erreurs else 200)  # fmt: skip
    try:
        combien = ecriture.ecrire(
            la_version, lu.differences, auteur(request), formulaire.cleaned_data["pourquoi"]
        )
    except ecriture.Conflit:
        formulaire.add_error(None, "Quelqu’un vient de changer ces cases : relisez l’aperçu.")
        lu = collage.lire(
            formulaire.cleaned_data["texte"], table, base.document(la_version),
            connues.specialites, formulaire.ligne(),
        )  # fmt: skip
        return _rendre(request, la_version, table, formulaire, collage=lu,
                       apercu=_apercu(document, lu, connues), statut=422)  # fmt: skip
    messages.success(request, textes.colles(table, combien, lu.lignes))
    return HttpResponseRedirect(nom_de(la_version).adresse("table", table))


def _apercu(document, lu: collage.Collage, connues) -> list[dict]:
    """Each row that would change, with what the checks would say of it."""
    anomalies = par_cellule(controles.controler(appliquer(document, lu.differences), connues))
    return [
        {
            **difference_lisible(document["genre"], difference),
            "case": nom_de_case(document["genre"], difference.table, difference.cle),
            "anomalies": [
                (a.gravite, textes.anomalie(a.code, a.detail))
                for a in anomalies.get((difference.table, difference.cle), ())
            ],
        }
        for difference in lu.differences
    ]


def _rendre(
    request: HttpRequest, version, table: str, formulaire: Formulaire, statut: int = 200, **autres
) -> HttpResponse:
    contexte = fiche.contexte_commun(request, version) | {
        "table": table,
        "titre_table": textes.TABLES[table],
        "formulaire": formulaire,
        "modele": colonnes.MODELES[table],
        "collage": None,
        "reprise": False,
        "erreurs_montrees": ERREURS_MONTREES,
        **autres,
    }
    contexte["bloquantes"] = sum(
        any(gravite == BLOQUANTE for gravite, _ in ligne["anomalies"])
        for ligne in contexte.get("apercu", ())
    )
    if formulaire.is_bound and "texte" in formulaire.cleaned_data:
        # A file is read once: what was read stays in the field, whatever is wrong elsewhere.
        formulaire.data = formulaire.data.copy()
        formulaire.data["texte"] = formulaire.cleaned_data["texte"]
    return render(request, "atelier/coller.html", contexte, status=statut)
