"""Section 7 : mois et années s'ajoutent au quantième, ramenés à la fin du mois."""

from datetime import date, timedelta

from eligibility.regles.dates import ajouter_mois, debut_annee, fin_de_mois, veille


def un_mois_plus_tard(annee: int, mois: int) -> tuple[int, int]:
    return (annee + 1, 1) if mois == 12 else (annee, mois + 1)


def test_ajouter_des_mois_depuis_chaque_jour_de_huit_annees():
    """Le même quantième, ou le dernier jour qui existe ; deux années bissextiles dans l'intervalle."""
    jour = date(2023, 1, 1)
    while jour.year < 2031:
        cible = (jour.year, jour.month)
        for mois in range(62):
            trouve = ajouter_mois(jour, mois)
            assert (trouve.year, trouve.month) == cible
            if trouve.day != jour.day:
                assert trouve.day < jour.day
                assert (trouve + timedelta(days=1)).day == 1
            cible = un_mois_plus_tard(*cible)
        jour += timedelta(days=1)


def test_reculer_de_mois():
    assert ajouter_mois(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert ajouter_mois(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert ajouter_mois(date(2026, 6, 30), -6) == date(2025, 12, 30)


def test_l_anniversaire_d_un_29_fevrier_est_le_28_les_annees_communes():
    anniversaires = [debut_annee(date(2024, 2, 29), annee) for annee in range(1, 7)]
    assert [a.isoformat() for a in anniversaires] == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
        "2029-02-28",
    ]


def test_veille_et_fin_de_mois():
    assert veille(date(2028, 3, 1)) == date(2028, 2, 29)
    assert veille(date(2027, 1, 1)) == date(2026, 12, 31)
    assert fin_de_mois(date(2028, 2, 1)) == date(2028, 2, 29)
    assert fin_de_mois(date(2026, 12, 5)) == date(2026, 12, 31)
