"""`POST /api/v1/groupe` : d'un objet JSON à l'estimation d'un groupe de médecins."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from eligibility.regles.bareme import Referentiel
from eligibility.regles.groupe.estimation import estimer_groupe
from simulateur.groupe.declaration import GROUPE_PAR_CLE, MEDECIN_PAR_CLE, MEDECINS_MAX
from simulateur.groupe.lecture import depuis_json
from simulateur.reponses.declaration import PAR_CLE

from .calcul import ReponsesRefusees, cles_inconnues, cles_repetees
from .demande import Objet
from .representation_groupe import groupe

MEDECINS, JOUR = "medecins", "date_signature"
DU_MEDECIN = MEDECIN_PAR_CLE.keys() | PAR_CLE.keys()
D_UN_MEDECIN = "Cette réponse est celle d'un médecin : donnez-la dans « medecins »."
DU_GROUPE = "Tous signent le même jour : donnez cette date une fois, à côté de « medecins »."


def depuis_objet(donnees: Objet, referentiel: Referentiel, aujourdhui: date) -> dict[str, Any]:
    """Raises ReponsesRefusees (`medecins.2.pmt`: that answer of the third one), ResultatImpossible."""
    # Read by nobody at the top, an answer of one doctor would be lost.
    autres = [cle for cle in donnees if cle not in GROUPE_PAR_CLE and cle != MEDECINS]
    egarees = [cle for cle in autres if cle in DU_MEDECIN]
    erreurs = cles_inconnues(cle for cle in autres if cle not in DU_MEDECIN)
    erreurs |= dict.fromkeys(egarees, D_UN_MEDECIN) | cles_repetees(donnees)
    medecins = donnees.get(MEDECINS)
    if not isinstance(medecins, list) or not medecins:
        raise ReponsesRefusees(
            erreurs | {MEDECINS: "Envoyez une liste de médecins, même d'un seul."}
        )
    if len(medecins) > MEDECINS_MAX:
        raise ReponsesRefusees(
            erreurs | {MEDECINS: f"Envoyez au plus {MEDECINS_MAX} médecins à la fois."}
        )
    for rang, medecin in enumerate(medecins):
        erreurs |= _du_medecin(f"{MEDECINS}.{rang}", medecin)
    if any(not isinstance(medecin, Mapping) for medecin in medecins):
        raise ReponsesRefusees(erreurs)
    lecture = depuis_json(donnees, referentiel, aujourdhui)
    erreurs |= lecture.toutes_les_erreurs
    if erreurs:
        raise ReponsesRefusees(erreurs)
    return groupe(estimer_groupe(lecture.groupe(), referentiel), lecture)


def _du_medecin(prefixe: str, medecin: Any) -> dict[str, str]:
    if not isinstance(medecin, Mapping):
        return {prefixe: 'Décrivez chaque médecin par un objet : {"nom": …, "pmt": …}.'}
    fautes = cles_inconnues(cle for cle in medecin if cle not in MEDECIN_PAR_CLE)
    if medecin.get(JOUR) is not None:
        fautes[JOUR] = DU_GROUPE
    if isinstance(medecin, Objet):
        fautes |= cles_repetees(medecin)
    return {f"{prefixe}.{cle}": texte for cle, texte in fautes.items()}
