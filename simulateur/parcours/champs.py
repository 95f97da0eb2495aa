"""A form field for each kind of answer: it shows what was typed; the declaration reads it."""

from django import forms
from django.utils.html import format_html

from eligibility.regles.bareme import Specialite
from eligibility.regles.options import options_du_groupe
from simulateur.reponses.profil import CHOIX_OPTION
from simulateur.reponses.question import Question
from simulateur.reponses.types import Choix, Entier, Jour, Mois, Nombre, OuiNon, Plusieurs


class CaseOui(forms.CheckboxInput):
    """A single box whose value is « oui »; unticked says nothing, which is « non »."""

    def __init__(self) -> None:
        super().__init__(
            attrs={"class": "form-check-input"}, check_test=lambda valeur: valeur == "oui"
        )

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")

    def format_value(self, value):
        return "oui"


def champ(question: Question, groupe: str | None, intitule: str = "") -> forms.Field:
    """The field of a question; `groupe`: of the specialty, None while it is not known."""
    type_ = question.type
    commun = {"label": intitule or question.intitule, "help_text": question.aide, "required": False}
    if question.case:
        resultat = forms.Field(widget=CaseOui(), **commun)
    elif isinstance(type_, Plusieurs):
        resultat = forms.Field(
            widget=forms.CheckboxSelectMultiple(choices=list(type_.libelles.items())), **commun
        )
    elif isinstance(type_, OuiNon):
        choix = [*type_.libelles.items(), ("", "Je ne sais pas")]
        resultat = forms.Field(widget=forms.RadioSelect(choices=choix), **commun)
        resultat.presentation = "en-ligne"
    elif isinstance(type_, Choix):
        resultat = forms.Field(widget=forms.RadioSelect(choices=_choix(question, groupe)), **commun)
    else:
        resultat = forms.Field(widget=forms.TextInput(attrs=attributs_de_saisie(type_)), **commun)
        resultat.suffixe = question.unite
    resultat.facultatif = question.facultatif
    resultat.pourquoi = question.pourquoi
    return resultat


def champ_specialite(question: Question, specialites: list[Specialite]) -> forms.Field:
    """Radio buttons; the template sets the first ones apart and folds the long list."""
    choix = [(s.slug, s.libelle) for s in specialites]
    resultat = forms.Field(
        label=question.intitule, required=False, widget=forms.RadioSelect(choices=choix)
    )
    resultat.pourquoi = question.pourquoi
    return resultat


def _choix(question: Question, groupe: str | None) -> list[tuple[str, str]]:
    libelles = question.type.libelles
    if question.type == CHOIX_OPTION and groupe is not None:
        libelles = {option: libelles[option] for option in options_du_groupe(groupe)}
    precisions = question.type.precisions
    return [
        (valeur, _avec_precision(texte, precisions.get(valeur, "")))
        for valeur, texte in libelles.items()
    ]


def _avec_precision(texte: str, precision: str) -> str:
    if not precision:
        return texte
    return format_html('{} <span class="precision">{}</span>', texte, precision)


def attributs_de_saisie(type_: object) -> dict[str, str]:
    """Attributes of a field that one types in: which keyboard, what is expected."""
    attributs = {"autocomplete": "off"}
    if isinstance(type_, Entier):
        attributs |= {"inputmode": "numeric", "class": "court"}
    elif isinstance(type_, Nombre):
        attributs |= {"inputmode": "decimal", "class": "court"}
    elif isinstance(type_, Jour):
        attributs |= {"placeholder": "jj/mm/aaaa", "class": "court"}
    elif isinstance(type_, Mois):
        attributs |= {"placeholder": "mm/aaaa", "class": "court"}
    return attributs
