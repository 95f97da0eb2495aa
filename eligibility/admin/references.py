"""Specialties and sources."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from eligibility import cycle, references
from eligibility.documents import validation
from eligibility.models import PieceJointe, Source, Specialite
from eligibility.models.piece import PDF, TAILLE_MAXIMALE

from .base import TableAdmin

LECTURE_IMPOSSIBLE = f"Impossible : {validation.LECTURE_IMPOSSIBLE}"


class ReferenceAdmin(TableAdmin):
    """What is no version: each write is logged, whatever screen or action it comes from."""

    object_history_template = "admin/eligibility/reference_histoire.html"

    def save_model(self, request, obj, form, change) -> None:
        with references.noter(self.model, [obj], cycle.Auteur.de(request.user)):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj) -> None:
        with references.noter(self.model, [obj], cycle.Auteur.de(request.user)):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset) -> None:
        with references.noter(self.model, queryset, cycle.Auteur.de(request.user)):
            super().delete_queryset(request, queryset)

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


class FormulaireSource(forms.ModelForm):
    """A source, and the PDF that was read."""

    piece = forms.FileField(
        label="Joindre le PDF lu", required=False,
        help_text="Gardé tel qu’il est aujourd’hui, pour l’équipe ; 15 Mo au plus.",
    )  # fmt: skip

    def clean_verifie_le(self):
        jour = self.cleaned_data["verifie_le"]
        if jour is not None and not validation.lecture_possible(jour):
            raise forms.ValidationError(LECTURE_IMPOSSIBLE)
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
            signataire = cycle.Auteur.de(request.user)
            PieceJointe.objects.create(
                source=obj,
                nom=fichier.name[:150],
                contenu=fichier.read(),
                auteur=signataire.nom,
                compte=signataire.compte,
            )

    @admin.action(description="Vérifiées aujourd’hui", permissions=["change"])
    def verifier_aujourd_hui(self, request, queryset) -> None:
        """Sources read again today."""
        sources = list(queryset)
        with references.noter(Source, sources, cycle.Auteur.de(request.user)):
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
