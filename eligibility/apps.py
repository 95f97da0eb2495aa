from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = "Barèmes et règles"
    default_auto_field = "django.db.models.BigAutoField"
    default = True


class AdministrationConfig(admin_apps.AdminConfig):
    """Django's admin, with our titles and our order of tables."""

    default_site = "eligibility.administration.SiteAdministration"
    default = False
