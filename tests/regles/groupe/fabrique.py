"""Des groupes en mémoire : le barème du 25 février 2026 et son contrat collectif, écrits à la main."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.regles.bareme import Referentiel
from eligibility.regles.groupe.estimation import EstimationGroupe, estimer_groupe
from eligibility.regles.groupe.modele import Groupe, Membre
from eligibility.regles.situation import Situation
from tests.cout.fabrique import JEUX
from tests.regles import fabrique

SIGNATURE = date(2026, 12, 1)


def referentiel(jeux=JEUX, objectifs=None, **parametres) -> Referentiel:
    """`parametres` remplace des constantes du contrat collectif ; `objectifs`, les segments."""
    cellules = {
        cle: fabrique.cellule(valeur, "COLLECTIF26", "secondaire")
        for cle, valeur in (fabrique.COLLECTIF | parametres).items()
    }
    *avant, dernier = (replace(b, objectifs=objectifs or {}) for b in fabrique.BAREMES)
    dernier = replace(dernier, parametres={**dernier.parametres, **cellules})
    return replace(fabrique.referentiel((*avant, dernier)), employeurs=jeux)


REFERENTIEL = referentiel()
SANS_SALAIRES = referentiel(())


def membre(nom: str = "M", *, pamsu: bool = False, signature: date = SIGNATURE, **champs) -> Membre:
    """Un généraliste sans rien qui bloque, sauf mention contraire ; sans tranche déclarée."""
    champs = {"pmt": 1_300, "file_active": 1_700, "tranche": "inconnue"} | champs
    specialite = champs.pop("specialite", fabrique.GENERALISTE)
    return Membre(nom, fabrique.situation(specialite, date_signature=signature, **champs), pamsu)


def sous_contrat(depuis: date, option: str = "1", **champs) -> Membre:
    return membre(
        contrat="en-cours", contrat_option=option, contrat_signature=depuis, option=option, **champs
    )


def groupe(
    *membres: Membre, etp: str = "1", forme: str = "SISA", signature: date = SIGNATURE, **champs
) -> Groupe:
    emploi = Situation(fabrique.GENERALISTE, "1", signature, **champs.pop("emploi", {}))
    return Groupe(forme, Decimal(etp), signature, membres, emploi, **champs)


def estimer(*membres: Membre, referentiel: Referentiel = REFERENTIEL, **champs) -> EstimationGroupe:
    return estimer_groupe(groupe(*membres, **champs), referentiel)


def etats(criteres) -> dict[str, tuple[str, str]]:
    """Par critère, son état et la fin de son code."""
    return {c.id: (c.etat, c.code.rsplit(".", 1)[1]) for c in criteres}
