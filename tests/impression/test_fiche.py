"""La fiche dit tout : les réponses, les années, les raisons, les dates, d'où viennent les chiffres."""

from xml.etree.ElementTree import Element

import pytest

from eligibility import selectors
from eligibility.regles.estimation import Estimation
from simulateur.impression import calcul
from simulateur.reponses.declaration import PAR_CLE
from simulateur.textes import cout as textes_cout
from simulateur.textes import criteres as textes_criteres
from simulateur.textes import echeances as textes_echeances
from simulateur.textes import questions as textes_questions
from simulateur.textes import trace as textes_trace
from simulateur.textes.ecriture import date_en_lettres, enumeration, euros, euros_ronds, pourcentage
from simulateur.textes.mots import FIABILITES, TRANCHES
from tests.impression.situations import FICHE, TOUTES
from tests.parcours.pages import Page, avec_classe, texte
from tests.resultats.chiffres import estimation_de, verifier_chiffres

pytestmark = pytest.mark.django_db


def normal(mots: str) -> str:
    return " ".join(mots.split())


@pytest.fixture(params=TOUTES.values(), ids=TOUTES)
def fiche(request, visite) -> Page:
    page = visite.ouvrir(f"{FICHE}?{request.param}")
    assert (page.statut, page.chemin) == (200, FICHE)
    return page


@pytest.fixture
def feuille(fiche) -> Element:
    (article,) = avec_classe(fiche.racine, "feuille")
    return article


@pytest.fixture
def e(fiche) -> Estimation:
    return estimation_de(fiche)


def section(feuille: Element, nom: str) -> Element:
    (trouvee,) = (s for s in feuille.iter("section") if s.get("aria-labelledby") == f"f-{nom}")
    return trouvee


def marques(element: Element) -> list[str]:
    return [
        m.get("class").split()[1].removeprefix("marque-") for m in avec_classe(element, "marque")
    ]


def test_chaque_somme_et_chaque_nombre_de_patients_est_dans_le_calcul(fiche):
    verifier_chiffres(fiche)


def test_la_fiche_se_presente(fiche, feuille, e):
    dite = texte(feuille)
    assert "site non officiel" in dite
    assert "Estimation : seul le contrat avec la CPAM engage." in dite
    assert f"version {e.bareme.version}, révision {e.bareme.revision}" in dite
    assert f"depuis le {normal(date_en_lettres(e.bareme.date_effet))}" in dite
    (bandeau,) = avec_classe(feuille, "verdict")
    assert f"verdict-{e.verdict}" in bandeau.get("class").split()
    assert '<meta name="robots" content="noindex">' in fiche.html


def test_rien_n_est_replie_ni_a_remplir(feuille):
    assert {"details", "form", "input", "textarea", "button"} & {
        x.tag for x in feuille.iter()
    } == set()


def test_chaque_annee_dit_son_bareme_son_taux_et_sa_marque(feuille, e):
    lignes = {
        texte(next(tr.iter("th"))).split()[1].rstrip(","): [texte(td) for td in tr.iter("td")]
        for tr in next(section(feuille, "annees").iter("tbody")).iter("tr")
    }
    for annee in e.choisie.annees:
        debut, bareme, taux, fiabilite, *montants = lignes[str(annee.annee)]
        assert debut == normal(date_en_lettres(annee.debut))
        assert bareme == annee.bareme
        assert fiabilite == FIABILITES[annee.fiabilite]
        if annee.montant is None:
            assert taux == ""
            continue
        bornes = [annee.taux] if annee.taux is not None else [annee.taux_min, annee.taux_max]
        assert all(normal(pourcentage(borne)) in taux for borne in bornes)
        rang = [option.option for option in e.options].index(e.choisie.option)
        assert montants[rang].endswith(normal(euros(annee.montant)))


def test_les_options_sont_cote_a_cote_avec_leurs_sources(feuille, e):
    (tableau,) = avec_classe(feuille, "annees-et-options")
    pied = {
        texte(next(tr.iter("th"))): list(tr.iter("td"))
        for tr in next(tableau.iter("tfoot")).iter("tr")
    }
    totaux = next(ligne for titre, ligne in pied.items() if titre.startswith("Total à venir"))
    for td, option in zip(totaux, e.options, strict=True):
        assert normal(euros(option.total_a_venir)) in texte(td)
    for cellule, option in zip(pied["Source des montants"], e.options, strict=True):
        assert set(marques(cellule)) == {annee.fiabilite for annee in option.annees}
        assert {texte(r) for r in avec_classe(cellule, "renvoi")} == {
            annee.source for annee in option.annees if annee.source
        }


def test_les_tranches_encore_possibles_y_sont_toutes(feuille, e):
    lignes = {
        texte(next(tr.iter("th"))): [texte(td) for td in tr.iter("td")]
        for tableau in avec_classe(feuille, "par-tranche")
        for tr in next(tableau.iter("tbody")).iter("tr")
    }
    assert {
        TRANCHES[a.tranche]: [normal(euros(annee.montant)) for annee in a.annees]
        for a in e.choisie.alternatives
    } == {
        tranche: [cellule.rpartition(", ")[2] for cellule in cellules[: len(e.choisie.annees)]]
        for tranche, cellules in lignes.items()
    }


def test_toutes_les_reponses_y_sont_celles_du_suivi_et_du_cout_comprises(fiche, feuille):
    (liste,) = avec_classe(feuille, "recapitulatif")
    dites = {
        texte(dt): texte(dd) for dt, dd in zip(liste.iter("dt"), liste.iter("dd"), strict=True)
    }
    for cle in set(fiche.reponses) - {"bareme"}:
        question = PAR_CLE[cle]
        libelles = {normal(question.intitule), normal(question.intitule_suivi)}
        assert libelles & set(dites), cle


def test_les_dix_conditions_avec_leur_raison_et_leur_source(feuille, e):
    raisons = section(feuille, "raisons")
    dites = texte(raisons)
    for critere in e.criteres:
        assert normal(textes_criteres.TITRES[critere.id]) in dites
        assert normal(textes_criteres.expliquer(critere)[0]) in dites
    assert sorted(marques(raisons)) == sorted(critere.fiabilite for critere in e.criteres)
    assert len(avec_classe(raisons, "critere")) == sum(c.etat != "ok" for c in e.criteres)


def test_une_annee_en_cours_pour_memoire_n_est_pas_dite_passee(visite):
    contrat = "contrat=en-cours&contrat_option=1&contrat_signature=2023-09-01&option=1.5&zone=zip"
    page = visite.ouvrir(
        f"{FICHE}?{contrat}&date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
        "&specialite=medecine-generale"
    )
    annees = texte(section(page.racine, "annees"))
    assert "Année 3, au plus (passée, pour mémoire)" in annees
    assert "Année 4, au plus (en cours, pour mémoire)" in annees


def test_les_dates_et_les_questions(feuille, e):
    dates = texte(section(feuille, "dates"))
    for echeance in e.echeances_a_venir:
        if echeance.type != "anniversaire":  # celles du tableau des années
            assert normal(date_en_lettres(echeance.date)) in dates
            assert f"{normal(textes_echeances.libelle(echeance))}." in dates
    demandes = [texte(li) for li in section(feuille, "demander").iter("li")]
    assert demandes == [normal(textes_questions.texte(q)) for q in e.questions]


def test_l_engagement_et_ce_qui_le_menace(feuille, e):
    engagement = texte(section(feuille, "engagement"))
    assert normal(date_en_lettres(e.choisie.objectif.echeance)) in engagement
    # Sous un refus, la place est à ce qui le lèverait.
    if e.verdict == "non_eligible":
        assert "pire cas" not in texte(feuille)
        return
    assert "pire cas" in texte(section(feuille, "suivi"))


def test_le_calcul_imprime_est_celui_de_la_trace(feuille, e):
    dites = texte(section(feuille, "calcul"))
    lignes = calcul.lignes_a_imprimer(e)
    laissees = ("cout.reste", "cout.a_venir", "cout.formation", "cout.formule_", "cout.actes")
    assert {
        ligne.code
        for ligne in e.trace
        if ligne.etape == "cout" and not ligne.code.startswith(laissees)
    } == {ligne.code for ligne in lignes if ligne.etape == "cout"}
    # Le suivi et les versements sont ceux de la tranche retenue, pas ceux des tranches possibles.
    payees = {annee.ligne for annee in e.choisie.annees}
    for etape in ("suivi", "versement"):
        assert [ligne for ligne in lignes if ligne.etape == etape] == [
            ligne
            for ligne in e.trace
            if ligne.etape == etape
            and ligne.detail["option"] == e.situation.option
            and ligne.detail["ligne"] in payees
        ]
    for ligne in lignes:
        assert ligne in e.trace
        debut, _, suite = normal(textes_trace.formule(ligne)).partition(" : ")
        assert f"{suite or debut} : {normal(textes_trace.valeur(ligne))}" in dites
    montrees = marques(section(feuille, "calcul"))
    assert set(montrees) == {ligne.fiabilite for ligne in lignes if ligne.fiabilite}


def test_les_annees_qui_se_valent_se_disent_ensemble(visite):
    page = visite.ouvrir(f"{FICHE}?{TOUTES['tranche connue']}")
    assert "1 ETP, années 3 à 5 : acompte = 50 %" in texte(page.racine)
    assert [enumeration(x) for x in ([3], [1, 3], [3, 4], [3, 4, 5], [1, 3, 4])] == [
        "3", "1 et 3", "3 et 4", "3 à 5", "1, 3 et 4",
    ]  # fmt: skip


def test_une_source_citee_est_dans_la_liste_avec_son_adresse_ecrite(feuille, e):
    sources = selectors.tables().referentiel.sources
    citees = {texte(r) for r in avec_classe(feuille, "renvoi")}
    citees |= {critere.source for critere in e.criteres}
    liste = section(feuille, "sources")
    assert {texte(dt) for dt in liste.iter("dt") if texte(dt) in sources} == citees
    for lien in liste.iter("a"):
        assert texte(lien) == lien.get("href")
    ecrits = {texte(lien) for lien in liste.iter("a")}
    assert ecrits == {sources[cle].lien for cle in citees} - {""}
    assert {texte(dt) for dt in liste.iter("dt")} >= set(FIABILITES.values()) - {""}


def test_chaque_cout_est_chiffre_et_suppose(feuille, e):
    dit = texte(section(feuille, "cout"))
    for annee in e.cout.annees:
        assert normal(euros_ronds(annee.cout_employeur)) in dit
    for hypothese in e.cout.hypotheses:
        assert normal(textes_cout.hypothese(hypothese)) in dit
