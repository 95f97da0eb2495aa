"""Specialties and sources."""

from django.contrib import admin
from django.utils.html import format_html

from eligibility.models import Source, Specialite

from .base import TableAdmin


@admin.register(Specialite)
class SpecialiteAdmin(TableAdmin):
    list_display = ("libelle", "groupe", "ordre", "slug")
    list_editable = ("ordre",)
    list_filter = ("groupe",)
    search_fields = ("libelle", "slug", "synonymes")
    search_help_text = "Cherchez un nom ou un synonyme."
    cle_figee = ("slug",)
    prepopulated_fields = {"slug": ("libelle",)}
    fields = ("libelle", "slug", "groupe", "synonymes", "ordre")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj is not None else super().get_prepopulated_fields(request, obj)


@admin.register(Source)
class SourceAdmin(TableAdmin):
    list_display = ("cle", "libelle", "adresse", "date", "lecture", "verifie_le")
    list_editable = ("lecture", "verifie_le")
    list_filter = ("lecture", "verifie_le")
    search_fields = ("cle", "libelle", "lien")
    search_help_text = "Cherchez une clé, un mot du libellé ou de l’adresse."
    cle_figee = ("cle",)
    fields = ("cle", "libelle", "lien", "date", "lecture", "verifie_le")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "lien":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="lien", ordering="lien")
    def adresse(self, obj) -> str:
        if not obj.lien:
            return "aucun lien connu"
        return format_html('<a href="{}" rel="noopener noreferrer">ouvrir</a>', obj.lien)
