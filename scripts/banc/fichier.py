"""Un fichier de deux mille médecins, envoyé comme le fait un navigateur : durée, premier octet, SQL."""

import csv
import http.client
import io
import time
from itertools import islice

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from eligibility import selectors
from scripts.outils.serveurs import Serveur
from simulateur.cas.situations import situations
from simulateur.reponses.declaration import PAR_CLE

from .mesures import Mesure, ms

CHEMIN = "/groupe/fichier/"
BUDGET_S = 10.0
LIGNES = 2_000
BORNE = "banc-de-mesure"


def csv_de(combien: int) -> bytes:
    """Des situations toutes différentes, une par ligne."""
    sortie = io.StringIO()
    ecrivain = csv.DictWriter(sortie, ["nom", *PAR_CLE], delimiter=";", restval="")
    ecrivain.writeheader()
    tirees = islice(situations(selectors.tables().referentiel), combien)
    for rang, (_, reponses) in enumerate(tirees):
        dites = {cle: _cellule(v) for cle, v in reponses.items() if v is not None}
        ecrivain.writerow({"nom": f"Médecin {rang}", **dites})
    return sortie.getvalue().encode()


def _cellule(valeur) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return ";".join(valeur) if isinstance(valeur, list) else str(valeur)


def mesurer(serveur: Serveur, combien: int) -> list[Mesure]:
    """À travers gunicorn, la page lue jusqu'au bout."""
    corps = _formulaire(csv_de(combien))
    connexion = http.client.HTTPConnection("127.0.0.1", serveur.port, timeout=60)
    debut = time.perf_counter()
    connexion.request(
        "POST", CHEMIN, corps, {"Content-Type": f"multipart/form-data; boundary={BORNE}"}
    )
    reponse = connexion.getresponse()
    reponse.read(1)
    premier = time.perf_counter() - debut
    page = reponse.read().decode()
    duree = time.perf_counter() - debut
    connexion.close()
    budget = BUDGET_S * combien / LIGNES
    complet = reponse.status == 200 and "Ligne à ligne" in page
    return [
        Mesure(
            f"fichier de {combien} lignes sur le web",
            f"{duree:.1f} s".replace(".", ","),
            f"< {budget:.0f} s",
            complet and duree < budget,
        ),
        Mesure("fichier, premier octet de la page", f"{ms(premier, 0)} ms"),
    ]


def compter_sql() -> Mesure:
    """Un petit fichier, les tables étant en mémoire."""
    selectors.tables()
    envoi = {"fichier": SimpleUploadedFile("f.csv", csv_de(20)), "resultat": "ecran"}
    with (
        override_settings(ALLOWED_HOSTS=["*"], REFERENTIEL_FRAICHEUR_S=60),
        CaptureQueriesContext(connection) as requetes,
    ):
        Client().post(CHEMIN, envoi).getvalue()
    return Mesure(
        "fichier, requêtes SQL : barème en mémoire", str(len(requetes)), "0", len(requetes) == 0
    )


def _formulaire(fichier: bytes) -> bytes:
    champ = f'--{BORNE}\r\nContent-Disposition: form-data; name="resultat"\r\n\r\necran\r\n'
    tete = (
        f'--{BORNE}\r\nContent-Disposition: form-data; name="fichier"; filename="f.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    return f"{champ}{tete}".encode() + fichier + f"\r\n--{BORNE}--\r\n".encode()
