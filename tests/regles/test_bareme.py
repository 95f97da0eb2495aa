"""Un barème dit ce qu'il sait : une case vide est un état, jamais un zéro."""

from dataclasses import fields, replace
from datetime import date

import pytest

from eligibility.regles import estimer
from eligibility.regles.bareme import ParametreManquant, Referentiel
from eligibility.regles.parametres import CONSTANTES, PARAMETRES
from tests.regles import fabrique
from tests.regles.fabrique import BAREMES, GENERALISTE, REFERENTIEL, cellule, situation


def test_la_fabrique_donne_les_constantes_des_regles_ni_plus_ni_moins():
    *avant, dernier = BAREMES
    assert all(set(bareme.parametres) == set(PARAMETRES) for bareme in avant)
    assert set(dernier.parametres) == set(CONSTANTES)


@pytest.mark.parametrize("cle", sorted(PARAMETRES))
def test_une_constante_manquante_se_voit(cle):
    """Sans elle, on ne devine pas : quelqu'un dans l'espace des réponses en a besoin."""
    trous = [
        replace(b, parametres={k: v for k, v in b.parametres.items() if k != cle}) for b in BAREMES
    ]
    vides = [replace(b, parametres={**b.parametres, cle: cellule(None)}) for b in BAREMES]
    suivi = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2020, 1, 1)}
    situations = [
        situation(nouvel_installe=True, tranche="inconnue", pmt_an3=10, **suivi),
        situation("orl", secretariat="remplace", contrat="termine", contrat_fin=date(2020, 1, 1)),
        situation(age_65=True, pmt_an3=10),
        situation(tranche=">=P95", pmt_an3=10),
    ]
    for baremes in (trous, vides):
        tables = Referentiel(tuple(baremes), REFERENTIEL.specialites, REFERENTIEL.sources)
        erreurs = 0
        for s in situations:
            try:
                estimer(s, tables)
            except (ParametreManquant, KeyError):
                erreurs += 1
        assert erreurs


def test_une_case_vide_n_est_pas_un_zero():
    vide = replace(BAREMES[-1], montants={**BAREMES[-1].montants, ("1", "base", 1): cellule(None)})
    assert vide.montant("1", "base", 1) == ("base", None)
    assert vide.montant("1", ">=P95", 1)[1].valeur == 38_000
    zero = replace(BAREMES[-1], montants={("1", "base", 1): cellule(0)})
    assert zero.montant("1", "base", 1)[1].valeur == 0
    tables = fabrique.referentiel([*BAREMES[:-1], vide])
    estimee = estimer(situation(), tables).option("1")
    assert [a.montant for a in estimee.annees] == [None, 28_000, 22_000, 22_000, 22_000]
    assert estimee.total == 94_000


def test_une_majoration_sans_chiffre_laisse_le_montant_de_base():
    for option, ligne, annee, attendu in (
        ("1", "P90-P95", 1, ("base", 38_000)),
        ("1", "P90-P95", 2, ("base", 28_000)),
        ("1", "P90-P95", 3, ("P90-P95", 26_000)),
        ("1", "P90-P95", 10, ("P90-P95", 26_000)),
        ("2", ">=P95", 3, ("base", 44_000)),
        ("2", ">=P95", 1, ("base", None)),
    ):
        ligne_lue, case = BAREMES[-1].montant(option, ligne, annee)
        assert (ligne_lue, case and case.valeur) == attendu


def test_les_baremes_se_suivent_strictement():
    for desordre in (BAREMES[::-1], (BAREMES[0], BAREMES[0])):
        with pytest.raises(ValueError, match="increasing"):
            Referentiel(desordre, {}, {})


def test_tables_figees():
    for bareme in BAREMES:
        with pytest.raises(AttributeError):
            bareme.revision = 2
    noms = {f.name for f in fields(BAREMES[0])}
    assert {"version", "plafond"} <= noms
    assert [b.plafond for b in BAREMES] == [36_000, 36_000, 44_000, 44_000]


def test_seuils_complets_quand_les_quatre_percentiles_sont_connus():
    complet = replace(
        BAREMES[-1], seuils=fabrique.seuils_complets(GENERALISTE, pmt=(700, 1_000, 2_000, 2_500))
    )
    assert complet.seuils_complets(GENERALISTE, "pmt")
    assert not complet.seuils_complets(GENERALISTE, "fa")
    assert not BAREMES[-1].seuils_complets(GENERALISTE, "pmt")
    trou = {**complet.seuils, (GENERALISTE, "pmt", 95): cellule(None)}
    assert not replace(complet, seuils=trou).seuils_complets(GENERALISTE, "pmt")
