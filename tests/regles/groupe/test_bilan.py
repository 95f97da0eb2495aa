"""Ce que valent chacun de son côté et tous ensemble ; qui paie quoi ; le meilleur sur chaque critère."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.regles.groupe.fabrique import SANS_SALAIRES, estimer, membre, sous_contrat

HAUT = {"pmt": 2_500, "file_active": 4_000, "tranche": ">=P95"}


def test_les_totaux_sont_la_somme_de_ce_que_chacun_tient():
    """1 ETP chacun : 132 000 + 190 000 € ; l'objectif du premier n'est pas connu."""
    estimation = estimer(membre(), membre(**HAUT), membre(pmt=600, file_active=800), etp="2")
    seuls = estimation.bilan.seuls
    assert (seuls.etp, seuls.aide) == (2, 322_000)
    assert (seuls.patients, seuls.certain) == (0, False)
    assert seuls.reste == sum(m.seul.reste for m in estimation.membres if m.seul is not None)
    ensemble = estimation.bilan.ensemble
    assert (ensemble.etp, ensemble.aide, ensemble.patients) == (2, 264_000, 520)
    assert ensemble.reste == sum(annee.reste for annee in estimation.cout)


def test_un_contrat_en_cours_se_tient_avec_sa_propre_option():
    estimation = estimer(sous_contrat(date(2025, 3, 1), "0.5"), membre(option="0.5"), etp="1")
    assert estimation.bilan.seuls.etp == 1
    assert [m.option for m in estimation.membres] == ["0.5", "0.5"]


def test_sans_salaires_connus_aucun_reste():
    bilan = estimer(membre(), membre(), referentiel=SANS_SALAIRES, etp="2").bilan
    assert bilan.seuls.reste is None
    assert bilan.ensemble.reste is None
    assert bilan.parts == ()
    assert bilan.demis == ()


def test_les_parts_sont_egales_au_centime():
    estimation = estimer(membre(), membre(), membre(), etp="1")
    for part, annee in zip(estimation.bilan.parts, estimation.cout, strict=True):
        assert part.reste == annee.reste
        assert abs(3 * part.chacun - part.reste) <= Decimal("0.02")


def test_un_assistant_a_deux_demande_deux_medecins():
    assert estimer(membre(), etp="1").bilan.demis == ()
    assert estimer(membre(), membre(secteur="2"), etp="1").bilan.demis == ()
    un, autre = estimer(membre(), membre(**HAUT), etp="1").bilan.demis
    assert (un.rang, un.aide, autre.rang, autre.aide) == (0, 66_000, 1, 95_000)
    assert un.reste == un.cout - un.aide


def test_personne_n_adhere_il_n_y_a_pas_d_ensemble():
    bilan = estimer(membre(secteur="2"), etp="1").bilan
    assert bilan.ensemble is None
    assert bilan.seuls.etp == Fraction(0)


def test_la_meilleure_sur_chaque_critere_est_cherchee_sur_tout_le_front():
    comparaison = estimer(
        *(membre(pmt=800 + 40 * rang) for rang in range(4)), membre(**HAUT), etp="3"
    ).comparaison
    combinaisons = comparaison.combinaisons
    meilleures = comparaison.meilleures
    assert set(meilleures) == {"argent", "risque", "liberte"}
    assert combinaisons[meilleures["argent"][0]].reste == min(c.reste for c in combinaisons)
    assert combinaisons[meilleures["risque"][0]].exposee == min(c.exposee for c in combinaisons)
    assert len(combinaisons[meilleures["liberte"][0]].collectif) == min(
        len(c.collectif) for c in combinaisons
    )


def test_sans_combinaison_pas_de_meilleure():
    assert estimer(membre(secteur="2"), etp="1").comparaison.meilleures == {}
