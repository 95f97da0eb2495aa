"""The two forms of the page. They wrap the declaration: fields come from it, errors from the reading."""

from collections.abc import Iterable, Mapping

from django import forms
from django.forms.utils import ErrorDict

from eligibility.regles.bareme import Referentiel
from simulateur.parcours.champs import CaseOui, attributs_de_saisie
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.question import Question
from simulateur.reponses.types import Choix, Jour, OuiNon
from simulateur.textes import groupe as textes
from simulateur.textes.ecriture import date_en_chiffres

from .declaration import GROUPE_PAR_CLE, MEDECIN_PAR_CLE

# The fields of one doctor, fold by fold.
IDENTITE = ("nom", "pmt", "file_active", "secteur", "specialite")
SITUATION = ("tranche", "pamsu", "nouvel_installe", "age_65")
CONTRAT = (
    "contrat", "contrat_option", "contrat_signature", "pmt_actuel", "fa_actuel", "contrat_fin",
)  # fmt: skip
OBJECTIF = ("option", "objectif_pmt", "objectif_fa", "part_clinique")
CHAMPS_DU_MEDECIN = (*IDENTITE, *SITUATION, *CONTRAT, *OBJECTIF)
CHAMPS_DU_GROUPE = ("forme", "etp", "date_signature", "lieu_de_stage")
CHAMPS_DE_L_EMPLOI = ("position", "brut_mensuel", "anciennete", "at_mp")


class Formulaire(forms.Form):
    """Fields filled with texts, and the errors that the reading found."""

    def __init__(
        self,
        cles: Iterable[str],
        textes_: Mapping[str, str],
        erreurs: Mapping[str, str],
        referentiel: Referentiel,
        prefixe: str,
    ) -> None:
        self.erreurs = erreurs
        super().__init__(data=dict(textes_), auto_id=f"{prefixe}_%s")
        for cle in cles:
            self.fields[cle] = _champ(_question(cle), referentiel)

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data = {}
        for cle, texte in self.erreurs.items():
            self.add_error(cle if cle in self.fields else None, texte)

    def groupe(self, cles: Iterable[str]) -> list[forms.BoundField]:
        return [self[cle] for cle in cles]


def du_medecin(
    textes_: Mapping[str, str], erreurs: Mapping[str, str], referentiel: Referentiel
) -> Formulaire:
    return Formulaire(CHAMPS_DU_MEDECIN, textes_, erreurs, referentiel, "medecin")


def du_groupe(
    textes_: Mapping[str, str], erreurs: Mapping[str, str], referentiel: Referentiel
) -> Formulaire:
    cles = (*CHAMPS_DU_GROUPE, *CHAMPS_DE_L_EMPLOI)
    return Formulaire(cles, textes_, erreurs, referentiel, "groupe")


def _question(cle: str) -> Question:
    return GROUPE_PAR_CLE.get(cle) or MEDECIN_PAR_CLE.get(cle) or PAR_CLE[cle]


def _champ(question: Question, referentiel: Referentiel) -> forms.Field:
    libelle, aide = textes.CHAMPS[question.cle]
    commun = {"label": libelle, "help_text": aide, "required": False}
    if question.case:
        return forms.Field(widget=CaseOui(), **commun)
    choix = _choix(question, referentiel)
    if choix:
        return forms.Field(widget=forms.Select(choices=choix), **commun)
    champ = forms.Field(widget=forms.TextInput(attrs=attributs_de_saisie(question.type)), **commun)
    champ.suffixe = question.unite
    return champ


def _choix(question: Question, referentiel: Referentiel) -> list[tuple[str, str]]:
    if question.type is None:
        return [(s.slug, s.libelle) for s in referentiel.specialites.values()]
    if question.cle == "option":
        return [("", textes.SEUL_DEFAUT), *textes.SEUL.items()]
    if isinstance(question.type, Choix) and not isinstance(question.type, OuiNon):
        vide = [] if question.defaut or question.cle == "secteur" else [("", "—")]
        return [*vide, *question.type.libelles.items()]
    return []


def affichees(valeurs: Mapping[str, object], textes_: Mapping[str, str]) -> dict[str, str]:
    """What the fields show: a day understood as it is written in France, the rest as typed."""
    return {
        cle: date_en_chiffres(valeurs[cle])
        if cle in valeurs and isinstance(_question(cle).type, Jour)
        else texte
        for cle, texte in textes_.items()
    }
