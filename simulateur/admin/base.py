"""What the admin of every table shares."""

from django import forms
from django.contrib import admin
from django.db import models


class TableAdmin(admin.ModelAdmin):
    """`cle_figee`: fields that name the row, set when it is added and read-only afterwards."""

    list_per_page = 100
    save_on_top = True
    cle_figee: tuple[str, ...] = ()
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}

    def get_readonly_fields(self, request, obj=None):
        figes = self.cle_figee if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *figes)
