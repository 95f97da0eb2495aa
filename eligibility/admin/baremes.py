"""The versions of the tables, and what each of them still lacks."""

from django.contrib import admin, messages
from django.contrib.admin.utils import model_format_dict
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from eligibility import services
from eligibility.models import (
    Bareme,
    Montant,
    OuvertureOption,
    Parametre,
    SegmentObjectif,
    Seuil,
)
from eligibility.models.choix import Fiabilite, Statut

from .base import TableAdmin

TABLES_A_CASES = (Montant, Seuil, Parametre)
TABLES_SANS_CASES_VIDES = (SegmentObjectif, OuvertureOption)


@admin.register(Bareme)
class BaremeAdmin(TableAdmin):
    list_display = (
        "version", "revision", "statut", "intitule", "source",
        "cases_vides", "publie_le", "verifie_le",
    )  # fmt: skip
    list_filter = ("statut", "source")
    list_select_related = ("source",)
    search_fields = ("intitule", "commentaire", "source__cle")
    search_help_text = "Cherchez un mot de l’intitulé ou du commentaire."
    readonly_fields = ("revision", "publie_le", "tables")
    fieldsets = (
        (
            "Barème",
            {"fields": ("date_effet", "revision", "statut", "intitule", "source", "commentaire")},
        ),
        ("Suivi", {"fields": ("publie_le", "verifie_le")}),
        ("Tables", {"fields": ("tables",)}),
    )

    def get_queryset(self, request) -> QuerySet:
        vides = [Coalesce(Subquery(_vides(modele, OuterRef("pk"))), 0) for modele in TABLES_A_CASES]
        return super().get_queryset(request).annotate(vides=sum(vides[1:], vides[0]))

    @admin.display(description="version", ordering="date_effet")
    def version(self, obj) -> str:
        return obj.version

    @admin.display(description="cases à compléter", ordering="vides")
    def cases_vides(self, obj) -> int:
        return obj.vides

    @admin.display(description="contenu")
    def tables(self, obj) -> str:
        """Filled and empty cells of each table, each number opening the list of those cells."""
        if obj.pk is None:
            return "Enregistrez d’abord le barème."
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", _resumes(obj.pk)))

    def has_delete_permission(self, request, obj=None) -> bool:
        """A published version is archived, never erased: people hold links to it."""
        if obj is not None and obj.statut == Statut.PUBLIE:
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change) -> None:
        if "date_effet" in form.changed_data:
            obj.revision = services.prochaine_revision(obj.date_effet)
        publication = obj.statut == Statut.PUBLIE and form.initial.get("statut") != Statut.PUBLIE
        if publication:
            obj.publie_le = timezone.now()
        super().save_model(request, obj, form, change)
        if change and not publication and form.changed_data:
            self.relever(request, [obj.pk])
        if publication:
            messages.info(request, f"Le site calcule maintenant avec le barème {obj.version}.")


def _vides(modele, bareme) -> QuerySet:
    lignes = modele.objects.filter(bareme=bareme, valeur=None).order_by()
    return lignes.values("bareme").annotate(nombre=Count("pk")).values("nombre")


def _liste(modele, bareme: int, texte: str, **filtres) -> str:
    adresse = reverse(f"admin:eligibility_{modele.__name__.lower()}_changelist")
    requete = urlencode({"bareme__id__exact": bareme, **filtres})
    return format_html('<a href="{}?{}">{}</a>', adresse, requete, texte)


def _resumes(bareme: int):
    """One line for each table of the barème, as the arguments of format_html_join."""
    for modele in TABLES_A_CASES:
        comptes = modele.objects.filter(bareme=bareme).aggregate(
            remplies=Count("pk", filter=Q(valeur__isnull=False)),
            vides=Count("pk", filter=Q(valeur=None)),
        )
        remplies = _liste(modele, bareme, _cases(comptes["remplies"], "remplie"))
        vides = _liste(
            modele, bareme, _cases(comptes["vides"], "à compléter", ""),
            fiabilite__exact=Fiabilite.A_COMPLETER.value,
        )  # fmt: skip
        yield (format_html("{} : {}, {}", _nom(modele), remplies, vides),)
    for modele in TABLES_SANS_CASES_VIDES:
        nombre = modele.objects.filter(bareme=bareme).count()
        lien = _liste(modele, bareme, f"{nombre} ligne{'s' if nombre > 1 else ''}")
        yield (format_html("{} : {}", _nom(modele), lien),)


def _cases(nombre: int, etat: str, marque: str = "s") -> str:
    """« 3 cases remplies », « 1 case à compléter ». `marque`: plural of `etat`."""
    if nombre > 1:
        return f"{nombre} cases {etat}{marque}"
    return f"{nombre} case {etat}"


def _nom(modele) -> str:
    nom = str(model_format_dict(modele)["verbose_name_plural"])
    return nom[0].upper() + nom[1:]
