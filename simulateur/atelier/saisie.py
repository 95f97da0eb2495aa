"""From a posted grid to the rows that change: what was typed, where it comes from, who was faster."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.text import Truncator

from eligibility.documents.base import document, genre_de
from eligibility.documents.differences import Difference, Ligne, appliquer, lignes_par_cle
from eligibility.documents.formes import TABLES, Document
from eligibility.models import Changement, Source
from eligibility.models.choix import Fiabilite
from eligibility.models.version import Version
from simulateur.reponses.types import Entier, Invalide, Nombre
from simulateur.textes import atelier as textes
from simulateur.textes.ecriture import date_en_chiffres, nombre

from .champs import Ecrit, JourPasse
from .grilles import Grille, Plan, en_saisie

MAXIMUM = Decimal(999_999)
CHIFFRES = 18  # a database refuses longer numbers
AMBIGU = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")  # 38.000: thirty-eight, or thirty-eight thousand?
LIBELLE_MAXIMUM = 90  # of a source in a list: a browser makes the list as wide as its longest line
VIDE = {"source": None, "fiabilite": Fiabilite.A_COMPLETER.value, "verifie_le": None, "note": ""}


def entier(texte: str) -> int:
    """A key or a rank that the page itself wrote; 0 when it is anything else."""
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) <= CHIFFRES else 0


class ChoixDeSource(forms.ModelChoiceField):
    """A source by its key and what it is: a key alone says little to who did not choose it."""

    def label_from_instance(self, obj: Source) -> str:
        return f"{obj.cle} – {Truncator(obj.libelle).chars(LIBELLE_MAXIMUM)}"


class Provenance(Ecrit):
    """Where the figures of one save come from: said once for all the cells that it changes."""

    source = ChoixDeSource(
        Source.objects.all(), label="Source", required=False, to_field_name="cle",
        empty_label="aucune",
    )  # fmt: skip
    fiabilite = forms.ChoiceField(
        label="Fiabilité", required=False,
        choices=[("", "à choisir"), *(c for c in Fiabilite.choices if c[0] != "a_completer")],
    )  # fmt: skip
    verifie_le = JourPasse(
        label="Vérifié le", required=False,
        help_text="Le jour où vous avez lu la valeur dans sa source. Vide : « non vérifié ».",
        error_messages={"invalid": "Écrivez le jour ainsi : 22/11/2026."},
    )  # fmt: skip
    note = forms.CharField(
        label="Note pour les lecteurs", required=False, max_length=500,
        help_text="Vide : chaque case garde la sienne.",
    )  # fmt: skip
    effacer_notes = forms.BooleanField(label="Effacer la note des cases changées", required=False)
    pourquoi = forms.CharField(
        label="Pourquoi ce changement", required=False, max_length=500,
        help_text="Gardé dans l’historique, avec votre nom.",
    )  # fmt: skip

    def clean(self):
        dites = super().clean()
        if dites.get("note") and dites.get("effacer_notes"):
            self.add_error("effacer_notes", "Écrivez une note, ou effacez-la : pas les deux.")
        return dites

    def exiger(self) -> None:
        """Figures are being written: it must be said how sure they are and, unless assumed, from where."""
        dit = self.cleaned_data
        if not dit.get("fiabilite"):
            self.add_error("fiabilite", "Dites à quel point ces valeurs sont sûres.")
        elif dit["fiabilite"] != Fiabilite.HYPOTHESE and not dit.get("source"):
            self.add_error("source", "Dites d’où viennent ces valeurs.")

    def ligne(self) -> Ligne:
        """The columns of provenance, as a document writes them; no `note` when each keeps its own."""
        dit = self.cleaned_data
        jour = dit["verifie_le"]
        dite = {
            "source": dit["source"].cle if dit["source"] else None,
            "fiabilite": dit["fiabilite"],
            "verifie_le": jour.isoformat() if jour else None,
        }
        return {**dite, "note": dit["note"]} if dit["note"] or dit["effacer_notes"] else dite


def derniere_provenance(version: Version, compte: AbstractBaseUser) -> dict[str, Any]:
    """What this person said today of the last figures she wrote in a draft; empty when she wrote none.

    A text is most often typed in table after table: its source is not asked again, only shown.
    """
    ecrits = Changement.objects.filter(
        genre=genre_de(version), version=version.date_effet, revision=version.revision,
        compte=compte, fait_le__date=timezone.localdate(), apres__isnull=False,
    ).exclude(table="")  # fmt: skip
    dernier = ecrits.first()
    if dernier is None or dernier.apres.get("fiabilite") in (None, Fiabilite.A_COMPLETER):
        return {}
    jour = dernier.apres["verifie_le"]
    return {
        "source": dernier.apres["source"],
        "fiabilite": dernier.apres["fiabilite"],
        "verifie_le": date.fromisoformat(jour) if jour else None,
    }


@dataclass
class Saisie:
    """`differences`: rows to write; `erreurs`: field → why it is refused; `vide`: nothing was changed."""

    differences: list[Difference] = field(default_factory=list)
    erreurs: dict[str, str] = field(default_factory=dict)

    @property
    def remplit(self) -> bool:
        """A cell receives a figure: it must be said where it comes from."""
        return any(
            d.apres is not None and d.apres["fiabilite"] != VIDE["fiabilite"]
            for d in self.differences
        )


def lire(
    post: Mapping[str, str], grille: Grille, table: str, vu: Document, provenance: Ligne
) -> Saisie:
    """What the person changed in the grid she had before her (`vu`), with its provenance."""
    lue = Saisie()
    lignes = lignes_par_cle(vu, table)
    colonnes = TABLES[vu["genre"]][table]
    for case in grille.cases:
        if case.champ not in post:
            continue
        avant = lignes.get(case.cle)
        valeur_avant = None if avant is None else avant[grille.plan.colonne]
        texte = post[case.champ].strip()
        if texte == en_saisie(valeur_avant):
            continue
        try:
            valeur = _valeur(texte, grille.plan)
        except forms.ValidationError as erreur:
            lue.erreurs[case.champ] = erreur.messages[0]
            continue
        if valeur == valeur_avant:
            continue
        apres = _apres(
            avant, dict(zip(colonnes.cle, case.cle, strict=True)), grille.plan, valeur, provenance
        )
        lue.differences.append(Difference(table, case.cle, avant, apres))
    return lue


def _apres(
    avant: Ligne | None, cle: Ligne, le_plan: Plan, valeur: str | None, provenance: Ligne
) -> Ligne | None:
    if valeur is not None:
        return sourcee(avant, {**cle, le_plan.colonne: valeur}, provenance)
    if le_plan.choix or avant is None:
        return None  # nothing said of an option: no row
    note = provenance.get("note", avant["note"])
    return {**cle, le_plan.colonne: None, **VIDE, "note": note}


def sourcee(avant: Ligne | None, ligne: Ligne, provenance: Ligne) -> Ligne:
    """The row with where it comes from; a provenance without a note leaves that of the row."""
    return {**ligne, "note": avant["note"] if avant else "", **provenance}


def _valeur(texte: str, le_plan: Plan) -> str | None:
    """What a document writes for what was typed; None when it was emptied."""
    if not texte:
        return None
    if le_plan.choix:
        if texte not in dict(le_plan.choix):
            raise forms.ValidationError("Choisissez un état de la liste.")
        return texte
    return nombre_saisi(texte, le_plan.decimales)


def nombre_saisi(texte: str, decimales: int) -> str:
    """« 38 000,50 » → "38000.50". ValidationError in French when it is no figure, or two at once."""
    if decimales and AMBIGU.fullmatch(texte):
        groupe = texte.replace(".", "\u00a0")
        raise forms.ValidationError(f"Écrivez {groupe} ou {texte.replace('.', ',')}.")
    lecteur = Nombre(Decimal(0), MAXIMUM, decimales) if decimales else Entier(0, int(MAXIMUM))
    try:
        valeur = Decimal(lecteur.lire_texte(texte))
    except Invalide as refus:
        raise forms.ValidationError(_refus(refus.code, texte, decimales)) from None
    return str(valeur.quantize(Decimal(1).scaleb(-decimales)))


def _refus(code: str, texte: str, decimales: int) -> str:
    if code == "bornes":
        return f"Cette valeur va de 0 à {nombre(MAXIMUM)}."
    if code == "decimales":
        return f"Il faut ici {decimales} décimales au plus."
    entier = "" if decimales else " entier"
    return f"« {texte[:20]} » n’est pas un nombre{entier}."


def provenance_lisible(ligne: Ligne) -> str:
    """« officiel · AMELI-AIDE · vérifié le 22/11/2026 »."""
    dite = [textes.mot("fiabilite", ligne["fiabilite"]), ligne["source"] or ""]
    if ligne["verifie_le"]:
        dite.append(f"vérifié le {date_en_chiffres(date.fromisoformat(ligne['verifie_le']))}")
    return " · ".join(filter(None, dite))


def ouvrir(version: Version) -> tuple[int, Document]:
    """The number of the last change of a version, then the version: what a form is made from.

    In this order: what somebody writes between the two is a conflict when the form comes back. In the
    other, the form would count as seen a value that it does not show, and write the old one over it.
    """
    vu = dernier_changement(version, genre_de(version))
    return vu, document(version)


def dernier_changement(version: Version, genre: str) -> int:
    """The number of the last change written in this version: what a form was made from."""
    return _changements(version, genre).values_list("pk", flat=True).first() or 0


def ecrites(version: Version, genre: str, table: str, depuis: int, compte) -> set[tuple]:
    """Keys of the rows that this account wrote in `table` after change number `depuis`."""
    siennes = _changements(version, genre).filter(table=table, pk__gt=depuis, compte=compte)
    return {tuple(cle) for cle in siennes.values_list("cle", flat=True)}


def document_vu(document: Document, version: Version, vu: int) -> tuple[Document, dict[tuple, str]]:
    """The document as it was at change number `vu`, and who changed which row since."""
    depuis = list(_changements(version, document["genre"]).filter(pk__gt=vu))
    # Newest first: the oldest change of a row says, last, what it was.
    retours = [Difference(c.table, tuple(c.cle), None, c.avant) for c in depuis]
    auteurs = {(c.table, tuple(c.cle)): c.auteur for c in reversed(depuis)}
    return appliquer(document, retours), auteurs


def _changements(version: Version, genre: str):
    return Changement.objects.filter(
        genre=genre, version=version.date_effet, revision=version.revision
    )
