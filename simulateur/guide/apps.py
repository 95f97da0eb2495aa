from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "simulateur.guide"
    label = "guide"
    verbose_name = "Guide"

    def ready(self) -> None:
        from eligibility.documents.registre import Reference, declarer

        from . import relecture
        from .models import Page
        from .pages import COLONNES, LISTES

        declarer(
            Reference(
                "guide", Page, COLONNES,
                rang=("ordre", "slug"), titre="titre", listes=tuple(LISTES), sources=relecture.citees,
            )
        )  # fmt: skip
