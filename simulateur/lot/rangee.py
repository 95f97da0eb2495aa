"""Une ligne calculée, réduite à ce que la page et les fichiers en disent.

Une estimation entière pèse cent fois plus : deux mille ne se gardent pas.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from eligibility.regles.calendrier import A_VENIR
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import Objectif
from eligibility.regles.vocabulaire import OK
from simulateur.api.calcul import TOUT
from simulateur.reponses.requete import requete
from simulateur.resultats.portee import portee
from simulateur.textes import criteres as textes_criteres
from simulateur.textes import engagement as textes_engagement
from simulateur.textes import lot as textes
from simulateur.textes import questions as textes_questions
from simulateur.textes.ecriture import date_en_lettres, nombre, patients
from simulateur.textes.mots import OPTIONS, TRANCHES
from simulateur.textes.options import condition

from .calcul import Ligne
from .colonnes import Colonnes, citer

ANNEES = range(1, 6)
VALEUR_CITEE = 40
ZERO = Decimal("0.00")


class Rangee(NamedTuple):
    """`annees` : € des cinq premières années de contrat, None sans montant ; `periodes` : où en est chacune.
    `prochaine` : € de la première qui s'ouvre à partir du jour du calcul, None s'il n'y en a plus. `ecart` :
    patients au-dessus du seuil minimal, négatif en dessous, None sans seuil. `erreurs` : (intitulé, que
    faire) ; elles seules comptent quand il y en a."""

    numero: int
    nom: str
    specialite: str
    erreurs: tuple[tuple[str, str], ...] = ()
    verdict: str = ""
    raisons: tuple[str, ...] = ()
    tranche: str = ""
    option: str = ""
    annees: tuple[Decimal | None, ...] = ()
    periodes: tuple[str, ...] = ()
    prochaine: Decimal | None = None
    total: Decimal = ZERO
    a_venir: Decimal = ZERO
    portee: str = ""
    objectif: str = ""
    manque: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    ecart: int | None = None
    bareme: str = ""
    requete: str = ""


def rangee(ligne: Ligne, colonnes: Colonnes, specialites: dict, cpts: str = "") -> Rangee:
    """`specialites` : slug → spécialité, pour écrire son nom. `cpts` : gardée par l'adresse du résultat."""
    slug = ligne.lecture.valeurs.get("specialite")
    specialite = specialites[slug].libelle if slug else ""
    e = ligne.estimation
    if e is None:
        return Rangee(ligne.numero, ligne.nom, specialite, tuple(_erreurs(ligne, colonnes)))
    option = e.choisie
    par_annee = {annee.annee: annee for annee in option.annees}
    suivantes = (annee.montant for annee in option.annees if annee.periode == A_VENIR)
    version = f"{e.bareme.version}.{e.bareme.revision}"
    return Rangee(
        ligne.numero,
        ligne.nom,
        specialite,
        verdict=e.verdict,
        raisons=tuple(textes_criteres.expliquer(c)[0] for c in e.criteres if c.etat != OK),
        tranche=TRANCHES[e.tranche.valeur],
        option=OPTIONS[option.option],
        annees=tuple(par_annee[n].montant if n in par_annee else None for n in ANNEES),
        periodes=tuple(par_annee[n].periode if n in par_annee else A_VENIR for n in ANNEES),
        prochaine=next(suivantes, None),
        total=option.total,
        a_venir=option.total_a_venir,
        portee=portee(option.annees),
        objectif=_objectif(option.objectif),
        manque=tuple(_manque(e)),
        questions=tuple(textes_questions.texte(question) for question in e.questions),
        ecart=_ecart(e),
        bareme=version,
        requete=requete(
            ligne.lecture,
            {"bareme": version, "cpts": cpts},
            date_signature=e.situation.date_signature.isoformat(),
        ),
    )


def _erreurs(ligne: Ligne, colonnes: Colonnes) -> Iterator[tuple[str, str]]:
    for cle, message in ligne.erreurs.items():
        lue = citer(ligne.lues.get(cle, ""), VALEUR_CITEE)
        yield (
            "" if cle == TOUT else colonnes.intitule(cle),
            f"{textes.LU.format(valeur=lue)} {message}" if lue else message,
        )


def _manque(e: Estimation) -> Iterable[str]:
    """Les patients sous le seuil, puis les conditions de l'option envisagée."""
    for critere in e.criteres:
        if critere.manque is not None:
            yield patients(critere.manque)
    for code in e.choisie.conditions_manquantes:
        yield condition(code, e.bareme)


def _ecart(e: Estimation) -> int | None:
    critere = next(c for c in e.criteres if c.id == "activite_minimale")
    if critere.constat is None or critere.seuil is None:
        return None
    return int(critere.constat) - int(critere.seuil)


def _objectif(objectif: Objectif) -> str:
    """« File active : 100 à gagner, 1 800 à atteindre, au 1er décembre 2028 »."""
    echeance = date_en_lettres(objectif.echeance)
    dits = []
    for nom, o in objectif.par_indicateur():
        if o.cible is None:
            continue
        modele = textes.OBJECTIF if o.a_gagner else textes.OBJECTIF_MAINTIEN
        dits.append(
            modele.format(
                indicateur=textes_engagement.INDICATEURS[nom],
                a_gagner=nombre(o.a_gagner or 0),
                cible=nombre(o.cible),
            )
        )
    if not dits:
        return textes.OBJECTIF_INCONNU.format(echeance=echeance)
    return textes.OBJECTIF_LE.format(objectifs=" ; ".join(dits), echeance=echeance)
