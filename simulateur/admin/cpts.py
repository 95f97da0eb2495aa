"""The CPTS in the admin: all of them for publishers, her own row for who belongs to one."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from eligibility.actes import Auteur
from eligibility.documents import formes
from simulateur.cpts import logo, roles
from simulateur.cpts.models import EQUIPE, Cpts, Modification, lisible
from simulateur.textes import cpts as textes

from .base import ATour, FormulaireRelu

PARTAGES = (
    (None, {"fields": ("nom", "slug", "adresse")}),
    ("Logo", {"fields": ("logo_actuel", "nouveau_logo", "sans_logo")}),
    ("Contact de la CPTS", {"fields": ("telephone", "courriel", "site")}),
    ("Contact à la CPAM",
     {"fields": ("cpam_service", "cpam_telephone", "cpam_courriel", "cpam_lien")}),
    ("Sites qui intègrent le simulateur", {"fields": ("origines",)}),
    ("Résultats ouverts par son lien", {"fields": ("ouvertures_par_mois",)}),
)  # fmt: skip
COMPTES = ("Comptes", {"fields": (EQUIPE,)})
GERER_LES_COMPTES = "auth.change_user"


class FormulaireCpts(FormulaireRelu):
    """A CPTS, and the file of its logo."""

    nouveau_logo = forms.FileField(
        label="Mettre ce logo", required=False,
        help_text="PNG, JPEG ou WebP, 40 Ko au plus. Pas de SVG : un SVG peut contenir un programme.",
    )  # fmt: skip
    sans_logo = forms.BooleanField(label="Retirer le logo", required=False)

    def empreinte(self) -> str:
        ecrit = lisible(self.instance)
        if EQUIPE in self.fields:  # who writes its fields only has no need to know who joined it
            ecrit[EQUIPE] = self.instance.comptes
        return formes.condense(formes.ecrire(ecrit))

    def dernier_auteur(self) -> str:
        derniere = Modification.objects.filter(cpts=self.instance.slug).first()
        return "" if derniere is None else derniere.auteur

    def clean_nouveau_logo(self) -> bytes | None:
        fichier = self.cleaned_data["nouveau_logo"]
        if fichier is None:
            return None
        if fichier.size > logo.POIDS_MAXIMAL:
            raise forms.ValidationError(textes.LOGO_TROP_LOURD)
        octets = fichier.read()
        if logo.lire(octets) is None:
            raise forms.ValidationError(textes.LOGO_REFUSE)
        return octets


@admin.register(Cpts)
class CptsAdmin(ATour):
    form = FormulaireCpts
    object_history_template = "admin/cpts/histoire.html"
    list_display = ("nom", "slug", "ce_mois")
    search_fields = ("nom", "slug")
    readonly_fields = ("adresse", "logo_actuel", "ouvertures_par_mois")
    # A few people: boxes to tick, that a keyboard and a screen reader can use.
    formfield_overrides = {ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

    def get_queryset(self, request: HttpRequest):
        """What is not hers does not exist for a member of a CPTS: no page, no list, no history."""
        toutes = super().get_queryset(request)
        if request.user.has_perm(roles.ADMINISTRER):
            return toutes
        return toutes.filter(equipe=request.user)

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        figes = super().get_readonly_fields(request, obj)
        if obj is not None:
            figes = (*figes, "slug")
        if not request.user.has_perm(roles.ADMINISTRER):
            figes = (*figes, "origines")
        return figes

    def get_fieldsets(self, request: HttpRequest, obj=None):
        """Who belongs to a CPTS is for who manages accounts; a reader uploads nothing."""
        parties = PARTAGES
        if not self.has_change_permission(request, obj):
            parties = [partie for partie in parties if partie[0] != "Logo"]
        elif obj is not None:
            (titre, premiers), *suite = parties
            parties = [(titre, {"fields": (*premiers["fields"], "vue")}), *suite]
        return (*parties, COMPTES) if request.user.has_perm(GERER_LES_COMPTES) else parties

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("site", "cpam_lien"):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj, form, change) -> None:
        if octets := form.cleaned_data.get("nouveau_logo"):
            obj.logo = octets
        elif form.cleaned_data.get("sans_logo"):
            obj.logo = b""
        obj.save(auteur=Auteur.de(request.user))

    def save_related(self, request: HttpRequest, form, formsets, change) -> None:
        avant = form.instance.comptes
        super().save_related(request, form, formsets, change)
        form.instance.noter_equipe(avant, Auteur.de(request.user))

    def delete_model(self, request: HttpRequest, obj) -> None:
        obj.delete(auteur=Auteur.de(request.user))

    def delete_queryset(self, request: HttpRequest, queryset) -> None:
        for cpts in queryset:
            self.delete_model(request, cpts)

    def history_view(self, request: HttpRequest, object_id, extra_context=None):
        objet = self.get_object(request, unquote(object_id))
        faites = Modification.objects.none()
        if objet is not None:
            faites = Modification.objects.filter(cpts=objet.slug)
            if not request.user.has_perm(GERER_LES_COMPTES):
                faites = faites.exclude(champ=EQUIPE)
        return super().history_view(
            request, object_id, {**(extra_context or {}), "modifications": faites[:200]}
        )

    @admin.display(description="son lien")
    def adresse(self, obj) -> str:
        if obj.pk is None:
            return "—"
        return format_html(
            '<a href="{}?cpts={}">ouvrir le simulateur</a>, '
            '<a href="{}?cpts={}">l’intégrer dans son site</a>',
            reverse("accueil"), obj.slug, reverse("integration:page"), obj.slug,
        )  # fmt: skip

    @admin.display(description="logo actuel")
    def logo_actuel(self, obj) -> str:
        image = logo.lire(bytes(obj.logo))
        if image is None:
            return "aucun"
        return format_html(
            '<img src="{}" alt="" width="{}" height="{}">',
            reverse("cpts:logo", args=[obj.slug, image.nom]), image.largeur, image.hauteur,
        )  # fmt: skip

    @admin.display(description="résultats ouverts ce mois-ci")
    def ce_mois(self, obj) -> int:
        mois = timezone.localdate().replace(day=1)
        return sum(ligne.nombre for ligne in obj.ouvertures.filter(mois=mois))

    @admin.display(description="par mois")
    def ouvertures_par_mois(self, obj) -> str:
        """Results opened, the last months first."""
        mois = [] if obj.pk is None else obj.ouvertures.all()[:24]
        lignes = format_html_join(
            "", "<li>{} : {}</li>", ((date_format(m.mois, "F Y"), m.nombre) for m in mois)
        )
        return format_html("<ul>{}</ul>", lignes) if mois else "aucun encore"
