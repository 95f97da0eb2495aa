"""Changes in words: a cell, what it was, what it is."""

from typing import Any

from eligibility.avertissements import Examinee
from eligibility.documents import registre
from eligibility.documents.differences import PLACE, Difference, Ligne
from eligibility.documents.formes import TABLES
from eligibility.documents.fusion import Conflit
from eligibility.models import Changement
from eligibility.regles.controle import BLOQUANTE
from simulateur.textes import atelier as textes
from simulateur.textes import tables

from . import comparaison
from .grilles import champ_de
from .versions import Nom

# As they were typed: « 2026 » in a title is no figure.
TEXTES = ("source", "note", "libelle", "lien", "titre", "resume", "rubrique")
# Read line by line: nobody compares two pages whole.
LONGS = ("corps",)


def nom_de_case(genre: str, table: str, cle: tuple) -> str:
    """« 1 ETP, de base, année 1 », « Cardiologie, file active, P50 »; the beginning of a key will do."""
    if not genre:
        return _reference(table, cle[0])
    return tables.nom_de_case(genre, table, cle, _specialite)


def difference_lisible(genre: str, difference: Difference) -> dict[str, Any]:
    """{table, case, quoi: [(column, before, after)]} of a row that differs.

    References are of no genre. Of a long text, `after` is the `Comparaison` and `before` is empty.
    """
    return {
        "table": difference.table,
        "titre": textes.TABLES[difference.table],
        "case": nom_de_case(genre, difference.table, difference.cle),
        "quoi": list(_colonnes(genre, difference)),
    }


def conflit_lisible(genre: str, conflit: Conflit) -> dict[str, Any]:
    """{titre, case, quoi: [(column, at first, in public, in the draft)]} of a row changed on both sides."""
    lignes = (conflit.origine, conflit.publique, conflit.brouillon)
    cle = TABLES[genre][conflit.table].cle
    colonnes = Difference(conflit.table, conflit.cle, conflit.publique, conflit.brouillon).colonnes
    return {
        "titre": textes.TABLES[conflit.table],
        "case": nom_de_case(genre, conflit.table, conflit.cle),
        "quoi": [
            (textes.COLONNES[colonne], *(_mot(colonne, ligne) for ligne in lignes))
            for colonne in colonnes
            if colonne not in cle
        ],
    }


def changement_lisible(changement: Changement) -> dict[str, Any]:
    """The same of a line of the history, with who, when and why."""
    dite = {
        "titre": "",
        "case": "",
        "quoi": list(fiche_lisible(changement.avant, changement.apres)),
    }
    if changement.table:
        difference = Difference(
            changement.table, tuple(changement.cle), changement.avant, changement.apres
        )
        dite = difference_lisible(changement.genre, difference)
    return {
        **dite,
        "acte": "",
        "auteur": changement.auteur,
        "fait_le": changement.fait_le,
        "pourquoi": changement.pourquoi,
    }


def anomalie_lisible(nom: Nom, examinee: Examinee) -> dict[str, Any]:
    """What a check says of a cell, where to mend it, and who accepted it."""
    anomalie = examinee.anomalie
    bloquante = anomalie.gravite == BLOQUANTE
    return {
        "gravite": anomalie.gravite,
        "bloque": examinee.bloque,
        "a_accepter": examinee.bloque and not bloquante,
        "acceptation": examinee.acceptation,
        "deja_publique": examinee.deja_publique,
        "nom": examinee.nom,
        "titre": textes.TABLES[anomalie.table],
        "case": nom_de_case(nom.genre, anomalie.table, anomalie.cle),
        "phrase": textes.anomalie(anomalie.code, anomalie.detail),
        "adresse": f"{nom.adresse('table', anomalie.table)}#{champ_de(anomalie.cle)}",
    }


def fiche_lisible(avant: Ligne | None, apres: Ligne | None):
    """(column, before, after) of what a version says of itself."""
    for champ, libelle in textes.FICHE.items():
        lu, autre = (avant or {}).get(champ), (apres or {}).get(champ)
        if lu != autre:
            yield libelle, _ecrit(champ, lu), _ecrit(champ, autre)


def _ecrit(champ: str, valeur: Any) -> str:
    if not valeur:
        return "vide"
    return textes.ecrire(valeur) if champ == "verifie_le" else str(valeur)


def _colonnes(genre: str, difference: Difference):
    table = difference.table
    cle = TABLES[genre][table].cle if genre else (registre.references()[table].cle,)
    for colonne in difference.colonnes:
        if colonne in cle:
            continue
        lignes = (difference.avant, difference.apres)
        if colonne == PLACE:
            avant, apres = (_place(table, ligne[PLACE]) for ligne in lignes)
        elif colonne in LONGS:
            textes_lus = ("" if ligne is None else ligne[colonne] for ligne in lignes)
            avant, apres = "", comparaison.comparer(*textes_lus)
        else:
            avant, apres = (_mot(colonne, ligne) for ligne in lignes)
        if avant != apres:
            yield textes.COLONNES[colonne], avant, apres


def _mot(colonne: str, ligne: Ligne | None) -> str:
    if ligne is None:
        return "vide"
    valeur = ligne[colonne]
    if colonne in TEXTES:
        return valeur or "vide"
    if isinstance(valeur, list):
        return ", ".join(valeur) or "vide"
    return tables.mot_de_ligne(colonne, ligne)


def _place(table: str, precedente: str) -> str:
    return f"après {_reference(table, precedente)}" if precedente else "en tête"


def _reference(table: str, cle: str) -> str:
    """What names this row to readers; its key once it is no more."""
    reference = registre.references()[table]
    trouvees = reference.modele.objects.filter(**{reference.cle: cle})
    return trouvees.values_list(reference.titre, flat=True).first() or cle


def _specialite(slug: str) -> str:
    return _reference("specialites", slug)
