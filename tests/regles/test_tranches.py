"""Section 2 : la tranche, contre l'ensemble des tranches que les seuils connus permettent."""

from dataclasses import replace
from itertools import product

import pytest

from eligibility.regles.tranches import bornes, estimer_tranche, exclusion
from tests.regles.fabrique import (
    BAREMES,
    GENERALISTE,
    REFERENTIEL,
    referentiel,
    seuils,
    situation,
)

TRANCHES = ("<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
SEUILS_D_ESSAI = {30: 1, 50: 2, 90: 3, 95: 4}
VALEURS = (None, 0, 1, 2, 3, 4)
TROUS = [
    {p: v for (p, v), connu in zip(SEUILS_D_ESSAI.items(), connus, strict=True) if connu}
    for connus in product((False, True), repeat=4)
]


def possibles(valeur: int, connus: dict[int, int]) -> set[int]:
    """Rangs de tranche que les seuils connus n'excluent pas : chacun tranche d'un côté ou de l'autre."""
    return {
        rang
        for rang in range(5)
        if all(
            (valeur >= seuil) == (rang >= premier)
            for premier, percentile in enumerate((30, 50, 90, 95), 1)
            if (seuil := connus.get(percentile)) is not None
        )
    }


def possibles_ensemble(par_indicateur: dict) -> set[int]:
    """La plus haute des deux ; un indicateur non donné est ignoré."""
    donnes = [possibles(v, connus) for v, connus in par_indicateur.values() if v is not None]
    return {max(rangs) for rangs in product(*donnes)} if donnes else set(range(5))


def tables(specialite: str, **connus):
    cases = {}
    for indicateur, par_percentile in connus.items():
        table = {(indicateur, p): v for p, v in par_percentile.items()}
        cases |= seuils(table, specialite)
    return referentiel([*BAREMES[:-1], replace(BAREMES[-1], seuils=cases)])


def test_tranche_deduite_sur_toutes_les_tables_a_trous(record_property):
    """Deux indicateurs × 16 tables à trous × toutes les positions, contre les tranches possibles."""
    nombre = 0
    for trous_pmt, trous_fa in product(TROUS, TROUS):
        bareme = tables(GENERALISTE, pmt=trous_pmt, fa=trous_fa).baremes[-1]
        for pmt, fa in product(VALEURS, VALEURS):
            rangs = possibles_ensemble({"pmt": (pmt, trous_pmt), "fa": (fa, trous_fa)})
            s = situation(pmt=pmt, file_active=fa, tranche="inconnue")
            trouvee = estimer_tranche(s, bareme, "generaliste")
            contexte = (trous_pmt, trous_fa, pmt, fa)
            assert set(range(trouvee.bas, trouvee.haut + 1)) == rangs, contexte
            unique = len(rangs) == 1
            assert trouvee.valeur == (TRANCHES[min(rangs)] if unique else None), contexte
            assert trouvee.origine == ("chiffres" if unique else "inconnue")
            majorees = () if unique else tuple(TRANCHES[r] for r in sorted(rangs) if r >= 3)
            assert trouvee.alternatives == majorees, contexte
            absents = tuple(i for i, v in (("pmt", pmt), ("fa", fa)) if v is None)
            assert trouvee.indicateurs_absents == absents
            nombre += 1
    assert nombre == 16 * 16 * 6 * 6
    record_property("combinaisons", nombre)


def test_tranche_declaree_refusee_exactement_quand_un_seuil_l_exclut(record_property):
    """Un indicateur non donné pourrait relever la tranche : il ne borne pas par le haut."""
    nombre = refus = 0
    for trous_pmt, trous_fa in product(TROUS, TROUS):
        toutes = tables(GENERALISTE, pmt=trous_pmt, fa=trous_fa)
        for pmt, fa, rang in product(VALEURS, VALEURS, range(5)):
            rangs = possibles_ensemble({"pmt": (pmt, trous_pmt), "fa": (fa, trous_fa)})
            if None in (pmt, fa):
                rangs |= set(range(min(rangs), 5))
            s = situation(pmt=pmt, file_active=fa, tranche=TRANCHES[rang])
            exclue = exclusion(s, toutes)
            assert (exclue is not None) == (rang not in rangs), (trous_pmt, trous_fa, s)
            nombre += 1
            if exclue is not None:
                refus += 1
                connus = trous_pmt if exclue.indicateur == "pmt" else trous_fa
                assert exclue.valeur == (pmt if exclue.indicateur == "pmt" else fa)
                assert exclue.seuil == connus[exclue.percentile]
                assert exclue.trop_haute == (exclue.valeur < exclue.seuil)
                assert exclue.trop_haute == (rang > max(rangs))
    assert 0 < refus < nombre
    record_property("combinaisons", nombre)


@pytest.mark.parametrize(
    ("pmt", "fa", "tranche", "alternatives"),
    [
        (1000, 1500, "P30-P50", ()),
        (775, 0, "P30-P50", ()),
        (1044, 1513, "P30-P50", ()),
        (1045, 1513, None, ("P90-P95", ">=P95")),
        (1300, 1500, None, ("P90-P95", ">=P95")),
        (1000, 1514, None, ("P90-P95", ">=P95")),
        (740, 1100, None, ()),
        (774, 1514, None, ("P90-P95", ">=P95")),
        (1000, None, "P30-P50", ()),
        (None, 1500, None, ()),
        (700, None, "<P30", ()),
        (None, None, None, ("P90-P95", ">=P95")),
    ],
)
def test_generaliste_avec_les_seuils_connus(pmt, fa, tranche, alternatives):
    s = situation(pmt=pmt, file_active=fa, tranche="inconnue")
    trouvee = estimer_tranche(s, BAREMES[-1], "generaliste")
    assert (trouvee.valeur, trouvee.alternatives) == (tranche, alternatives)


def test_les_autres_specialites_n_ont_aucun_seuil_et_leur_file_active_compte_seule():
    for slug, groupe in (("mep", "mep"), ("pediatrie", "pediatrie"), ("cardiologie", "autre")):
        s = situation(slug, pmt=1_300, tranche="inconnue")
        assert estimer_tranche(s, BAREMES[-1], groupe).valeur is None
    s = situation("cardiologie", pmt=9_999, file_active=10, tranche="inconnue")
    connus = tables("cardiologie", pmt=SEUILS_D_ESSAI, fa={30: 11}).baremes[-1]
    assert estimer_tranche(s, connus, "autre").valeur == "<P30"


def test_une_tranche_declaree_prime_et_n_a_pas_d_alternative():
    for rang, tranche in enumerate(TRANCHES):
        s = situation(pmt=None, file_active=None, tranche=tranche)
        trouvee = estimer_tranche(s, BAREMES[-1], "generaliste")
        assert (trouvee.valeur, trouvee.origine) == (tranche, "declaree")
        assert (trouvee.bas, trouvee.haut, trouvee.alternatives) == (rang, rang, ())


def test_les_seuils_sont_ceux_du_bareme_en_vigueur_a_la_signature():
    """Aucun seuil dans le barème de 2019 : rien n'est exclu d'un contrat signé sous lui."""
    champs = {"contrat": "en-cours", "contrat_option": "1", "pmt": 100, "file_active": 100}
    for signature, exclu in (("2023-04-30", False), ("2023-05-01", True)):
        jour = type(REFERENTIEL.baremes[0].date_effet).fromisoformat(signature)
        s = situation(**champs, contrat_signature=jour, tranche=">=P95")
        assert (exclusion(s, REFERENTIEL) is not None) is exclu


def test_palier_le_seuil_suivant_et_les_patients_qui_en_separent():
    s = situation(pmt=740, file_active=1_500, tranche="inconnue")
    paliers = estimer_tranche(s, BAREMES[-1], "generaliste").paliers
    assert [(p.indicateur, p.percentile, p.seuil, p.manque) for p in paliers] == [
        ("pmt", 30, 775, 35),
        ("fa", 50, 1_514, 14),
    ]
    plus_haut = situation(pmt=1_045, file_active=1_514, tranche="inconnue")
    assert estimer_tranche(plus_haut, BAREMES[-1], "generaliste").paliers == ()


def test_un_seuil_appartient_a_la_tranche_du_dessus():
    complet = tables("cardiologie", fa=SEUILS_D_ESSAI).baremes[-1]
    for valeur, rang in enumerate(range(5)):
        borne = bornes(complet, "cardiologie", "fa", valeur)
        assert (borne.bas, borne.haut) == (rang, rang)
