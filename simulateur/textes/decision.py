"""What a group reads first: which contracts cost least, in words, and whether one may be signed together."""

from collections.abc import Sequence

from eligibility.regles.groupe.collectif import ContratCollectif
from eligibility.regles.groupe.combinaisons import Combinaison, Comparaison
from eligibility.regles.vocabulaire import ELIGIBLE, NON_ELIGIBLE
from simulateur.textes.doutes import noms
from simulateur.textes.ecriture import euros, euros_ronds, nombre, typographie
from simulateur.textes.mots import OPTIONS

# Names in the headline; beyond, how many they are.
NOMMES = 4


def verdict(contrat: ContratCollectif) -> str:
    """The verdict on signing together, in one sentence."""
    etp = f"{nombre(contrat.etp)}\u00a0ETP"
    if contrat.verdict == NON_ELIGIBLE:
        return "Ensemble, vous ne pourriez pas signer un contrat collectif."
    combien = len(contrat.adherents)
    qui = "un médecin" if combien == 1 else f"{combien} médecins"
    debut = f"Ensemble, {qui} pourraient signer" if combien > 1 else "Un médecin pourrait signer"
    suite = "" if contrat.verdict == ELIGIBLE else ", si la CPAM le confirme"
    return typographie(
        f"{debut} un contrat collectif de {etp}{suite} : jusqu’à {euros(contrat.total)} en {len(contrat.annees)} ans."
    )


def conclusion(comparaison: Comparaison, qui: Sequence[str], duree: int) -> str:
    """The mix that costs least (else, that brings most), and by how much. Empty without a mix."""
    if not comparaison.combinaisons:
        return ""
    meilleure = comparaison.combinaisons[comparaison.meilleures["argent"][0]]
    quoi = "le moins cher" if comparaison.au_net else "le plus d’aide"
    combien = "Reste à payer" if comparaison.au_net else "Aide"
    montant = meilleure.reste if comparaison.au_net else meilleure.aide
    return typographie(
        f"À {nombre(comparaison.etp)}\u00a0ETP, {quoi} : {_contrats(meilleure, qui)}. {combien} sur {duree} "
        f"ans : {euros_ronds(montant)}{_ecart(meilleure, comparaison)}."
    )


def _ecart(meilleure: Combinaison, comparaison: Comparaison) -> str:
    """Beside the best of the other kind: with a collective contract, or without."""
    autres = [
        c
        for c in (*comparaison.combinaisons, *comparaison.reperes)
        if c.sans_contrat_collectif != meilleure.sans_contrat_collectif
    ]
    if not autres:
        return ""
    if comparaison.au_net:
        ecart, mot = min(c.reste for c in autres) - meilleure.reste, "moins"
    else:
        ecart, mot = meilleure.aide - max(c.aide for c in autres), "plus"
    ou = "en signant ensemble" if meilleure.sans_contrat_collectif else "avec chacun son contrat"
    return f", soit {euros_ronds(ecart)} de {mot} qu’{ou}" if ecart else f", autant qu’{ou}"


def _contrats(melange: Combinaison, qui: Sequence[str]) -> str:
    """« Anne, son contrat (1 ETP) ; Bruno et Chloé ensemble (2 ETP) »."""
    par_option: dict[str, list[str]] = {}
    for rang, choix in melange.individuels.items():
        par_option.setdefault(choix.option, []).append(qui[rang])
    parties = [
        f"{noms(seuls, NOMMES)}, {'son contrat' if len(seuls) == 1 else 'chacun son contrat'} "
        f"({OPTIONS[option]})"
        for option, seuls in par_option.items()
    ]
    if melange.collectif:
        ensemble = noms([qui[rang] for rang in melange.collectif], NOMMES)
        parties.append(f"{ensemble} ensemble ({nombre(melange.etp_collectif)}\u00a0ETP)")
    return " ; ".join(parties)
