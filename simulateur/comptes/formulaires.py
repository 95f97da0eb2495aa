"""What our pages ask: a code, or the password once more."""

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest


class Code(forms.Form):
    """The code to sign in: of the application, or a recovery code."""

    code = forms.CharField(
        label="Code", max_length=40,
        help_text="Les six chiffres de votre application, ou un de vos codes de secours.",
        widget=forms.TextInput(attrs={
            "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false",
            "autofocus": True,
        }),
        error_messages={"required": "Tapez le code."},
    )  # fmt: skip


class CodeApplication(Code):
    """The first code of the application: it proves that the phone has the key."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Les six chiffres que l’application affiche maintenant."
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class MotDePasse(forms.Form):
    """The password again, before what a stolen session must not do."""

    mot_de_passe = forms.CharField(
        label="Votre mot de passe", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": "Tapez votre mot de passe."},
    )  # fmt: skip

    def __init__(self, request: HttpRequest, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_mot_de_passe(self) -> None:
        """Through `authenticate`: wrong ones count as at the login."""
        compte = self.request.user
        lu = authenticate(
            self.request,
            username=compte.get_username(),
            password=self.cleaned_data["mot_de_passe"],
        )
        if lu is None or lu.pk != compte.pk:
            raise forms.ValidationError("Ce n’est pas votre mot de passe.")
