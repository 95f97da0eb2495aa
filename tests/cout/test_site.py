"""Le coût au bord du site : ses mots, son JSON, ses réponses, et une base qui n'en a pas les chiffres."""

import ast
from datetime import date
from pathlib import Path

import pytest

from eligibility import accompagnement, actes, cycle, models, selectors
from eligibility.regles import cout as regles
from eligibility.regles.employeur import CLES, GRILLE
from simulateur.textes import cout as textes
from simulateur.textes import trace as textes_trace
from tests.outils.medecins import GENERALISTE

from .fabrique import estimation

REGLES = Path(regles.__file__).parent
ADRESSE = "/api/v1/estimation"


def codes_du_moteur() -> set[str]:
    """Les constantes en capitales de regles/cout_hypotheses.py dont la valeur est un code."""
    arbre = ast.parse((REGLES / "cout_hypotheses.py").read_text(encoding="utf-8"))
    return {
        noeud.value
        for affectation in arbre.body
        if isinstance(affectation, ast.Assign) and not isinstance(affectation.value, ast.Dict)
        for noeud in ast.walk(affectation.value)
        if isinstance(noeud, ast.Constant)
        and isinstance(noeud.value, str)
        and noeud.value[:1].isalpha()
    }


def test_chaque_hypothese_a_ses_mots():
    assert codes_du_moteur() == set(textes.HYPOTHESES)


def test_tout_parametre_de_l_employeur_sert_au_moteur():
    sources = "".join(
        (REGLES / f"{nom}.py").read_text(encoding="utf-8").partition("ENTIERES")[2]
        if nom == "employeur"
        else (REGLES / f"{nom}.py").read_text(encoding="utf-8")
        for nom in (
            "employeur",
            "cout",
            "cout_emploi",
            "cout_equipe",
            "cout_formules",
            "cout_hypotheses",
            "cout_paie",
        )
    )
    construites = {f"grille_{p}" for p in GRILLE} | {
        c for c in CLES if c.startswith(("prime_", "taux_"))
    }
    assert {c for c in CLES if f'"{c}"' not in sources} == construites - {
        "taux_at_mp",
        "taux_prevoyance",
    }


def test_la_trace_se_lit():
    lignes = [x for x in estimation(etp_employe="0.5", part="33.33").trace if x.etape == "cout"]
    phrases = [f"{textes_trace.formule(x)} = {textes_trace.valeur(x)}" for x in lignes]
    simples = [p.replace("\u202f", " ").replace("\u00a0", " ") for p in phrases]
    assert simples[0].endswith(
        "salaire de la grille en position 8, 2 050,62 € + 0 % d’ancienneté = 2 050,62 €"
    )
    assert "cotisations de l’employeur, 2 050,62 € × 40,886 % = 838,42 €" in simples[1]
    assert "2 050,62 € × 0,2949 = 604,73 €" in simples[2]
    assert simples[3].startswith(
        "Dès l’année 1 : coût d’un temps plein (27 411,70 €) × 0,5 ETP × 33,3 %"
    )
    assert {(x.code, x.source, x.fiabilite) for x in lignes[:4]} == {
        ("cout.brut.grille", "KALI1147", "officiel"),
        ("cout.cotisations", "", "hypothese"),
        ("cout.reduction", "", "secondaire"),
        ("cout.employeur", "", "hypothese"),
    }
    assert {x.fiabilite for x in lignes if x.code == "cout.reste"} == {""}


def test_ce_que_dit_le_medecin_n_a_pas_de_marque():
    lignes = estimation(brut_mensuel="2300", at_mp="1").trace
    marques = {x.code: (x.source, x.fiabilite) for x in lignes if x.etape == "cout"}
    assert marques["cout.brut.indique"] == ("", "")
    assert marques["cout.cotisations"] == ("", "secondaire")


def formules(code: str, **champs) -> list[str]:
    lignes = [x for x in estimation(**champs).trace if x.code == code]
    ecrites = (f"{textes_trace.formule(x)} = {textes_trace.valeur(x)}" for x in lignes)
    return [e.replace("\u202f", " ").replace("\u00a0", " ") for e in ecrites]


def test_la_trace_dit_les_formules_derriere_les_taux():
    """Un comptable refait la taxe, la réduction et les cotisations avec ce qu'il lit."""
    (cotisations,) = formules("cout.formule_cotisations")
    assert "taux du 1er juin 2026 : maladie 13 + vieillesse plafonnée 8,55 + " in cotisations
    assert cotisations.endswith(
        "prévoyance 1,54 ; la prévoyance après 12 mois d’ancienneté = 42,426 %"
    )
    assert "accidents du travail 1,1 +" in formules("cout.formule_cotisations", at_mp="1.1")[0]
    (reduction,) = formules("cout.formule_reduction")
    assert "0,02 + 0,3781 × (½ × (3 × SMIC ÷ brut − 1)) puissance 1,75, au plus 0,3981" in reduction
    assert reduction.endswith("12,02 € × 151,67 heures = 1 823,07 €")
    (taxe,) = formules("cout.formule_taxe")
    assert "4,25 % du brut annuel, + 4,25 % de 9 229 € à 18 423 €, + 9,35 % au-delà" in taxe
    assert taxe.endswith(
        "moins 75 % de ce qui manque à 2 040 €, et rien jusqu’à la franchise = 1 200 €"
    )
    # Un contrat suivi depuis janvier rencontre deux jeux de salaires et de taux ; un brut trop haut, aucun.
    assert len(formules("cout.formule_taxe", date_signature=date(2026, 2, 1))) == 2
    assert formules("cout.formule_taxe", brut_mensuel="4500") == []


def test_la_trace_dit_comment_un_reste_devient_des_consultations():
    lignes = formules("cout.actes")
    assert lignes[1] == (
        "Année 3 : consultations en plus, 7 786,57 € ÷ 30 € ÷ 250 jours ; par semaine de 5 jours : 5,2 "
        "= 1 par jour"
    )
    # L'année 1, que l'aide couvre, n'a rien à convertir ; sans tarif, aucune.
    assert len(lignes) == 4
    assert formules("cout.actes", tarif="0") == []
    marques = {
        x.fiabilite
        for champs in ({}, {"tarif": "30", "jours_travailles": 200})
        for x in estimation(**champs).trace
        if x.code == "cout.actes"
    }
    assert marques == {"hypothese", ""}


@pytest.mark.django_db
def test_l_exemple_de_l_interface(client):
    cout = client.get(ADRESSE, GENERALISTE).json()["cout"]
    assert cout["parametres"] == "2026-06-01"
    assert cout["annees"][0] == {
        "annee": 1, "cout_employeur": "27411.70", "taxe_salaires": "1995.91",
        "autres_frais": "0.00", "aide": "38000.00", "reste": "-8592.39",
        "dont_formation": ["4537.00", "4759.00"], "actes_par_jour": "0.0",
        "actes_par_semaine": "0.0",
    }  # fmt: skip
    assert cout["annees"][4]["dont_formation"] is None
    assert all(phrase.endswith(".") and "{" not in phrase for phrase in cout["hypotheses"])


def test_les_heures_de_formation_ont_leur_ligne_et_ne_s_ajoutent_pas():
    e = estimation()
    (ligne,) = [x for x in e.trace if x.code == "cout.formation"]
    annee = e.cout.annees[0]
    assert (ligne.detail["courte"], ligne.valeur) == annee.dont_formation
    assert annee.reste == annee.cout_employeur + annee.taxe_salaires - annee.aide
    assert "4\u202f537\u202f€ à 4\u202f759\u202f€" in textes_trace.formule(ligne)
    assert not [x for x in estimation(assistant_qualifie="oui").trace if x.code == ligne.code]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("champs", "dite"),
    [
        ({}, True),
        ({"assistant_qualifie": "oui"}, False),
        # 1,5 et 2 ETP commencent à la troisième année.
        ({"option": "2"}, False),
        ({"brut_mensuel": "5000"}, False),
    ],
)
def test_les_heures_de_formation_se_lisent_sur_la_page_pas_sur_la_fiche(client, champs, dite):
    debut = textes.FORMATION.partition("{")[0]
    for chemin, attendue in (("resultats", dite), ("impression", False)):
        page = client.get(f"/simulation/{chemin}/", GENERALISTE | champs, follow=True)
        assert (debut in page.content.decode()) == attendue
    if dite:
        page = client.get("/simulation/resultats/", GENERALISTE, follow=True).content.decode()
        assert f"{debut}4\u202f537\u202f€ à 4\u202f759\u202f€." in page


@pytest.mark.django_db
def test_les_reponses_du_cout_reviennent(client):
    dites = {
        "position": "9", "brut_mensuel": "2500.5", "anciennete": "3", "at_mp": "1.2",
        "etp_employe": "0.8", "part": "50", "autres_frais": "300", "taxe_deja_due": "1500",
        "tarif": "60", "jours_travailles": "200",
    }  # fmt: skip
    reponses = client.get(ADRESSE, GENERALISTE | dites).json()["reponses"]
    assert {cle: str(reponses[cle]) for cle in dites} == dites


@pytest.mark.django_db
def test_chaque_hypothese_se_remplit(client):
    """Toutes les phrases, y compris les rares, passent par l'API sans trou."""
    vues = set()
    for champs in (
        {},
        {"brut_mensuel": "900", "specialite": "orl", "part_clinique": "90"},
        {"brut_mensuel": "5000"},
        {"date_signature": "2024-09-01", "pmt_an3": "1350"},
        {
            "contrat": "en-cours",
            "contrat_option": "1",
            "contrat_signature": "2024-09-01",
            "option": "1.5",
        },
    ):
        vues |= set(client.get(ADRESSE, GENERALISTE | champs).json()["cout"]["hypotheses"])
    debuts = {modele.partition("{")[0] for modele in textes.HYPOTHESES.values()} - {""}
    assert [d for d in debuts if not any(vue.startswith(d) for vue in vues)] == []
    assert len(vues) >= len(textes.HYPOTHESES)


@pytest.mark.django_db
def test_une_base_sans_salaires_ni_taux(client, monkeypatch):
    # Des cas de contrôle attendent un coût.
    monkeypatch.setattr(accompagnement.du_site, "garder", accompagnement.sans_garde)
    models.JeuEmployeur.objects.all().delete()
    cycle.mettre_en_ligne(actes.SYSTEME, "une base d'avant les salaires")
    selectors.oublier()
    response = client.get(ADRESSE, GENERALISTE)
    assert response.status_code == 200
    assert response.json()["cout"] is None
    assert "cout" not in {ligne["etape"] for ligne in response.json()["trace"]}
    assert client.get("/simulation/resultats/", GENERALISTE, follow=True).status_code == 200
