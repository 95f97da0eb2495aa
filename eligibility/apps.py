from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = "Barèmes et règles"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        from eligibility.roles import creer_groupes

        post_migrate.connect(creer_groupes, sender=self)
