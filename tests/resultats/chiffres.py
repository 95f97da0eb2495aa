"""Les chiffres d'une page de résultat, et ceux du calcul qu'elle explique."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element

from django.utils import timezone

from eligibility import selectors
from eligibility.regles import estimer
from eligibility.regles.estimation import Estimation
from simulateur.reponses.lecture import lire_textes
from simulateur.textes.comparaison import RESTE
from simulateur.textes.ecriture import euros, patients
from tests.parcours.pages import Page, avec_classe, texte

NOMBRE = r"(?<![\w,.])[−-]?\d[\d\u202f\u00a0 .]*(?:,\d+)?"
SOMMES = re.compile(rf"({NOMBRE})\s?€")
PATIENTS = re.compile(rf"({NOMBRE})\s(?:\w+\s)?patients?\b")
EN_LIGNE = {"span", "strong", "em", "b", "a", "data", "abbr", "small", "label", "text"}
# Des nombres du calcul qui ne comptent ni des euros ni des patients.
AUTRES_UNITES = {
    "mois",
    "part",
    "annee",
    "annees",
    "percentile",
    "revision",
    "taux",
    "jours",
    "semaine",
}


def mots(element: Element) -> str:
    """Le texte affiché, un blanc entre deux blocs mais aucun entre deux bouts d'une même phrase."""
    morceaux = [element.text or ""]
    for enfant in element:
        bord = "" if enfant.tag in EN_LIGNE else " | "
        morceaux += [bord, mots(enfant), bord, enfant.tail or ""]
    morceaux += [
        f" | {element.get(a)} | " for a in ("title", "aria-label", "alt") if element.get(a)
    ]
    return "".join(morceaux)


# Ce qui n'est qu'estimé : montré à l'euro, là et nulle part ailleurs.
ESTIMES = {"cout.employeur", "cout.taxe", "cout.reste", "cout.a_venir"}


def brut(nombre: str) -> str:
    return re.sub(r"[\s.]", "", nombre)


def du_calcul(e: Estimation) -> tuple[set[str], set[str]]:
    """Les sommes et les nombres de patients de la trace : valeurs, et chiffres des formules."""
    sommes, personnes = set(), set()
    for ligne in e.trace:
        part = ligne.code.startswith("honoraires")
        chiffres = [ligne.valeur, *(v for c, v in ligne.detail.items() if c not in AUTRES_UNITES)]
        for valeur in chiffres:
            if isinstance(valeur, bool) or part or isinstance(valeur, Fraction):
                continue
            if isinstance(valeur, Decimal):
                sommes.add(brut(euros(valeur).removesuffix("€")))
            elif isinstance(valeur, int):
                personnes.add(brut(patients(valeur).partition("patient")[0]))
    return sommes, personnes


def arrondies(e: Estimation) -> set[str]:
    """Les sommes estimées de la trace, à l'euro le plus proche, la demie au-dessus."""
    valeurs = [x.valeur for x in e.trace if x.code in ESTIMES]
    valeurs += [x.detail["cout"] for x in e.trace if x.code == "cout.reste"]
    valeurs += [x.detail["taxe_salaires"] for x in e.trace if x.code == "cout.reste"]
    ronds = (int(valeur.quantize(Decimal(1), ROUND_HALF_UP)) for valeur in valeurs)
    return {str(rond).replace("-", "\u2212") for rond in ronds}


def estimes(contenu: Element) -> list[Element]:
    """Les blocs qui montrent un coût estimé : le dessin et le tableau du coût, le reste des options."""
    blocs = avec_classe(contenu, "graphique-cout")
    for section in contenu.iter("section"):
        if section.get("aria-labelledby") in ("s-cout", "f-cout"):
            blocs += [t for t in section.iter("table") if t.find("caption") is not None][:1]
    return blocs + [
        ligne
        for ligne in contenu.iter("tr")
        if (titre := ligne.find("th")) is not None and texte(titre) == texte_normal(RESTE)
    ]


def texte_normal(phrase: str) -> str:
    return " ".join(phrase.split())


def verifier_estimes(contenu: Element, e: Estimation, sommes: set[str]) -> None:
    """Un coût estimé est une somme de la trace à l'euro ; à côté, l'aide et les frais sont exacts."""
    ronds = arrondies(e)
    exactes = {
        brut(euros(x.detail[cle]).removesuffix("€"))
        for x in e.trace
        if x.code == "cout.reste"
        for cle in ("aide", "frais")
    }
    assert exactes <= sommes
    for bloc in estimes(contenu):
        assert {brut(n) for n in SOMMES.findall(mots(bloc))} - ronds - exactes == set(), texte(bloc)


def estimation_de(page: Page) -> Estimation:
    """Le calcul refait à part, depuis l'adresse de la page."""
    referentiel = selectors.tables().referentiel
    return estimer(
        lire_textes(page.reponses, referentiel, timezone.localdate()).situation(), referentiel
    )


def verifier_chiffres(page: Page) -> None:
    """Chaque somme et chaque nombre de patients de la page est une valeur ou un chiffre de la trace.

    Deux exceptions : un coût estimé est montré à l'euro, et « Vos réponses » redit un objectif que la
    règle n'emploie pas, un suivi, un coût.
    """
    e = estimation_de(page)
    sommes, personnes = du_calcul(e)
    (contenu,) = page.racine.iter("main")
    (recapitulatif,) = avec_classe(contenu, "recapitulatif")
    redits = mots(recapitulatif)
    affiche = mots(contenu)
    assert affiche.count(redits) == 1
    affiche = affiche.replace(redits, "")
    verifier_estimes(contenu, e, sommes)
    for bloc in estimes(contenu):
        assert mots(bloc) in affiche
        affiche = affiche.replace(mots(bloc), " | ")
    montrees = {brut(n) for n in SOMMES.findall(affiche)}
    assert montrees, "aucune somme : la lecture de la page est à revoir"
    assert montrees - sommes == set(), "des sommes sans calcul"
    assert {brut(n) for n in PATIENTS.findall(affiche)} - personnes == set(), "des patients de trop"
    donnes = {valeur.replace(".", ",") for valeurs in page.reponses.values() for valeur in valeurs}
    assert {brut(n) for n in PATIENTS.findall(redits)} - personnes - donnes == set()
    assert {brut(n) for n in SOMMES.findall(redits)} - donnes == set()
