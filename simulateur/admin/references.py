"""Specialties and sources; what the screens of every reference share."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from eligibility import actes, references, roles
from eligibility.documents import base, formes, registre, validation
from eligibility.models import PieceJointe, Source, Specialite
from eligibility.models.piece import PDF, TAILLE_MAXIMALE
from simulateur.textes.fichiers import LECTURE_IMPOSSIBLE

from .base import ATour, FormulaireRelu

DROITS = "django.contrib.auth.backends.ModelBackend"
DESTINATAIRES = 5  # names said to who wrote


def _attente(compte) -> SafeString:
    """That what was written is not public yet, whom it waits for, and where it is read."""
    if settings.ADMINISTRATEUR_SEUL:
        qui = "que vous le mettiez en ligne"
    else:
        autres = (
            get_user_model().objects.with_perm(roles.PUBLIER, backend=DROITS).filter(is_staff=True)
        )
        noms = [
            actes.Auteur.de(autre).nom for autre in autres.exclude(pk=compte.pk)[:DESTINATAIRES]
        ]
        qui = (
            f"que quelqu’un d’autre le mette en ligne ({', '.join(noms)})" if noms else
            "d’être mis en ligne, et aucun autre compte ne peut le faire"
        )  # fmt: skip
    return format_html(
        'Rien n’est public pour l’instant : ce changement attend {}. <a href="{}">Voir ce qui attend</a>',
        qui, reverse("atelier:references"),
    )  # fmt: skip


class FormulaireDeReference(FormulaireRelu):
    """A row of a reference."""

    def empreinte(self) -> str:
        rang = registre.de_modele(type(self.instance)).rang
        ligne = base.ligne_de_reference(self.instance)
        ligne |= {champ: getattr(self.instance, champ) for champ in rang}
        return formes.condense(formes.ecrire(ligne))

    def dernier_auteur(self) -> str:
        dernier = references.histoire(type(self.instance), self.instance).first()
        return "" if dernier is None else dernier.auteur


class ReferenceAdmin(ATour):
    """What is no version: each write is logged, whatever screen or action it comes from."""

    form = FormulaireDeReference
    object_history_template = "admin/eligibility/reference_histoire.html"

    def save_model(self, request, obj, form, change) -> None:
        with self._noter(request, [obj]):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj) -> None:
        with self._noter(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset) -> None:
        with self._noter(request, queryset):
            super().delete_queryset(request, queryset)

    @contextmanager
    def _noter(self, request, objets) -> Iterator[None]:
        """Within it these objects are written; what waits of them to go public is said after."""
        objets = list(objets)
        with references.noter(self.model, objets, actes.Auteur.de(request.user)):
            yield
        attendent = references.qui_attendent(self.model)
        if any(objet.natural_key() in attendent for objet in objets):
            messages.warning(request, _attente(request.user))

    def history_view(self, request, object_id, extra_context=None):
        objet = self.get_object(request, unquote(object_id))
        changements = () if objet is None else references.histoire(self.model, objet)
        return super().history_view(
            request, object_id, {**(extra_context or {}), "changements": changements}
        )


@admin.register(Specialite)
class SpecialiteAdmin(ReferenceAdmin):
    list_display = ("libelle", "groupe", "ordre", "slug")
    list_filter = ("groupe",)
    search_fields = ("libelle", "slug", "synonymes")
    cle_figee = ("slug",)
    prepopulated_fields = {"slug": ("libelle",)}
    fields = ("libelle", "slug", "groupe", "synonymes", "ordre")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj is not None else super().get_prepopulated_fields(request, obj)


class FormulaireSource(FormulaireDeReference):
    """A source, and the PDF that was read."""

    piece = forms.FileField(
        label="Joindre le PDF lu", required=False,
        help_text="Gardé tel qu’il est aujourd’hui, pour l’équipe ; 15 Mo au plus.",
    )  # fmt: skip

    def clean_verifie_le(self):
        jour = self.cleaned_data["verifie_le"]
        if jour is not None and not validation.lecture_possible(jour):
            raise forms.ValidationError(f"Impossible : {LECTURE_IMPOSSIBLE}")
        return jour

    def clean_piece(self):
        fichier = self.cleaned_data["piece"]
        if fichier is None:
            return None
        if fichier.size > TAILLE_MAXIMALE:
            raise forms.ValidationError("Ce fichier est trop gros : 15 Mo au plus.")
        if fichier.read(len(PDF)) != PDF:
            raise forms.ValidationError("Ce fichier n’est pas un PDF.")
        fichier.seek(0)
        return fichier


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    form = FormulaireSource
    readonly_fields = ("pieces_jointes",)
    list_display = ("cle", "libelle", "adresse", "date", "lecture", "verifie_le")
    actions = ("verifier_aujourd_hui",)
    list_filter = ("lecture", "verifie_le")
    search_fields = ("cle", "libelle", "lien")
    cle_figee = ("cle",)
    fields = (
        "cle", "libelle", "lien", "date", "lecture", "verifie_le", "piece", "pieces_jointes",
    )  # fmt: skip

    def get_fields(self, request, obj=None):
        """A reader attaches nothing: the field is no column, it could not even be shown."""
        champs = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return champs
        return [champ for champ in champs if champ != "piece"]

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if fichier := form.cleaned_data.get("piece"):
            signataire = actes.Auteur.de(request.user)
            PieceJointe.objects.create(
                source=obj,
                nom=fichier.name[:150],
                contenu=fichier.read(),
                auteur=signataire.nom,
                compte=signataire.compte,
            )

    def get_deleted_objects(self, objs, request):
        """What cites a source without being tied to it in the database protects it too."""
        effaces, comptes, interdits, proteges = super().get_deleted_objects(objs, request)
        citent = references.qui_citent([source.cle for source in objs])
        return effaces, comptes, interdits, [
            *proteges,
            *(f"{objet._meta.verbose_name.capitalize()} : {objet}" for objet in citent),
        ]  # fmt: skip

    @admin.action(description="Vérifiées aujourd’hui", permissions=["change"])
    def verifier_aujourd_hui(self, request, queryset) -> None:
        """Sources read again today."""
        sources = list(queryset)
        with self._noter(request, sources):
            combien = queryset.update(verifie_le=timezone.localdate())
        pluriel = "s" if combien > 1 else ""
        messages.success(request, f"{combien} source{pluriel} vérifiée{pluriel} aujourd’hui.")

    @admin.display(description="pièces jointes")
    def pieces_jointes(self, obj) -> str:
        """Each document with the day it was attached and by whom."""
        pieces = () if obj.pk is None else obj.pieces.defer("contenu")
        liens = [
            (
                reverse("admin:eligibility_piece", args=[piece.pk]),
                piece.nom,
                date_format(piece.ajoutee_le, "j F Y"),
                piece.auteur,
            )
            for piece in pieces
        ]
        if not liens:
            return "aucune"
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", '<li><a href="{}">{}</a>, {}, {}</li>', liens),
        )

    def get_urls(self) -> list:
        """The attached documents, for who may read sources."""
        lire = path(
            "pieces/<int:pk>/", self.admin_site.admin_view(self.piece), name="eligibility_piece"
        )
        return [lire, *super().get_urls()]

    def piece(self, request, pk: int) -> HttpResponse:
        """Downloaded, never shown in the page: what somebody attached runs nothing here."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        jointe = get_object_or_404(PieceJointe, pk=pk)
        return HttpResponse(
            bytes(jointe.contenu),
            content_type="application/pdf",
            headers={
                "Content-Disposition": f'attachment; filename="source-{jointe.pk}.pdf"',
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "lien":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="lien", ordering="lien")
    def adresse(self, obj) -> str:
        if not obj.lien:
            return "aucun lien connu"
        return format_html('<a href="{}" rel="noopener noreferrer">ouvrir</a>', obj.lien)
