"""What a draft says of itself: its title, the text it comes from, when that text was read."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from eligibility import ecriture, roles
from eligibility.documents import base
from eligibility.models import Changement, Source
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.textes import atelier as textes

from . import fiche
from .acces import Interdit, auteur, reserve
from .champs import Ecrit, JourPasse
from .versions import nom_de, trouver

# What this page writes of a version.
FICHE = ("intitule", "source", "verifie_le", "commentaire")


class Formulaire(Ecrit):
    intitule = forms.CharField(
        label="Intitulé", max_length=200,
        help_text="Lisible par tous, par exemple « Convention 2024-2029 ».",
        error_messages={"required": "Donnez un intitulé à cette version."},
    )  # fmt: skip
    source = forms.ModelChoiceField(
        Source.objects.all(), label="Texte d’où vient cette version", required=False,
        to_field_name="cle", empty_label="aucun",
    )  # fmt: skip
    verifie_le = JourPasse(
        label="Texte relu le", required=False, help_text="Vide : « non vérifié »."
    )
    commentaire = forms.CharField(
        label="Commentaire pour l’équipe", required=False, max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    vue = forms.CharField(required=False, widget=forms.HiddenInput)

    def fiche(self) -> dict:
        """The columns of the version, as a document writes them."""
        dit = self.cleaned_data
        return {
            "intitule": dit["intitule"],
            "source": dit["source"].cle if dit["source"] else None,
            "verifie_le": dit["verifie_le"].isoformat() if dit["verifie_le"] else None,
            "commentaire": dit["commentaire"],
        }


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    if la_version.statut != Statut.BROUILLON:
        raise Interdit(textes.REFUS["pas_un_brouillon"])
    document = base.document(la_version)
    contexte = fiche.contexte_commun(request, la_version)
    consentir = contexte["deviendrait_auteur"]
    if request.method == "POST":
        formulaire = Formulaire(request.POST, consentir=consentir)
        if formulaire.is_valid():
            vue = _lue(formulaire.cleaned_data["vue"])
            try:
                change = ecriture.ecrire_fiche(la_version, formulaire.fiche(), auteur(request), vue)
            except ecriture.Conflit as conflit:
                _dire_le_conflit(formulaire, conflit.lignes["", ()], la_version)
            else:
                messages.success(request, "Enregistré." if change else "Rien n’a changé.")
                return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))
    else:
        vue = json.dumps({champ: document[champ] for champ in FICHE})
        formulaire = Formulaire(
            initial={**document, "verifie_le": la_version.verifie_le, "vue": vue},
            consentir=consentir,
        )
    contexte |= {
        "formulaire": formulaire,
        "titre": f"{textes.GENRES[genre]} : présentation",
    }
    return render(
        request, "atelier/metadonnees.html", contexte, status=422 if formulaire.errors else 200
    )


def _lue(texte: str) -> dict[str, Any] | None:
    """What the page that was sent back had read; None when it does not say."""
    try:
        lue = json.loads(texte)
    except ValueError:
        return None
    return lue if isinstance(lue, dict) and lue.keys() == set(FICHE) else None


def _dire_le_conflit(formulaire: Formulaire, actuelle: Mapping[str, Any], version: Version) -> None:
    """At each field, what somebody else wrote; sent again, it is knowingly written over."""
    fait = (
        Changement.objects.filter(
            genre=base.genre_de(version), version=version.date_effet, revision=version.revision,
            table="",
        )
        .first()
    )  # fmt: skip
    qui = fait.auteur if fait is not None else "Quelqu’un"
    for champ, valeur in formulaire.fiche().items():
        if actuelle[champ] != valeur:
            dite = textes.ecrire(actuelle[champ]) if actuelle[champ] else "vide"
            formulaire.add_error(
                champ,
                f"{qui} a écrit entre-temps : {dite}. Rien n’est encore enregistré : gardez le vôtre ou "
                "reprenez le sien, puis enregistrez.",
            )
    formulaire.data = formulaire.data.copy()
    formulaire.data["vue"] = json.dumps(dict(actuelle))
