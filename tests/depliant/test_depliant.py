"""Le dépliant : les chiffres du barème public, ceux d'après une publication compris."""

import pytest
from django.utils import timezone

from eligibility import selectors
from simulateur.plateforme import qr
from simulateur.textes.ecriture import euros, nombre
from tests.baremes.ecriture import corriger
from tests.parcours.pages import Page, avec_classe, texte
from tests.plateforme.test_entetes import verifier

pytestmark = pytest.mark.django_db
ADRESSE = "/depliant/"
LIGNES = [(o, ligne) for o in ("0.5", "1") for ligne in ("base", "P90-P95", ">=P95")]


def montants(page: Page) -> list[list[str]]:
    """Les six lignes du tableau, sans les marques."""
    (tableau,) = avec_classe(page.racine, "montants-du-depliant")
    return [
        [texte(avec_classe(case, "nb")[0]) for case in rangee.iter("td")]
        for rangee in tableau.iter("tr")
        if list(rangee.iter("td"))
    ]


def attendus() -> list[list[str]]:
    bareme = selectors.tables().bareme_at(timezone.localdate())
    return [
        [
            euros(bareme.montant(option, ligne, annee)[1].valeur).replace("\u202f", " ")
            for annee in (1, 2, 3)
        ]
        for option, ligne in LIGNES
    ]


def test_le_depliant_d_une_cpts_mene_a_son_lien_et_la_nomme(visite, monkeypatch):
    codes = []
    monkeypatch.setattr(qr, "dessin", lambda adresse: codes.append(adresse) or "")
    (entame,) = avec_classe(visite.ouvrir(f"{ADRESSE}?cpts=cpts-exemple").racine, "entame")
    assert "avec la CPTS Exemple" in texte(entame)
    assert "CPTS" not in texte(avec_classe(visite.ouvrir(ADRESSE).racine, "entame")[0])
    assert [code.rpartition("/")[2] for code in codes] == ["?cpts=cpts-exemple", ""]


def test_l_adresse_a_taper_est_celle_du_code(visite):
    for suite in ("", "?cpts=cpts-exemple"):
        (invitation,) = avec_classe(visite.ouvrir(f"{ADRESSE}{suite}").racine, "invitation")
        assert texte(invitation).endswith(f"/{suite}")


def test_les_montants_sont_ceux_des_tables(visite):
    lus = montants(visite.ouvrir(ADRESSE))
    assert lus == attendus()
    assert lus[3] == ["38 000 €", "28 000 €", "22 000 €"]


@pytest.mark.parametrize(
    ("table", "cle", "valeur", "avant", "apres"),
    [
        ("montants", ("1", "base", 2), "29123.00", "28 000 €", "29 123 €"),
        ("montants", ("2", "base", 3), "45678.00", "44 000 €", "45 678 €"),
        ("seuils", ("medecine-generale", "pmt", 30), "791", "775", "791"),
        ("parametres", ("formation_mois",), "36.00", "dans les 2 ans", "dans les 3 ans"),
        ("parametres", ("acompte_part",), "40.00", "50 % d’avance", "40 % d’avance"),
        ("parametres", ("maintien_65_part",), "88.00", "à 10 % près", "à 12 % près"),
        ("parametres", ("collectif_objectif_pmt",), "271.00", "260 patients", "271 patients"),
    ],
    ids=lambda valeur: str(valeur)[:20],
)
def test_une_publication_change_le_depliant(visite, table, cle, valeur, avant, apres):
    feuille = texte(visite.ouvrir(ADRESSE).racine)
    assert avant in feuille
    assert apres not in feuille
    corriger(table, *cle, valeur=valeur)
    selectors.oublier()
    page = visite.ouvrir(ADRESSE)
    assert apres in texte(page.racine)
    assert "révision 2" in texte(page.racine)
    assert montants(page) == attendus()


def test_aucun_chiffre_du_bareme_n_est_ecrit_dans_un_gabarit():
    from tests.gardes.test_gabarits import GABARITS

    bareme = selectors.tables().bareme_at(timezone.localdate())
    interdits = {nombre(int(c.valeur)) for c in bareme.montants.values() if c.valeur is not None}
    interdits |= {valeur.replace("\u202f", espace) for valeur in interdits for espace in ("", " ")}
    interdits |= {"775", "1045", "1 045"}
    gabarits = [g for g in GABARITS if g.parent.name in ("depliant", "ecrans", "projection")]
    assert len(gabarits) > 10
    for gabarit in gabarits:
        ecrit = gabarit.read_text(encoding="utf-8").replace("&nbsp;", " ")
        assert [i for i in interdits if i in ecrit] == [], gabarit.name


def test_une_case_vide_se_dit(visite, monkeypatch):
    """Sans seuil connu ni second assistant payé, la feuille tient et n'invente rien."""
    bareme = selectors.tables().bareme_at(timezone.localdate())
    sans = {c: v for c, v in bareme.montants.items() if c[0] != "2"}
    monkeypatch.setattr(type(bareme), "seuil", lambda *args: None)
    avant = bareme.montants
    object.__setattr__(bareme, "montants", sans)
    try:
        page = visite.ouvrir(ADRESSE)
    finally:
        object.__setattr__(bareme, "montants", avant)
    assert page.statut == 200
    assert "2 ETP : – à compléter" in texte(page.racine)
    assert "775 " not in texte(page.racine).replace("775 patients", "")


def test_la_feuille_dit_ce_qu_elle_est(visite):
    page = visite.ouvrir(ADRESSE)
    (feuille,) = avec_classe(page.racine, "depliant")
    for face in avec_classe(feuille, "face"):
        assert "seul le contrat avec la CPAM engage" in texte(face)
        assert "version 2026-02-25, révision 1" in texte(face)
    assert "site non officiel" in texte(feuille)
    assert len(avec_classe(feuille, "qr")) == 1
    assert len(avec_classe(feuille, "dessin")) == 2
    sources = [texte(e) for e in avec_classe(feuille, "sources-du-depliant")[0]]
    assert any("ameli.fr" in s and "officiel" in s for s in sources)
    assert any("Aide collective" in s and "source secondaire" in s for s in sources)


def test_ni_requete_sql_ni_cookie(client, settings, django_assert_num_queries):
    settings.REFERENTIEL_FRAICHEUR_S = 60
    client.get(ADRESSE)
    with django_assert_num_queries(0):
        reponse = client.get(ADRESSE)
    assert reponse.status_code == 200
    verifier(reponse)


def test_le_pied_de_page_y_mene(visite):
    accueil = visite.ouvrir("/")
    assert [a.get("href") for a in accueil.racine.iter("a") if "Dépliant" in texte(a)] == [ADRESSE]
