"""What the admin of every table shares."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Case, Value, When
from django.forms.models import ModelChoiceField

from eligibility import services


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

    def relever(self, request, baremes: Iterable[int]) -> None:
        """Raises the revision of these barèmes if published: once per save action, however many
        cells it changes. Published tables will become read-only; until then the number must tell
        links and prints that figures moved.
        """
        deja = request.__dict__.setdefault("_baremes_releves", set())
        nouveaux = set(baremes) - deja
        deja |= nouveaux
        for bareme in services.relever_revisions(nouveaux):
            messages.info(
                request,
                f"Barème {bareme.version} : les valeurs publiées changent, "
                f"il passe en révision {bareme.revision}.",
            )


class LigneBaremeAdmin(TableAdmin):
    """A row of a barème: any change to it is a change to its barème."""

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if not change or form.changed_data:
            self.relever(request, [obj.bareme_id])

    def delete_model(self, request, obj) -> None:
        super().delete_model(request, obj)
        self.relever(request, [obj.bareme_id])

    def delete_queryset(self, request, queryset) -> None:
        baremes = set(queryset.order_by().values_list("bareme", flat=True).distinct())
        super().delete_queryset(request, queryset)
        self.relever(request, baremes)
