"""Des groupes comme un visiteur en décrit : chaque médecin lisible, en JSON."""

from datetime import date

from hypothesis import strategies as st

from simulateur.groupe import compact
from simulateur.groupe.declaration import NOM_MAX
from simulateur.groupe.lecture import ACTUELS
from simulateur.reponses.declaration import PAR_CLE
from tests.reponses.strategies import coherentes, en_json

JOUR = date(2026, 12, 1)
# Ce que la forme courte tient d'un médecin ; `contrat` s'y devine.
TENUES = {*compact.LETTRES.values(), "contrat"} & PAR_CLE.keys()
noms = st.one_of(
    st.sampled_from(
        [
            "~",
            "~~",
            "1p1300~",
            "Dr. Éa~b.c",
            "100 % & +",
            "😀 Zoé",
            "a,b",
            "é" * NOM_MAX,
            "=?&#",
            "m=1",
        ]
    ),
    st.text(max_size=NOM_MAX).map(lambda t: " ".join(t.split())).filter(str.isprintable),
)


@st.composite
def medecins(draw) -> dict:
    reponses = {cle: v for cle, v in draw(coherentes()).items() if cle in TENUES}
    # Deux fois sur trois, rien qui contredise le jour commun ni les seuils connus.
    if draw(st.integers(0, 2)):
        reponses.pop("tranche", None)
        for cle in {"contrat_signature", "contrat_fin"} & reponses.keys():
            reponses[cle] = draw(st.dates(date(2023, 5, 1), date(2026, 2, 25)))
        if reponses.get("contrat_option") == "1/3":
            reponses["contrat_option"] = reponses["option"] = "0.5"
    propres = {cle: en_json(cle, valeur) for cle, valeur in reponses.items() if cle in PAR_CLE}
    nom = draw(noms)
    return (
        propres
        | ({"nom": nom} if nom else {})
        | {
            "pamsu": draw(st.booleans()),
            **draw(
                st.fixed_dictionaries({}, optional=dict.fromkeys(ACTUELS, st.integers(0, 9_999)))
            ),
        }
    )


@st.composite
def groupes(draw) -> dict:
    """L'objet de l'API ; les réponses d'un médecin peuvent se contredire."""
    communes = draw(
        st.fixed_dictionaries(
            {"date_signature": st.dates(date(2026, 2, 25), date(2030, 12, 31)).map(str)},
            optional={
                "forme": st.sampled_from(["SISA", "SCM", "SCP", "SEL"]),
                "etp": st.integers(1, 90).map(lambda demis: f"{demis / 2:g}"),
                "lieu_de_stage": st.booleans(),
                "position": st.sampled_from(PAR_CLE["position"].type.schema()["enum"]),
                "anciennete": st.integers(0, 20),
            },
        )
    )
    return communes | {"medecins": draw(st.lists(medecins(), min_size=1, max_size=4))}
