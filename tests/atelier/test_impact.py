"""L'effet d'un brouillon : calculé pour de vrai, tranche par tranche, avec la case qui en est la cause."""

from collections import Counter

import pytest

from eligibility import actes, models
from eligibility.documents import base
from eligibility.regles import estimer
from eligibility.regles.estimation import Envisagee
from eligibility.regles.groupe.estimation import estimer_groupe
from simulateur import models as models_du_site
from simulateur.atelier import etude as etudes
from simulateur.atelier import impact
from simulateur.atelier.etude_groupes import ResumeGroupe
from simulateur.atelier.resumes import Resume
from simulateur.reponses.ecriture import est_un_groupe
from tests.tables.outils import ecrire

pytestmark = pytest.mark.django_db
PAGE = "/admin/atelier/bareme/2026-02-25.2/effet/"


def etude(brouillon) -> etudes.Etude:
    return impact._etude(base.document(brouillon))


def tout(une: etudes.Etude, combien: int = 10**6) -> list[etudes.Ecart]:
    restent = iter(range(combien))
    return etudes.etudier(une, 0, lambda: next(restent, None) is None)[1]


def causes(une: etudes.Etude, ecarts) -> Counter:
    return Counter(une.differences[e.cause].cle if e.cause >= 0 else "combinaison" for e in ecarts)


def test_rien_ne_change_tant_que_rien_n_est_change(brouillon):
    une = etude(brouillon)
    assert len(une.essais) >= 2_400
    assert len(une.cas) == len([e for e in une.essais if e.cas]) > 400
    assert tout(une, 300) == []


def test_une_note_ou_une_verification_ne_change_rien(brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, note="relu", verifie_le="2026-11-22")
    assert etude(brouillon).differences == []


def test_une_seule_case_explique_tout_ce_qui_change(brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    une = etude(brouillon)
    ecarts = tout(une, 700)
    assert causes(une, ecarts) == {("1", "base", 1): len(ecarts)}
    assert len(ecarts) > 100
    for ecart in ecarts:
        assert ecart.avant != ecart.apres


def test_deux_cases_qui_agissent_ensemble_sont_une_combinaison(brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    ecrire(brouillon, "montants", "1", "base", 2, valeur="27000.00")
    une = etude(brouillon)
    comptes = causes(une, tout(une, 500))
    assert comptes["combinaison"] > 50
    assert comptes.keys() <= {"combinaison", ("1", "base", 1), ("1", "base", 2)}


def test_la_cause_annoncee_suffit_vraiment(brouillon):
    """Chaque cause trouvée par raisonnement est vérifiée en appliquant ce seul changement."""
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    ecrire(brouillon, "montants", "0.5", "base", 2, valeur="13000.00")
    ecrire(
        brouillon, "seuils", "medecine-generale", "pmt", 50, valeur="1400", fiabilite="hypothese"
    )
    ecrire(brouillon, "parametres", "carence_mois", valeur="36.00")
    une = etude(brouillon)
    version = une.brouillon["version"]
    vues = Counter()
    for ecart in tout(une, 400):
        seules = [
            rang
            for rang in range(len(une.differences))
            if etudes._resumer(ecart.essai.reponses, une.seule(rang), une.jour, version)[0]
            == ecart.apres
        ]
        assert (ecart.cause in seules) if seules else (ecart.cause == etudes.COMBINAISON)
        vues[ecart.cause] += 1
    assert len(vues) >= 3


def test_un_seuil_nouveau_est_essaye_a_son_bord(brouillon):
    ecrire(brouillon, "seuils", "nephrologie", "fa", 50, valeur="1600", fiabilite="hypothese")
    une = etude(brouillon)
    visees = [
        e.reponses["file_active"]
        for e in une.essais
        if not e.cas and e.reponses["specialite"] == "nephrologie"
    ]
    assert {1599, 1600} <= set(visees)


def test_un_bareme_a_venir_se_compare_a_celui_d_avant(camille):
    from datetime import date

    from eligibility import cycle

    suivante = cycle.copier(
        models.Bareme.objects.get(date_effet="2026-02-25"),
        actes.Auteur("C", camille),
        date(2027, 1, 1),
    )
    ecrire(suivante, "montants", "1", "base", 1, valeur="39000.00")
    une = etude(suivante)
    assert [d.cle for d in une.differences] == [("1", "base", 1)]
    ecarts = tout(une, 900)
    assert causes(une, ecarts) == {("1", "base", 1): len(ecarts)}
    for ecart in ecarts:
        assert str(ecart.essai.reponses["date_signature"]) >= "2024-01-01"


def test_les_salaires_ont_leur_effet(camille):
    from eligibility import cycle

    jeu = cycle.copier(models.JeuEmployeur.objects.latest("date_effet"), actes.Auteur("C", camille))
    ecrire(jeu, "parametres", "taux_maladie", valeur="14.0000")
    une = etude(jeu)
    ecarts = tout(une, 200)
    assert len(ecarts) > 100
    assert causes(une, ecarts) == {("taux_maladie",): len(ecarts)}


def suite(client, etat: str = ""):
    return client.post(PAGE, {"etat": etat}, headers={"HX-Request": "true"})


def test_la_page_avance_d_un_travail_reel_jusqu_au_bout(redaction, brouillon, monkeypatch):
    monkeypatch.setattr(impact, "TRANCHE_S", 0.0)
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    page = redaction.get(PAGE)
    assert "Calculer l’effet" in page.text
    premiere = suite(redaction)
    assert premiere.context["faites"] == 1
    assert "<html" not in premiere.text
    seconde = suite(redaction, premiere.context["etat"])
    assert seconde.context["faites"] == 2
    monkeypatch.setattr(impact, "TRANCHE_S", 10**6)
    finie = suite(redaction, seconde.context["etat"])
    assert finie.context["finie"]
    assert finie.context["faites"] == finie.context["total"] >= 2_400
    assert "1 ETP, de base, année 1" in finie.text
    assert 'href="/simulation/resultats/?' in finie.text
    assert 'href="/admin/atelier/bareme/2026-02-25.2/apercu/simulation/resultats/?' in finie.text
    sans_js = redaction.post(PAGE, {"etat": seconde.context["etat"]})
    assert "<html" in sans_js.text
    assert sans_js.context["changees"] == finie.context["changees"]


def test_un_brouillon_change_en_route_recommence(redaction, brouillon, monkeypatch):
    monkeypatch.setattr(impact, "TRANCHE_S", 0.0)
    premiere = suite(redaction)
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    assert suite(redaction, premiere.context["etat"]).context["faites"] == 1
    assert suite(redaction, "n'importe quoi").context["faites"] == 1


SITUATIONS = f"{PAGE}situations/"


@pytest.fixture
def finie(redaction, brouillon, monkeypatch):
    """Une étude finie, dont une cause change plus de deux cents situations."""
    monkeypatch.setattr(impact, "TRANCHE_S", 10**6)
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    return suite(redaction)


def test_toutes_les_situations_d_une_cause(redaction, finie):
    (groupe,) = finie.context["groupes"]
    assert groupe["nombre"] > impact.MONTREES
    assert "Voir les 200 plus grandes situations" in finie.text
    envoi = {"etat": finie.context["etat"], "cause": groupe["cause"]}
    vus, poids = [], []
    for numero in range(1, impact.MONTREES // impact.PAR_PAGE + 1):
        page = redaction.post(SITUATIONS, {**envoi, "page": numero})
        assert page.status_code == 200
        assert f"de {1 + (numero - 1) * 50} à {numero * 50} sur 200" in page.text
        exemples = page.context["exemples"]
        vus += [e["public"] for e in exemples]
        poids += [int(float(e["poids"])) for e in exemples]
        for exemple in exemples:
            assert exemple["quoi"]
            assert exemple["brouillon"].endswith(f"apercu{exemple['public']}")
    assert len(vus) == impact.MONTREES
    assert poids == sorted(poids, reverse=True)
    assert [e["public"] for e in groupe["exemples"]] == vus[: impact.EXEMPLES]
    assert 'value="2">Suivantes' in redaction.post(SITUATIONS, envoi).text


def test_une_etude_qui_ne_vaut_plus_se_refait(redaction, brouillon, finie):
    """Une étude faite une fois, et chaque façon pour elle de ne plus valoir, l'une après l'autre."""
    (groupe,) = finie.context["groupes"]
    envoi = {"etat": finie.context["etat"], "cause": groupe["cause"]}

    def refaite(**change) -> None:
        reponse = redaction.post(SITUATIONS, envoi | change, follow=True)
        assert reponse.redirect_chain == [(PAGE, 302)], change
        assert "calculez-la de nouveau" in reponse.text, change

    refaite(cause="autre")
    refaite(etat="autre")
    ecrire(brouillon, "montants", "1", "base", 1, valeur="36000.00")
    refaite()
    # Comme avant : elle vaut de nouveau, et seul le cas effacé ensuite la défait.
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    assert redaction.post(SITUATIONS, envoi).status_code == 200
    models_du_site.CasDeControle.objects.first().delete()
    refaite()


def test_un_exemple_se_lit_en_mots(brouillon):
    """Ni identifiant de spécialité, ni code de tranche : qui lit ne connaît pas le code."""
    ecrire(brouillon, "seuils", "nephrologie", "fa", 95, valeur="2500", fiabilite="hypothese")
    une = etude(brouillon)
    etat = {"rang": 0, "groupes": {}}
    ecarts = [e for e in tout(une) if e.avant.tranche != e.apres.tranche]
    impact._ajouter(etat, ecarts, "/x/", impact._libelles(une))
    (groupe,) = etat["groupes"].values()
    for exemple in groupe["exemples"]:
        assert exemple["medecin"].startswith("Néphrologie, file active")
        assert ("tranche", "inconnue", "à partir du 95e percentile") in exemple["quoi"]


def test_les_exemples_les_plus_lourds_d_abord(brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    ecrire(brouillon, "montants", "1", "base", 3, valeur="12000.00")
    une = etude(brouillon)
    etat = {"rang": 0, "groupes": {}}
    ecarts = tout(une, 500)
    impact._ajouter(etat, ecarts, "/x/", impact._libelles(une))
    for groupe in etat["groupes"].values():
        poids = [float(e["poids"]) for e in groupe["exemples"]]
        assert poids == sorted(poids, reverse=True)
        assert len(poids) <= impact.EXEMPLES
    assert sum(g["nombre"] for g in etat["groupes"].values()) == len(ecarts)
    lisibles = impact._lisibles(une, etat["groupes"])
    premiers = [max(float(e["poids"]) for e in g["exemples"]) for g in lisibles]
    assert premiers == sorted(premiers, reverse=True)


def test_l_option_envisagee_seule_dit_ce_que_dit_tout_le_calcul(brouillon, monkeypatch):
    """L'étude ne calcule que ce qu'elle compare ; les groupes, sans leurs combinaisons."""
    une = etude(brouillon)
    essais = [*une.essais[::7], *(e for e in une.cas if est_un_groupe(e.reponses))]

    def resumes() -> list:
        return [etudes._resumer(e.reponses, une.avant, une.jour, "2026-02-25") for e in essais]

    courts = resumes()
    monkeypatch.setattr(etudes, "estimer_envisagee", _tout_le_calcul)
    monkeypatch.setattr(etudes, "estimer_collectif", _tout_le_groupe)
    assert courts == resumes()
    assert sum(isinstance(resume, ResumeGroupe) for resume, _ in courts) > 20
    assert sum(isinstance(resume, Resume) for resume, _ in courts) > 300


def _tout_le_calcul(situation, referentiel) -> Envisagee:
    e = estimer(situation, referentiel)
    return Envisagee(e.verdict, e.tranche, e.choisie, e.cout)


def _tout_le_groupe(groupe, referentiel) -> tuple:
    e = estimer_groupe(groupe, referentiel)
    return e.collectif, e.cout


@pytest.mark.parametrize("tables", ["montants", "seuils"])
def test_ce_qui_n_est_pas_calcule_ne_changeait_pas(brouillon, monkeypatch, tables):
    """Une case vide remplie, une case vidée, une spécialité : tout calculer ne trouve rien de plus.

    Un groupe compte un cardiologue, que sa tranche peut faire refuser.
    """
    if tables == "montants":
        ecrire(brouillon, "montants", "0.5", ">=P95", 1, valeur="30000.00", fiabilite="hypothese")
        ecrire(brouillon, "montants", "1", "P90-P95", 3, valeur=None, fiabilite="a_completer")
        ecrire(brouillon, "montants", "2", "base", 3, valeur="41000.00")
    else:
        ecrire(brouillon, "seuils", "cardiologie", "fa", 90, valeur="2500", fiabilite="hypothese")
    calculs = []
    resumer = etudes._resumer

    def compter(*args):
        calculs.append(args)
        return resumer(*args)

    monkeypatch.setattr(etudes, "_resumer", compter)
    epargne = tout(etude(brouillon), 900)
    faits = len(calculs)
    monkeypatch.setattr(etudes.Etude, "corrige", False)
    calculs.clear()
    complet = tout(etude(brouillon), 900)
    assert epargne
    assert [e[:4] for e in epargne] == [e[:4] for e in complet]
    assert faits < len(calculs) * 0.8
