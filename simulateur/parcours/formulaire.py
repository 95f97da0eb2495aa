"""The form of one step. It wraps the declaration: fields come from it, errors from the reading."""

from collections.abc import Iterable

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from eligibility.regles.bareme import Referentiel, Specialite
from eligibility.regles.vocabulaire import GROUPES_DEUX_INDICATEURS
from simulateur.plateforme.mots import mots_du_site
from simulateur.reponses.declaration import questions_de
from simulateur.reponses.lecture import Lecture
from simulateur.reponses.specialites import chercher
from simulateur.reponses.types import Jour, Mois, Plusieurs
from simulateur.textes.ecriture import date_en_chiffres

from .champs import champ, champ_specialite


class Formulaire(forms.Form):
    """Questions asked at one step, with what was typed and the errors to show.

    `manquantes_dites`: whether an answer still missing is an error, once the step was submitted.
    """

    def __init__(
        self,
        etape: str,
        lecture: Lecture,
        referentiel: Referentiel,
        cles: Iterable[str] | None = None,
        *,
        manquantes_dites: bool = False,
        recherche: str = "",
    ) -> None:
        self.lecture = lecture
        self.manquantes_dites = manquantes_dites
        questions = [
            question
            for question in questions_de(etape)
            if (cles is None or question.cle in cles)
            # A question left open by an error is shown only when it was already answered.
            and (
                question.cle in lecture.posees
                or (question.cle in lecture.suspendues and question.cle in lecture.textes)
            )
        ]
        super().__init__(data=self._donnees(questions))
        specialite = lecture.valeurs.get("specialite")
        groupe = referentiel.groupe(specialite) if specialite else None
        for question in questions:
            if question.type is None:
                self._poser_specialite(question, referentiel, recherche)
            elif question.cle != "option":
                self.fields[question.cle] = champ(
                    question, groupe, question.libelle(lecture.valeurs)
                )
            elif question.cle in lecture.erreurs:
                # Options are drawn as cards, with their amounts: this field only bears the error.
                self.fields[question.cle] = forms.Field(
                    label=question.intitule, required=False, widget=forms.HiddenInput()
                )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # nothing is posted: answers go in the address

    def _poser_specialite(self, question, referentiel: Referentiel, recherche: str) -> None:
        """The usual specialties first, then those found; the one chosen is always there."""
        choisie = self.lecture.valeurs.get("specialite")
        toutes = list(referentiel.specialites.values())
        usuelles = [s for s in toutes if s.groupe in GROUPES_DEUX_INDICATEURS]
        trouvees = chercher(recherche, toutes)
        autres = [s for s in trouvees if s not in usuelles]
        self.recherche, self.nombre_trouvees = recherche, len(autres)
        self.deja_proposees = [s.libelle for s in usuelles if recherche and s in trouvees]
        if choisie is not None and choisie not in {s.slug for s in usuelles}:
            self.autre_specialite = referentiel.specialites[choisie]
            if self.autre_specialite not in autres:
                autres.append(self.autre_specialite)
        autres.sort(key=lambda s: mots_du_site(s.libelle))
        self.fields["specialite"] = champ_specialite(question, [*usuelles, *autres])
        self.usuelles = len(usuelles)

    autre_specialite: Specialite | None = None

    def _donnees(self, questions) -> MultiValueDict:
        donnees = MultiValueDict()
        for question in questions:
            textes = self.lecture.textes.get(question.cle, ())
            if isinstance(question.type, Plusieurs):
                donnees.setlist(question.cle, list(textes))
            elif textes:
                donnees[question.cle] = self._affiche(question, textes[-1])
            elif question.cle == "date_signature":
                donnees[question.cle] = date_en_chiffres(self.lecture.aujourdhui)
            elif question.defaut:
                donnees[question.cle] = question.defaut
        return donnees

    def _affiche(self, question, texte: str) -> str:
        """What the field shows: a date understood as it is written in France, the rest as typed."""
        valeur = self.lecture.valeurs.get(question.cle)
        if valeur is not None and isinstance(question.type, Jour):
            return date_en_chiffres(valeur)
        if valeur is not None and isinstance(question.type, Mois):
            return f"{valeur:%m/%Y}"
        return texte

    def full_clean(self) -> None:
        """The reading has already judged every answer: its errors are put on the fields."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        for cle in self.fields:
            if cle in self.lecture.erreurs and (
                self.manquantes_dites or cle not in self.lecture.manquantes
            ):
                self.add_error(cle, self.lecture.erreurs[cle])
            elif cle in self.lecture.valeurs:
                self.cleaned_data[cle] = self.lecture.valeurs[cle]
