"""Words of the guide's screens in the admin."""

from collections.abc import Iterable

from simulateur.textes.ecriture import typographier

SLUG_REFUSE = "Des lettres sans accent, des chiffres et des tirets, comme « temps-partiel »."
SLUG_PRIS = "Une autre page a déjà ce nom."
AIDE_DU_TEXTE = (
    "Du Markdown, sans HTML. Chaque paragraphe et chaque élément de liste finit par sa source et le jour où "
    "elle a été lue : {CONV24 2026-11-22} ; {CLE 2026-11-22 secondaire} quand aucun texte officiel ne le dit, "
    "{CLE 2026-11-22 hypothese} quand c’est notre lecture."
)
DEFAUTS = typographier({
    "html": "le HTML n’est pas permis",
    "sans_marque": "ce passage ne finit pas par sa source, « {debut} »",
    "accolade": "cette accolade n’est pas celle d’une marque : {{CLE AAAA-MM-JJ}}",
    "forme": "« {marque} » ne se lit pas comme {{CLE AAAA-MM-JJ}}",
    "source": "la source « {cle} » n’est pas dans la liste des sources",
    "date": "« {jour} » n’est pas une date comme 2026-11-22",
    "lecture": "{jour} : une source se lit entre le 1er janvier 2019 et aujourd’hui",
    "fiabilite": "« {mot} » n’est pas une fiabilité : {permises}",
})  # fmt: skip


def defaut(ligne: int, code: str, **detail: str) -> str:
    """« Ligne 12 : la source « AV9 » n’est pas dans la liste des sources. »"""
    return f"Ligne {ligne} : {DEFAUTS[code].format(**detail)}."


def ancres_inconnues(noms: Iterable[str]) -> str:
    return f"Aucun endroit du site ne s’appelle ainsi : {', '.join(noms)}."


def verifiees(marques: int, pages: int) -> str:
    """What the act « vérifié aujourd'hui » did."""
    if not marques:
        return "Rien à changer : aucune marque de cette source dans ces pages, ou toutes d’aujourd’hui."
    s, x = ("s" if n > 1 else "" for n in (marques, pages))
    return f"{marques} marque{s} vérifiée{s} aujourd’hui, dans {pages} page{x}."


def a_relire(titre: str, nombre: int) -> str:
    """A page of the guide with marks that nobody checked for a year."""
    s = "s" if nombre > 1 else ""
    return f"guide, {titre} : {nombre} marque{s} à relire (plus de douze mois)."
