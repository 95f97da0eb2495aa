"""What the page of a group shows, from its `EstimationGroupe`: every figure comes from there."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from eligibility.regles.criteres import Critere
from eligibility.regles.groupe.bilan import Totaux
from eligibility.regles.groupe.choix import Choix
from eligibility.regles.groupe.collectif import ContratCollectif, en_decimal
from eligibility.regles.groupe.estimation import EstimationGroupe, MembreEstime
from eligibility.regles.vocabulaire import BLOQUANT, OK
from simulateur.plateforme.pages import chemin
from simulateur.reponses.requete import requete
from simulateur.textes import decision, doutes
from simulateur.textes import groupe as textes
from simulateur.textes.ecriture import (
    date_en_lettres,
    euros,
    euros_ronds,
    nombre,
    patients,
)
from simulateur.textes.mots import OPTIONS, VERDICTS

from . import demander, melanges, partage
from .adresse import Adresse
from .bandes import CHIFFRE, LARGEUR

TIRET = "–"
# The bars of the years: the name of the year at the left, its amount after the longest bar.
PAS, DEBUT = 28, 40
PLUS_LONGUE = LARGEUR - CHIFFRE - DEBUT


def presenter(e: EstimationGroupe, adresse: Adresse) -> dict[str, Any]:
    """The result: verdict, both ways side by side, mixes, conditions, dates, sources."""
    contrat = e.collectif
    noms = [membre.membre.nom for membre in e.membres]
    lignes = [_ligne(e, rang, adresse) for rang in range(len(e.membres))]
    questions = demander.questions(e)
    return {
        "verdict": contrat.verdict,
        **_tete(e, noms),
        "verdict_phrase": decision.verdict(contrat),
        "suite_projetee": " ".join(textes.expliquer(c)[0] for c in _bloquants(contrat)[:2]),
        "deblocages": [d for c in _bloquants(contrat) if (d := textes.expliquer(c)[1])],
        "bloquants": len(_bloquants(contrat)),
        "contrat_etp": nombre(contrat.etp),
        "contrat_total": euros_ronds(contrat.total),
        "lignes": lignes,
        **_doutes(e),
        "refus": [(ligne["nom"], ligne["refus"]) for ligne in lignes if ligne["refus"]],
        "totaux": {
            "seuls": {**_totaux(e.bilan.seuls), "au_plus": _au_plus(e)},
            "ensemble": _totaux(e.bilan.ensemble),
        },
        "annees": _annees(e),
        "criteres": [_critere(critere, adresse) for critere in contrat.criteres],
        "moyenne": _moyenne(e, noms),
        "objectif": _objectif(contrat, noms),
        "fins": [_fin(membre) for membre in e.membres if membre.fin is not None],
        "melanges": melanges.presenter(e, noms),
        "questions": questions,
        "message": demander.message(questions),
        "carence": contrat.carence_mois // 12,
        "duree": e.bareme.entier("duree_contrat_mois") // 12,
        "garanties": sum(annee.garantie for annee in contrat.annees),
        "bareme": e.bareme,
        "bareme_du": date_en_lettres(e.bareme.date_effet),
        "barres": _barres(contrat),
        "annees_seuls": partage.annees_seuls(e),
        "part": partage.a_parts_egales(e),
        "demis": partage.demis(e),
        "trace": [
            {
                "etape": "Contrat collectif",
                "formule": formule,
                "valeur": valeur,
                "source": ligne.source,
                "lien": adresse.referentiel.source(ligne.source).lien,
                "fiabilite": ligne.fiabilite,
            }
            for ligne in e.trace
            for formule, valeur in (textes.mots(ligne),)
        ],
    }


def specialites(e: EstimationGroupe) -> set[str]:
    return {membre.membre.situation.specialite for membre in e.membres}


def _suite(contrat: ContratCollectif) -> str:
    """What blocks, each followed by what would lift it: said before any amount."""
    return " ".join(
        phrase for critere in _bloquants(contrat) for phrase in textes.expliquer(critere) if phrase
    )


def _tete(e: EstimationGroupe, noms: list[str]) -> dict[str, str]:
    """What is best, then what may be signed; under a refusal, the refusal and what would lift it."""
    verdict, bloque = decision.verdict(e.collectif), _suite(e.collectif)
    duree = e.bareme.entier("duree_contrat_mois") // 12
    mieux = "" if bloque else decision.conclusion(e.comparaison, noms, duree)
    phrase, suite = (mieux, verdict) if mieux else (verdict, bloque)
    return {"phrase": phrase, "suite": suite, "mieux": mieux}


def _bloquants(contrat: ContratCollectif) -> list[Critere]:
    return [critere for critere in contrat.criteres if critere.etat == BLOQUANT]


def _critere(critere: Critere, adresse: Adresse) -> dict[str, str]:
    explication, changerait = textes.expliquer(critere)
    source = adresse.referentiel.source(critere.source)
    return {
        "titre": textes.TITRES[critere.id],
        "etat": critere.etat,
        "explication": explication,
        "changerait": changerait,
        "source": source.libelle,
        "lien": source.lien,
        "fiabilite": critere.fiabilite,
    }


def _ligne(e: EstimationGroupe, rang: int, adresse: Adresse) -> dict[str, Any]:
    """One doctor: alone, and whether joining is possible."""
    membre = e.membres[rang]
    seul = membre.individuel
    option, choix = seul.option(membre.option), membre.seul
    a_venir = [annee for annee in option.annees_a_dire if annee.montant is not None]
    refus = [c for c in membre.adhesion if c.etat != OK]
    return {
        "nom": membre.membre.nom,
        "verdict": seul.verdict,
        "verdict_mot": VERDICTS[seul.verdict],
        "option": OPTIONS[option.option],
        "premiere": euros(a_venir[0].montant) if a_venir and choix else TIRET,
        "total": euros_ronds(choix.aide) if choix else TIRET,
        "au_plus": euros_ronds(membre.aide_au_plus) if membre.hausses else "",
        "patients": _patients(choix),
        "reste": _reste(choix),
        "lien": f"{chemin('resultats:page')}?{requete(adresse.lecture.membres[rang].lecture)}",
        "adhere": membre.peut_adherer,
        "refus": " ".join(textes.expliquer(critere)[0] for critere in refus),
    }


def _doutes(e: EstimationGroupe) -> dict[str, Any]:
    """The doctors whose band is unknown: what it would change for each, then for the comparison."""
    trouves = [doutes.Doute(m.membre.nom, m.seul.aide, m.hausses) for m in e.membres if m.hausses]
    duree = e.bareme.entier("duree_contrat_mois") // 12
    return {
        "tranches": doutes.lignes(trouves),
        "tranches_en_bref": doutes.lignes(trouves, doutes.CITES),
        "doute": doutes.phrase(trouves, duree),
    }


def _au_plus(e: EstimationGroupe) -> str:
    """Everybody's aid alone in the best of the bands possible; nothing when all are known."""
    if not any(membre.hausses for membre in e.membres):
        return ""
    return euros_ronds(sum((membre.aide_au_plus for membre in e.membres), Decimal(0)))


def _patients(choix: Choix | None) -> str:
    if choix is None:
        return TIRET
    return textes.OBJECTIF_INCONNU if choix.patients is None else nombre(choix.patients)


def _reste(choix: Choix | None) -> str:
    return TIRET if choix is None or choix.reste is None else euros_ronds(choix.reste)


def _totaux(totaux: Totaux | None) -> dict[str, str]:
    if totaux is None:
        return dict.fromkeys(("etp", "aide", "patients", "reste"), TIRET)
    return {
        "etp": nombre(_decimal(totaux.etp)),
        "aide": euros_ronds(totaux.aide),
        "patients": textes.au_moins(totaux.patients, certain=totaux.certain),
        "reste": TIRET if totaux.reste is None else euros_ronds(totaux.reste),
    }


def _decimal(etp: Fraction) -> Decimal:
    return round(Decimal(etp.numerator) / etp.denominator, 2)


def _annees(e: EstimationGroupe) -> list[dict[str, str]]:
    couts = {cout.annee: cout for cout in e.cout}
    return [
        {
            "annee": f"Année {annee.annee}",
            "debut": date_en_lettres(annee.debut),
            "aide": TIRET if annee.montant is None else euros(annee.montant),
            "cout": euros_ronds(couts[annee.annee].cout_total) if annee.annee in couts else TIRET,
            "reste": euros_ronds(couts[annee.annee].reste)
            if annee.annee in couts and couts[annee.annee].reste is not None
            else TIRET,
            "fiabilite": annee.fiabilite,
            "au_plus": not annee.garantie,
        }
        for annee in e.collectif.annees
    ]


def _barres(contrat: ContratCollectif) -> dict[str, Any]:
    """The bar of each year, its amount at its end; nothing to draw for a year without one."""
    montants = [annee.montant for annee in contrat.annees]
    haut = max((m for m in montants if m is not None), default=Decimal(0)) or Decimal(1)
    lignes = []
    for rang, annee in enumerate(contrat.annees):
        largeur = 0 if annee.montant is None else int(PLUS_LONGUE * annee.montant / haut)
        lignes.append({
            "y": PAS * rang, "largeur": largeur, "chiffre_x": DEBUT + largeur + 6,
            "plein": annee.garantie,
            "montant": "" if annee.montant is None else euros_ronds(annee.montant),
        })  # fmt: skip
    return {"lignes": lignes, "largeur": LARGEUR, "hauteur": PAS * len(lignes)}


def _moyenne(e: EstimationGroupe, noms: list[str]) -> list[dict[str, str]]:
    """Who lowers the average, and what it would be without each; nothing when nobody does."""
    moyenne = e.collectif.pmt_moyenne
    if moyenne is None:
        return []
    return [
        {
            "nom": noms[rang],
            "pmt": nombre(membre.membre.pmt),
            "sans": textes.moyenne(en_decimal(membre.moyenne_sans)),
        }
        for rang, membre in enumerate(e.membres)
        if membre.moyenne_sans is not None and membre.membre.pmt < moyenne
    ]


def _objectif(contrat: ContratCollectif, noms: list[str]) -> dict[str, Any] | None:
    objectif = contrat.objectif
    if objectif is None or not contrat.adherents:
        return None
    return {
        "pmt": patients(objectif.pmt.a_gagner),
        "fa": patients(objectif.fa.a_gagner),
        "echeance": date_en_lettres(objectif.echeance),
        "niveau_pmt": _niveau(objectif.pmt),
        "niveau_fa": _niveau(objectif.fa),
        "acquis_inconnus": [noms[rang] for rang in objectif.acquis_inconnus],
        "installes": [
            {
                "nom": noms[installe.rang],
                "pmt": _cible(installe.pmt),
                "fa": _cible(installe.fa),
                "echeance": date_en_lettres(installe.echeance),
            }
            for installe in contrat.installes
        ],
    }


def _niveau(objectif) -> str:
    if objectif.depart is None:
        return ""
    return f"de {nombre(objectif.depart)} à {nombre(objectif.cible)}"


def _cible(objectif) -> str:
    return textes.NON_PUBLIE if objectif.cible is None else nombre(objectif.cible)


def _fin(membre: MembreEstime) -> dict[str, str]:
    """A running contract to end, and what that settles."""
    return {"nom": membre.membre.nom, "phrase": textes.fin_de_contrat(membre.fin)}
