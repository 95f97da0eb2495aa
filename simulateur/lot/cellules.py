"""Une cellule telle qu'un tableur l'écrit, remise dans l'orthographe que lit la déclaration.

Rien n'est jugé ici : ce qui n'est pas reconnu est rendu tel quel, et la lecture des réponses dit pourquoi
elle n'en veut pas.
"""

import re

from eligibility.regles.bareme import Referentiel
from simulateur.plateforme.mots import sans_accent
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.profil import CHOIX_OPTION
from simulateur.reponses.question import Question
from simulateur.reponses.specialites import proche, reconnaitre
from simulateur.reponses.types import Choix, Invalide, Jour, Mois, OuiNon, Plusieurs
from simulateur.textes import lot as textes

SEPARATEURS = re.compile(r"[,;|/\n]")
TIERS_TEMPS = "1/3"
# « 1/3 », qu'un tableur français prend pour le premier mars.
PREMIER_MARS = re.compile(r"\d{4}-03-01|0?1/0?3/\d{4}|0?1-mars")


def propre(texte: str) -> str:
    """Un texte libre sur une ligne, sans caractère qui ne se voit pas."""
    return "".join(c for c in " ".join(texte.split()) if c.isprintable())


def valeur_simple(texte: str) -> str:
    """Sans accent ni majuscule ; les signes qui distinguent deux tranches ou deux options restent."""
    return " ".join(re.findall(r"[a-z0-9]+|[<>=/]+", sans_accent(texte.replace("≥", ">="))))


def _connues(question: Question) -> dict[str, str]:
    """Écriture simple → valeur, pour une liste fermée."""
    ecritures = {valeur_simple(libelle): v for v, libelle in question.type.libelles.items()}
    if question.type == CHOIX_OPTION:
        ecritures |= {f"{valeur_simple(v)} etp": v for v in question.type.libelles}
    ecritures |= textes.VALEURS.get(question.cle, {})
    return ecritures | {valeur_simple(v): v for v in question.type.libelles}


CONNUES = {
    cle: _connues(question) for cle, question in PAR_CLE.items() if isinstance(question.type, Choix)
}


def traduire(cle: str, texte: str) -> str:
    """La même réponse, écrite comme dans une adresse du site ; une spécialité s'écrit ailleurs."""
    type_ = PAR_CLE[cle].type
    if isinstance(type_, OuiNon):
        simple = valeur_simple(texte)
        return "oui" if simple in textes.OUI else "non" if simple in textes.NON else texte
    if isinstance(type_, Plusieurs):
        return _plusieurs(cle, texte)
    if isinstance(type_, Choix):
        return _choix(cle, texte)
    if isinstance(type_, Mois):
        return _mois(texte)
    return texte


def _plusieurs(cle: str, texte: str) -> str:
    entier = CONNUES[cle].get(valeur_simple(texte))  # un libellé peut contenir une virgule
    morceaux = [entier or m.strip() for m in ([texte] if entier else SEPARATEURS.split(texte))]
    return ",".join(CONNUES[cle].get(valeur_simple(m), m) for m in morceaux if m)


def _choix(cle: str, texte: str) -> str:
    if TIERS_TEMPS in PAR_CLE[cle].type.libelles and PREMIER_MARS.fullmatch(texte.casefold()):
        return TIERS_TEMPS
    return CONNUES[cle].get(valeur_simple(texte), texte)


def _mois(texte: str) -> str:
    """Un mois qu'un tableur a changé en jour."""
    try:
        return f"{Jour().lire_texte(texte):%Y-%m}"
    except Invalide:
        return texte


class Specialites:
    """Un nom de spécialité → son slug, cherché une fois par fichier."""

    def __init__(self, referentiel: Referentiel) -> None:
        self._connues = referentiel.specialites
        self._slugs: dict[str, str] = {}

    def slug(self, texte: str) -> str:
        """Le slug, ou le texte tel quel."""
        if texte not in self._slugs:
            trouvee = reconnaitre(texte, self._connues)
            self._slugs[texte] = trouvee.slug if trouvee else texte
        return self._slugs[texte]

    def message(self, texte: str) -> str:
        """Que taper à la place d'un nom qui n'a pas été reconnu."""
        candidate = proche(texte, self._connues)
        if candidate is None:
            return f"{textes.SPECIALITE_INCONNUE} {PAR_CLE['specialite'].message}"
        return textes.SPECIALITE_PROCHE.format(libelle=candidate.libelle)
