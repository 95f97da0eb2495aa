"""Envoyer un résultat, dire une erreur : des liens que la messagerie du médecin ouvre, rien n'est posté."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.parcours.pages import texte

pytestmark = pytest.mark.django_db

PAGE = "/simulation/resultats/"
BASE = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
    "&tranche=P50-P90"
)
LONGUE = BASE + (
    "&objectif_pmt=200&objectif_fa=100&pmt_an3=1400&pmt_an4=1450&pmt_an5=1500&fa_an3=1750"
    "&fa_an4=1775&fa_an5=1800&brut_mensuel=2300&at_mp=0.7&etp_employe=0.5&part=50&autres_frais=1200"
    "&taxe_deja_due=300&tarif=30&jours_travailles=210&date_embauche=2027-01-04&cpts="
    + "c" * 80
    + "&assistant_qualifie=oui&anciennete=12&zone=hors-zip&secretariat=non-remplace"
)
PROLONGE = (
    "contrat=en-cours&contrat_option=1&contrat_signature=2020-03-01&date_signature=2026-12-01"
    "&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)


def liens(page, debut: str) -> list[str]:
    return [a.get("href") for a in page.racine.iter("a") if a.get("href", "").startswith(debut)]


def message(lien: str) -> dict[str, str]:
    return {cle: valeurs[0] for cle, valeurs in parse_qs(urlsplit(lien).query).items()}


@pytest.mark.parametrize("requete", [BASE, LONGUE, PROLONGE], ids=["simple", "longue", "prolonge"])
def test_le_courriel_resume_le_resultat_sans_etre_coupe(visite, requete):
    page = visite.ouvrir(f"{PAGE}?{requete}")
    (lien,) = liens(page, "mailto:?")
    assert len(lien) <= 1800
    assert lien.isascii()
    corps = message(lien)["body"]
    verdict = texte(next(page.racine.iter("h1")))
    assert corps.startswith(verdict.replace("\u202f", " ").replace("\u00a0", " "))
    assert "seul le contrat avec la CPAM engage" in corps
    assert "révision 1" in corps
    retour = [mot for mot in corps.split() if mot.startswith("http")]
    assert retour == [
        next(i for i in page.racine.iter("input") if i.get("id") == "lien").get("value")
    ]


def test_une_adresse_qui_ne_tient_pas_se_dit(visite, monkeypatch):
    monkeypatch.setattr("simulateur.resultats.envoi.LONGUEUR_MAXIMALE", 800)
    (lien,) = liens(visite.ouvrir(f"{PAGE}?{LONGUE}"), "mailto:?")
    assert len(lien) <= 800
    assert "copiez-la depuis la page" in message(lien)["body"]
    assert "http" not in message(lien)["body"]


def test_sans_adresse_pas_de_lien_pour_signaler_une_erreur(visite):
    page = visite.ouvrir(f"{PAGE}?{BASE}")
    assert "Signaler une erreur" not in texte(page.racine)


def test_signaler_une_erreur_a_cote_des_chiffres_ne_dit_que_le_bareme(visite, settings):
    settings.ADRESSE_SIGNALEMENT = "erreurs@exemple.fr"
    page = visite.ouvrir(f"{PAGE}?{BASE}")
    signalements = liens(page, "mailto:erreurs@exemple.fr")
    assert len(signalements) == 7, "une par section qui a des chiffres"
    (lien,) = set(signalements)
    assert "2026-02-25, révision 1" in message(lien)["body"]
    assert "1300" not in lien
    fragment = visite.client.get(
        PAGE,
        QUERY_STRING=BASE,
        headers={"HX-Request": "true", "HX-Target": "calcul-cout"},
    ).content.decode()
    assert "Signaler une erreur" in fragment


def test_un_lien_partage_se_nomme_sans_chiffre(visite):
    page = visite.ouvrir(f"{PAGE}?{BASE}")
    og = {
        m.get("property"): m.get("content") for m in page.racine.iter("meta") if m.get("property")
    }
    assert og.keys() >= {"og:title", "og:description", "og:type", "og:site_name"}
    assert not any(caractere.isdigit() for valeur in og.values() for caractere in valeur)
    titre = texte(next(page.racine.iter("title")))
    assert not any(caractere.isdigit() for caractere in titre)
