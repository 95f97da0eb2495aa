"""The pages of the guide in the admin: written here, read as they will show, put online by somebody else."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from eligibility.documents import base
from eligibility.models import Source
from eligibility.models.base import lignes_pleines
from simulateur.atelier import apercu
from simulateur.guide import ancres, relecture
from simulateur.guide.models import INTERVALLE, Page
from simulateur.textes import guide_atelier as textes
from simulateur.textes.tables import ecrire

from .references import FormulaireDeReference, ReferenceAdmin


class FormulairePage(FormulaireDeReference):
    """A page whose text says where each thing comes from."""

    def clean_ancres(self) -> str:
        noms = lignes_pleines(self.cleaned_data["ancres"])
        if inconnues := ancres.inconnues(tuple(noms)):
            raise forms.ValidationError(textes.ancres_inconnues(inconnues))
        return "\n".join(noms)

    def clean_corps(self) -> str:
        corps = self.cleaned_data["corps"].replace("\r\n", "\n")
        sources = frozenset(Source.objects.values_list("cle", flat=True))
        if defauts := relecture.defauts(corps, sources):
            raise forms.ValidationError(defauts)
        return corps


class Geste(ActionForm):
    """What to do with the chosen pages, and of which source."""

    source = forms.ModelChoiceField(
        Source.objects.all(), to_field_name="cle", required=False,
        label="Source relue", empty_label="toutes celles de ces pages",
    )  # fmt: skip


@admin.register(Page)
class PageAdmin(ReferenceAdmin):
    form = FormulairePage
    action_form = Geste
    actions = ("verifier_aujourd_hui",)
    list_display = ("titre", "rubrique", "ordre", "lue_depuis")
    list_filter = ("rubrique",)
    search_fields = ("titre", "slug", "resume", "corps")
    cle_figee = ("slug",)
    readonly_fields = ("noms_des_ancres",)
    change_form_template = "admin/guide/page.html"
    prepopulated_fields = {"slug": ("titre",)}
    fields = (
        "titre", "slug", "rubrique", "ordre", "resume", "etiquettes", "mots",
        "ancres", "noms_des_ancres", "corps",
    )  # fmt: skip

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj is not None else super().get_prepopulated_fields(request, obj)

    def get_changeform_initial_data(self, request) -> dict:
        """A new page comes last."""
        dernier = Page.objects.aggregate(dernier=Max("ordre"))["dernier"] or 0
        return {"ordre": dernier + INTERVALLE, **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("titre", "resume"):
            kwargs["widget"] = forms.TextInput(attrs={"class": "vLargeTextField"})
        elif db_field.name == "corps":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 40, "class": "texte-du-guide"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self) -> list:
        vue = self.admin_site.admin_view(self.apercu)
        return [
            path("apercu/", vue, name="guide_page_apercu"),
            path("<int:pk>/apercu/", vue, name="guide_page_apercu_de"),
            *super().get_urls(),
        ]

    def apercu(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The public page of what is saved, or of what is posted; nothing is written."""
        objet = None if pk is None else get_object_or_404(Page, pk=pk)
        if request.method == "POST":
            permis = self.has_add_permission(request) if objet is None else (
                self.has_change_permission(request, objet)
            )  # fmt: skip
            if not permis:
                raise PermissionDenied
            formulaire = self.get_form(request, objet, change=objet is not None)
            rempli = formulaire(request.POST, instance=objet)
            if not rempli.is_valid():
                # The form itself says what is wrong; it saves where it always does.
                geste, args = ("add", []) if objet is None else ("change", [pk])
                ou = reverse(f"admin:guide_page_{geste}", args=args)
                return self.changeform_view(request, pk and str(pk), form_url=ou)
            objet = rempli.instance
        elif objet is None:
            raise Http404
        elif not self.has_view_permission(request, objet):
            raise PermissionDenied
        return apercu.d_une_page(request, base.ligne_de_reference(objet))

    @admin.action(description="Vérifiées aujourd’hui", permissions=["change"])
    def verifier_aujourd_hui(self, request: HttpRequest, queryset) -> None:
        """Every mark of these pages, or those of one source, read again today."""
        cle = request.POST.get("source", "")
        changees, combien = 0, 0
        with self._noter(request, queryset):
            # Read again inside: what somebody saves meanwhile waits, and is not written over.
            for page in queryset.all():
                page.corps, marques = relecture.dater(page.corps, timezone.localdate(), cle)
                if marques:
                    page.save(update_fields=["corps"])
                    changees, combien = changees + 1, combien + marques
        messages.success(request, textes.verifiees(combien, changees))

    @admin.display(description="lue depuis le")
    def lue_depuis(self, obj) -> str:
        """The oldest of its marks."""
        return ecrire(relecture.plus_ancienne(obj.corps)) or "jamais"

    @admin.display(description="noms possibles")
    def noms_des_ancres(self, obj) -> str:
        lignes = format_html_join("", "<li><code>{}</code> {}</li>", ancres.ANCRES.items())
        return format_html("<details><summary>Les voir</summary><ul>{}</ul></details>", lignes)
