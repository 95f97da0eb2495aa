"""The versions of the tables, and what each of them still lacks."""

from collections.abc import Iterator

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
    JeuEmployeur,
    Montant,
    OuvertureOption,
    Parametre,
    ParametreEmployeur,
    SegmentObjectif,
    Seuil,
)
from eligibility.models.choix import Fiabilite, Statut

from .base import TableAdmin


class VersionAdmin(TableAdmin):
    """`parent`: the foreign key of its tables, some of whose cells may be empty."""

    parent: str
    tables_a_cases: tuple[type, ...]
    tables_sans_cases_vides: tuple[type, ...] = ()
    effet: str  # what publishing it does, said to who publishes it

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
        vides = [
            Coalesce(Subquery(self._vides(modele, OuterRef("pk"))), 0)
            for modele in self.tables_a_cases
        ]
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
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", self._resumes(obj.pk))
        )

    def has_delete_permission(self, request, obj=None) -> bool:
        """A published version is archived, never erased: people hold links to it."""
        if obj is not None and obj.statut == Statut.PUBLIE:
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change) -> None:
        if "date_effet" in form.changed_data:
            obj.revision = services.prochaine_revision(obj.date_effet, self.model)
        publication = obj.statut == Statut.PUBLIE and form.initial.get("statut") != Statut.PUBLIE
        if publication:
            obj.publie_le = timezone.now()
        super().save_model(request, obj, form, change)
        if change and not publication and form.changed_data:
            self.relever(request, self.model, [obj.pk])
        if publication:
            messages.info(request, self.effet.format(obj.version))

    def _vides(self, modele, version) -> QuerySet:
        lignes = modele.objects.filter(**{self.parent: version}, valeur=None).order_by()
        return lignes.values(self.parent).annotate(nombre=Count("pk")).values("nombre")

    def _liste(self, modele, version: int, texte: str, **filtres) -> str:
        adresse = reverse(f"admin:eligibility_{modele.__name__.lower()}_changelist")
        requete = urlencode({f"{self.parent}__id__exact": version, **filtres})
        return format_html('<a href="{}?{}">{}</a>', adresse, requete, texte)

    def _resumes(self, version: int) -> Iterator[tuple]:
        """One line for each table of the version, as the arguments of format_html_join."""
        for modele in self.tables_a_cases:
            comptes = modele.objects.filter(**{self.parent: version}).aggregate(
                remplies=Count("pk", filter=Q(valeur__isnull=False)),
                vides=Count("pk", filter=Q(valeur=None)),
            )
            remplies = self._liste(modele, version, _cases(comptes["remplies"], "remplie"))
            vides = self._liste(
                modele, version, _cases(comptes["vides"], "à compléter", ""),
                fiabilite__exact=Fiabilite.A_COMPLETER.value,
            )  # fmt: skip
            yield (format_html("{} : {}, {}", _nom(modele), remplies, vides),)
        for modele in self.tables_sans_cases_vides:
            nombre = modele.objects.filter(**{self.parent: version}).count()
            lien = self._liste(modele, version, f"{nombre} ligne{'s' if nombre > 1 else ''}")
            yield (format_html("{} : {}", _nom(modele), lien),)


@admin.register(Bareme)
class BaremeAdmin(VersionAdmin):
    parent = "bareme"
    tables_a_cases = (Montant, Seuil, Parametre)
    tables_sans_cases_vides = (SegmentObjectif, OuvertureOption)
    effet = "Le site calcule maintenant avec le barème {}."


@admin.register(JeuEmployeur)
class JeuEmployeurAdmin(VersionAdmin):
    parent = "jeu"
    tables_a_cases = (ParametreEmployeur,)
    effet = "Le site calcule maintenant le coût avec les salaires et les taux du {}."


def _cases(nombre: int, etat: str, marque: str = "s") -> str:
    """« 3 cases remplies », « 1 case à compléter ». `marque`: plural of `etat`."""
    if nombre > 1:
        return f"{nombre} cases {etat}{marque}"
    return f"{nombre} case {etat}"


def _nom(modele) -> str:
    nom = str(model_format_dict(modele)["verbose_name_plural"])
    return nom[0].upper() + nom[1:]
