"""Fields that several forms of the workshop ask for."""

from datetime import date

from django import forms

from eligibility.documents import validation
from simulateur.textes import atelier as textes


class Jour(forms.DateField):
    """A day as it is written in France, or in ISO."""

    default_error_messages = {"invalid": "Écrivez le jour ainsi : 22/11/2026."}

    def __init__(self, **options) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(
                format="%d/%m/%Y", attrs={"placeholder": "jj/mm/aaaa", "inputmode": "numeric"}
            ),
            **options,
        )


class JourPasse(Jour):
    """A day on which something was read."""

    def clean(self, value) -> date | None:
        jour = super().clean(value)
        if jour is not None and not validation.lecture_possible(jour):
            raise forms.ValidationError(textes.lecture_impossible())
        return jour


class DevientAuteur(forms.BooleanField):
    """Asked of who may publish a draft, and may not once she writes of it."""

    def __init__(self) -> None:
        super().__init__(
            label="Je deviens l’un des auteurs de ce brouillon : une autre personne devra le publier",
            error_messages={"required": textes.DEVENIR_AUTEUR},
        )


class Ecrit(forms.Form):
    """Something of a draft is written. `consentir`: it makes its reader an author, which she must accept."""

    def __init__(self, *args, consentir: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if consentir:
            self.fields["devenir_auteur"] = DevientAuteur()


class Motif(forms.Form):
    """Why it is done: kept in the history, and read by the public page of what is new."""

    motif = forms.CharField(
        label="Motif", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une phrase, lisible par tous : ce qui change et d’après quoi.",
        error_messages={"required": "Dites en une phrase ce qui change, et d’après quoi."},
    )  # fmt: skip
