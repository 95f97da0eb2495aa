"""A sentence for each criterion on which mixes of contracts are compared."""

from collections.abc import Mapping
from decimal import Decimal

from eligibility.regles.groupe.combinaisons import Combinaison
from simulateur.textes.ecriture import euros_ronds, patients, typographie


def phrases(
    meilleures: Mapping[str, tuple[str, Combinaison]], duree: int, carence: int, *, au_net: bool
) -> list[tuple[str, str]]:
    """(criterion, sentence) for money, patients, risk, freedom to leave.

    `meilleures`: by criterion, the letter of the best mix and the mix. Years: `duree` of the comparison,
    `carence` after leaving.
    """
    lettre, c = meilleures["argent"]
    argent = (
        f"{lettre} reçoit le plus d’aide : {euros_ronds(c.aide)} sur {duree} ans."
        if not au_net
        else f"{lettre} laisse le moins à payer : {_reste_ou_gain(c.reste)} sur {duree} ans."
    )
    trouvees = [("L’argent", argent)]
    if "patients" in meilleures:
        lettre, c = meilleures["patients"]
        trouvees.append(
            (
                "Les patients",
                f"{lettre} en demande le moins : {patients(c.patients.comptes)} à gagner.",
            )
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
            f"l’anniversaire, et qui sort attend {carence} ans avant une autre aide.",
        )
    )
    return [(titre, typographie(phrase)) for titre, phrase in trouvees]


def _reste_ou_gain(reste: Decimal) -> str:
    if reste < 0:
        return f"l’aide dépasse le coût de {euros_ronds(-reste)}"
    return euros_ronds(reste)
