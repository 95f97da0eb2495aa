"""Section 1, options : lesquelles sont montrées, lesquelles sont ouvertes, et ce qui manque."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.bareme import OuvertureOption
from eligibility.regles.estimation import estimer_envisagee
from eligibility.regles.options import (
    OptionSansObjet,
    conditions_manquantes,
    options_a_montrer,
    options_du_groupe,
    ouverture,
)
from eligibility.regles.situation import cle_de_signature
from tests.regles import oracle
from tests.regles.fabrique import (
    BAREMES,
    GENERALISTE,
    REFERENTIEL,
    SPECIALITES,
    referentiel,
    referentiel_parametre,
    situation,
)

OPTIONS = ("1/3", "0.5", "1", "1.5", "2")
SIGNATURE = date(2024, 9, 1)
JOURS = [date(2026, 9, 1) + timedelta(days=ecart) for ecart in (-1, 0, 1)]


def contrat(option: str, signature: date = SIGNATURE, **champs) -> dict:
    return {
        "contrat": "en-cours",
        "contrat_option": option,
        "contrat_signature": signature,
    } | champs


def test_toutes_les_combinaisons_des_conditions_de_1_5_et_2_etp(record_property):
    """Contrat (aucun, terminé, cinq options) × jour × objectif × zone × option envisagée."""
    contrats = [{}, {"contrat": "termine", "contrat_fin": date(2020, 1, 1)}]
    contrats += [contrat(option) for option in OPTIONS]
    manques, nombre = set(), 0
    for c, jour, atteint, zone, option in product(
        contrats, JOURS, (None, False, True), ("zip", "hors-zip", "inconnue"), OPTIONS
    ):
        s = situation(**c, date_signature=jour, contrat_objectif_atteint=atteint, zone=zone)
        trouvees = conditions_manquantes(s, REFERENTIEL, option, "generaliste")
        assert list(trouvees) == oracle.conditions_attendues(s, option), s
        manques.add(trouvees)
        nombre += 1
    record_property("combinaisons", nombre)
    # Les 2^3 combinaisons des conditions du contrat, avec chacune des trois zones, et « fermée ».
    assert len(manques) == 2**3 * 3 + 1


def test_le_contrat_d_un_tiers_temps_ne_reprend_pas_mais_se_suit():
    ancien = contrat("1/3", date(2022, 4, 15))
    assert conditions_manquantes(situation(**ancien), REFERENTIEL, "1/3", "generaliste") == (
        "fermee",
    )
    for jour, attendu in ((date(2023, 4, 30), ()), (date(2023, 5, 1), ("fermee",))):
        s = situation(**ancien, date_signature=jour)
        assert conditions_manquantes(s, REFERENTIEL, "1/3", "generaliste") == attendu


def test_l_option_du_contrat_en_cours_reste_ouverte_meme_fermee_aux_nouveaux():
    options = {**BAREMES[-1].options, "1.5": OuvertureOption("fermee")}
    ferme = referentiel([*BAREMES[:-1], replace(BAREMES[-1], options=options)])
    s = situation(**contrat("1.5"))
    assert conditions_manquantes(s, ferme, "1.5", "generaliste") == ()
    assert conditions_manquantes(situation(), ferme, "1.5", "generaliste") == ("fermee",)


@pytest.mark.parametrize("etat", ["absente", "fermee", "conditions", "ouverte"])
def test_l_ouverture_d_une_option_est_celle_du_bareme_du_jour(etat):
    options = {o: v for o, v in BAREMES[-1].options.items() if o != "2"}
    if etat != "absente":
        options["2"] = OuvertureOption(etat)
    tables = referentiel([*BAREMES[:-1], replace(BAREMES[-1], options=options)])
    toutes = ("contrat_1_etp", "troisieme_annee", "objectif_atteint", "zone_a_verifier")
    attendu = {"ouverte": (), "conditions": toutes}.get(etat, ("fermee",))
    assert conditions_manquantes(situation(), tables, "2", "generaliste") == attendu
    # La veille du barème, c'est encore l'ancien qui décide.
    veille = situation(date_signature=date(2026, 2, 24))
    assert conditions_manquantes(veille, tables, "2", "generaliste") == toutes


def test_l_annee_qui_ouvre_un_second_assistant_est_une_constante_du_bareme():
    tables = referentiel_parametre(second_assistant_annee_min=4)
    champs = contrat("1", contrat_objectif_atteint=True)
    for jour, manque in ((date(2027, 8, 31), ("troisieme_annee",)), (date(2027, 9, 1), ())):
        s = situation(**champs, zone="zip", date_signature=jour)
        assert conditions_manquantes(s, tables, "2", "generaliste") == manque
    assert [a.annee for a in estimer(situation(), tables).option("2").annees] == [4, 5]


@pytest.mark.parametrize("slug", SPECIALITES)
def test_options_montrees(slug):
    groupe = SPECIALITES[slug]
    possibles = OPTIONS if groupe == "generaliste" else OPTIONS[:3]
    for c in ({}, *(contrat(option) for option in possibles)):
        s = situation(slug, **c)
        montrees = options_a_montrer(s, groupe)
        assert list(montrees) == oracle.options_attendues(s)
        assert montrees[0] == c.get("contrat_option", "0.5")
        assert ("2" in montrees) == (groupe == "generaliste")


@pytest.mark.parametrize("slug", SPECIALITES)
def test_une_option_que_ce_medecin_ne_peut_ni_tenir_ni_signer_est_refusee_par_son_nom(slug):
    groupe = SPECIALITES[slug]
    possibles = OPTIONS if groupe == "generaliste" else OPTIONS[:3]
    assert options_du_groupe(groupe) == possibles
    for calculer, option in product((estimer, estimer_envisagee), OPTIONS):
        s = situation(slug, option=option)
        if option in possibles[1:]:
            assert calculer(s, REFERENTIEL).verdict
            continue
        with pytest.raises(OptionSansObjet) as refus:
            calculer(s, REFERENTIEL)
        assert str(refus.value) == groupe  # jamais la réponse : une erreur se journalise
    tenu = situation(slug, **contrat("1/3", date(2022, 4, 15)), option="1/3")
    assert estimer(tenu, REFERENTIEL).choisie.option == "1/3"


def test_l_ouverture_d_une_option_que_le_bareme_ne_nomme_pas_est_fermee():
    assert [ouverture(b, "1/3") for b in BAREMES] == ["ouverte", "fermee", "fermee", "fermee"]
    assert ouverture(BAREMES[-1], "2") == "conditions"
    assert ouverture(replace(BAREMES[-1], options={}), "1") == "fermee"


def test_le_contrat_en_cours_compte_depuis_sa_signature_les_autres_depuis_le_jour():
    jour, avant = date(2026, 12, 1), date(2024, 9, 1)
    for etat, cle, attendu in (
        ("aucun", "date_signature", jour), ("termine", "date_signature", jour),
        ("en-cours", "contrat_signature", avant),
    ):  # fmt: skip
        assert cle_de_signature(etat) == cle
        assert situation(contrat=etat, contrat_signature=avant).signature == attendu
    assert cle_de_signature(None) == "date_signature"


def test_le_verdict_ne_regarde_jamais_l_option_ni_l_option_le_verdict():
    for option in OPTIONS[1:]:
        estimation = estimer(situation(option=option), REFERENTIEL)
        assert estimation.verdict == "eligible"
        bloquee = estimer(situation(option=option, secteur="2"), REFERENTIEL)
        assert bloquee.verdict == "non_eligible"
        for avant, apres in zip(estimation.options, bloquee.options, strict=True):
            assert (avant.ouverte, avant.annees) == (apres.ouverte, apres.annees)


def test_une_condition_manquante_ferme_l_option_et_une_seule_suffit():
    bonne = {**contrat("1", contrat_objectif_atteint=True), "zone": "zip"}
    for defaut, manque in (
        ({}, ()),
        ({"contrat_option": "0.5"}, ("contrat_1_etp",)),
        ({"contrat_signature": date(2025, 1, 1)}, ("troisieme_annee",)),
        ({"contrat_objectif_atteint": None}, ("objectif_atteint",)),
        ({"zone": "hors-zip"}, ("zone_zip",)),
        ({"zone": "inconnue"}, ("zone_a_verifier",)),
    ):
        choisie = estimer(situation(GENERALISTE, **bonne | defaut, option="2"), REFERENTIEL).choisie
        assert (choisie.conditions_manquantes, choisie.ouverte) == (manque, not manque)
