"""What the admin of every table shares."""

from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from eligibility import actes


class TableAdmin(admin.ModelAdmin):
    """`cle_figee`: fields that name the row, set when it is added and read-only afterwards."""

    list_per_page = 100
    save_on_top = True
    cle_figee: tuple[str, ...] = ()
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}

    def get_readonly_fields(self, request, obj=None):
        figes = self.cle_figee if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *figes)


class FormulaireRelu(forms.ModelForm):
    """A row that two people may have open: who saves second is told what the first one did.

    `vue`: the fingerprint of the row when the form was opened.
    """

    vue = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # As the database holds it at this request: what is typed is not in it yet.
        self._actuelle = self.empreinte() if self.instance.pk else ""
        if "vue" in self.fields:
            self.fields["vue"].initial = self._actuelle

    def empreinte(self) -> str:
        """Of what the form writes, as the row has it."""
        raise NotImplementedError

    def dernier_auteur(self) -> str:
        """Who wrote the row last; empty when nobody knows."""
        raise NotImplementedError

    def clean(self):
        propres = super().clean()
        if self._actuelle and (lue := self.cleaned_data.get("vue")) and lue != self._actuelle:
            # Saved again, it is knowingly: the form that comes back has read the row as it is.
            self.data = self.data.copy()
            self.data[self.add_prefix("vue")] = self._actuelle
            raise forms.ValidationError(
                _ecrite_entre_temps(self.instance, self.dernier_auteur() or "Quelqu’un")
            )
        return propres


def _ecrite_entre_temps(objet, qui: str) -> SafeString:
    """Who wrote it meanwhile, and where to read what, without leaving what is typed."""
    histoire = reverse(
        f"admin:{objet._meta.app_label}_{objet._meta.model_name}_history", args=[objet.pk]
    )
    return format_html(
        "{} a enregistré ceci pendant que vous écriviez : rien de ce que vous avez tapé n’est perdu, ni "
        'encore écrit. <a href="{}" target="_blank" rel="noopener">Lire ce qui a changé (nouvel onglet)</a>, '
        "reportez-le si besoin, puis enregistrez : votre texte remplacera le sien.",
        qui, histoire,
    )  # fmt: skip


class ATour(TableAdmin):
    """Rows written with a `FormulaireRelu`, that `form` names."""

    def get_fields(self, request, obj=None):
        champs = super().get_fields(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return champs
        return (*champs, "vue")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Who saves waits for the one before, then reads: the second of two is told, whatever the base."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            actes.en_file()
            return super().changeform_view(request, object_id, form_url, extra_context)
