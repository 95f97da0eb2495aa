"""Les mêmes réponses, les mêmes événements : un second import les met à jour ; d'autres, d'autres."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles import estimer
from eligibility.regles.situation import Situation
from simulateur.agenda.evenements import _canonique, agenda
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.question import RESULTATS
from tests.agenda.fichier import ADRESSE, GENERALISTE, NOUVEAU, SUIVI, evenements
from tests.regles.fabrique import REFERENTIEL, situation
from tests.regles.test_proprietes import situations
from tests.reponses.strategies import exemples, reponses

JOUR = date(2026, 11, 22)
COMPLEMENTS = {cle for cle, question in PAR_CLE.items() if question.etape == RESULTATS}
PROLONGE = "contrat=en-cours&contrat_option=1&contrat_signature=2021-03-01"


def identifiants(s: Situation, jour: date = JOUR) -> dict[tuple[str, str], str]:
    """(code, année) de chaque date à venir → son UID."""
    estimation = estimer(s, REFERENTIEL)
    if not estimation.echeances_a_venir:
        return {}
    lus = evenements(agenda(estimation, jour).to_ical())
    noms = [(e.code, str(e.detail.get("annee", ""))) for e in estimation.echeances_a_venir]
    assert len(set(noms)) == len(noms)
    return dict(zip(noms, (e.uid for e in lus), strict=True))


def de_l_adresse(visite, requete: str) -> list[str]:
    page = visite.ouvrir(f"{ADRESSE}?{requete}")
    assert (page.statut, page.chemin) == (200, ADRESSE)
    return [e.uid for e in evenements(page.reponse.content)]


# Ces valeurs sont dans des agendas : les changer, c'est y laisser des doublons.
POUR_DES_ANNEES = {
    ("signature", ""): "9018b4b3-754e-5c59-9991-5d70276b9927",
    ("versement.totalite", "1"): "e63ab541-d26b-5082-a12c-fcad07e1ca90",
    ("versement.solde", "3"): "a969f479-bd85-5193-afd7-3f57ed4562e1",
    ("fin_contrat", ""): "121f4344-f64b-5804-98f6-5b8be4ed48ed",
}


def test_ils_ne_changent_pas_d_une_version_du_site_a_l_autre():
    s = situation(
        date_signature=date(2027, 1, 4),
        situations=("handicap", "activite-mixte"),
        part_clinique=Decimal("82.50"),
        age_65=True,
        option="0.5",
        objectif_pmt=120,
    )
    trouves = identifiants(s)
    assert {nom: trouves[nom] for nom in POUR_DES_ANNEES} == POUR_DES_ANNEES


def test_ils_ne_dependent_ni_du_jour_ni_des_montants():
    s = situation()
    dernier = REFERENTIEL.baremes[-1]
    montants = {
        cle: replace(c, valeur=Decimal(77)) for cle, c in dernier.montants.items() if c.valeur
    }
    autres = replace(
        REFERENTIEL, baremes=(*REFERENTIEL.baremes[:-1], replace(dernier, montants=montants))
    )
    revus = evenements(agenda(estimer(s, autres), date(2027, 6, 1)).to_ical())
    assert "77\u202f€" in "".join(e.titre for e in revus)
    assert [e.uid for e in revus] == list(identifiants(s).values())


@exemples(150)
@given(situations, reponses())
def test_le_suivi_et_le_cout_gardent_les_memes_evenements(s, autres):
    complements = {cle: autres.get(cle) for cle in COMPLEMENTS}
    assert identifiants(s) == identifiants(replace(s, **complements))


@exemples(300)
@given(situations, reponses(), st.sampled_from(sorted(PAR_CLE.keys() - COMPLEMENTS)))
def test_toute_autre_reponse_fait_une_autre_situation(s, autres, cle):
    autre = replace(s, **{cle: autres[cle]}) if cle in autres else s
    assert (_canonique(autre) == _canonique(s)) == (autre == s)


MEMES = [
    "option=1",
    "age_65=non&situations=&tranche=inconnue&zone=inconnue&contrat=aucun",
    "assistant_qualifie=non",
    "pmt=1 300&file_active=1.700",
    "cpts=Ma CPTS&bareme=2024-06-22.1&vue=modifier&q=x",
    "pmt_an3=1400&fa_an3=1750&pmt_an4=1&fa_an5=99999",
    "position=7&brut_mensuel=2100,50&anciennete=4&at_mp=1&etp_employe=0,5&part=50&autres_frais=9"
    "&taxe_deja_due=10&tarif=31&jours_travailles=200",
]
AUTRES = [
    "age_65=oui", "nouvel_installe=oui", "situations=handicap", "situations=maladie-chronique",
    "situations=handicap&situations=maladie-chronique", "secteur=2-optam", "zone=zip",
    "secretariat=remplace", "contrat=termine&contrat_fin=2020-01-01", "specialite=mep", "pmt=1301",
    "file_active=1701", "objectif_pmt=1", "objectif_fa=1", "option=0.5",
    "date_signature=2026-12-02", "date_embauche=2026-12-01", "date_embauche=2027-01-04",
    "assistant_qualifie=oui", SUIVI, f"{SUIVI}&contrat_signature=2024-09-02", f"{SUIVI}&option=0.5",
    f"{SUIVI}&contrat_option=0.5", f"{SUIVI}&date_65=2028-05", f"{SUIVI}&contrat_objectif_atteint=oui",
    f"{SUIVI}&contrat_avenant=2025-03-01&contrat_option_initiale=0.5", PROLONGE,
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("changement", MEMES)
def test_la_meme_situation_autrement_dite(visite, changement):
    assert de_l_adresse(visite, f"{NOUVEAU}&{changement}") == de_l_adresse(visite, NOUVEAU)


@pytest.mark.django_db
def test_deux_medecins_ne_s_ecrasent_pas(visite):
    vus: dict[str, str] = {}
    for changement in ("", *AUTRES):
        for uid in de_l_adresse(visite, f"{NOUVEAU}&{changement}"):
            assert uid not in vus, f"« {changement} » écrase « {vus[uid]} »"
            vus[uid] = changement


@pytest.mark.django_db
def test_l_adresse_sans_jour_ni_option_vaut_celle_qui_les_dit(visite, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 12, 1))
    assert de_l_adresse(visite, GENERALISTE) == de_l_adresse(visite, f"{NOUVEAU}&option=1")
    mi_temps = f"{SUIVI}&contrat_option=0.5"
    assert de_l_adresse(visite, mi_temps) == de_l_adresse(visite, f"{mi_temps}&option=0.5")


@pytest.mark.django_db
def test_un_contrat_prolonge_a_un_evenement_par_annee(visite):
    uids = de_l_adresse(visite, f"{NOUVEAU}&{PROLONGE}")
    page = visite.ouvrir(f"{ADRESSE}?{NOUVEAU}&{PROLONGE}")
    titres = [e.titre for e in evenements(page.reponse.content)]
    assert sum("Acompte de l’année" in titre for titre in titres) == 4  # 7 à 10
    assert any("Fin du contrat prolongé" in titre for titre in titres)
    assert len(set(uids)) == len(titres)
