"""Ce qu'un changement d'ETP ne peut pas faire, quels que soient les options, les jours et le salaire."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eligibility.regles.cout_emploi import Calcul
from eligibility.regles.cout_paie import emploi
from eligibility.regles.cout_temps import (
    ETP,
    Pas,
    Salarie,
    etp_commun,
    periodes,
    salaries,
)
from eligibility.regles.dates import ajouter_mois
from eligibility.regles.trace import Trace
from tests.regles.fabrique import situation

from .fabrique import JEUX, cout
from .salaires import CENTIME

OPTIONS = st.sampled_from(["0.5", "1", "1.5", "2"])
SIGNATURE = date(2024, 12, 1)
jours = st.integers(0, 365 * 5 - 1).map(lambda ecart: SIGNATURE + timedelta(days=ecart))
emplois = st.fixed_dictionaries(
    {},
    optional={
        "position": st.sampled_from("56789"),
        "brut_mensuel": st.decimals(Decimal(1000), Decimal(4005), places=2),
        "anciennete": st.integers(0, 20),
        "part": st.decimals(Decimal(1), Decimal(100), places=2),
        "taxe_deja_due": st.decimals(Decimal(0), Decimal(5000), places=2),
        "date_embauche": st.integers(-900, 2000).map(lambda e: SIGNATURE + timedelta(days=e)),
    },
)


def suivi(contrat: str, option: str, jour: date, **champs) -> dict:
    return {
        "contrat": "en-cours", "contrat_option": contrat, "contrat_signature": SIGNATURE,
        "option": option, "date_signature": jour, **champs,
    }  # fmt: skip


def annees(**champs) -> dict:
    return {a.annee: a for a in cout(**champs).annees}


@given(OPTIONS, OPTIONS, jours, emplois)
@settings(max_examples=150)
def test_une_annee_de_changement_est_entre_celles_des_deux_options(avant, apres, jour, champs):
    """Entre l'option d'avant et celle d'après tenues depuis le premier jour ; égale, quand c'est la même.

    Une ancienneté de plus coûte plus : le second, plus jeune, ne coûte jamais plus qu'embauché d'emblée.
    """
    une, autre = (annees(**suivi(option, option, jour, **champs)) for option in (avant, apres))
    changee = annees(**suivi(avant, apres, jour, **champs))
    communes = set(une) & set(autre)
    assert set(changee) == set(autre)
    for numero in communes:
        for montant in ("brut", "cout_employeur", "taxe_salaires"):
            bas, haut = sorted((getattr(une[numero], montant), getattr(autre[numero], montant)))
            assert bas - CENTIME <= getattr(changee[numero], montant) <= haut + CENTIME
    if avant == apres:
        assert changee == une


@given(OPTIONS, OPTIONS, OPTIONS, jours, jours, emplois)
@settings(max_examples=100)
def test_avant_l_avenant_rien_ne_change(initiale, contrat, option, un, autre, champs):
    """Les années finies avant l'avenant envisagé coûtent ce qu'elles coûtent sans lui."""
    avenant, jour = sorted((un, autre))
    deja = {"contrat_avenant": avenant, "contrat_option_initiale": initiale}
    avec = annees(**suivi(contrat, option, jour, **deja, **champs))
    sans = annees(**suivi(contrat, contrat, jour, **deja, **champs))
    embauche = champs.get("date_embauche", SIGNATURE)
    for numero in set(avec) & set(sans):
        if ajouter_mois(avec[numero].debut, 12) <= jour and embauche < jour:
            assert avec[numero].cout_employeur == sans[numero].cout_employeur
            assert avec[numero].taxe_salaires == sans[numero].taxe_salaires


@given(OPTIONS, OPTIONS, OPTIONS, jours, jours, emplois)
@settings(max_examples=100)
def test_le_reste_de_chaque_option_est_celui_qu_elle_aurait_envisagee(
    initiale, contrat, option, un, autre, champs
):
    avenant, jour = sorted((un, autre))
    deja = {"contrat_avenant": avenant, "contrat_option_initiale": initiale}
    vus = cout(**suivi(contrat, option, jour, **deja, **champs)).restes
    for nom, reste in vus.items():
        siens = cout(**suivi(contrat, nom, jour, **deja, **champs))
        assert siens.restes[nom] == reste
        a_venir = [a.reste for a in siens.annees if a.debut >= jour and a.reste is not None]
        if reste is not None:
            assert reste == sum(a_venir)


dates = st.dates(date(2026, 1, 1), date(2032, 12, 31))
chronologies = st.builds(
    lambda quand, combien: tuple(
        Pas(jour, etp) for jour, etp in zip(sorted(quand), combien, strict=False)
    ),
    st.lists(dates, min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(list(ETP.values())), min_size=4, max_size=4),
)


@given(chronologies, dates)
def test_a_tout_instant_les_salaries_font_les_etp(pas, jour):
    assume(jour >= pas[0].jour)
    tenu = [etp for debut, etp in pas if debut <= jour][-1]
    parts = [
        [part for debut, part in salarie.temps if debut <= jour][-1:] for salarie in salaries(pas)
    ]
    assert sum(sum(part) for part in parts) == tenu
    for salarie in salaries(pas):
        assert salarie.embauche == salarie.temps[0].jour
        assert salarie.temps[0].etp > 0
        assert all(0 <= part <= 1 for _, part in salarie.temps)
        assert all(un.etp != autre.etp for un, autre in pairwise(salarie.temps))


@given(chronologies, dates)
def test_une_annee_commune_n_a_ni_changement_ni_second_venu(pas, debut):
    fin = ajouter_mois(debut, 12)
    etp = etp_commun(pas, debut)
    presents = [
        (salarie.embauche, list(periodes(salarie.temps, debut, fin))) for salarie in salaries(pas)
    ]
    presents = [(embauche, tenues) for embauche, tenues in presents if tenues]
    if etp is None:
        ensemble = {embauche for embauche, _ in presents} <= {pas[0].jour}
        stable = not any(debut < jour < fin for jour, _ in pas[1:])
        assert not (ensemble and stable)
        return
    assert {embauche for embauche, _ in presents} <= {pas[0].jour}
    assert all(len(tenues) == 1 for _, tenues in presents)
    if presents:
        assert sum(tenues[0].part for _, tenues in presents) == etp


@given(dates, dates, st.integers(0, 20), st.sampled_from(list(ETP.values())), dates)
def test_un_changement_sans_effet_donne_l_annee_d_un_salarie_sans_changement(
    debut, embauche, anciennete, etp, coupe
):
    """Une année comptée mois par mois, coupée n'importe où, est l'année d'un seul tenant."""
    part = min(etp, Decimal(1))
    fin = ajouter_mois(debut, 12)
    assume(embauche < coupe and embauche < fin)
    qui = emploi(situation(date_embauche=embauche, anciennete=anciennete))
    calcul = Calcul(qui, JEUX, Trace())
    entiere = calcul.annee(debut, 1)
    coupes = (Pas(embauche, part), Pas(coupe, part))
    coupee = calcul.annee_de(Salarie(1, embauche, coupes), debut, 1)
    assert abs(coupee.brut - entiere.brut * part) < Decimal("1e-15")
    assert abs(coupee.cout - entiere.cout * part) < Decimal("1e-15")
    duree = sum(mois for mois, _ in coupee.temps)
    assert abs(duree - entiere.mois) < Decimal("1e-20")
