"""Sending a result by e-mail, and telling of an error: `mailto:` links, written by the doctor's own mail."""

from urllib.parse import quote

from simulateur.textes import envoi as textes
from simulateur.textes.ecriture import FINE, INSECABLE

from .lecture import Resultat

# Beyond, some mail programs cut the message: in encoded characters, the whole link.
LONGUEUR_MAXIMALE = 1_800


def mailto(adresse: str, sujet: str, corps: str) -> str:
    """A `mailto:` link. Narrow and no-break spaces become plain ones: each would weigh nine characters."""
    simples = corps.replace(FINE, " ").replace(INSECABLE, " ").replace("\n", "\r\n")
    return f"mailto:{adresse}?subject={quote(sujet)}&body={quote(simples)}"


def courriel(resultat: Resultat, parties: dict, lien: str) -> str:
    """The result in a few lines; what does not fit is left out, the least needed first."""
    annees = "\n".join(
        f"{annee['libelle']} : {annee['note']} {annee['montant']}".replace("  ", " ")
        for annee in parties["annees"]
        if not annee["pour_memoire"]
    )
    if parties["indicatif"]:
        annees = f"{textes.INDICATIF}\n{annees}"
    fin = textes.FIN.format(
        version=resultat.estimation.bareme.version, revision=resultat.estimation.bareme.revision
    )
    verdict = parties["verdict"]
    debut, adresse = (
        f"{verdict['phrase']} {verdict['suite']}".strip(),
        textes.ADRESSE.format(lien=lien),
    )
    # What would lift a refusal matters more than amounts that it refuses.
    refus = _refus(parties["deblocages"])
    essais = (
        (debut, annees, refus or parties["engagement"]["phrase"], fin, adresse),
        (debut, refus or annees, fin, adresse),
        (debut, fin, adresse),
        (debut, annees, fin, textes.ADRESSE_TROP_LONGUE),
        (debut, fin, textes.ADRESSE_TROP_LONGUE),
    )
    court = mailto(
        "", textes.SUJET, f"{verdict['phrase']}\n\n{fin}\n\n{textes.ADRESSE_TROP_LONGUE}"
    )
    liens = (mailto("", textes.SUJET, "\n\n".join(paragraphes)) for paragraphes in essais)
    return next((lien for lien in liens if len(lien) <= LONGUEUR_MAXIMALE), court)


def _refus(deblocages: dict | None) -> str:
    if deblocages is None:
        return ""
    portes = [p["texte"] for c in deblocages["conditions"] for p in c["portes"]]
    return "\n- ".join((textes.DEBLOCAGES, *portes))


def signalement(adresse: str, resultat: Resultat) -> str:
    """A link to tell of an error: it names the barème, and leaves it to the doctor to give figures."""
    if not adresse:
        return ""
    bareme = resultat.estimation.bareme
    corps = textes.SIGNALEMENT.format(version=bareme.version, revision=bareme.revision)
    return mailto(adresse, textes.SUJET_SIGNALEMENT, corps)
