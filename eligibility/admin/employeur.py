"""The employer's wages and rates, one line per figure, edited from the list itself."""

from django.contrib import admin

from eligibility.models import ParametreEmployeur
from eligibility.models.choix import Statut
from eligibility.models.choix_employeur import CleEmployeur

from .base import rang
from .cellules import PROVENANCE, SUIVI, CelluleAdmin, ChampTaux


@admin.register(ParametreEmployeur)
class ParametreEmployeurAdmin(CelluleAdmin):
    parent = "jeu"
    champ_valeur = ChampTaux
    list_display = ("cle", "jeu", "valeur", "unite", *SUIVI)
    list_filter = ("jeu", "fiabilite", "source")
    list_select_related = ("jeu", "source")
    search_fields = ("cle", "note", "source__cle")
    search_help_text = "Cherchez un paramètre, une source ou un mot des notes."
    ordering = ("-jeu__date_effet", "-jeu__revision", rang("cle", CleEmployeur.values))
    cle_figee = ("jeu", "cle")
    readonly_fields = ("unite",)
    fieldsets = (
        ("Paramètre", {"fields": ("jeu", "cle", "valeur", "unite")}),
        PROVENANCE,
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        """The computation needs every parameter of a published set."""
        if obj is not None and obj.jeu.statut == Statut.PUBLIE:
            return False
        return super().has_delete_permission(request, obj)
