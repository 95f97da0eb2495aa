from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = "Barèmes et règles"
    default_auto_field = "django.db.models.BigAutoField"
