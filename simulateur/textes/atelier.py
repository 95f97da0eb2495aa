"""Words of the workshop: tables, cells, anomalies, refusals. Read by who knows the convention, not code."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from eligibility import roles
from eligibility.actes import ActeRefuse
from eligibility.models.version import Version
from simulateur.textes.ecriture import typographier
from simulateur.textes.fichiers import EFFET_IMPOSSIBLE, LECTURE_IMPOSSIBLE
from simulateur.textes.mots import VERDICTS
from simulateur.textes.tables import ecrire, mot

GENRES = {"bareme": "Barème de l’aide", "employeur": "Barème employeur"}
TABLES = {
    "montants": "Montants de l’aide",
    "seuils": "Seuils de patientèle",
    "objectifs": "Objectifs",
    "parametres": "Paramètres",
    "options": "Options ouvertes",
    "specialites": "Spécialités",
    "sources": "Sources",
    "guide": "Guide",
    "exemples": "Médecins d’exemple de l’accueil",
}
STATUTS = {"brouillon": "brouillon", "publie": "publié", "archive": "archivé"}
SOUMIS = "soumis"
COLONNES = {
    "valeur": "valeur",
    "etat": "état",
    "fin": "fin",
    "patients_debut": "patients à gagner",
    "patients_fin": "patients à la fin",
    "source": "source",
    "fiabilite": "fiabilité",
    "verifie_le": "vérifié le",
    "note": "note",
    "libelle": "libellé",
    "groupe": "groupe",
    "synonymes": "synonymes",
    "ordre": "rang dans les listes",
    "place": "place dans les listes",
    "lien": "lien",
    "date": "date du document",
    "lecture": "lecture",
    "titre": "titre",
    "resume": "en une phrase",
    "rubrique": "rubrique",
    "etiquettes": "étiquettes",
    "mots": "autres mots",
    "ancres": "ce qu’elle explique",
    "corps": "texte",
}
# What tells a parameter from another of nearly the same name, under its name.
CASES_TAPEES = typographier("Vous aviez tapé, à reporter dans une nouvelle correction : {}.")
CASE_TAPEE = typographier("{} : « {} »")
AIDES = typographier({
    "smic": "En euros par mois, pour un temps plein : le plancher du salaire, qui suit chaque hausse.",
    "rgdu_smic_horaire": "En euros par heure : celui du 1er janvier, que la formule de la réduction garde "
    "toute l’année.",
})  # fmt: skip
# What a version says of itself.
FICHE = {
    "intitule": "intitulé",
    "source": "texte",
    "verifie_le": "texte relu le",
    "commentaire": "commentaire",
}
ANOMALIES = typographier({
    "montant.monte": "{valeur} € après {avant} € l’année d’avant : l’aide monte d’une année à l’autre.",
    "montant.majoration_plus_basse": "{valeur} € ici, {avant} € sur la ligne « {ligne} » : une majoration "
    "donne moins.",
    "montant.aucun": "Aucun montant de première année : le site n’aurait rien à montrer.",
    "seuil.baisse": "{valeur} patients, mais P{percentile} en compte {avant} : un percentile plus haut ne peut "
    "pas en compter moins.",
    "seuil.egal": "{valeur} patients, comme P{percentile} : deux percentiles égaux sont rares.",
    "specialite.inconnue": "La spécialité « {specialite} » n’est pas dans la liste des spécialités.",
    "specialite.exclue": "Cette spécialité est exclue de l’aide : ce chiffre ne servirait pas.",
    "indicateur.sans_objet": "Cette spécialité se lit sur la file active seulement : ce chiffre ne servirait "
    "pas.",
    "segment.vide": "La fin ({fin}) n’est pas au-dessus du début.",
    "segment.sans_fin": "Un nombre de patients à la fin demande une borne de fin.",
    "segment.recouvre": "Ce segment commence avant la fin de celui qui part de {debut}.",
    "segment.trou": "Rien n’est dit de {fin} à {debut} patients.",
    "segment.saut": "{valeur} patients à gagner ici, {avant} juste avant : l’objectif saute.",
    "parametre.manquant": "Le calcul a besoin de cette valeur : sans elle, pas de publication.",
    "parametre.hors_bornes": "Cette valeur va de {minimum} à {maximum}.",
    "parametre.entier": "Il faut ici un nombre entier.",
    "parametre.pas": "Il faut ici un multiple de {pas}.",
    "parametre.mois_civil": "Écrivez l’année puis le mois, en six chiffres : 202611 pour novembre 2026.",
    "parametre.inconnu": "Le site ne connaît pas ce paramètre.",
    "parametre.apres_la_fin": "Le contrat dure {annees} ans : cette année n’existe pas.",
    "parametre.nul": "Cette valeur divise les autres : elle n’est pas nulle.",
    "parametre.ordre": "{valeur} est plus petit que « {autre} » ({avant}).",
    "option.absente": "Rien n’est dit de cette option : le site la montre fermée.",
    "marque.remplie": "La case est remplie : elle n’est pas « à compléter ».",
    "marque.vide": "La case est vide : elle est « à compléter ».",
    "source.inconnue": "La source « {source} » n’est pas dans la liste des sources.",
    "source.absente": "Aucune source n’est donnée pour une valeur « {fiabilite} ».",
    "verifie.futur": "La vérification du {date} est à venir.",
    "verifie.avant_la_source": "Vérifié le {date}, avant la date de la source {source}.",
})  # fmt: skip
# What a permission of the workshop lets do, to whom lacks it.
DROITS = {
    roles.LIRE: "L’atelier se lit avec les droits du groupe « Lecture » au moins.",
    roles.REDIGER: "Écrire ici demande les droits du groupe « Rédaction », ou « Publication ».",
    roles.PUBLIER: "Rendre public, ou renvoyer un brouillon, demande les droits du groupe « Publication ».",
}
# What a control case says of itself.
CAS = {"nom": "nom", "theme": "thème", "source": "source"}
# What doctors of a specialty do not learn, for want of figures.
BLOQUE = {
    "eligibilite": "s’ils atteignent l’activité minimale",
    "majoration": "s’ils ont droit à une majoration",
    "tranche": "leur tranche exacte",
    "objectif": "leur objectif",
}
REFUS = {
    "pas_un_brouillon": "Cette version est publiée ou archivée : elle ne change plus. Commencez une "
    "correction.",
    "brouillon_change": "Quelqu’un a changé ce brouillon, ou ce que des cas attendent avec lui, depuis que "
    "vous l’avez ouvert : relisez ce qui suit, puis publiez.",
    "anomalies": "Ce brouillon a des erreurs : corrigez-les avant de publier.",
    "rien_ne_change": "Ce brouillon dit exactement ce qui est déjà publié à cette date : il n’y a rien à "
    "publier.",
    "origine_depassee": "Une autre révision est publique depuis que ce brouillon a été commencé : {publique}. "
    "Reprenez d’abord ce qui est public, sans quoi la publication le déferait.",
    "copie_d_un_brouillon": "Un brouillon ne se copie pas : écrivez dans celui-ci, ou partez d’une version publiée.",
    "rien_a_reprendre": "Ce brouillon part déjà de ce qui est public : il n’y a rien à reprendre.",
    "non_lue": "Relisez ce qui suit, puis publiez.",
    "motif_vide": "Dites en une phrase pourquoi.",
    "pas_soumis": "Ce brouillon n’est pas soumis à publication.",
    "ses_references": "Vous avez écrit quelque chose de ce qui partirait : une autre personne doit le mettre "
    "en ligne. Décochez-le pour mettre en ligne le reste.",
    "source_citee": "Ce qui serait en ligne citerait une source qui n’y est plus ({sources}) : cochez aussi la "
    "page qui ne la cite plus, ou gardez la source.",
    "rien_de_choisi": "Cochez ce qui doit aller en ligne.",
    "references_changees": "Quelqu’un a changé ce qui attend depuis que vous avez ouvert cette page : relisez ce "
    "qui suit, puis mettez en ligne.",
    "rien_en_attente": "Tout est déjà en ligne.",
    "avertissements": "Des avertissements attendent une réponse : acceptez-les avec une raison, ou "
    "corrigez.",
    "pas_publiee": "Cette version n’est pas publiée.",
    "dernier_bareme": "C’est le dernier barème publié : sans lui, le site n’aurait rien à calculer.",
    "version_modifiee": "Le barème {version}, révision {revision}, a été changé hors de l’atelier depuis sa "
    "publication. Rien n’est publié tant que ce n’est pas éclairci.",
    "cas_en_echec": "{combien} ce qui est attendu : {premiers}. "
    "Corrigez ce qui change, ou mettez le cas à jour en connaissance de cause.",
    "cas_change": "Quelqu’un a changé ce cas depuis que vous l’avez ouvert : relisez ce qu’il dit maintenant.",
    "cas_supprime": "Quelqu’un vient de supprimer un de ces cas : rien n’est enregistré.",
    "nom_pris": "Un autre cas s’appelle maintenant « {nom} », le nom qu’un cas devait prendre avec ce "
    "brouillon : changez l’un des deux.",
    "chiffres_changes": "Les chiffres ont changé depuis que cette page a été calculée : relisez ce qui suit.",
    "son_propre_brouillon": "Vous avez rédigé ce brouillon : une autre personne doit le publier.",
}

DEVENIR_AUTEUR = (
    "Changer un brouillon, ou ce que des cas attendent avec lui, c’est l’écrire : vous ne pourriez plus le "
    "publier vous-même. Cochez que vous l’acceptez, ou laissez la rédaction le faire."
)


def ou(version: date, revision: int, statuts: Mapping[tuple[date, int], str]) -> str:
    """« 2026-02-25, révision 2 (publié) »: where a line of history was written, and what became of it."""
    statut = statuts.get((version, revision))
    dit = "brouillon supprimé, jamais public" if statut is None else STATUTS[statut]
    return f"{version}, révision {revision} ({dit})"


def refus(acte: ActeRefuse) -> str:
    """Why something asked was not done."""
    detail = {nom: str(valeur) for nom, valeur in acte.detail.items()}
    if acte.code == "cas_en_echec":
        detail["combien"] = cas_qui_echouent(acte.detail["combien"])
    return REFUS[acte.code].format_map(detail)


def cas_qui_echouent(combien: int) -> str:
    """« 12 cas de contrôle ne donnent plus », or « Un cas de contrôle ne donne plus »."""
    if combien == 1:
        return "Un cas de contrôle ne donne plus"
    return f"{combien} cas de contrôle ne donnent plus"


def copie_d_archive(version: Version) -> str:
    """What a draft made from an archived version would do."""
    return (
        f"Ce brouillon reprend {version}, qui n’est plus publique : ce qui a été publié depuis serait défait. "
        "Regardez plus bas ce qui change."
    )


def effet_impossible() -> str:
    """Why a day of effect is refused."""
    return _phrase(EFFET_IMPOSSIBLE)


def lecture_impossible() -> str:
    """Why a day of reading is refused."""
    return _phrase(LECTURE_IMPOSSIBLE)


def _phrase(texte: str) -> str:
    return texte[0].upper() + texte[1:]


def colles(table: str, combien: int, lignes: int) -> str:
    """« 4 chiffres écrits dans le brouillon (1 ligne). »: how many cells, from how many pasted lines."""
    quoi, s = ("segment" if table == "objectifs" else "chiffre"), "s" if combien > 1 else ""
    return f"{combien} {quoi}{s} écrit{s} dans le brouillon ({lignes} ligne{'s' if lignes > 1 else ''})."


def cas_mis_a_jour(combien: int, en_attente: bool) -> str:
    """« 12 cas mis à jour : leur attendu changera avec la publication de ce brouillon. »"""
    quoi = f"{combien} cas mis à jour" if combien != 1 else "Un cas mis à jour"
    if not en_attente:
        return f"{quoi}."
    return f"{quoi} : l’attendu changera avec la publication de ce brouillon, et pas avant."


def suppression(raison: str, cas: int) -> str:
    """Why a draft was erased, and what went away with it besides its cells."""
    if not cas:
        return raison
    return f"{raison} ; avec lui, {'un cas mis' if cas == 1 else f'{cas} cas mis'} à jour"


def cas_retires(combien: int) -> str:
    """What taking back one's own updates did."""
    quoi = (
        "Une mise à jour de cas retirée"
        if combien == 1
        else f"{combien} mises à jour de cas retirées"
    )
    return (
        f"{quoi} : avec ce brouillon, ces cas attendent de nouveau ce qu’ils attendent aujourd’hui."
    )


def cas_laisses(combien: int) -> str:
    """Of the cases that were ticked, those that were not touched."""
    if combien == 1:
        return "Un cas n’a pas changé : conforme, ou impossible à calculer."
    return f"{combien} cas n’ont pas changé : conformes, ou impossibles à calculer."


def verdict(code: str) -> str:
    """A verdict of the rules, or why there is none."""
    return {**VERDICTS, "refuse": "réponses refusées", "impossible": "résultat impossible"}[code]


def a_relire(nom: str, nombre_de_valeurs: int) -> str:
    """« bareme 2026-02-25 : 31 valeurs à relire (plus de douze mois, ou jamais). »"""
    pluriel = "s" if nombre_de_valeurs > 1 else ""
    return f"{nom} : {nombre_de_valeurs} valeur{pluriel} à relire (plus de douze mois, ou jamais)."


def anomalie(code: str, detail: Mapping[str, Any]) -> str:
    """The sentence of an anomaly, its figures in it."""
    mots = {
        nom: mot("cle" if nom == "autre" else nom, valeur)
        if nom in ("ligne", "autre", "fiabilite")
        else ecrire(valeur)
        for nom, valeur in detail.items()
    }
    return ANOMALIES[code].format_map(mots)


def cases_tapees(cases: list[tuple[str, str]]) -> str:
    """What nobody could save, to copy elsewhere: (cell, what was typed), that stays as it was typed."""
    dites = " ; ".join(CASE_TAPEE.format(nom, valeur) for nom, valeur in cases)
    return CASES_TAPEES.format(dites)
