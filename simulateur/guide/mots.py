"""Words as the search compares them: no accents, no empty words, the ends of words taken off.

Nothing here knows the guide: these are the habits of the French language and of those who type.
"""

import re
from itertools import pairwise

from simulateur.plateforme.mots import sans_accent

# Of what is typed, what is read: a long question, not a text.
LONGUEUR_MAX = 120

# Words that say nothing of a subject: articles, prepositions, pronouns, auxiliaries, ways of asking.
_VIDES = """
a ai aie ait alors apres as au aucun aucune aura aurai aurait auront aussi autre autres aux avait
avant avec avez avoir avons ayant bah ben bien c ca car ce ceci cela celle celui ces cet cette ceux
chaque chez ci comme concernant d dans de depuis des dis dit dois doit doivent donc du elle
elles en encore entre es est estce et etais etait etant ete etes etre eu euh eux   faisait
faisons  faites  ferait font g helas hors ici il ils j je jusqu jusque juste l la le les leur
leurs lors lui m ma mais me meme memes merci mes moi mon n ne ni non nos notre nous on ont or ou oui
par parce pas pendant  peut peuvent peux plus plusieurs plutot pour pourquoi pourra pourrait
pourrez pouvais pouvait pouvez pouvoir puis puisje puisque qu  que quel quelle quelles quelqu
quelquun quels qui quoi rien s sa sans se sera serai serait seront ses si soi soit son sommes sont
sous suis sur surtout t ta tant te tes toi ton toujours tous tout toute toutes tres  tu un une va
vais vas vers veut veux voici voila vont vos votre vous voulez vouloir voulons y
bonjour bonsoir svp
"""
VIDES = frozenset(_VIDES.split())

# Words of the ways of asking, which are sometimes the subject too: « ça vaut le coup ? », « il me
# reste quoi », « ça se passe comment », « j'aimerais savoir combien de temps il me faut ».
_FAIBLES = """
faire fais fait faut peu trop quand
actuellement afin aime aimer aimerais aller arrive arriver aussitot beaucoup besoin bientot bon bonne
cas chose combien comment compris comprends comprendre concret concretement coup crois croire deja
demande demander dire donne donner dommage ensuite envie exact exactement existe exister facon
fois genre gens grand grande gros grosse idee info infos information informations
jamais laisse laisser maintenant mal marche marcher met mettre moins moyen niveau normal obliger
oblige parait parler part passe passer pense penser possible pourtant pratique prend prendre prends
prevu prevoir quelque question raison reel reellement regarder reste rester
sait sais savoir semble sert servir sorte suffit suite sujet tellement temps tenir tient trouve
trouver type utile vaut valoir venir veulent vient viens voir vois voit vrai vraie vraiment
"""

# A number is the same in letters, in figures and as a rank.
NOMBRES = {
    nom: str(nombre)
    for nombre, noms in enumerate(
        (
            "premier premiere premiers premieres",
            "deux deuxieme deuxiemes second seconde",
            "trois troisieme",
            "quatre quatrieme",
            "cinq cinquieme",
            "six sixieme",
        ),
        1,
    )
    for nom in noms.split()
}
RANG = re.compile(r"(\d+)(?:er|ere|re|e|eme|ieme|nd|nde)")
CENTILE = re.compile(r"p(\d{1,2})")
MOT = re.compile(r"\d+[.,]\d+|[a-z0-9]+(?:-[a-z0-9]+)*")

# Ends of words, with the letters that must stay before them.
_NOMS_D_ACTION = re.compile(r"(?<=.{4})ement$|(?<=.{5})ation$")
_VERBES = re.compile(r"(?<=.{5})(?:aient|ent|ait|ions|ons|ez)$")
_FINALES = re.compile(r"(?<=.{3})(?:ere|er|ee|e)$")


def radical(mot: str) -> str:
    """A word without its endings: after the minimal stemmer of J. Savoy for French (plural, feminine,
    infinitive), with the nouns made of verbs and a few forms of verbs.

    « animaux » → « animal », « formées » and « former » → « form », « remboursement » and
    « rembourser » → « rembours »; short words and numbers stay.
    """
    if mot[0].isdigit():
        return mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot
    if len(mot) > 5 and mot.endswith("aux"):
        return mot[:-3] + "al"
    if len(mot) > 3 and mot[-1] in "sx":
        mot = mot[:-1]
    if len(mot) < 5:
        return mot
    long = len(mot) > 5
    for fins in (_NOMS_D_ACTION, _VERBES, _FINALES):
        sans, change = fins.subn("", mot)
        if change:
            mot = sans
            break
    return mot[:-1] if long and mot[-1] == mot[-2] else mot


FAIBLES = frozenset(map(radical, _FAIBLES.split()))


def radicaux(texte: str) -> list[str]:
    """The stems of a text, in order. « mi-temps » gives its two words and the two as one; « P30 »,
    « percentile » and 30."""
    trouves: list[str] = []
    for mot in MOT.findall(sans_accent(texte)):
        if centile := CENTILE.fullmatch(mot):
            trouves += (radical("percentile"), centile[1])
            continue
        morceaux = [m for m in mot.replace(",", ".").split("-") if m not in VIDES]
        if len(morceaux) > 1:
            morceaux.append("".join(morceaux))
        trouves += map(_comparable, morceaux)
    return trouves


def _comparable(mot: str) -> str:
    rang = RANG.fullmatch(mot)
    return rang[1] if rang else NOMBRES.get(mot) or radical(mot)


def suites(mots: list[str]) -> list[str]:
    """The pairs of words that follow each other, whatever their order: « plein temp » for both
    « temps plein » and « plein temps »."""
    return [" ".join(sorted(paire)) for paire in pairwise(mots)]


def demandes(texte: str) -> list[str]:
    """The stems of what is typed, in order; of its beginning, when it is long."""
    return radicaux(texte[:LONGUEUR_MAX])
