"""« Où en suis-je » : ce qui reste à gagner, et le rythme jusqu'à la prochaine lecture."""

from datetime import date

import pytest

from eligibility.regles import estimer
from tests.regles.fabrique import REFERENTIEL, situation

OBJECTIF = {"pmt": 1300, "file_active": 1700, "objectif_pmt": 200, "objectif_fa": 100}
EN_COURS = {
    **OBJECTIF,
    "contrat": "en-cours",
    "contrat_option": "1",
    "contrat_signature": date(2025, 3, 1),
}


def avancement(**reponses):
    return estimer(situation(**reponses), REFERENTIEL).avancement


def rythmes(**reponses) -> dict[str, tuple]:
    return {r.indicateur: tuple(r)[1:] for r in avancement(**reponses).rythmes}


def test_un_nouveau_contrat_part_de_son_depart_vers_l_annee_3():
    a = avancement(**OBJECTIF, date_signature=date(2026, 12, 1))
    assert (a.lecture, a.mois) == (date(2028, 12, 1), 24)
    # 200 ÷ 24 = 8,33 et 100 ÷ 24 = 4,17, toujours arrondis au-dessus.
    assert rythmes(**OBJECTIF, date_signature=date(2026, 12, 1)) == {
        "pmt": (1300, False, 1500, 200, 9),
        "fa": (1700, False, 1800, 100, 5),
    }


@pytest.mark.parametrize(
    ("jour", "lecture", "mois"),
    [
        (date(2026, 12, 1), date(2027, 3, 1), 3),
        (date(2027, 2, 28), date(2027, 3, 1), 1),  # moins d'un mois : compté pour un
        (date(2027, 3, 1), date(2027, 3, 1), 1),  # le jour même d'une lecture, elle est à venir
        (date(2027, 3, 2), date(2028, 3, 1), 11),
        (date(2028, 9, 15), date(2029, 3, 1), 5),
    ],
)
def test_la_prochaine_lecture_suit_le_jour_de_reference(jour, lecture, mois):
    a = avancement(**EN_COURS, date_signature=jour)
    assert (a.lecture, a.mois) == (lecture, mois)


def test_un_niveau_deja_lu_remplace_le_depart_pas_un_niveau_a_venir():
    jour = {"date_signature": date(2027, 9, 1)}
    lus = rythmes(**EN_COURS, **jour, pmt_an3=1400, pmt_an4=9999)
    # De 1 400 à 1 500 en 6 mois ; la file active reste comptée depuis son départ.
    assert lus == {"pmt": (1400, True, 1500, 100, 17), "fa": (1700, False, 1800, 100, 17)}


def test_un_objectif_deja_tenu_ne_demande_rien():
    lus = rythmes(**EN_COURS, date_signature=date(2027, 9, 1), pmt_an3=1600)
    assert lus["pmt"] == (1600, True, 1500, 0, 0)


@pytest.mark.parametrize(
    "reponses",
    [
        {"pmt": 1300, "file_active": 1700},  # objectif inconnu
        {**OBJECTIF, "age_65": True},  # rien à gagner
        {**EN_COURS, "date_signature": date(2029, 3, 2)},  # la dernière lecture est passée
        {**EN_COURS, "date_65": date(2027, 2, 1), "date_signature": date(2026, 12, 1)},
    ],
    ids=["inconnu", "65 ans", "derniere annee", "65 ans en chemin"],
)
def test_sans_rien_a_gagner_ni_lecture_il_n_y_a_pas_de_rythme(reponses):
    assert avancement(**reponses) is None


def test_une_installation_recente_est_lue_a_son_echeance():
    a = avancement(pmt=700, file_active=900, nouvel_installe=True, date_signature=date(2026, 12, 1))
    assert (a.lecture, a.mois) == (date(2029, 12, 1), 36)


def test_chaque_rythme_a_sa_ligne():
    e = estimer(situation(**OBJECTIF, date_signature=date(2026, 12, 1)), REFERENTIEL)
    lignes = [x for x in e.trace if x.code == "objectif.rythme"]
    assert [(x.detail["indicateur"], x.valeur) for x in lignes] == [("pmt", 9), ("fa", 5)]


def test_le_rythme_est_celui_du_contrat_tenu_pas_de_l_option_envisagee():
    e = estimer(situation(**EN_COURS, option="0.5", date_signature=date(2026, 12, 1)), REFERENTIEL)
    assert {x.detail["option"] for x in e.trace if x.code == "objectif.rythme"} == {"1"}
