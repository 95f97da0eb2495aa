"""Les exemples de l'accueil : un clic mène à un résultat entier, qui dit « données fictives »."""

from urllib.parse import urlencode

import pytest

from eligibility import selectors
from tests.parcours.pages import Page, avec_classe, reponses_de, texte

pytestmark = pytest.mark.django_db
RESULTATS, FICHE, GROUPE = "/simulation/resultats/", "/simulation/impression/", "/groupe/"


def liens(accueil: Page, chemin: str) -> dict[str, str]:
    """Les exemples de l'accueil : nom → adresse."""
    return {
        texte(a): a.get("href")
        for liste in avec_classe(accueil.racine, "exemples")
        for a in liste.iter("a")
        if a.get("href").startswith(chemin)
    }


def mention(page: Page) -> list[str]:
    return [texte(e) for e in avec_classe(page.racine, "fictif")]


@pytest.fixture
def accueil(visite) -> Page:
    return visite.ouvrir("/")


def test_l_accueil_dit_que_les_donnees_sont_fictives(accueil):
    publies = selectors.tables().parties["exemples"]
    groupes = {e["nom"] for e in publies if "medecins" in e["reponses"]}
    assert len(groupes) == 3
    assert set(liens(accueil, GROUPE)) == groupes
    noms = {e["nom"].replace("'", "’") for e in publies}
    assert set(liens(accueil, RESULTATS)) == noms - groupes
    assert "1\u202f300 patients médecin traitant, premier temps plein" in accueil.html
    assert "Données fictives" in accueil.html


def test_un_clic_mene_a_un_resultat_entier_et_fictif(visite, accueil):
    for nom, lien in liens(accueil, RESULTATS).items():
        page = visite.ouvrir(lien)
        assert (page.statut, page.chemin) == (200, RESULTATS), nom
        (dite,) = mention(page)
        assert dite.startswith("Données fictives."), nom
        (dite,) = mention(visite.ouvrir(page.adresse.replace(RESULTATS, FICHE)))
        assert dite.startswith("Données fictives."), nom


@pytest.mark.parametrize("chemin", [RESULTATS, FICHE])
def test_une_reponse_changee_et_la_mention_s_en_va(visite, accueil, chemin):
    for nom, lien in liens(accueil, RESULTATS).items():
        adresse = visite.ouvrir(lien).adresse.replace(RESULTATS, chemin)
        paires = [(c, "9876" if c == "file_active" else v) for c, v in reponses_de(adresse)]
        assert mention(visite.ouvrir(f"{chemin}?{urlencode(paires)}")) == [], nom


def test_ni_la_date_ni_le_bareme_du_lien_ne_font_partir_la_mention(visite, accueil):
    adresse = visite.ouvrir(next(iter(liens(accueil, RESULTATS).values()))).adresse
    paires = [(c, "2027-03-01" if c == "date_signature" else v) for c, v in reponses_de(adresse)]
    paires.append(("bareme", "2024-06-22.1"))
    assert mention(visite.ouvrir(f"{RESULTATS}?{urlencode(paires)}"))


def test_un_resultat_refait_pendant_la_frappe_perd_la_mention(client, accueil, visite):
    adresse = visite.ouvrir(next(iter(liens(accueil, RESULTATS).values()))).adresse
    en_tetes = {"HX-Request": "true", "HX-Target": "resultat"}
    assert "Données fictives" in client.get(adresse, headers=en_tetes).text
    assert "Données fictives" not in client.get(f"{adresse}&part=50", headers=en_tetes).text


def test_un_exemple_republie_est_celui_qu_on_reconnait(visite, accueil, monkeypatch):
    """La comparaison se fait avec les exemples en mémoire : changés, l'ancien n'en est plus un."""
    lien = next(iter(liens(accueil, RESULTATS).values()))
    assert mention(visite.ouvrir(lien))
    monkeypatch.setitem(selectors.tables().cliche["parties"], "exemples", [])
    assert mention(visite.ouvrir(lien)) == []


def test_un_groupe_publie_parmi_les_exemples_s_ouvre_de_l_accueil(visite, monkeypatch):
    """Le corpus nourrit l'accueil : un groupe de plus, une ligne de plus, et sa date reste libre."""
    medecins = [
        {"specialite": "medecine-generale", "secteur": "2-optam", "pmt": 900, "pamsu": True}
    ]
    reponses = {"etp": "1", "date_signature": "2026-12-01", "medecins": medecins}
    groupe = {"nom": "Un groupe", "reponses": reponses}
    parties = selectors.tables().cliche["parties"]
    monkeypatch.setitem(parties, "exemples", [*parties["exemples"], groupe])
    page = visite.ouvrir("/")
    assert page.statut == 200
    assert "Un groupe" not in liens(page, RESULTATS)
    lien = liens(page, GROUPE)["Un groupe"]
    assert lien == "/groupe/?etp=1&m=1so.p900.j"
    assert mention(visite.ouvrir(lien))
    assert mention(visite.ouvrir(next(iter(liens(page, RESULTATS).values()))))


def test_sans_exemple_publie_l_accueil_n_en_promet_pas(visite, monkeypatch):
    parties = selectors.tables().cliche["parties"]
    groupes = [e for e in parties["exemples"] if "medecins" in e["reponses"]]
    monkeypatch.setitem(parties, "exemples", groupes)
    page = visite.ouvrir("/")
    assert liens(page, RESULTATS) == {}
    assert len(liens(page, GROUPE)) == len(groupes)
    monkeypatch.setitem(parties, "exemples", [])
    assert "Voir un exemple" not in visite.ouvrir("/").html


def test_le_lien_d_une_cpts_reste_celui_des_exemples(visite):
    page = visite.ouvrir("/?cpts=cpts-exemple")
    for nom, lien in (liens(page, RESULTATS) | liens(page, GROUPE)).items():
        assert lien.endswith("&cpts=cpts-exemple"), nom
        ouverte = visite.ouvrir(lien)
        assert "cpts=cpts-exemple" in ouverte.adresse, nom
        assert mention(ouverte), nom


def test_un_groupe_d_exemple_s_ouvre_entier_et_fictif(visite, accueil):
    for nom, lien in liens(accueil, GROUPE).items():
        page = visite.ouvrir(lien)
        assert (page.statut, page.sauts) == (200, []), nom
        assert "resultat" in {e.get("id") for e in page.racine.iter()}, nom
        assert len(avec_classe(page.racine, "verdict-eligible")) == 1, nom
        (dite,) = mention(page)
        assert "Ces médecins sont inventés" in dite
        assert mention(visite.ouvrir(f"{page.adresse}&date_signature=2026-12-01")), nom
        for change in ("&forme=SCM", "&m=1p900"):
            assert mention(visite.ouvrir(page.adresse + change)) == [], (nom, change)
