"""Words as the search compares them: no accents, no empty words, the ends of words taken off.

Nothing here knows the guide: these are the habits of the French language and of those who type.
"""

import re

from simulateur.plateforme.mots import sans_accent
from simulateur.reponses.specialites import LONGUEUR_MAX

# Words that say nothing of a subject: articles, prepositions, pronouns, auxiliaries, ways of asking.
_VIDES = """
a ai aie ait alors apres as au aucun aussi autre aux avant avec avoir avez avons ayant bien c ca car
ce ceci cela celle celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des dit
dois doit doivent donc du elle elles en encore entre es est estce et etait etant ete etes etre eu
eux faut font g il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne
ni nos notre nous on ont ou par pas peu peut peuvent peux plus plusieurs pour pouvez pourquoi puis
puisje qu quand que quel quelle quelles quels qui quoi s sa se sera serait ses si soit son sont sous
suis sur t ta te tes toi ton tout toute toutes tous tres tu un une va vais veut veux voici voila vos
votre vous y
"""
VIDES = frozenset(_VIDES.split())
MOT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def radical(mot: str) -> str:
    """The minimal stemmer of J. Savoy for French: plural, feminine and infinitive endings.

    « animaux » → « animal », « formées » and « former » → « form »; short words and numbers stay.
    """
    if len(mot) < 6 or mot[0].isdigit():
        return mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot
    if mot.endswith("x"):
        return mot[:-3] + "al" if mot.endswith("aux") else mot[:-1]
    for fin in "sre":
        mot = mot.removesuffix(fin)
    mot = mot.removesuffix("e")  # « formée » without its accent
    return mot[:-1] if mot[-1] == mot[-2] else mot


def radicaux(texte: str) -> list[str]:
    """The stems of a text, in order. « mi-temps » gives its two words and the two as one."""
    trouves = []
    for mot in MOT.findall(sans_accent(texte)):
        morceaux = [m for m in mot.split("-") if m not in VIDES]
        if len(morceaux) > 1:
            morceaux.append("".join(morceaux))
        trouves += map(radical, morceaux)
    return trouves


def demandes(texte: str) -> list[str]:
    """The stems of what is typed, each once; its beginning, when it is long."""
    return list(dict.fromkeys(radicaux(texte[:LONGUEUR_MAX])))
