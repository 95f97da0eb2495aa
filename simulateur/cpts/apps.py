from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CptsConfig(AppConfig):
    name = "simulateur.cpts"
    label = "cpts"
    verbose_name = "CPTS"

    def ready(self) -> None:
        from .roles import creer_groupe

        post_migrate.connect(creer_groupe, sender=self)
