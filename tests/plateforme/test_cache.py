"""Ce que les mandataires et les navigateurs peuvent garder : chaque page le dit, aucune n’oublie."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from eligibility import selectors
from scripts.outils import RACINE
from simulateur.integration import urls as integration
from simulateur.mentions.urls import DE_LA_RACINE
from simulateur.plateforme.cache import PRIVE, PUBLIC, REGLAGES_MONTRES
from simulateur.urls import PUBLIQUES
from tests.outils.pages import ATTENDUES, GROUPE, QUESTION

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    "adresse",
    [
        "/guide/?q=ma+secretaire",
        "/baremes/2026-02-25/?q=orl",
        # Un lien mal recopié, une CPTS qui n’en est pas une : des mots de quelqu’un.
        "/?pmt=1387",
        "/?cpts=Dupontel",
        "/?cpts=Dupontel&cpts=cpts-exemple",
        "/groupe/fichier/?cpts=cpts-exemple&pmt=1387",
        "/simulation/profil/?pmt=1387",
        "/embed/?pmt=1387",
        # Des redirections : 302 vers la forme canonique, 301 vers la barre finale.
        "/simulation/resultats/?pmt=1387",
        "/simulation/resultats?pmt=1387",
    ],
)
def test_ce_qui_est_tape_ne_se_garde_que_chez_qui_l_a_tape(client, adresse):
    assert client.get(adresse)["Cache-Control"] == PRIVE


@pytest.mark.parametrize(
    "adresse", ["/", "/simulation/profil/", "/groupe/", "/embed/simulation/profil/"]
)
@pytest.mark.parametrize("requete", ["", "?cpts=cpts-exemple"])
def test_ou_rien_n_est_tape_tous_peuvent_garder(client, adresse, requete):
    reponse = client.get(adresse + requete)
    assert (reponse.status_code, reponse["Cache-Control"]) == (200, PUBLIC)


def test_un_echange_n_est_jamais_partage(client):
    reponse = client.get("/simulation/profil/", headers={"HX-Request": "true"})
    assert (reponse.status_code, reponse["Cache-Control"]) == (200, PRIVE)


AVEC_REPONSES = {
    route: attendue[0]
    for route, attendue in ATTENDUES.items()
    if attendue and attendue[1] == PRIVE and route != "api:estimation"
} | {"parcours:etape": f"/simulation/profil/?{QUESTION}"}


@pytest.mark.parametrize("route", sorted(AVEC_REPONSES))
def test_l_etiquette_change_avec_ce_dont_la_page_est_faite(client, settings, monkeypatch, route):
    settings.REFERENTIEL_FRAICHEUR_S = 3600.0
    adresse = AVEC_REPONSES[route]

    def etiquette(chemin=adresse, **en_tetes):
        reponse = client.get(chemin, headers=en_tetes)
        assert reponse.status_code == 200
        assert {"HX-Request"} <= set(reponse["Vary"].split(", "))
        return reponse["ETag"]

    reference = etiquette()
    assert etiquette() == reference
    autres = {
        "réponses": etiquette(adresse.replace("1300", "1301")),
        "fragment": etiquette(**{"HX-Request": "true"}),
        "zone": etiquette(**{"HX-Request": "true", "HX-Target": "resultat"}),
    }
    with monkeypatch.context() as jour:
        jour.setattr(timezone, "localdate", lambda *_: date(2026, 12, 24))
        autres["jour"] = etiquette()
    tables = selectors.tables()
    autre = dataclasses.replace(tables, numero=tables.numero + 1)
    with monkeypatch.context() as revision:
        revision.setattr(selectors, "tables", lambda: autre)
        autres["révision"] = etiquette()
    assert len({reference, *autres.values()}) == 1 + len(autres), autres


@pytest.mark.parametrize(
    "adresse", [f"/simulation/resultats/?{QUESTION}", f"/groupe/?{GROUPE}", "/"]
)
def test_inchangee_se_dit_aussi_de_la_page_compressee(client, adresse):
    comprimee = client.get(adresse, headers={"Accept-Encoding": "gzip"})
    assert comprimee["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in comprimee["Vary"]
    redemandee = client.get(
        adresse, headers={"Accept-Encoding": "gzip", "If-None-Match": comprimee["ETag"]}
    )
    assert (redemandee.status_code, redemandee.content) == (304, b"")


# Ceux que les visites lisent sans les montrer.
PAS_MONTRES = {"ADMINS", "AUTH_USER_MODEL", "COPIE_LOCALE", "CPTS_VERSEMENT_S", "RACINE"}
# L'équipe a ses propres pages, sans étiquette ; la plateforme n'en montre aucune.
HORS_DES_PAGES = {"admin", "atelier", "comptes", "migrations", "plateforme"}


def test_l_etiquette_change_avec_chaque_reglage_qu_une_page_montre(client, settings):
    """Relancé avec un autre éditeur, le site ne dit pas « inchangée » de la page qui le nomme."""
    marques = {client.get("/mentions-legales/")["ETag"]}
    for nom in REGLAGES_MONTRES:
        setattr(settings, nom, 17)
        marques.add(client.get("/mentions-legales/")["ETag"])
    assert len(marques) == 1 + len(REGLAGES_MONTRES)


def test_aucun_reglage_montre_n_est_oublie():
    lus = set()
    for fichier in (RACINE / "simulateur").rglob("*.py"):
        if not HORS_DES_PAGES & set(fichier.relative_to(RACINE).parts):
            lus |= set(re.findall(r"\bsettings\.([A-Z_]+)", fichier.read_text(encoding="utf-8")))
    assert lus - PAS_MONTRES <= {*REGLAGES_MONTRES, "ADMIN_CHEMIN", "STATIC_URL"}


@pytest.mark.parametrize(
    "adresse",
    ["/", "/integration/", "/groupe/fichier/", "/mentions-legales/", "/confidentialite/", "/accessibilite/",
     "/robots.txt"],
)  # fmt: skip
def test_ce_qui_se_montre_sans_tables_se_montre(client, monkeypatch, adresse):
    def aucune():
        raise selectors.TablesIndisponibles(selectors.AUCUN_BAREME)

    avec = client.get(adresse)["ETag"]
    monkeypatch.setattr(selectors, "tables", aucune)
    reponse = client.get(adresse)
    assert (reponse.status_code, reponse["Cache-Control"]) == (200, PUBLIC)
    assert reponse["ETag"] != avec
