"""Ce qui reste vrai quels que soient le salaire, l'emploi et le contrat."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.regles.employeur import POSITIONS, cout_du_mois, taxe_en_plus

from .fabrique import JEUX, JUIN, annee, cout, estimation, jeu, referentiel

CENTIME = Decimal("0.01")
euros = st.decimals(Decimal(0), Decimal(4005), places=2)
embauches = st.integers(-4000, 2500).map(lambda jours: date(2026, 12, 1) + timedelta(days=jours))
emplois = st.fixed_dictionaries(
    {},
    optional={
        "option": st.sampled_from(["0.5", "1"]),
        "position": st.sampled_from("56789"),
        "brut_mensuel": euros,
        "anciennete": st.integers(0, 50),
        "at_mp": st.decimals(Decimal(0), Decimal(100), places=2),
        "etp_employe": st.decimals(Decimal(0), Decimal(2), places=2),
        "part": st.decimals(Decimal(0), Decimal(100), places=2),
        "autres_frais": st.decimals(Decimal(0), Decimal(10**6), places=2),
        "taxe_deja_due": st.decimals(Decimal(0), Decimal(10**6), places=2),
        "tarif": st.decimals(Decimal(0), Decimal(1000), places=2),
        "jours_travailles": st.integers(1, 366),
        "date_embauche": embauches,
        "date_signature": st.integers(0, 3000).map(
            lambda jours: date(2024, 6, 22) + timedelta(days=jours)
        ),
        "assistant_qualifie": st.booleans(),
    },
)


@given(emplois)
def test_le_reste_est_la_somme_au_centime(champs):
    un = cout(**champs)
    assert un.annees or champs.get("date_signature") is not None
    for a in un.annees:
        assert min(a.cout_employeur, a.taxe_salaires, a.autres_frais) >= 0
        assert a.reste == a.cout_employeur + a.taxe_salaires + a.autres_frais - a.aide
        montants = (a.cout_employeur, a.taxe_salaires, a.reste)
        assert all(montant == montant.quantize(CENTIME) for montant in montants)
        if a.dont_formation is not None:
            courte, longue = a.dont_formation
            assert courte <= longue <= a.cout_employeur + Decimal("0.5")
        if a.actes_par_jour is not None:
            assert (a.actes_par_jour > 0) <= (a.reste > 0)
            assert a.actes_par_semaine >= a.actes_par_jour


@given(emplois)
def test_ce_qui_est_garde_d_un_medecin_a_l_autre_n_a_rien_de_lui(champs):
    """Ni un salaire ni un taux tapés : la mémoire reste petite, et le même calcul se refait sans elle."""
    garde = cout(**champs)
    for un_jeu in JEUX:
        assert all(
            position in POSITIONS and 0 <= echelon <= len(un_jeu.echelons)
            for position, echelon in un_jeu.paies
        )
        assert set(un_jeu.formules) <= {None}
    assert garde == cout(referentiel(jeu(), jeu(JUIN, smic="1867.02")), **champs)


@given(euros, euros, st.booleans())
def test_le_cout_monte_avec_le_brut(un, autre, prevoyance):
    """À dix millièmes près du brut : la réduction s'arrondit à la quatrième décimale."""
    bas, haut = sorted((un, autre))
    cout_bas, cout_haut = (
        cout_du_mois(JEUX[1], brut, Decimal("0.70"), prevoyance).cout for brut in (bas, haut)
    )
    assert cout_haut >= cout_bas - haut * Decimal("0.0001")


@given(euros, euros)
@settings(max_examples=30)
def test_le_cout_d_une_annee_monte_avec_le_brut(un, autre):
    bas, haut = (annee(1, brut_mensuel=brut) for brut in sorted((un, autre)))
    assert haut.cout_employeur >= bas.cout_employeur - 12 * un.max(autre) * Decimal("0.0001")
    assert haut.taxe_salaires >= bas.taxe_salaires


@given(st.decimals(Decimal(0), Decimal(100), places=2), emplois)
def test_deux_parts_font_le_tout(part, champs):
    seul, une, autre = (
        cout(**{**champs, "part": p}).annees for p in (Decimal(100), part, 100 - part)
    )
    for a, b, c in zip(seul, une, autre, strict=True):
        assert abs(b.cout_employeur + c.cout_employeur - a.cout_employeur) <= CENTIME
        assert abs(b.taxe_salaires + c.taxe_salaires - a.taxe_salaires) <= CENTIME


@given(st.lists(st.decimals(Decimal(0), Decimal(60_000), places=2), max_size=3), euros)
def test_la_taxe_ajoutee_n_est_jamais_negative(bruts, deja_due):
    assert taxe_en_plus(JEUX[1], bruts, deja_due) >= 0


@given(emplois)
@settings(max_examples=50)
def test_le_cout_ne_change_rien_a_l_aide(champs):
    """Les réponses du coût n'ont d'effet que sur lui."""
    avec = estimation(**champs)
    garde = {cle: champs[cle] for cle in ("option", "date_embauche", "date_signature",
                                          "assistant_qualifie") if cle in champs}  # fmt: skip
    sans = estimation(**garde)
    assert (avec.options, avec.criteres, avec.echeances) == (
        sans.options,
        sans.criteres,
        sans.echeances,
    )


@given(emplois)
@settings(max_examples=50)
def test_le_reste_de_chaque_option_est_celui_qu_elle_aurait_choisie(champs):
    un = estimation(**champs)
    assert set(un.cout.restes) == {option.option for option in un.options}
    for option in un.options:
        autre = estimation(**{**champs, "option": option.option})
        a_venir = {
            annee.annee
            for annee in autre.choisie.annees
            if annee.periode == "a_venir" and annee.montant is not None
        }
        restes = [annee.reste for annee in autre.cout.annees if annee.annee in a_venir]
        attendu = sum(restes) if a_venir and len(restes) == len(a_venir) else None
        assert un.cout.restes[option.option] == attendu
