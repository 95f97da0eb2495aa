from django.contrib.admin import apps as admin_apps


class AdministrationConfig(admin_apps.AdminConfig):
    """Django's admin, with our titles, our order of tables and the way to the workshop."""

    default_site = "simulateur.atelier.administration.SiteAdministration"
    default = False
