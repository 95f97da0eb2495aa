"""Words of the public pages of the tables: what a version is, what it lacks, what changed in it."""

from collections.abc import Mapping

from eligibility.documents.formes import BAREME, EMPLOYEUR
from eligibility.models.choix import Acte
from simulateur.textes.ecriture import INSECABLE, nombre, typographier

DEPUIS = "depuis le {debut}"
DU_AU = "du {debut} au {fin}"
LECTURES = {
    "": "",
    "entiere": "texte lu en entier",
    "partielle": "texte lu en partie",
    "resume": "texte non lu, résumé lu",
    "non_lue": "texte non lu",
}
# In the place of a figure: the table has no such cell, or nobody gave us its value.
ABSENT, A_COMPLETER = "–", "à compléter"
SANS_CHIFFRE = {ABSENT, A_COMPLETER}
AUTRE_BAREME, BAREME_CORRIGE, BAREME_RELU, LIEN_INCONNU = typographier((
    "Ce lien a été fait avec un autre barème : les montants ci-dessous sont ceux d’aujourd’hui.",
    "Depuis ce lien, ce barème a été corrigé : les montants ci-dessous sont ceux d’aujourd’hui.",
    "Depuis ce lien, ce barème a été relu : aucun chiffre n’a changé.",
    "Ce lien cite une version que nous ne connaissons pas : les montants ci-dessous sont ceux d’aujourd’hui.",
))  # fmt: skip
CHIFFRES_CITES = 2
COLLECTIF = "Contrat collectif"
TITRES = typographier({
    "montants": "Montants",
    "seuils": "Seuils de patientèle",
    "objectifs": "Objectifs",
    "options": "Options",
    "parametres": "Durées, délais et parts",
})  # fmt: skip
# Groups of the employer's constants, by the beginning of their keys.
GROUPES_EMPLOYEUR = {
    "Salaires": ("grille_", "smic", "pmss", "heures_mensuelles"),
    "Prime d’ancienneté": ("prime_",),
    "Cotisations de l’employeur": ("taux_", "prevoyance_"),
    "Réduction générale des cotisations": ("rgdu_",),
    "Taxe sur les salaires": ("taxe_",),
    "Formation de l’assistant": ("heures_annuelles", "formation_"),
    "Activité du médecin": ("tarif_", "jours_", "actes_"),
}
_GENRES = {BAREME: "barème du", EMPLOYEUR: "salaires et taux du"}
_ACTES = {
    Acte.LIVRAISON: "Première mise en ligne",
    Acte.REFERENCES: "Spécialités, sources et guide",
}
_NOMS = {
    "montants": ("montant", "montants"),
    "seuils": ("seuil", "seuils"),
    "parametres": ("paramètre", "paramètres"),
}
_TOUS = {"seuils": "tous les seuils de patientèle", "objectifs": "tous les objectifs"}


def manque(comptes: Mapping[str, int], absents: list[str]) -> str:
    """What a version lacks, in one sentence: {table: empty figures}, and tables with no row at all."""
    morceaux = [
        f"{nombre(combien)}{INSECABLE}{_NOMS[table][combien > 1]}"
        for table, combien in sorted(comptes.items(), key=lambda compte: -compte[1])
    ]
    morceaux += [_TOUS[table] for table in absents]
    if not morceaux:
        return "Rien ne manque."
    *debut, dernier = morceaux
    return f"Il manque {', '.join(debut)} et {dernier}." if debut else f"Il manque {dernier}."


def changement(case: str, avant: str, apres: str) -> str:
    """A figure that moved, in words."""
    if avant == ABSENT:
        suite = f"{apres}, nouveau"
    elif apres == ABSENT:
        suite = f"supprimé, {avant} auparavant"
    elif avant == A_COMPLETER:
        suite = f"{apres}, jusque-là à compléter"
    elif apres == A_COMPLETER:
        suite = f"à compléter désormais, {avant} auparavant"
    else:
        suite = f"{apres} au lieu de {avant}"
    return f"{case}{INSECABLE}: {suite}"


def autres_precisions(combien: int) -> str:
    """What moved beside figures; empty when nothing did."""
    if not combien:
        return ""
    pluriel = "s" if combien > 1 else ""
    verbe = "ont" if combien > 1 else "a"
    return (
        f"{nombre(combien)} autre{pluriel} ligne{pluriel} {verbe} seulement une source, une marque, "
        "une date de vérification ou une note différente."
    )


def et_autres_chiffres(combien: int) -> str:
    """« et 12 autres chiffres », or nothing."""
    if not combien:
        return ""
    pluriel = "s" if combien > 1 else ""
    return f"et {nombre(combien)}{INSECABLE}autre{pluriel} chiffre{pluriel}"


def chiffres(combien: int) -> str:
    """« 172 chiffres »."""
    return f"{nombre(combien)}{INSECABLE}chiffre{'s' if combien > 1 else ''}"


def titre_de_nouvelle(acte: str, genre: str, version: str, revision: int) -> str:
    """What a line of the journal is about. `version`: its day in words, empty when there is none."""
    if not version:
        return _ACTES.get(acte, "Publication")
    nom = f"{_GENRES.get(genre, 'barème du')} {version}"
    if acte == Acte.RETRAIT:
        return f"Retour en arrière{INSECABLE}: {nom}"
    if revision == 1:
        return f"Nouveau{INSECABLE}: {nom}"
    return f"Correction{INSECABLE}: {nom}, révision {revision}"


def depuis_ce_lien(phrases: list[str], combien: int) -> str:
    """What moved in this barème since a link; `phrases`: the figures to tell, among `combien`."""
    if not combien:
        return BAREME_RELU
    cites = phrases[:CHIFFRES_CITES]
    reste = combien - len(cites)
    if not cites:
        # Other specialties': nothing that this result rests on.
        cites = [
            f"{nombre(reste)}{INSECABLE}chiffre{'s' if reste > 1 else ''} d’autres spécialités"
        ]
    elif reste:
        cites.append(et_autres_chiffres(reste))
    return f"Depuis ce lien, ce barème a été corrigé{INSECABLE}: {f'{INSECABLE}; '.join(cites)}."
