"""Un contrat dont l'option change : chaque assistant compte les mois où il est là, à son ancienneté."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility.regles.cout_temps import Pas, chronologie
from tests.regles.fabrique import situation

from .fabrique import annee, cout, estimation
from .salaires import BRUT, BRUT_3_ANS, CENTIME, NEUF, TROIS_ANS, UN_AN, centimes, taxe

# Un temps plein signé le 1er décembre 2024 ; l'avenant au milieu de l'année 3.
SIGNATURE, AVENANT = date(2024, 12, 1), date(2027, 6, 1)
SUIVI = {
    "contrat": "en-cours", "contrat_option": "1", "contrat_signature": SIGNATURE,
    "date_signature": AVENANT, "contrat_objectif_atteint": True, "zone": "zip", "position": "8",
}  # fmt: skip
DEMI = Decimal("0.5")


def suivi(numero: int, **champs):
    return annee(numero, **SUIVI | champs)


def test_les_mois_de_reference_sont_ceux_des_resultats_connus():
    assert [centimes(12 * m) for m in (NEUF, UN_AN, TROIS_ANS)] == [
        Decimal("27411.70"), Decimal("27790.66"), Decimal("29641.82"),
    ]  # fmt: skip
    assert centimes(taxe(12 * BRUT)) == Decimal("1995.91")


def test_un_second_assistant_le_sixieme_mois():
    """Douze mois d'un temps plein de deux ans d'ancienneté, six d'un mi-temps qui débute."""
    trois = suivi(3, option="1.5")
    assert trois.brut == 12 * BRUT + 6 * DEMI * BRUT
    assert trois.cout_employeur == centimes(12 * UN_AN + 6 * DEMI * NEUF)
    # Les 6 151,86 € de brut du mi-temps restent dans la première tranche de la taxe.
    assert trois.taxe_salaires == centimes(taxe(12 * BRUT, 3 * BRUT)) == Decimal("2276.26")


@pytest.mark.parametrize(("option", "part"), [("1.5", DEMI), ("2", Decimal(1))])
def test_chacun_garde_son_anciennete_les_annees_suivantes(option, part):
    """Le premier a trois ans au 1er décembre 2027, le second un an au milieu de l'année 4."""
    quatre, cinq = (suivi(numero, option=option) for numero in (4, 5))
    assert quatre.cout_employeur == centimes(12 * TROIS_ANS + part * 6 * (NEUF + UN_AN))
    assert cinq.cout_employeur == centimes(12 * TROIS_ANS + part * 12 * UN_AN)
    assert quatre.taxe_salaires == centimes(taxe(12 * BRUT_3_ANS, part * 12 * BRUT))


def test_la_prime_du_second_vient_trois_ans_apres_lui():
    """Contrat prolongé : au 1er juin 2030, au milieu de l'année 6, le second a trois ans."""
    six = suivi(
        6, contrat_option="1.5", contrat_avenant=AVENANT, contrat_option_initiale="1",
        option="1.5", date_signature=date(2030, 1, 1),
    )  # fmt: skip
    assert six.brut == 12 * BRUT_3_ANS + DEMI * 6 * (BRUT + BRUT_3_ANS)


def test_la_somme_de_deux_emplois_plus_simples():
    """Le contrat sans changement, et un autre dont le mi-temps est embauché le jour de l'avenant."""
    demi = annee(
        option="0.5", position="8", date_signature=date(2026, 12, 1), date_embauche=AVENANT
    )
    ensemble, seul = suivi(3, option="1.5"), suivi(3)
    assert ensemble.brut == seul.brut + demi.brut
    assert abs(ensemble.cout_employeur - seul.cout_employeur - demi.cout_employeur) <= CENTIME


def test_le_mi_temps_qui_passe_a_plein_est_la_meme_personne():
    """Six mois à mi-temps et six à temps plein, puis un temps plein de trois ans d'ancienneté."""
    trois, quatre = (suivi(n, contrat_option="0.5", option="1") for n in (3, 4))
    assert trois.brut == 9 * BRUT
    assert trois.cout_employeur == centimes(9 * UN_AN)
    assert trois.taxe_salaires == centimes(taxe(9 * BRUT)) == 0  # 1 178,15 € avant la franchise
    assert quatre == suivi(4)


def test_deux_avenants_dans_la_meme_annee():
    """Mi-temps trois mois, temps plein trois mois, puis un second assistant à temps plein."""
    trois = suivi(
        3, contrat_option="1", contrat_avenant=date(2027, 3, 1), contrat_option_initiale="0.5",
        option="2",
    )  # fmt: skip
    assert trois.brut == (3 * DEMI + 9) * BRUT + 6 * BRUT
    assert trois.cout_employeur == centimes((3 * DEMI + 9) * UN_AN + 6 * NEUF)
    assert trois.taxe_salaires == centimes(taxe(Decimal("10.5") * BRUT, 6 * BRUT))


def test_un_avenant_deja_signe_se_compte_comme_un_avenant_envisage():
    """Seul le jour de référence change : le 1er août 2027, l'avenant de juin est du passé."""
    signe = {
        "contrat_option": "1.5", "option": "1.5", "contrat_avenant": AVENANT,
        "contrat_option_initiale": "1", "date_signature": date(2027, 8, 1),
    }  # fmt: skip
    for numero in (3, 4, 5):
        passe, envisage = suivi(numero, **signe), suivi(numero, option="1.5")
        assert passe.cout_employeur == envisage.cout_employeur
        assert passe.taxe_salaires == envisage.taxe_salaires


def test_le_second_s_en_va():
    """De 1,5 à 1 ETP : le premier reste douze mois, le second, embauché avec lui, en fait six."""
    trois, quatre = (suivi(n, contrat_option="1.5", option="1") for n in (3, 4))
    assert trois.cout_employeur == centimes((12 + 3) * UN_AN)
    assert quatre == suivi(4)


def test_les_annees_passees_gardent_ce_qui_etait_tenu():
    """L'option envisagée en année 4 ne coûte rien à l'année 3."""
    for option in ("0.5", "1.5", "2"):
        trois = suivi(3, option=option, date_signature=date(2028, 3, 1))
        assert trois.cout_employeur == suivi(3).cout_employeur
        assert trois.taxe_salaires == suivi(3).taxe_salaires


def test_un_avenant_a_l_anniversaire_ne_partage_aucune_annee():
    anniversaire = date(2027, 12, 1)
    trois, quatre = (suivi(n, option="1.5", date_signature=anniversaire) for n in (3, 4))
    assert trois.cout_employeur == centimes(12 * UN_AN)
    assert quatre.cout_employeur == centimes(12 * TROIS_ANS + DEMI * 12 * NEUF)


def test_le_mois_de_l_avenant_compte_par_ses_jours():
    """Avenant le 16 juin : quinze jours sur trente du septième mois, puis cinq mois."""
    trois = suivi(3, option="2", date_signature=date(2027, 6, 16))
    assert trois.brut == centimes(12 * BRUT + Decimal("5.5") * BRUT)


def test_l_anciennete_indiquee_est_celle_du_premier():
    """Trois ans à l'embauche, cinq en année 3 : sa prime est de 4 % ; le second débute."""
    trois = suivi(3, option="2", anciennete=3)
    assert trois.brut == 12 * BRUT_3_ANS + 6 * BRUT
    ensemble = suivi(3, contrat_option="2", option="2", anciennete=3)
    assert ensemble.brut == 24 * BRUT_3_ANS


@pytest.mark.parametrize("option", ["0.5", "1.5", "2"])
def test_un_temps_indique_vaut_pour_tout_le_contrat(option):
    indique = suivi(3, option=option, etp_employe="1.2")
    assert indique.brut == centimes(12 * BRUT * Decimal("1.2"))
    assert indique.cout_employeur == suivi(3, etp_employe="1.2").cout_employeur


def test_le_partage_et_la_taxe_deja_due():
    trois = suivi(3, option="2", part="50", taxe_deja_due="5000")
    assert trois.cout_employeur == centimes((12 * UN_AN + 6 * NEUF) / 2)
    # Au-delà de la décote, rien ne s'ajoute que la taxe des deux : 12 mois, et 6 mois.
    brute = Decimal("2014.80634") + Decimal("653.584")  # 12 303,72 € : 392,2325 + 3 074,72 × 8,50 %
    assert abs(trois.taxe_salaires - brute / 2) <= CENTIME


def test_la_formation_est_celle_des_assistants_de_l_annee_1():
    """Signé en décembre 2026, doublé six mois après : deux assistants à former, aux mêmes heures."""
    contrat = {"contrat_signature": date(2026, 12, 1), "contrat_option": "0.5"}
    seul = suivi(1, **contrat, option="0.5", date_signature=AVENANT)
    double = suivi(1, **contrat, option="1", date_signature=AVENANT)
    assert double.dont_formation == seul.dont_formation == (4537, 4759)


@pytest.mark.parametrize(
    ("embauche", "pas"),
    [
        (date(2024, 12, 1), [(date(2024, 12, 1), "0.5"), (date(2026, 3, 1), 1), (AVENANT, 2)]),
        (date(2026, 3, 1), [(date(2026, 3, 1), 1), (AVENANT, 2)]),
        (date(2026, 4, 1), [(date(2026, 4, 1), 1), (AVENANT, 2)]),
        (AVENANT, [(AVENANT, 2)]),
        (date(2027, 9, 1), [(date(2027, 9, 1), 2)]),
    ],
)
def test_ce_qui_change_avant_l_embauche_n_a_pas_ete_employe(embauche, pas):
    avenant = {"contrat_avenant": date(2026, 3, 1), "contrat_option_initiale": "0.5"}
    suivie = situation(**SUIVI, **avenant)
    attendus = tuple(Pas(jour, Decimal(etp)) for jour, etp in pas)
    assert chronologie(suivie, "2", embauche) == attendus


def test_un_changement_qui_n_en_est_pas_un():
    """La même option avant et après l'avenant ; deux avenants le même jour : le dernier."""
    meme = situation(**SUIVI, contrat_avenant=date(2026, 3, 1), contrat_option_initiale="1")
    assert chronologie(meme, "1", SIGNATURE) == (Pas(SIGNATURE, Decimal(1)),)
    jour = situation(**SUIVI, contrat_avenant=AVENANT, contrat_option_initiale="0.5")
    assert chronologie(jour, "2", SIGNATURE) == (Pas(SIGNATURE, DEMI), Pas(AVENANT, Decimal(2)))
    retour = situation(**SUIVI, contrat_avenant=AVENANT, contrat_option_initiale="0.5")
    assert chronologie(retour, "0.5", SIGNATURE) == (Pas(SIGNATURE, DEMI),)


def test_chaque_option_laisse_ce_que_son_propre_changement_laisse():
    """Années 4 et 5, à venir : le second assistant de 1,5 et 2 ETP débute, quelle que soit l'option vue."""
    restes = cout(**SUIVI).restes
    premier, second = 24 * TROIS_ANS, 6 * NEUF + 18 * UN_AN
    for option, part, aide in (("1.5", DEMI, 66_000), ("2", Decimal(1), 88_000)):
        impots = 2 * centimes(taxe(12 * BRUT_3_ANS, part * 12 * BRUT))
        attendu = premier + part * second + impots - aide
        assert abs(restes[option] - attendu) <= 2 * CENTIME
    assert {
        option: cout(**SUIVI | {"option": option}).restes[option] for option in restes
    } == restes


def test_au_dessus_du_plafond_rien_n_est_calcule_non_plus():
    trop = estimation(**SUIVI | {"option": "2", "brut_mensuel": "4005.01"})
    assert (trop.cout.annees, trop.cout.restes) == ((), {})
    assert [x.code for x in trop.trace if x.etape == "cout"] == ["cout.cite"]
