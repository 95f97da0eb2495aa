"""A sentence for each criterion on which mixes of contracts are compared."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from simulateur.textes.ecriture import euros_ronds, patients, typographie


def phrases(meilleures: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(criterion, sentence) for money, patients, risk, freedom to leave."""
    lettre, c = meilleures["argent"]
    argent = (
        f"{lettre} reçoit le plus d’aide : {euros_ronds(c.aide)} sur cinq ans."
        if c.reste is None
        else f"{lettre} laisse le moins à payer : {_reste_ou_gain(c.reste)} sur cinq ans."
    )
    trouvees = [("L’argent", argent)]
    if "patients" in meilleures:
        lettre, c = meilleures["patients"]
        trouvees.append(
            ("Les patients", f"{lettre} en demande le moins : {patients(c.patients.pmt)} à gagner.")
        )
    else:
        trouvees.append(
            (
                "Les patients",
                "L’objectif d’un médecin au moins n’est pas connu : les totaux disent « au moins », et rien "
                "n’est classé sur les patients.",
            )
        )
    lettre, c = meilleures["risque"]
    trouvees.append(
        (
            "Le risque",
            f"{lettre} en court le moins : si personne ne gagne de patient, {euros_ronds(c.exposee)} ne "
            "seraient pas versés."
            if c.exposee
            else f"{lettre} n’en court aucun : l’aide serait versée même si personne ne gagne de patient.",
        )
    )
    lettre, c = meilleures["liberte"]
    lies = len(c.collectif)
    trouvees.append(
        (
            "La liberté de partir",
            f"{lettre} ne lie personne à un contrat commun : chacun garde le sien."
            if not lies
            else f"{lettre} lie le moins de médecins : {lies}. On entre et on sort du contrat collectif à "
            "l’anniversaire, et sa sortie ouvre deux ans de carence.",
        )
    )
    return [(titre, typographie(phrase)) for titre, phrase in trouvees]


def _reste_ou_gain(reste: Decimal) -> str:
    if reste < 0:
        return f"l’aide dépasse le coût de {euros_ronds(-reste)}"
    return euros_ronds(reste)
