"""What the admin of every table shares."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import model_format_dict
from django.db import models
from django.db.models import Case, Value, When
from django.forms.models import ModelChoiceField

from eligibility import services
from eligibility.models.version import Version


def rang(champ: str, codes: Iterable[str]) -> Case:
    """Orders rows as the convention lists the codes of this column, not by their letters."""
    return Case(*(When(**{champ: code}, then=Value(i)) for i, code in enumerate(codes)))


class TableAdmin(admin.ModelAdmin):
    """`cle_figee`: fields that name the row, set when it is added and read-only afterwards."""

    list_per_page = 100
    save_on_top = True
    cle_figee: tuple[str, ...] = ()
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}

    def get_readonly_fields(self, request, obj=None):
        figes = self.cle_figee if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *figes)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        champ = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "source" and isinstance(champ, ModelChoiceField):
            # Read once for a whole list: each editable row would ask the database for them again.
            champ.choices = list(champ.choices)
            champ.widget.can_delete_related = False
        return champ

    def get_changelist_formset(self, request, **kwargs):
        """A list has no room for the buttons that open a source beside each of its rows."""
        formulaires = super().get_changelist_formset(request, **kwargs)
        if source := formulaires.form.base_fields.get("source"):
            source.widget = source.widget.widget
        return formulaires

    def relever(self, request, modele: type[Version], versions: Iterable[int]) -> None:
        """Raises the revision of these versions if published: once per save action, however many
        cells it changes. Published tables will become read-only; until then the number must tell
        links and prints that figures moved.
        """
        deja = request.__dict__.setdefault("_versions_relevees", {}).setdefault(modele, set())
        nouvelles = set(versions) - deja
        deja |= nouvelles
        nom = str(model_format_dict(modele)["verbose_name"]).capitalize()
        for version in services.relever_revisions(nouvelles, modele):
            messages.info(
                request,
                f"{nom} {version.version} : les valeurs publiées changent, "
                f"il passe en révision {version.revision}.",
            )


class LigneBaremeAdmin(TableAdmin):
    """A row of a barème: any change to it is a change to its barème. `parent`: its foreign key."""

    parent = "bareme"

    def relever_parents(self, request, versions: Iterable[int]) -> None:
        self.relever(request, self.model._meta.get_field(self.parent).related_model, versions)

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            self.relever_parents(request, [getattr(obj, f"{self.parent}_id")])

    def delete_model(self, request, obj) -> None:
        super().delete_model(request, obj)
        self.relever_parents(request, [getattr(obj, f"{self.parent}_id")])

    def delete_queryset(self, request, queryset) -> None:
        versions = set(queryset.order_by().values_list(self.parent, flat=True).distinct())
        super().delete_queryset(request, queryset)
        self.relever_parents(request, versions)
