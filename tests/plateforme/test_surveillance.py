"""Ce que la surveillance apprend : des nombres et des pannes, jamais les chiffres d'un médecin."""

import gzip
import http.server
import json
import logging
import re
import shutil
import threading
import time
from contextlib import AbstractContextManager
from pathlib import Path

import brotli
import pytest
from django.conf import settings as reglages_du_test
from django.core.exceptions import ImproperlyConfigured

from eligibility import selectors
from eligibility.regles.invariants import ResultatImpossible
from simulateur.plateforme import alertes, metriques, reglages
from tests.outils.gunicorn import Gunicorn, lance

pytestmark = pytest.mark.django_db
JETON = "un-jeton-de-surveillance"
PORTEUR = {"Authorization": f"Bearer {JETON}"}
# Chacun se reconnaîtrait partout : des patients, un salaire, un nom.
PMT, FILE, SALAIRE, NOM, CHIFFRE = "1387", "1789", "2143.57", "Pervenche", "13171317"
MEDECIN = (
    f"date_signature=2026-12-01&file_active={FILE}&pmt={PMT}&secteur=1&specialite=medecine-generale"
)
RESULTAT = f"/simulation/resultats/?brut_mensuel={SALAIRE}&{MEDECIN}"
GROUPE = (
    f"/groupe/?date_signature=2026-12-01&etp=1&forme=SISA&m=1p{PMT}.a{FILE}~{NOM}&m=1p900.a1200"
)


OUVRIR = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


class Receveur(http.server.BaseHTTPRequestHandler):
    """Ce que Sentry recevrait, en-têtes compris."""

    recu: list[str]

    def do_POST(self):
        corps = self.rfile.read(int(self.headers["Content-Length"]))
        corps = OUVRIR[self.headers.get("Content-Encoding")](corps)
        self.recu.append(f"{self.headers}\n{corps.decode()}")
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        """Rien à dire."""


@pytest.fixture
def sentry():
    recu = []
    classe = type("Receveur", (Receveur,), {"recu": recu})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), classe) as serveur:
        fil = threading.Thread(target=serveur.serve_forever)
        fil.start()
        yield f"http://cle@127.0.0.1:{serveur.server_port}/1", recu
        serveur.shutdown()
        fil.join()


@pytest.fixture
def gunicorn(tmp_path, sentry):
    """Deux processus, sans base : la copie locale suffit aux pages publiques."""
    selectors.tables()
    shutil.copy(reglages_du_test.COPIE_LOCALE, tmp_path / "publication.json")
    with deux_processus(
        tmp_path,
        DATABASE_URL="sqlite:////nulle/part/db.sqlite3",
        SENTRY_DSN=sentry[0],
        JOURNAL_ACCES="oui",
        JOURNAL_NIVEAU="DEBUG",
    ) as serveur:
        yield serveur


def deux_processus(dossier: Path, **environnement: str) -> AbstractContextManager[Gunicorn]:
    (dossier / "staticfiles").symlink_to(reglages_du_test.STATIC_ROOT)
    return lance(
        dossier / "sorties",
        VAR_DIR=str(dossier),
        COPIE_LOCALE=str(dossier / "publication.json"),
        WEB_CONCURRENCY="2",
        METRIQUES_JETON=JETON,
        **environnement,
    )


def test_aucun_chiffre_dans_la_surveillance(gunicorn, sentry):
    """Journaux, mesures, alertes, Referer : le trajet d'un médecin n'y laisse aucun de ses chiffres."""
    adresses = [
        RESULTAT, GROUPE, f"/simulation/patientele/?{MEDECIN}", f"/simulation/demarches/?{MEDECIN}",
        f"/simulation/impression/?{MEDECIN}", f"/simulation/agenda.ics?{MEDECIN}",
        f"/api/v1/estimation?{MEDECIN}", f"/embed/simulation/resultats/?{MEDECIN}",
        f"/simulation/resultats/&pmt={PMT}", f"/nulle-part/{PMT}/?nom={NOM}", f"/?{'a' * 7500}&pmt={PMT}",
        f"/casse/?{MEDECIN}&x={CHIFFRE}",
    ]  # fmt: skip
    for adresse in adresses * 2:
        reponse = gunicorn.demander(adresse, Referer=f"http://localhost/?{MEDECIN}")
        assert reponse.en_tetes["Referrer-Policy"] == "no-referrer", adresse
    corps = json.dumps({"specialite": "medecine-generale", "secteur": "1", "pmt": int(PMT)})
    type_json = {"Content_Type": "application/json"}
    assert gunicorn.demander("/api/v1/estimation", "POST", corps, **type_json).statut == 200
    gunicorn.demander(f"/hors-django/?{MEDECIN}")
    lues = gunicorn.demander("/sante/metriques", **PORTEUR)
    statut, mesures = lues.statut, lues.texte
    limite = time.monotonic() + 15
    while len(sentry[1]) < 3 and time.monotonic() < limite:
        time.sleep(0.05)
    journaux, alertes = gunicorn.finir(), "\n".join(sentry[1])

    # Tout a été vu : les deux processus sont réunis, les trois pannes sont dites.
    assert statut == 200
    assert nombre(mesures, "simulations_total", etape="resultats:page", verdict="eligible") >= 2
    assert nombre(mesures, "simulations_total", etape="api", verdict="eligible") == 3
    assert nombre(mesures, "requetes_total", route="/casse/", statut="500") == 2
    assert "\nsimulateur_base_injoignable 1.0\n" in mesures
    assert "ValueError" in alertes
    assert "RuntimeError" in alertes
    assert "serveur_routes.py" in alertes
    assert '"route":"/casse/"' in alertes.replace(" ", "")
    assert "/simulation/resultats/" in journaux
    for secret in (PMT, FILE, SALAIRE, NOM, CHIFFRE, "2026-12-01", "medecine-generale"):
        for ou, texte in (("journaux", journaux), ("mesures", mesures), ("alertes", alertes)):
            assert not re.search(rf"(?<!\d){re.escape(secret)}(?!\d)", texte), (secret, ou)
    assert "127.0.0.1" not in alertes.replace(sentry[0].split("@")[1].split("/")[0], "")


def nombre(mesures: str, nom: str, **etiquettes: str) -> float:
    """La somme des lignes qui ont ces étiquettes."""
    return sum(
        float(ligne.rpartition(" ")[2])
        for ligne in mesures.splitlines()
        if ligne.startswith(f"simulateur_{nom}{{")
        and all(f'{cle}="{valeur}"' in ligne for cle, valeur in etiquettes.items())
    )


@pytest.fixture
def mesures(client, settings):
    settings.METRIQUES_JETON = JETON

    def lire() -> str:
        return client.get("/sante/metriques", headers=PORTEUR).text

    return lire


def test_ce_qui_est_compte(client, mesures):
    selectors.revoir()
    avant = mesures()
    page = client.get(RESULTAT, follow=True)
    adresse = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    client.get(adresse, headers={"If-None-Match": page["ETag"]})
    client.get("/simulation/profil/")
    client.get(GROUPE, follow=True)
    for _ in range(3):
        client.get(f"/nulle-part-{_}/")
    apres = mesures()

    def de_plus(nom: str, **etiquettes: str) -> float:
        return nombre(apres, nom, **etiquettes) - nombre(avant, nom, **etiquettes)

    route = "/simulation/resultats/"
    assert de_plus("simulations_total", etape="resultats:page", verdict="eligible") == 1
    assert de_plus("simulations_total", etape="profil", verdict="") == 1
    assert de_plus("simulations_total", etape="groupe:page") == 1
    assert de_plus("requetes_total", route=route, statut="200", methode="GET") == 1
    assert de_plus("requetes_total", route=route, statut="304") == 1
    assert de_plus("duree_secondes_count", route=route) >= 2
    # Une adresse inventée ne fait pas une étiquette de plus.
    assert de_plus("requetes_total", route="(aucune)", statut="404") == 3
    assert "nulle-part" not in apres
    assert f"simulateur_publication {float(selectors.tables().numero)}" in apres
    assert "simulateur_base_injoignable 0.0" in apres
    tables = selectors.tables()
    for bareme in tables.referentiel.baremes:
        etiquettes = (
            f'publication="{tables.numero}",revision="{bareme.revision}",version="{bareme.version}"'
        )
        assert f"simulateur_bareme_info{{{etiquettes}}} 1.0" in apres


@pytest.mark.parametrize("porte", ["", "Bearer ", "Bearer x", JETON[:-1], "Bearer é"])
def test_sans_le_jeton_rien_n_est_dit(client, mesures, porte):
    reponse = client.get("/sante/metriques", headers={"Authorization": porte} if porte else {})
    assert (reponse.status_code, reponse.content) == (401, b"")


def test_sans_reglage_rien_n_est_compte(client, settings, monkeypatch):
    monkeypatch.setattr(metriques, "observer", pytest.fail)
    assert settings.METRIQUES_JETON == ""
    assert client.get("/").status_code == 200
    assert client.get("/sante/metriques", headers=PORTEUR).status_code == 404


def test_un_jeton_court_est_refuse(monkeypatch):
    monkeypatch.setenv("METRIQUES_JETON", "court")
    with pytest.raises(ImproperlyConfigured, match="16 caractères"):
        reglages.jeton("METRIQUES_JETON")


def test_la_requete_a_son_numero(client, lignes):
    un, autre = (client.get("/nulle-part/")["X-Request-Id"] for _ in range(2))
    assert un != autre
    assert [ligne["requete"] for ligne in lignes()] == [un, autre]


def test_l_alerte_dit_ce_que_dit_la_ligne_du_journal(lignes, rf, monkeypatch):
    from simulateur.plateforme.journal import noter_impossible

    dits = []
    monkeypatch.setattr(alertes.sentry_sdk, "capture_event", dits.append)
    impossible = ResultatImpossible("total_positif", "2026-02-25 r1")
    impossible.__cause__ = ValueError(f"refusé : {PMT}")
    journal, alerte = logging.getLogger("simulateur.plateforme.journal"), alertes.Alerte()
    journal.addHandler(alerte)
    try:
        noter_impossible(impossible, rf.get(RESULTAT))
        journal.error("une panne", exc_info=impossible)
    finally:
        journal.removeHandler(alerte)
    assert dits == [alertes.evenement(ligne) for ligne in lignes()]
    premier, second = dits
    assert premier["message"] == "résultat impossible"
    assert premier["tags"]["invariant"] == "total_positif"
    chaine = [maillon["type"] for maillon in second["exception"]["values"]]
    assert chaine == ["ValueError", "ResultatImpossible"]
    assert PMT not in json.dumps(dits)
