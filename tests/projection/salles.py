"""Ce qu'on projette : les exemples de l'accueil, des groupes nombreux, des résultats difficiles."""

from urllib.parse import urlencode

from eligibility import selectors
from simulateur.groupe import exemples as groupes
from simulateur.resultats import exemples as medecins
from tests.impression.situations import TOUTES

RESULTAT, GROUPE = "/simulation/presentation/", "/groupe/presentation/"
RESULTATS, PAGE_GROUPE = "/simulation/resultats/", "/groupe/"


def _groupe(combien: int, *, en_cours: bool = True, **communes: str) -> str:
    """Des médecins aux noms longs ; un sur deux suit déjà un contrat."""
    lignes = [
        f"1p{800 + 60 * rang}.a{1300 + 70 * rang}"
        + (".c1.d20240901" if en_cours and rang % 2 else "")
        + f"~Dr Nom Composé Numéro {rang}"
        for rang in range(combien)
    ]
    return urlencode([*communes.items(), *(("m", ligne) for ligne in lignes)], safe="~,")


# Quatre médecins aux objectifs connus : plusieurs combinaisons se valent.
MELANGES = "etp=3&m=1p2300.a2900.t95.x5.y80~Dr+Genêt&m=1p900.a1300.x250.y80.o5~Dr+Houx"
GROUPES = {
    "dix médecins": _groupe(10, etp="8"),
    "dix médecins sans contrat": _groupe(10, en_cours=False),
    "trente médecins": _groupe(30),
    "une SEL": "etp=2&forme=SEL&m=1p600.a800~Dr+Alisier&m=1p700.a900.s2~Dr+Buis",
    "plusieurs combinaisons": f"{MELANGES}&m=1p1500.a1900.x150.y80~Dr+Iris",
}
DIFFICILES = {
    "tout à demander": "circonstances_exceptionnelles=oui&contrat=termine&contrat_fin=2025-06-01"
    "&date_signature=2026-12-01&nouvel_installe=oui&secretariat=non-remplace&secteur=1"
    "&situations=handicap&specialite=orl",
    **TOUTES,
}


def du_site() -> dict[str, str]:
    """Les exemples publiés : nom → adresse de leur présentation."""
    trouves = {
        e["nom"]: f"{RESULTAT}?{e['requete']}" for e in medecins.exemples(selectors.tables())
    }
    return trouves | {
        e["nom"]: f"{GROUPE}?{e['requete']}" for e in groupes.exemples(selectors.tables())
    }


def toutes() -> dict[str, str]:
    return {
        **du_site(),
        **{nom: f"{RESULTAT}?{requete}" for nom, requete in DIFFICILES.items()},
        **{nom: f"{GROUPE}?{requete}" for nom, requete in GROUPES.items()},
    }
