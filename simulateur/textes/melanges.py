"""A sentence for each criterion on which mixes of contracts are compared."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from eligibility.regles.groupe.combinaisons import Combinaison
from simulateur.textes.doutes import NOMS, noms
from simulateur.textes.ecriture import euros_ronds, patients, typographie


def phrases(
    meilleures: Mapping[str, tuple[Sequence[str], Combinaison]],
    duree: int,
    carence: int,
    *,
    au_net: bool,
    sur_patients: bool,
    inconnus: Sequence[str] = (),
) -> list[tuple[str, str]]:
    """(criterion, sentence) for money, patients, risk, freedom to leave.

    `meilleures`: by criterion, the numbers of the best mixes and one of them. Years: `duree` of the
    comparison, `carence` after leaving. Not `sur_patients`: patients have not chosen these mixes,
    for want of the objective of the doctors `inconnus`.
    """
    qui, c = meilleures["argent"]
    argent = (
        f"{_verbe(qui, 'laisse', 'laissent')} le moins à payer : {_reste_ou_gain(c.reste)} sur {duree} ans."
        if au_net
        else f"{_verbe(qui, 'reçoit', 'reçoivent')} le plus d’aide : {euros_ronds(c.aide)} sur {duree} ans."
    )
    trouvees = [("L’argent", argent)]
    if "patients" in meilleures:
        qui, c = meilleures["patients"]
        combien = patients(c.patients.comptes)
        demandent = _verbe(qui, "en demande", "en demandent")
        phrase = f"{demandent} le moins : {combien} à gagner."
        if not sur_patients:
            phrase += f" Une autre peut en demander moins : l’objectif n’est pas connu pour {noms(inconnus, NOMS)}."
        trouvees.append(("Les patients", phrase))
    else:
        trouvees.append((
            "Les patients",
            "Un objectif au moins n’est pas connu, parmi les contrats que prendraient ces combinaisons : rien "
            "n’est classé sur les patients.",
        ))  # fmt: skip
    qui, c = meilleures["risque"]
    trouvees.append((
        "Le risque",
        f"{_verbe(qui, 'en court', 'en courent')} le moins : si personne ne gagne de patient, "
        f"{euros_ronds(c.exposee)} ne seraient pas versés."
        if c.exposee
        else f"{_verbe(qui, 'n’en court', 'n’en courent')} aucun : l’aide serait versée même si personne ne "
        "gagne de patient.",
    ))  # fmt: skip
    qui, c = meilleures["liberte"]
    trouvees.append((
        "La liberté de partir",
        f"{_verbe(qui, 'ne lie', 'ne lient')} personne à un contrat commun : chacun a le sien. Qui le quitte attend "
        f"{carence} ans avant une autre aide."
        if not c.collectif
        else f"{_verbe(qui, 'lie', 'lient')} le moins de médecins : "
        f"{len(c.collectif)}. On entre et on sort du contrat collectif à l’anniversaire, et qui sort attend "
        f"{carence} ans avant une autre aide, comme qui quitte un contrat individuel.",
    ))  # fmt: skip
    return [(titre, typographie(phrase)) for titre, phrase in trouvees]


def _verbe(numeros: Sequence[str], un: str, plusieurs: str) -> str:
    """« La combinaison 1 laisse », « Les combinaisons 1 et 2 laissent »."""
    if len(numeros) == 1:
        return f"La combinaison {numeros[0]} {un}"
    return f"Les combinaisons {', '.join(numeros[:-1])} et {numeros[-1]} {plusieurs}"


def _reste_ou_gain(reste: Decimal) -> str:
    if reste < 0:
        return f"l’aide dépasse le coût de {euros_ronds(-reste)}"
    return euros_ronds(reste)
