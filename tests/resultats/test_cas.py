"""Le corpus entier à travers la page : verdict, années, totaux, conditions, refus au bon champ."""

from pathlib import Path

import pytest
from django.conf import settings

from eligibility import selectors
from simulateur.cas.lecture import lire_dossier
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.ecriture import en_json, en_requete, est_un_groupe
from simulateur.reponses.question import ETAPES
from simulateur.reponses.types import Jour
from simulateur.textes.criteres import TITRES
from simulateur.textes.ecriture import date_en_lettres, euros
from simulateur.textes.mots import VERDICTS
from simulateur.textes.options import condition as mots_de_la_condition
from tests.parcours.pages import avec_classe, texte
from tests.resultats.chiffres import verifier_chiffres

pytestmark = pytest.mark.django_db
CAS = [
    cas
    for cas in lire_dossier(Path(settings.RACINE) / "fixtures" / "cas")
    if not est_un_groupe(cas.reponses)
]
REFUSES = [cas for cas in CAS if "erreur_champ" in cas.attendu]
CALCULES = [cas for cas in CAS if "erreur_champ" not in cas.attendu]
RESULTATS = "/simulation/resultats/"
OPTIONS = {"1/3", "0.5", "1", "1.5", "2"}


def nom(cas) -> str:
    return f"{cas.fichier}-{cas.nom}"


def normal(mots: str) -> str:
    return " ".join(mots.split())


@pytest.mark.parametrize("cas", CALCULES, ids=nom)
def test_un_cas_calcule_se_lit_sur_la_page_chaque_chiffre_dans_sa_trace(visite, cas):
    reponses = dict(cas.reponses)
    if "option" in cas.attendu and not objectif_d_une_autre_option(cas):
        reponses["option"] = cas.attendu["option"]
    page = visite.ouvrir(f"{RESULTATS}?{en_requete(reponses)}")
    assert (page.statut, page.chemin) == (200, RESULTATS)
    verifier_verdict(page, cas.attendu)
    verifier_criteres(page, cas.attendu)
    verifier_chiffres(page)
    if objectif_d_une_autre_option(cas):
        return
    verifier_annees(page, cas.attendu)
    # Quand le cas attend une option fermée, la page dit pourquoi.
    for condition in cas.attendu.get("conditions_manquantes", ()):
        if condition == "fermee" and cas.reponses.get("contrat") == "en-cours":
            assert "n’accepte plus de nouveau contrat" in texte(page.racine)
            continue
        mots = mots_de_la_condition(condition, selectors.tables().referentiel.baremes[-1])
        assert normal(mots) in texte(page.racine)
    if "objectif_echeance" in cas.attendu:
        lue = date_en_lettres(Jour().lire_texte(str(cas.attendu["objectif_echeance"])))
        (engagement,) = (s for s in page.racine.iter("section") if titre_est(s, "s-engagement"))
        assert normal(lue) in texte(engagement)


def objectif_d_une_autre_option(cas) -> bool:
    """La page montre l'option qu'on choisit, et l'objectif annoncé va avec ce choix : un cas sur une
    autre option, avec un objectif annoncé, ne se lit que dans l'API."""
    annonce = {"objectif_pmt", "objectif_fa"} & set(cas.reponses)
    choisie = cas.reponses.get("option", "1")
    voulue = cas.attendu.get("option", choisie)
    return bool(annonce) and cas.reponses.get("contrat") != "en-cours" and voulue != choisie


def titre_est(section, nom_: str) -> bool:
    return section.get("aria-labelledby") == nom_


def verifier_verdict(page, attendu) -> None:
    if "verdict" not in attendu:
        return
    (bandeau,) = avec_classe(page.racine, "verdict")
    assert f"verdict-{attendu['verdict']}" in bandeau.get("class").split()
    assert texte(bandeau).startswith(VERDICTS[attendu["verdict"]])
    (barre,) = avec_classe(page.racine, "resume")
    assert texte(barre).startswith(VERDICTS[attendu["verdict"]])


def cas_d_avenant(page) -> bool:
    """Une option envisagée, autre que celle du contrat en cours."""
    option = page.reponses.get("option", page.reponses.get("contrat_option"))
    return "contrat_option" in page.reponses and option != page.reponses["contrat_option"]


def lignes_des_annees(page) -> list:
    (section,) = (s for s in page.racine.iter("section") if titre_est(s, "s-annees"))
    tableau = next(section.iter("table"))
    lignes = [ligne for corps in tableau.iter("tbody") for ligne in corps.iter("tr")]
    return [ligne for ligne in lignes if ligne.get("class") != "periode"]


def verifier_annees(page, attendu) -> None:
    lignes = lignes_des_annees(page)
    montants = [
        next((donnee.get("value") for donnee in ligne.iter("data")), None) for ligne in lignes
    ]
    if "montants" in attendu:
        assert montants == list(attendu["montants"])
    for ligne in lignes:
        for donnee in ligne.iter("data"):
            assert texte(donnee) == normal(euros_de(donnee.get("value")))
    if "annees" in attendu:
        assert [texte(next(ligne.iter("th"))).split()[1] for ligne in lignes] == [
            str(annee) for annee in attendu["annees"]
        ]
    if "debuts" in attendu:
        assert [" ".join(next(ligne.iter("td")).text.split()) for ligne in lignes] == [
            normal(date_en_lettres(debut)) for debut in attendu["debuts"]
        ]
    if "periodes" in attendu:
        en_cours = ["annee-en-cours" in ligne.get("class", "") for ligne in lignes]
        assert en_cours == [periode == "en_cours" for periode in attendu["periodes"]]
    (section,) = (s for s in page.racine.iter("section") if titre_est(s, "s-annees"))
    pied = [texte(ligne) for ligne in next(section.iter("tfoot")).iter("tr")]
    if "total" in attendu:
        # Sous une autre option que celle tenue, seules les années à venir s'additionnent.
        if pied[0].startswith("Total sur"):
            assert pied[0].endswith(normal(euros_de(attendu["total"])))
        else:
            assert pied[0].startswith("Total des années à venir")
            assert cas_d_avenant(page)
    if "total_a_venir" in attendu:
        # Égal au total, il n'est pas redit.
        assert pied[-1].endswith(normal(euros_de(attendu["total_a_venir"])))


def euros_de(montant: str) -> str:
    from decimal import Decimal

    return euros(Decimal(montant))


def verifier_criteres(page, attendu) -> None:
    etats = {
        texte(next(critere.iter("h3"))).partition(" :")[0]: critere.get("class").split()[1]
        for critere in avec_classe(page.racine, "critere")
    }
    assert len(etats) == len(TITRES)
    voulus = dict(attendu.get("criteres", {}))
    if "critere" in attendu and "etat" in attendu:
        voulus[attendu["critere"]] = attendu["etat"]
    for id_, etat in voulus.items():
        assert etats[normal(TITRES[id_])] == f"critere-{etat}"
    if "manque" in attendu and attendu["manque"] is not None:
        (raisons,) = (s for s in page.racine.iter("section") if titre_est(s, "s-raisons"))
        manques = [texte(m) for m in avec_classe(raisons, "manque")]
        assert any(f" {attendu['manque']} " in m.replace("\u202f", "") for m in manques)


def fautifs(cas) -> list[str]:
    voulus = cas.attendu["erreur_champ"]
    return [voulus] if isinstance(voulus, str) else list(voulus)


@pytest.mark.parametrize("cas", REFUSES, ids=nom)
def test_un_cas_refuse_mene_a_la_premiere_etape_fautive_l_erreur_au_champ(visite, cas):
    page = visite.ouvrir(f"{RESULTATS}?{en_requete(cas.reponses)}")
    # Une clé inconnue est une erreur pour un programme ; d'une adresse, elle est ignorée.
    cles = [cle for cle in fautifs(cas) if cle in PAR_CLE]
    if not cles:
        assert page.chemin == RESULTATS
        assert page.erreurs() == {}
        return
    premiere = min((PAR_CLE[cle].etape for cle in cles), key=ETAPES.index)
    assert page.chemin == f"/simulation/{premiere}/"
    ici = {cle for cle in cles if PAR_CLE[cle].etape == premiere}
    if not cas.reponses:
        assert page.erreurs() == {}  # rien n'a été dit : rien n'est reproché
        return
    champs = {champ.removeprefix("id_").removesuffix("_0") for champ in page.erreurs()}
    assert champs == ici


def test_le_corpus_est_la():
    assert len(CALCULES) > 350
    assert sum(map(objectif_d_une_autre_option, CALCULES)) < 10
    assert len(REFUSES) > 40
    assert {o for c in CAS if (o := c.attendu.get("option"))} == OPTIONS
    assert all(en_json(cas.reponses) is not None for cas in CAS)
