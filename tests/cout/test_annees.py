"""Année par année : résultats connus des règles, ancienneté, prévoyance, embauche, temps, partage."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility.regles.cout import estimer_cout
from eligibility.regles.trace import Trace

from .fabrique import JEUX, REFERENTIEL, annee, codes, cout, estimation, jeu, referentiel


@pytest.mark.parametrize(
    ("champs", "premiere", "deuxieme", "taxe"),
    [
        ({"position": "8"}, 27_412, 27_791, 1_996),
        ({"brut_mensuel": "1867.02"}, 23_163, 23_508, 1_472),
        ({"position": "5"}, 23_163, 23_508, 1_472),
        ({"position": "9"}, 29_850, 30_249, 2_193),
    ],
)
def test_resultats_connus_des_regles(champs, premiere, deuxieme, taxe):
    """À 1 € ; la deuxième année a la prévoyance et pas encore de prime."""
    une, deux = (annee(numero, **champs) for numero in (1, 2))
    assert abs(une.cout_employeur - premiere) <= 1
    assert abs(deux.cout_employeur - deuxieme) <= 1
    assert abs(deux.taxe_salaires - taxe) <= 1


def test_l_exemple_de_l_interface():
    une = annee()
    assert (une.cout_employeur, une.taxe_salaires) == (Decimal("27411.70"), Decimal("1995.91"))
    assert (une.aide, une.reste) == (38_000, Decimal("-8592.39"))
    assert une.dont_formation == (4537, 4759)
    assert (une.actes_par_jour, une.actes_par_semaine) == (0, 0)
    assert cout().parametres == "2026-06-01"


def test_l_anciennete_change_le_cout_d_annee_en_annee():
    couts = [a.cout_employeur for a in cout().annees]
    assert couts[0] < couts[1] == couts[2] < couts[3] == couts[4]
    anciens = [a.cout_employeur for a in cout(anciennete=1).annees]
    assert anciens[:4] == [couts[1], couts[1], couts[3], couts[3]]
    assert anciens[4] == couts[4]


def test_la_prevoyance_commence_en_cours_d_annee():
    """Embauche au 1er juin 2026, contrat du 1er décembre : un an d'ancienneté au 1er juin 2027."""
    tot = annee(1, date_embauche=date(2026, 6, 1))
    sans, avec = annee(1).cout_employeur, annee(2).cout_employeur
    assert tot.cout_employeur == ((sans + avec) / 2).quantize(Decimal("0.01"))
    assert annee(2, date_embauche=date(2026, 6, 1)).cout_employeur == avec


def test_la_prime_commence_en_cours_d_annee():
    """Trois ans d'ancienneté au 1er mars 2028 : neuf mois de l'année 2 portent la prime de 4 %."""
    une = annee(2, date_embauche=date(2025, 3, 1))
    assert une.brut == 3 * Decimal("2050.62") + 9 * Decimal("2132.64")


def test_les_parametres_changent_en_cours_d_annee():
    """Signature au 1er mars 2026, position 5 : trois mois au SMIC de janvier, neuf à celui de juin."""
    une = annee(1, position="5", date_signature=date(2026, 3, 1))
    assert une.brut == 3 * Decimal("1823.03") + 9 * Decimal("1867.02")
    assert cout(position="5", date_signature=date(2026, 3, 1)).parametres == "2026-01-01"


def test_un_jeu_a_venir_compte_a_partir_de_son_jour():
    futur = referentiel(*JEUX, jeu(date(2028, 12, 1), smic="1867.02", grille_8="2500"))
    bruts = [a.brut for a in cout(futur).annees]
    assert bruts[:3] == [12 * Decimal("2050.62")] * 2 + [12 * Decimal(2500)]
    assert bruts[3] == 12 * 2600
    # La paie d'un mois est celle du premier jour de ce mois de contrat.
    milieu = referentiel(*JEUX, jeu(date(2027, 1, 15), grille_8="2500"))
    assert annee(1, milieu).brut == 2 * Decimal("2050.62") + 10 * 2500


def test_une_embauche_apres_la_signature():
    """Rien avant le 1er mars 2027 ; la prévoyance vient un an après l'embauche, non après la signature."""
    tard = cout(date_embauche=date(2027, 3, 1))
    une, deux = tard.annees[:2]
    assert une.brut == 9 * Decimal("2050.62")
    assert une.cout_employeur == (annee(1).cout_employeur * 9 / 12).quantize(Decimal("0.01"))
    entre = annee(1).cout_employeur * 3 / 12 + annee(2).cout_employeur * 9 / 12
    assert abs(deux.cout_employeur - entre) <= Decimal("0.01")
    # Une heure de formation coûte autant quand l'année est entamée.
    assert une.dont_formation == annee(1).dont_formation
    assert "embauche_a_la_signature" not in codes(tard)


def test_le_mois_de_l_embauche_compte_par_ses_jours():
    """Embauche le 17 décembre : 15 des 31 jours du mois de contrat, puis onze mois."""
    une = annee(1, date_embauche=date(2026, 12, 17))
    mois = Decimal("2050.62")
    assert une.brut == (mois * 15 / 31 + 11 * mois).quantize(Decimal("0.01"))


def test_une_embauche_apres_la_premiere_annee():
    une, deux = cout(date_embauche=date(2028, 1, 1)).annees[:2]
    assert (une.cout_employeur, une.taxe_salaires, une.dont_formation) == (0, 0, None)
    assert une.reste == -38_000
    assert deux.brut == 11 * Decimal("2050.62")


@pytest.mark.parametrize(
    "jour", [date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 30), date(2027, 3, 31)]
)
@pytest.mark.parametrize("ecart", [-400, -1, 0, 1, 29])
def test_les_fins_de_mois_ne_perdent_aucun_mois(jour, ecart):
    """Embauché avant l'année, l'assistant y est payé douze mois."""
    embauche = date.fromordinal(jour.toordinal() + ecart)
    for une in cout(date_signature=jour, date_embauche=embauche, position="8").annees[1:]:
        assert une.brut >= 12 * Decimal("2050.62")


def test_temps_partiel_et_part():
    plein, moitie = annee(2), annee(2, option="0.5")
    assert abs(2 * moitie.cout_employeur - plein.cout_employeur) <= Decimal("0.01")
    assert annee(2, etp_employe="0.5").cout_employeur == moitie.cout_employeur
    partage = annee(2, option="0.5", etp_employe="1", part="50")
    assert partage.cout_employeur == plein.cout_employeur / 2
    # Partager un temps plein coûte plus de taxe qu'employer un mi-temps : les tranches, la franchise.
    assert partage.taxe_salaires == (plein.taxe_salaires / 2).quantize(Decimal("0.01"))
    assert partage.taxe_salaires > moitie.taxe_salaires


def test_un_et_demi_et_deux_temps_pleins_sont_plusieurs_salaries():
    """Embauchés ensemble, deux temps pleins paient deux fois la taxe d'un temps plein."""
    champs = {
        "contrat": "en-cours", "zone": "zip", "position": "8", "contrat_signature": date(2023, 9, 1),
        "contrat_objectif_atteint": True, "taxe_deja_due": "0",
    }  # fmt: skip
    un, demi, deux = (annee(4, option=o, contrat_option=o, **champs) for o in ("1", "1.5", "2"))
    assert un.brut == 12 * Decimal("2132.64")
    assert (demi.brut, deux.brut) == (un.brut * Decimal("1.5"), un.brut * 2)
    assert un.taxe_salaires == Decimal("2148.66")
    assert deux.taxe_salaires == Decimal("4297.33")  # 2 × 2 148,66298
    # Mi-temps : 12 795,84 × 4,25 % + (12 795,84 − 9 229) × 4,25 % = 695,4139 €.
    assert demi.taxe_salaires == Decimal("2844.08")


def test_plus_ou_moins_que_l_option():
    plus = annee(1, option="0.5", etp_employe="0.8", autres_frais="1200.50")
    assert plus.brut == (12 * Decimal("2050.62") * Decimal("0.8")).quantize(Decimal("0.01"))
    assert plus.reste == plus.cout_employeur + plus.taxe_salaires + Decimal("1200.50") - 19_000
    rien = annee(1, etp_employe="0")
    assert (rien.cout_employeur, rien.taxe_salaires, rien.reste) == (0, 0, -38_000)


def test_la_formation():
    assert annee(1, assistant_qualifie=True).dont_formation is None
    assert annee(2).dont_formation is None
    # Les mêmes heures pour un mi-temps ; jamais plus que toutes ses heures.
    assert annee(1, option="0.5").dont_formation == (4537, 4759)
    dixieme = annee(1, etp_employe="0.1")
    assert dixieme.dont_formation == (2741, 2741)
    assert annee(1, part="50").dont_formation == (2269, 2380)


def test_au_dessus_du_plafond_rien_n_est_calcule():
    assert not cout(brut_mensuel="4005").au_dessus_du_plafond
    trop = cout(brut_mensuel="4005.01")
    assert trop.au_dessus_du_plafond
    assert (trop.annees, codes(trop)) == ((), ["au_dessus_du_plafond"])
    assert trop.hypotheses[0].detail == {"plafond": 4005}
    lignes = [x for x in estimation(brut_mensuel="4005.01").trace if x.etape == "cout"]
    assert [(x.code, x.valeur) for x in lignes] == [("cout.cite", 4005)]  # le plafond, rien d'autre


def test_un_contrat_suivi_laisse_ses_annees_sans_taux():
    suivi = cout(contrat="en-cours", contrat_option="1", contrat_signature=date(2023, 9, 1))
    assert [a.annee for a in suivi.annees] == [4, 5]  # 1er septembre 2026 et 2027
    assert suivi.annees[0].brut == 12 * Decimal("2132.64")  # trois ans d'ancienneté
    assert "annees_non_chiffrees" in codes(suivi)
    juste = cout(contrat="en-cours", contrat_option="1", contrat_signature=date(2025, 1, 1))
    assert [a.annee for a in juste.annees] == [2, 3, 4, 5]


def test_avant_le_premier_jeu():
    tot = cout(date_signature=date(2024, 9, 1))
    assert (tot.parametres, [a.annee for a in tot.annees]) == ("2026-01-01", [3, 4, 5])
    fini = cout(
        contrat="en-cours", contrat_option="1", contrat_signature=date(2020, 9, 1),
        date_signature=date(2024, 9, 1),
    )  # fmt: skip
    assert all(a.debut >= date(2026, 1, 1) for a in fini.annees)


def test_sans_jeu_pas_de_cout():
    from tests.regles import fabrique

    e = estimation(fabrique.REFERENTIEL)
    assert e.cout is None
    assert not [x for x in e.trace if x.etape == "cout"]


def test_sans_montant_d_aide_pas_de_reste():
    e = estimation()
    vide = e.choisie.annees[0]._replace(montant=None)
    seul = estimer_cout(e.situation, "generaliste", {"1": (vide,)}, REFERENTIEL.employeurs, Trace())
    assert (seul.annees[0].aide, seul.annees[0].reste) == (None, None)
    assert (seul.annees[0].actes_par_jour, seul.annees[0].actes_par_semaine) == (None, None)
    assert seul.restes == {"1": None}
    assert seul.annees[0].cout_employeur == Decimal("27411.70")


def test_actes():
    """7 786,57 € de reste en année 3 ÷ 30 € ÷ 250 jours = 1,04 acte par jour, 5,2 par semaine."""
    trois = annee(3)
    assert trois.reste == Decimal("7786.57")
    assert (trois.actes_par_jour, trois.actes_par_semaine) == (Decimal("1.0"), Decimal("5.2"))
    cher = annee(3, tarif="60", jours_travailles=125)
    assert cher.actes_par_jour == Decimal("1.0")
    assert annee(3, tarif="0").actes_par_jour is None


@pytest.mark.parametrize(
    ("specialite", "tarif", "repere"),
    [
        ("medecine-generale", 30, 2),
        ("mep", 30, None),
        ("pediatrie", None, None),
        ("orl", None, None),
    ],
)
def test_le_tarif_par_defaut_et_le_repere_de_la_cnam(specialite, tarif, repere):
    un = cout(specialite=specialite)
    assert (un.tarif, un.repere_cnam) == (tarif, repere)
    assert ("sans_tarif" in codes(un)) == (tarif is None)
    assert annee(3, specialite="orl", tarif="50").actes_par_jour is not None


def test_chaque_hypothese_se_tait_quand_le_medecin_a_repondu():
    dit = cout(
        position="8", at_mp="0.70", date_embauche=date(2026, 12, 1), taxe_deja_due="0", tarif="30",
        jours_travailles=250,
    )  # fmt: skip
    assert codes(dit) == [
        "metropole", "hors_cout", "base_de_la_prime", "taxe_par_annee", "derniers_parametres",
    ]  # fmt: skip
    assert dit.annees == cout().annees
    assert codes(cout()) == [
        "metropole", "hors_cout", "position_defaut", "base_de_la_prime", "at_mp_defaut",
        "embauche_a_la_signature", "seul_emploi", "taxe_par_annee", "derniers_parametres",
        "tarif_defaut", "jours_defaut",
    ]  # fmt: skip
    assert {"brut_constant", "brut_sous_le_smic"} <= set(codes(cout(brut_mensuel="900")))
    assert "brut_sous_le_smic" not in codes(cout(brut_mensuel="1867.02"))


def test_une_aide_incertaine_est_dite():
    incertain = cout(pmt_an3=1_350)
    assert "aide_maximale" in codes(incertain)
