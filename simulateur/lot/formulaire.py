"""Le formulaire d'envoi : un fichier, et comment montrer ce qu'il donne. Aucune réponse ne s'y juge."""

from django import forms

from simulateur.textes import lot as textes


class Envoi(forms.Form):
    use_required_attribute = False

    fichier = forms.FileField(
        label="Votre fichier",
        help_text="CSV ou XLSX, 2 Mo et 2\u202f000 lignes au plus, un médecin par ligne.",
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": textes.SANS_FICHIER, "invalid": textes.SANS_FICHIER},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    resultat = forms.ChoiceField(
        label="Résultat", choices=list(textes.RESULTATS.items()), widget=forms.RadioSelect
    )
    tri = forms.ChoiceField(
        label="Ordre des lignes à l’écran", choices=list(textes.TRIS.items()), required=False
    )
    filtre = forms.ChoiceField(
        label="Lignes à montrer à l’écran", choices=list(textes.FILTRES.items()), required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {"resultat": "ecran", "tri": "fichier", "filtre": ""})
        super().__init__(*args, **kwargs)
        self.fields["resultat"].presentation = "en-ligne"
