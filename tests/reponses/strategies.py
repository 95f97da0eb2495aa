"""Des réponses comme un visiteur en envoie : sensées, contradictoires, ou n'importe quoi."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.types import Choix, Entier, Jour, Mois, Nombre, OuiNon, Plusieurs
from tests.regles.fabrique import SPECIALITES

AUJOURDHUI = date(2026, 11, 22)

# Toujours les mêmes exemples, sans chronomètre : une machine lente ne fait échouer rien.
settings.register_profile(
    "regles",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
PROFIL = settings.get_profile("regles")


def exemples(nombre: int) -> settings:
    return settings(PROFIL, max_examples=nombre)


jours = st.dates(date(2019, 8, 21), date(2036, 12, 31))
# Autour des seuils connus, et ailleurs.
patients = st.sampled_from([0, 1, 774, 775, 1_044, 1_045, 1_513, 1_514]) | st.integers(0, 99_999)


def valeurs(cle: str) -> st.SearchStrategy:
    """Une valeur Python que le type de cette réponse accepte."""
    type_ = PAR_CLE[cle].type
    if type_ is None:
        return st.sampled_from(sorted(SPECIALITES))
    if isinstance(type_, Plusieurs):
        libelles = list(type_.libelles)
        return st.sets(st.sampled_from(libelles)).map(
            lambda choisis: tuple(v for v in libelles if v in choisis)
        )
    if isinstance(type_, Choix):
        return st.sampled_from(list(type_.libelles))
    if isinstance(type_, OuiNon):
        return st.booleans()
    if isinstance(type_, Entier):
        return patients if type_.maxi == 99_999 else st.integers(type_.mini, type_.maxi)
    if isinstance(type_, Nombre):
        return st.decimals(type_.mini, type_.maxi, places=2)
    assert isinstance(type_, Jour | Mois)
    return jours if isinstance(type_, Jour) else jours.map(lambda jour: jour.replace(day=1))


def ecrire(cle: str, valeur) -> list[str]:
    type_ = PAR_CLE[cle].type
    if type_ is None:
        return [valeur]
    return list(valeur) if isinstance(type_, Plusieurs) else [type_.ecrire_texte(valeur)]


def en_json(cle: str, valeur):
    type_ = PAR_CLE[cle].type
    return valeur if type_ is None else type_.ecrire_json(valeur)


OBLIGATOIRES = ("specialite", "secteur")


@st.composite
def reponses(draw, sauf: frozenset[str] = frozenset()) -> dict:
    """Des réponses lisibles, une à une ; ensemble, elles peuvent se contredire."""
    cles = [cle for cle in PAR_CLE if cle not in sauf]
    choisies = draw(st.sets(st.sampled_from(cles))) | set(OBLIGATOIRES)
    return {cle: draw(valeurs(cle)) for cle in PAR_CLE if cle in choisies}


@st.composite
def coherentes(draw) -> dict:
    """Des réponses qui se tiennent : ce qu'un médecin attentif remplirait."""
    donnees = draw(reponses(sauf=frozenset(CLES_DU_CONTRAT)))
    etat = draw(st.sampled_from(("aucun", "en-cours", "termine")))
    donnees["contrat"] = etat
    jour = donnees.setdefault("date_signature", draw(jours))
    if etat == "termine":
        donnees["contrat_fin"] = draw(st.dates(date(2019, 8, 21), jour))
    elif etat == "en-cours":
        donnees["contrat_signature"] = signature = draw(st.dates(date(2019, 8, 21), jour))
        tiers = ["1/3"] if signature < date(2023, 5, 1) else []
        options = [*tiers, "0.5", "1"]
        options += ["1.5", "2"] if donnees["specialite"] == "medecine-generale" else []
        donnees["contrat_option"] = draw(st.sampled_from(options))
        if draw(st.booleans()):
            donnees["contrat_avenant"] = draw(st.dates(signature, jour))
            donnees["contrat_option_initiale"] = draw(st.sampled_from(options))
    if donnees.get("option") == "1/3" and donnees.get("contrat_option") != "1/3":
        donnees["option"] = "1"
    if donnees["specialite"] != "medecine-generale" and donnees.get("option") in {"1.5", "2"}:
        donnees["option"] = "0.5"
    return donnees


CLES_DU_CONTRAT = (
    "contrat", "contrat_option", "contrat_signature", "contrat_fin", "contrat_avenant",
    "contrat_option_initiale",
)  # fmt: skip

n_importe_quoi = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.characters(), max_size=20),  # points de code isolés compris
    st.sampled_from(
        [
            "\x00", "\ud800", "oui\x00", "9" * 10_000, "a" * 10_000, "1e30", "-1", "−5", "NaN",
            "0001-01-01", "9999-12-31", "2026-02-30", "29/02/2027", "1/3", ">=P95", "handicap,,",
            "handicap;activite-mixte", "  1 300  ", "1.300", "1,5", "²", "١٢٣", "true", "[]", "é" * 70,
        ]
    ),
)  # fmt: skip


@st.composite
def textes(draw) -> dict[str, list[str]]:
    """Des paramètres d'adresse : du sensé, du répété, du vide, du n'importe quoi, de l'inconnu."""
    donnees = {cle: ecrire(cle, v) for cle, v in draw(reponses()).items()}
    cles = st.sampled_from([*PAR_CLE, "inconnue", "vue", "q"])
    for cle in draw(st.lists(cles, max_size=6)):
        bruit = draw(st.lists(n_importe_quoi, max_size=3))
        garder = donnees.get(cle, []) if draw(st.booleans()) else []
        donnees[cle] = [*garder, *bruit]
    return donnees
