from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EligibilityConfig(AppConfig):
    name = "eligibility"
    verbose_name = "Barèmes et règles"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        from eligibility.documents.registre import Reference, declarer
        from eligibility.models import Source, Specialite
        from eligibility.roles import creer_groupes

        declarer(
            Reference(
                "specialites", Specialite, ("slug", "libelle", "groupe", "synonymes"),
                rang=("ordre", "slug"), titre="libelle", listes=("synonymes",),
            )
        )  # fmt: skip
        declarer(
            Reference(
                "sources", Source, ("cle", "libelle", "lien", "date", "lecture", "verifie_le"),
                rang=("cle",), titre="cle",
            )
        )  # fmt: skip
        post_migrate.connect(creer_groupes, sender=self)
