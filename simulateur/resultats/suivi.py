"""« Et si je n'atteins pas l'objectif ? »: what the observed figures give, and examples to try."""

from eligibility.regles.annees import AnneeContrat
from eligibility.regles.avancement import prochaine_lecture
from eligibility.regles.objectifs import REGLES_ORDINAIRES, Objectif, ObjectifIndicateur
from simulateur.reponses.declaration import PAR_CLE
from simulateur.textes import suivi as textes
from simulateur.textes import trace as textes_trace
from simulateur.textes.ecriture import euros, pourcentage

from .lecture import Resultat
from .saisie import SUIVI


def suivi(resultat: Resultat) -> dict:
    """The parts of the section, in words; `scenarios` only where the levels to try are known."""
    objectif = resultat.estimation.choisie.objectif
    return {
        "annees": [_annee(a) for a in resultat.estimation.choisie.annees if a.est_observee],
        "alertes": _alertes(resultat.estimation.regle_a_lire(objectif), objectif),
        "scenarios": _scenarios(resultat, objectif),
    }


def _alertes(regle: str, objectif: Objectif) -> list[str]:
    if regle not in REGLES_ORDINAIRES:
        return [textes.PIRES_CAS[regle]]
    if objectif.pmt is None:
        return [textes.PIRES_CAS["file_active"]]
    return [textes.PIRES_CAS["ordinaire"], textes.PIEGE]


def _annee(annee: AnneeContrat) -> dict[str, str]:
    avance, solde = (versement.montant for versement in annee.versements)
    if annee.taux is None:
        taux = textes.INTERVALLE.format(
            mini=pourcentage(annee.taux_min), maxi=pourcentage(annee.taux_max)
        )
        du = textes.INTERVALLE.format(mini=euros(annee.montant_min), maxi=euros(annee.montant_max))
    else:
        taux, du = pourcentage(annee.taux), euros(annee.montant)
    return {
        "libelle": f"Année {annee.annee}",
        "taux": taux,
        "du": du,
        "avance": euros(avance),
        "solde": textes.PAS_ENCORE if solde is None else euros(solde),
        "trop_percu": euros(annee.trop_percu) if annee.trop_percu else "",
        "motif": textes_trace.MOTIFS[annee.motif],
    }


def _scenarios(resultat: Resultat, objectif: Objectif) -> list[dict]:
    """Levels to try at the next reading, each a link that keeps all other answers."""
    annee = prochaine_lecture(resultat.estimation.choisie)
    if annee is None or f"fa_an{annee.annee}" not in SUIVI:
        return []
    if resultat.estimation.regle_a_lire(objectif) != objectif.regle:
        return []  # turned 65 on the way: these levels are no longer those that count
    indicateurs = dict(objectif.par_indicateur())
    niveaux = {
        "atteint": {nom: o.cible for nom, o in indicateurs.items()},
        "mi_chemin": {nom: _mi_chemin(o) for nom, o in indicateurs.items()},
        "inchangee": {nom: o.depart for nom, o in indicateurs.items()},
        "plancher": {nom: o.plancher for nom, o in indicateurs.items()},
    }
    # The first one falls, the others do as well as can be: the trap.
    premier = next(iter(indicateurs))
    if indicateurs[premier].plancher:
        autres = {nom: o.depart if o.cible is None else o.cible for nom, o in indicateurs.items()}
        niveaux["sous_plancher"] = {**autres, premier: indicateurs[premier].plancher - 1}
    scenarios, deja = [], []
    for code, niveau in niveaux.items():
        if None not in niveau.values() and niveau not in deja:
            deja.append(niveau)
            scenarios.append(_scenario(resultat, code, niveau, annee.annee))
    return scenarios


def _scenario(resultat: Resultat, code: str, niveau: dict[str, int], annee: int) -> dict:
    """Levels already read stay; those of later years are dropped, for this one to carry on."""
    reponses = {f"{nom}_an{annee}": valeur for nom, valeur in niveau.items()}
    suivantes = {cle: None for cle in SUIVI if int(cle[-1]) >= annee} | reponses
    changes = {
        c: "" if v is None else PAR_CLE[c].type.ecrire_texte(v) for c, v in suivantes.items()
    }
    return {
        "libelle": textes.SCENARIOS[code]
        if len(niveau) > 1
        else textes.SCENARIOS_SEUL.get(code, textes.SCENARIOS[code]),
        "lien": f"{resultat.lien(**changes)}#s-suivi",
        "essaye": all(resultat.lecture.valeurs.get(c) == v for c, v in suivantes.items()),
    }


def _mi_chemin(objectif: ObjectifIndicateur) -> int | None:
    if objectif.depart is None or not objectif.a_gagner:
        return None
    return objectif.depart + objectif.a_gagner // 2
