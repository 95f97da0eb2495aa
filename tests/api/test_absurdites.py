"""N'importe quoi, n'importe où : une erreur claire, ou rien ; jamais une panne."""

import io
import json
from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility import selectors
from simulateur.api.calcul import ReponsesRefusees, depuis_json, depuis_textes
from simulateur.api.lignes import traiter
from simulateur.api.reponse import json_octets
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE

from .conftest import ADRESSE

pytestmark = pytest.mark.django_db
STATUTS = {200, 400, 413, 414, 422}

TEXTES = [
    "", " ", "-1", "0", "1e400", "NaN", "inf", "10" + "0" * 29, "9" * 5000, "1.5", "1,5", "1 300",
    "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "31/12/9999", "0000-00-00", "oui", "non",
    "true", "null", "<script>", "' OR 1=1 --", "\0", "a\0b", "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe", "\u202e", "é" * 500, "x" * 5000, "{}", "[]", "../../etc", "%", "+", "1/3", ">=P95",
]  # fmt: skip
VALEURS = [
    True, False, 0, -1, 1.5, 10**30, -(10**30), 1e308, 5e-324, "", "x" * 10_000, "\0", "\ud800", [], {},
    [[]], [None], [1], ["handicap", 3], {"a": {"b": []}}, "2026-12-01", "0001-01-01", "9999-12-31",
    "1300", "oui", "NaN", [True], ["\ud800"],
]  # fmt: skip
PROFILS = [
    {"specialite": "medecine-generale", "secteur": "1"},
    {"specialite": "orl", "secteur": "2-optam"},
    {
        "specialite": "medecine-generale", "secteur": "1", "contrat": "en-cours", "contrat_option": "1",
        "contrat_signature": "2023-09-01", "date_signature": "2026-12-01",
    },
    {"specialite": "cardiologie", "secteur": "1", "contrat": "termine", "contrat_fin": "2025-01-01"},
]  # fmt: skip


def verifier(response):
    assert response.status_code in STATUTS, response.content[:300]
    corps = response.json()
    if response.status_code != 200:
        assert corps["erreurs"]


def calculer(depuis, donnees):
    """Ce que font les vues, sans le transport : des milliers d'essais tiennent en quelques secondes."""
    try:
        rendu = depuis(donnees, selectors.tables().referentiel, date(2026, 11, 22))
    except ReponsesRefusees as refusees:
        rendu = {"erreurs": refusees.erreurs}
    json_octets(rendu)


@pytest.mark.parametrize("cle", [*PAR_CLE, *CLES_DE_PRESENTATION, "inconnue", "é", "__class__"])
def test_un_texte_absurde_dans_l_adresse(cle):
    for profil in PROFILS:
        for texte in TEXTES:
            reste = {k: v for k, v in profil.items() if k != cle}
            requete = QueryDict(f"{urlencode(reste)}&{quote(cle)}={quote(texte)}")
            calculer(depuis_textes, dict(requete.lists()))


@pytest.mark.parametrize(
    "cle", [*PAR_CLE, *CLES_DE_PRESENTATION, "inconnue", "\ud800", "x" * 10_000]
)
def test_une_valeur_absurde_en_json(cle):
    for profil in PROFILS:
        for valeur in VALEURS:
            calculer(depuis_json, profil | {cle: valeur})


@pytest.mark.parametrize("valeur", VALEURS, ids=lambda v: ascii(v)[:20])
def test_une_valeur_absurde_de_bout_en_bout(client, poster, valeur):
    verifier(poster(PROFILS[0] | {"pmt": valeur, "ailleurs": valeur}))
    texte = quote(str(valeur).encode("utf-8", "surrogatepass")[:2000])
    verifier(client.get(f"{ADRESSE}?specialite=orl&secteur=1&file_active={texte}&date_65={texte}"))


@pytest.mark.parametrize(
    "requete",
    [
        "&&&", "=", "=1", "pmt", "pmt&pmt&pmt", "pmt=1&pmt=2", "specialite=orl&specialite=x",
        "situations=handicap&situations=handicap", "%00=%00", "%ff=%ff", "?" * 50, "a=" + "b" * 6900,
        "&".join(f"k{i}=1" for i in range(700)), "pmt[]=1", "pmt[a]=1", "%ED%A0%80=1",
    ],
    ids=lambda r: r[:30],
)  # fmt: skip
def test_une_adresse_absurde(client, requete):
    verifier(client.get(f"{ADRESSE}?{requete}"))


def test_beaucoup_de_cles_inconnues_restent_rapides(poster):
    response = poster({f"cle_{i}": i for i in range(3000)})
    assert response.status_code == 422
    assert len(response.json()["erreurs"]) == 3002


SCALAIRES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
)
JSON = st.recursive(
    SCALAIRES,
    lambda enfants: (
        st.lists(enfants, max_size=4) | st.dictionaries(st.text(max_size=8), enfants, max_size=4)
    ),
    max_leaves=12,
)
CLES = st.sampled_from([*PAR_CLE, *CLES_DE_PRESENTATION]) | st.text(max_size=12)
PLAUSIBLES = st.sampled_from(
    ["1", "2", "0.5", "1/3", "oui", "en-cours", "termine", "aucun", "zip", ">=P95", "P50-P90",
     "medecine-generale", "pediatrie", "orl", "mep", "2023-04-30", "2024-02-29", "2026-12-01",
     "2028-05", True, False, 0, 1, 774, 775, 1300, 2600, 99_999, ["handicap"], []]
)  # fmt: skip
sans_delai = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@sans_delai
@given(st.dictionaries(CLES, PLAUSIBLES | JSON, max_size=12), st.sampled_from(PROFILS))
def test_du_json_au_hasard(poster, valeurs, profil):
    verifier(poster({**profil, **valeurs}))


@sans_delai
@given(st.dictionaries(st.sampled_from(list(PAR_CLE)), PLAUSIBLES, max_size=14))
def test_des_reponses_plausibles_mais_melees(poster, valeurs):
    verifier(poster({**PROFILS[0], **valeurs}))


@sans_delai
@given(st.binary(max_size=200))
def test_des_octets_au_hasard(poster_brut, octets):
    verifier(poster_brut(octets))


@sans_delai
@given(st.lists(JSON | st.text(), max_size=6))
def test_des_lignes_au_hasard(lignes):
    entree = "".join(
        (ligne if isinstance(ligne, str) else json.dumps(ligne)).replace("\n", "") + "\n"
        for ligne in lignes
    ).encode("utf-8", "surrogatepass")
    sortie = io.BytesIO()
    traiter(io.BytesIO(entree), sortie, selectors.tables().referentiel, date(2026, 11, 22))
    for ligne in sortie.getvalue().splitlines():
        assert json.loads(ligne)
