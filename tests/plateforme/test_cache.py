"""Ce que les mandataires et les navigateurs peuvent garder : chaque page le dit, aucune n’oublie."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver

from eligibility import selectors
from simulateur.integration import urls as integration
from simulateur.mentions.urls import DE_LA_RACINE
from simulateur.plateforme.cache import PRIVE, PUBLIC, UNE_MINUTE
from simulateur.urls import PUBLIQUES

pytestmark = pytest.mark.django_db
QUESTION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
GROUPE = "m=1p1300.a1700"
# Une adresse de chaque page, et ce qu’elle permet ; None : elle n’en a pas sans rien envoyer.
ATTENDUES = {
    "accueil": ("/", PUBLIC),
    "style": ("/style/", PUBLIC),
    "parcours:etape": ("/simulation/profil/", PRIVE),
    "resultats:page": (f"/simulation/resultats/?{QUESTION}", PRIVE),
    "demarches:page": (f"/simulation/demarches/?{QUESTION}", PRIVE),
    "impression:fiche": (f"/simulation/impression/?{QUESTION}", PRIVE),
    "agenda:fichier": (f"/simulation/agenda.ics?{QUESTION}", PRIVE),
    "projection:resultat": (f"/simulation/presentation/?{QUESTION}", PRIVE),
    "projection:groupe": (f"/groupe/presentation/?{GROUPE}", PRIVE),
    "groupe:page": (f"/groupe/?{GROUPE}", PRIVE),
    "depliant:page": ("/depliant/?cpts=cpts-exemple", PUBLIC),
    "baremes:liste": ("/baremes/", PUBLIC),
    "baremes:aide": ("/baremes/2026-02-25/", PUBLIC),
    "baremes:employeur": ("/baremes/employeur/2026-06-01/", PUBLIC),
    "baremes:nouveautes": ("/nouveautes/", PUBLIC),
    "guide:liste": ("/guide/", PUBLIC),
    "guide:page": ("/guide/pmt-et-file-active/", PUBLIC),
    "guide:extrait": ("/guide/pmt-et-file-active/extrait/", PUBLIC),
    "lot:page": ("/groupe/fichier/?cpts=cpts-exemple", PUBLIC),
    "lot:modele_csv": ("/groupe/fichier/modele.csv", UNE_MINUTE),
    "lot:modele_xlsx": ("/groupe/fichier/modele.xlsx", UNE_MINUTE),
    "api:estimation": (f"/api/v1/estimation?{QUESTION}", PRIVE),
    "api:estimations": None,
    "api:groupe": None,
    "api:specialites": ("/api/v1/specialites", UNE_MINUTE),
    "api:baremes": ("/api/v1/baremes", UNE_MINUTE),
    "api:bareme": ("/api/v1/baremes/2026-02-25", UNE_MINUTE),
    "api:openapi": ("/api/v1/openapi.json", UNE_MINUTE),
    "api:docs": ("/api/v1/docs", UNE_MINUTE),
    "api:inconnu": None,
    "cpts:logo": None,  # tests/cpts/test_logo.py
    "mentions:legales": ("/mentions-legales/", PUBLIC),
    "mentions:confidentialite": ("/confidentialite/", PUBLIC),
    "mentions:accessibilite": ("/accessibilite/", PUBLIC),
    "mentions:sources": ("/sources/", PUBLIC),
    "mentions:plan": ("/plan-du-site/", PUBLIC),
    "racine:robots": ("/robots.txt", PUBLIC),
    "racine:sitemap": ("/sitemap.xml", PUBLIC),
    "racine:securite": ("/.well-known/security.txt", PUBLIC),
    "integration:page": ("/integration/", PUBLIC),
    "integration:cadre": None,  # les mêmes vues, sous un autre préfixe
    "integration:essai": None,
    "integration:": None,
}


def routes(motifs, espace: str = "") -> Iterator[str]:
    for motif in motifs:
        if isinstance(motif, URLResolver):
            dedans = f"{motif.namespace or motif.app_name or ''}"
            yield from routes(motif.url_patterns, f"{dedans}:" if dedans else espace)
        elif isinstance(motif, URLPattern):
            yield f"{espace}{motif.name or ''}"


TOUTES = {
    *routes(PUBLIQUES),
    *routes(integration.urlpatterns, "integration:"),
    *routes(DE_LA_RACINE, "racine:"),
}


def test_aucune_page_n_est_oubliee():
    assert set(ATTENDUES) == TOUTES


@pytest.mark.parametrize("route", sorted(r for r, attendue in ATTENDUES.items() if attendue))
def test_chaque_page_dit_ce_qu_on_peut_garder_d_elle(client, settings, route):
    settings.CONTACT_SECURITE = "securite@exemple.invalid"
    adresse, politique = ATTENDUES[route]
    reponse = client.get(adresse)
    assert (reponse.status_code, reponse["Cache-Control"]) == (200, politique)
    if politique in (PUBLIC, PRIVE) and "/api/" not in adresse:
        redemandee = client.get(adresse, headers={"if-none-match": reponse["ETag"]})
        assert (redemandee.status_code, redemandee["Cache-Control"]) == (304, politique)
        # Un navigateur remplace ce qu’il savait par ce que dit celle-ci.
        nom = "Content-Security-Policy"
        assert redemandee[nom] == reponse[nom]


@pytest.mark.parametrize("adresse", ["/guide/?q=ma+secretaire", "/baremes/2026-02-25/?q=orl"])
def test_ce_qui_est_tape_ne_se_garde_que_chez_qui_l_a_tape(client, adresse):
    assert client.get(adresse)["Cache-Control"] == PRIVE


@pytest.mark.parametrize("adresse", ["/", "/integration/", "/groupe/fichier/"])
def test_ce_qui_se_montre_sans_tables_se_montre(client, monkeypatch, adresse):
    def aucune():
        raise selectors.TablesIndisponibles("aucun barème publié")

    avec = client.get(adresse)["ETag"]
    monkeypatch.setattr(selectors, "tables", aucune)
    reponse = client.get(adresse)
    assert (reponse.status_code, reponse["Cache-Control"]) == (200, PUBLIC)
    assert reponse["ETag"] != avec
