"""Le contrat collectif : son coût, et ce qui est vrai de tous."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.regles import fabrique
from tests.regles.groupe.fabrique import (
    REFERENTIEL,
    SANS_SALAIRES,
    SIGNATURE,
    estimer,
    groupe,
    membre,
    sous_contrat,
)
from tests.reponses.strategies import exemples

BAREME = REFERENTIEL.bareme_at(SIGNATURE)
OCTOBRE, NOVEMBRE = date(2026, 10, 31), date(2026, 11, 1)


def test_le_cout_est_celui_d_un_seul_employeur():
    """Deux temps pleins : une seule décote, une seule franchise pour la société."""
    deux = estimer(membre(), membre(), etp="2").cout
    un = estimer(membre(), membre(), etp="1").cout
    assert deux[1].cout_employeur == 2 * un[1].cout_employeur
    assert abs(un[1].cout_employeur - 27_791) <= 1
    assert abs(un[1].taxe_salaires - 1_996) <= 1  # la décote efface 44 € de 2 040
    assert deux[1].taxe_salaires > 2 * un[1].taxe_salaires
    assert all(a.reste == a.cout_total - a.aide for a in deux)
    assert estimer(membre(), etp="1", referentiel=SANS_SALAIRES).cout == ()
    cher = {"brut_mensuel": Decimal(5_000)}
    au_dessus = estimer(membre(), membre(), emploi=cher)
    assert au_dessus.cout == ()
    assert not au_dessus.comparaison.au_net


adherents = st.lists(
    st.builds(membre, pmt=st.integers(0, 4_000), pamsu=st.booleans()), min_size=1, max_size=5
)


@exemples(60)
@given(adherents, st.integers(1, 14), st.booleans())
def test_ce_qui_est_vrai_de_tout_contrat(membres, demis, lieu):
    etp = Decimal(demis) / 2
    trouve = estimer(
        *membres, etp=str(etp), lieu_de_stage=lieu, referentiel=SANS_SALAIRES
    ).collectif
    assert all(0 <= a.montant <= 38_000 * etp for a in trouve.annees)
    assert trouve.total == sum(a.montant for a in trouve.annees)
    assert len(membres) <= trouve.etp_maximum <= Decimal("1.5") * len(membres)
    un_de_plus = estimer(
        *membres, membre(), etp=str(etp), lieu_de_stage=lieu, referentiel=SANS_SALAIRES
    ).collectif
    assert un_de_plus.etp_maximum >= trouve.etp_maximum + 1
    tenue = 2 * sum(m.pmt for m in membres) >= 1_550 * len(membres)
    signe = tenue and etp <= trouve.etp_maximum
    assert (trouve.verdict != "non_eligible") == signe
    assert (trouve.verdict == "eligible") == (signe and len(membres) > 1)
    ecrit = groupe(*membres, etp=str(etp), lieu_de_stage=lieu)
    assert ecrit.membres == tuple(membres)


def test_les_memes_reponses_donnent_la_meme_estimation():
    membres = membre(), sous_contrat(date(2025, 3, 1)), membre(secteur="2")
    assert estimer(*membres, etp="2") == estimer(*membres, etp="2")


def test_la_specialite_de_la_fabrique_est_la_medecine_generale():
    assert membre().situation.specialite == fabrique.GENERALISTE
