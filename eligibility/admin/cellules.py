"""The tables of a barème, one line per cell, edited from the list itself."""

from decimal import Decimal
from typing import ClassVar

from django import forms
from django.contrib import admin

from eligibility.models import Montant, OuvertureOption, Parametre, SegmentObjectif, Seuil
from eligibility.models.choix import CleParametre, LigneMontant, Option, Statut

from .base import LigneBaremeAdmin, rang

SUIVI = ("source", "fiabilite", "verifie_le")
PROVENANCE = ("Provenance", {"fields": (*SUIVI, "note")})


DU_PLUS_RECENT = ("-bareme__date_effet", "-bareme__revision")


class ChampValeur(forms.DecimalField):
    """80 and not 80.00: a figure reads as the convention writes it."""

    def prepare_value(self, valeur):
        if isinstance(valeur, Decimal) and valeur == valeur.to_integral_value():
            return valeur.quantize(Decimal(1))
        return valeur


class ChampTaux(ChampValeur):
    """8,55 and not 8,5500."""

    def prepare_value(self, valeur):
        valeur = super().prepare_value(valeur)
        fraction = isinstance(valeur, Decimal) and valeur != valeur.to_integral_value()
        return valeur.normalize() if fraction else valeur


class CelluleAdmin(LigneBaremeAdmin):
    champ_valeur: type[ChampValeur] = ChampValeur
    list_editable: ClassVar = ("valeur", *SUIVI)
    list_select_related = ("bareme", "source")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "valeur":
            saisie = {"placeholder": "à compléter", "inputmode": "decimal", "size": 9}
            kwargs |= {
                "form_class": self.champ_valeur,
                "localize": True,  # a comma, as the French type it
                "widget": forms.TextInput(attrs=saisie),
            }
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Montant)
class MontantAdmin(CelluleAdmin):
    list_display = ("case", "bareme", "valeur", *SUIVI)
    list_filter = ("bareme", "option", "ligne", "annee", "fiabilite", "source")
    search_fields = ("option", "ligne", "note", "source__cle", "bareme__intitule")
    search_help_text = "Cherchez une option, une ligne, une source ou un mot des notes."
    ordering = (
        *DU_PLUS_RECENT, rang("option", Option.values), rang("ligne", LigneMontant.values), "annee",
    )  # fmt: skip
    cle_figee = ("bareme", "option", "ligne", "annee")
    fieldsets = (
        ("Case", {"fields": ("bareme", "option", "ligne", "annee")}),
        (
            "Montant",
            {
                "fields": ("valeur",),
                "description": "En euros par année de contrat, pour toute l’option. "
                "« Année 3 et suivantes » vaut jusqu’à la fin du contrat.",
            },
        ),
        PROVENANCE,
    )

    @admin.display(description="case")
    def case(self, obj) -> str:
        return str(obj)


@admin.register(Seuil)
class SeuilAdmin(CelluleAdmin):
    list_display = ("case", "bareme", "valeur", *SUIVI)
    list_filter = (
        "bareme", "specialite__groupe", "indicateur", "percentile", "fiabilite", "source",
    )  # fmt: skip
    list_select_related = ("bareme", "specialite", "source")
    search_fields = ("specialite__libelle", "specialite__synonymes", "note", "source__cle")
    search_help_text = "Cherchez une spécialité, un de ses synonymes, une source."
    autocomplete_fields = ("specialite",)
    cle_figee = ("bareme", "specialite", "indicateur", "percentile")
    fieldsets = (
        ("Case", {"fields": ("bareme", "specialite", "indicateur", "percentile")}),
        (
            "Seuil",
            {
                "fields": ("valeur",),
                "description": "En nombre de patients. Un médecin qui atteint exactement le seuil "
                "est dans la tranche du dessus.",
            },
        ),
        PROVENANCE,
    )

    @admin.display(description="case")
    def case(self, obj) -> str:
        return str(obj)


@admin.register(Parametre)
class ParametreAdmin(CelluleAdmin):
    list_display = ("cle", "bareme", "valeur", "unite", *SUIVI)
    list_filter = ("bareme", "fiabilite", "source")
    search_fields = ("cle", "note", "source__cle")
    search_help_text = "Cherchez un paramètre, une source ou un mot des notes."
    ordering = (*DU_PLUS_RECENT, rang("cle", CleParametre.values))
    cle_figee = ("bareme", "cle")
    readonly_fields = ("unite",)
    fieldsets = (
        ("Paramètre", {"fields": ("bareme", "cle", "valeur", "unite")}),
        PROVENANCE,
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        """The computation needs every parameter of a published barème."""
        if obj is not None and obj.bareme.statut == Statut.PUBLIE:
            return False
        return super().has_delete_permission(request, obj)


@admin.register(SegmentObjectif)
class SegmentObjectifAdmin(LigneBaremeAdmin):
    list_display = (
        "case", "bareme", "debut", "fin", "patients_debut", "patients_fin", *SUIVI,
    )  # fmt: skip
    list_filter = (
        "bareme", "specialite__groupe", "option", "indicateur", "fiabilite", "source",
    )  # fmt: skip
    list_select_related = ("bareme", "specialite", "source")
    search_fields = ("specialite__libelle", "specialite__synonymes", "note", "source__cle")
    search_help_text = "Cherchez une spécialité, un de ses synonymes, une source."
    autocomplete_fields = ("specialite",)
    cle_figee = ("bareme", "specialite", "option", "indicateur")
    fieldsets = (
        ("Objectif", {"fields": ("bareme", "specialite", "option", "indicateur")}),
        (
            "Segment",
            {
                "fields": (("debut", "fin"), ("patients_debut", "patients_fin")),
                "description": "Pour une patientèle de départ entre deux bornes, le nombre de "
                "patients à gagner : constant, ou en ligne droite d’une borne à l’autre.",
            },
        ),
        PROVENANCE,
    )

    @admin.display(description="objectif")
    def case(self, obj) -> str:
        return f"{obj.specialite}, {obj.get_option_display()}, {obj.get_indicateur_display()}"


@admin.register(OuvertureOption)
class OuvertureOptionAdmin(LigneBaremeAdmin):
    list_display = ("option", "bareme", "etat", *SUIVI)
    list_editable = ("etat", *SUIVI)
    list_filter = ("bareme", "option", "etat", "fiabilite", "source")
    list_select_related = ("bareme", "source")
    search_fields = ("option", "note", "source__cle")
    search_help_text = "Cherchez une option, une source ou un mot des notes."
    ordering = (*DU_PLUS_RECENT, rang("option", Option.values))
    cle_figee = ("bareme", "option")
    fieldsets = (
        ("Option", {"fields": ("bareme", "option", "etat")}),
        PROVENANCE,
    )
