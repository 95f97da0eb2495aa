"""The log of what went public, to read."""

from django.contrib import admin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from eligibility.models import Publication

from .base import TableAdmin


@admin.register(Publication)
class PublicationAdmin(TableAdmin):
    list_display = ("numero", "acte", "objet", "motif", "auteur", "faite_le")
    list_filter = ("acte", "faite_le")
    search_fields = ("motif", "auteur")
    fields = ("acte", "objet", "motif", "auteur", "faite_le")
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("contenu")

    @admin.display(description="n°", ordering="pk")
    def numero(self, obj) -> int:
        return obj.pk

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        """It never changes: it is a line of history itself."""
        return HttpResponseRedirect(
            reverse("admin:eligibility_publication_change", args=[object_id])
        )

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
