"""À côté du front : chacun son contrat, et tout ensemble, même quand une autre combinaison les améliore."""

from tests.regles.groupe.fabrique import estimer, membre

HAUT = {"pmt": 2_500, "file_active": 4_000, "tranche": ">=P95"}


def resume(combinaison):
    seuls = tuple((rang, c.code) for rang, c in combinaison.individuels.items())
    return combinaison.collectif, combinaison.etp_collectif, seuls


def test_ce_que_le_melange_ameliore_reste_montre():
    """A ≥ P95 seul et B en collectif l'emportent ; B et C ne peuvent pas employer 2 ETP seuls."""
    a, b = membre(**HAUT), membre(pmt=1_000)
    comparaison = estimer(a, b, etp="2").comparaison
    vues = {resume(c) for c in comparaison.combinaisons}
    assert comparaison.reperes
    for repere in comparaison.reperes:
        assert resume(repere) not in vues
        assert repere.etp == 2
        # Une autre fait au moins aussi bien sur l'argent et sur le risque.
        assert any(
            c.reste <= repere.reste and c.exposee <= repere.exposee
            for c in comparaison.combinaisons
        )
    assert {bool(c.collectif) for c in (*comparaison.combinaisons, *comparaison.reperes)} == {
        True,
        False,
    }


def test_sans_contrat_possible_il_n_y_a_rien_a_comparer():
    """Un seul médecin, sous P30 : ni contrat seul, ni moyenne."""
    comparaison = estimer(membre(pmt=600, file_active=900), etp="1").comparaison
    assert comparaison.combinaisons == ()
    assert comparaison.reperes == ()


def test_ce_qui_est_sur_le_front_n_est_pas_redit():
    comparaison = estimer(membre(**HAUT), membre(**HAUT), etp="2").comparaison
    assert [c.collectif for c in comparaison.combinaisons] == [()]
    assert [c.collectif for c in comparaison.reperes] == [(0, 1)]
