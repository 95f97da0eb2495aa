"""The forms of a case: what it says of itself, the address it comes from, its facts typed one by one."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.http import QueryDict
from django.utils import timezone

from eligibility import selectors
from eligibility.models.version import Version
from simulateur.cas import attente as attentes
from simulateur.cas import faits
from simulateur.cas.ecritures import Illisible, Rangees
from simulateur.cas.modele import CasDeControle
from simulateur.groupe.lecture import LectureGroupe, depuis_adresse
from simulateur.reponses.lecture import Lecture, lire_textes

from .cas import RAISON
from .champs import DevientAuteur

LONGUEUR = 2_000
RIEN_A_VERIFIER = "Cochez au moins une chose que ce cas doit vérifier."


class Raison(forms.Form):
    raison = forms.CharField(
        label="Pourquoi ce changement", max_length=RAISON,
        help_text="D’après quoi : gardé dans l’historique du cas, avec votre nom.",
        error_messages={"required": "Dites pourquoi ce cas change, et d’après quoi."},
    )  # fmt: skip


class Consentement(forms.Form):
    devenir_auteur = DevientAuteur()


class Identite(forms.ModelForm):
    """What a case says of itself."""

    class Meta:
        model = CasDeControle
        fields = ("nom", "theme", "source")
        labels = {"theme": "Groupe de cas (thème)"}
        help_texts = {
            "theme": "Où le cas se range dans la liste : un groupe proposé, ou un neuf, écrit en minuscules, "
            "sans accent, des tirets pour les espaces. « exemples » le met sur l’accueil.",
        }
        widgets = {"theme": forms.TextInput(attrs={"list": "themes"})}
        error_messages = {
            "nom": {"unique": "Un autre cas porte déjà ce nom."},
        }


class Titre(forms.ModelForm):
    """The name that a case will bear once a draft is public."""

    class Meta:
        model = CasDeControle
        fields = ("nom",)
        labels = {"nom": "Titre du cas avec ce brouillon"}
        help_texts = {
            "nom": "À changer s’il ne dit plus vrai avec ce brouillon : il changera quand ce brouillon sera "
            "public, sur l’accueil aussi si le cas y est un exemple.",
        }
        error_messages = {"nom": {"unique": "Un autre cas porte déjà ce nom."}}

    def __init__(self, post: QueryDict | None, cas: CasDeControle, version: Version) -> None:
        attente = attentes.de(version).get(cas.pk)
        nom = attente.nom if attente else ""
        super().__init__(post, instance=cas, initial={"nom": nom or cas.nom})
        self._autres = [a.nom for a in attentes.de(version).values() if a.cas_id != cas.pk]

    def clean_nom(self) -> str:
        if self.cleaned_data["nom"] in self._autres:
            raise forms.ValidationError("Un autre cas doit déjà prendre ce nom avec ce brouillon.")
        return self.cleaned_data["nom"]


class Formulaire(Identite):
    """A case written from the address of a result, of a doctor or of a group."""

    adresse = forms.CharField(
        label="Adresse du résultat", max_length=9_000,
        help_text="Copiez-la depuis la page d’un résultat, d’un médecin ou d’un groupe, publique ou d’un "
        "brouillon.",
        error_messages={"required": "Collez l’adresse d’un résultat."},
    )  # fmt: skip

    field_order = ("adresse", "nom", "theme", "source")

    def clean_adresse(self) -> dict[str, Any]:
        """The answers of the address, as JSON: those of a group when it has doctors."""
        requete = parse_qs(urlsplit(self.cleaned_data["adresse"].strip()).query)
        if not requete:
            raise forms.ValidationError("Cette adresse ne porte aucune réponse.")
        tables = selectors.tables().referentiel, timezone.localdate()
        lecture: Lecture | LectureGroupe
        if "m" in requete:
            lecture = depuis_adresse(requete, *tables)
            if any(membre.illisible for membre in lecture.membres):
                raise forms.ValidationError("Un médecin de cette adresse ne peut pas être lu.")
        else:
            lecture = lire_textes(requete, *tables)
        if "date_signature" not in lecture.valeurs:
            raise forms.ValidationError(
                "Sans date de signature, ce résultat changerait chaque jour."
            )
        return lecture.en_json()


class Faits:
    """The facts offered to be checked, as fields. `post`: what was typed over them, if anything was.

    A fact is kept when its name is in `faits`, and is then read from the field `fait-<name>`.
    """

    def __init__(
        self, champs: Iterable[faits.Champ], gardes: set[str], post: QueryDict | None = None
    ) -> None:
        self.erreurs: dict[str, str] = {}
        self.valeurs: list[tuple[str, Any]] = []
        self.lignes = [self._ligne(champ, gardes, post) for champ in champs]
        if post is not None and not self.valeurs and not self.erreurs:
            self.erreurs[""] = RIEN_A_VERIFIER

    @property
    def attendu(self) -> dict[str, Any]:
        return faits.composer(self.valeurs)

    def _ligne(
        self, champ: faits.Champ, gardes: set[str], post: QueryDict | None
    ) -> dict[str, Any]:
        texte, garde = champ.dit, champ.nom in gardes
        if post is not None:
            texte = post.get(f"fait-{champ.nom}", champ.dit)[:LONGUEUR].replace("\r\n", "\n")
            garde = champ.nom in post.getlist("faits")
            if garde:
                self._lire(champ, texte.strip())
            elif not self._redit(champ, texte.strip()):
                self.erreurs[champ.nom] = "Cochez ce fait, ou laissez-le comme il était."
        choix = champ.type.choix
        if choix and texte not in choix:
            choix = (texte, *choix)
        return {
            "nom": champ.nom,
            "libelle": champ.libelle,
            "texte": texte,
            "garde": garde,
            "choix": choix,
            "lignes": isinstance(champ.type, Rangees),
            "erreur": self.erreurs.get(champ.nom, ""),
        }

    @staticmethod
    def _redit(champ: faits.Champ, texte: str) -> bool:
        """The same value, however it is spaced."""
        if texte == champ.dit.strip():
            return True
        try:
            return bool(texte) and champ.type.lire(texte) == champ.valeur
        except Illisible:
            return False

    def _lire(self, champ: faits.Champ, texte: str) -> None:
        if texte == champ.dit:  # untouched: to the letter
            self.valeurs.append((champ.nom, champ.valeur))
            return
        if not texte:
            self.erreurs[champ.nom] = "Écrivez ce qui doit sortir, ou ne cochez pas ce fait."
            return
        try:
            self.valeurs.append((champ.nom, champ.type.lire(texte)))
        except Illisible as refus:
            self.erreurs[champ.nom] = str(refus)
