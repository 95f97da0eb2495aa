"""Ce que partagent les tests d'un fichier de médecins."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from eligibility import selectors
from simulateur.lot import verrou
from simulateur.lot.calcul import calculer
from simulateur.lot.tableau import ouvrir

PAGE = "/groupe/fichier/"
JOUR = date(2026, 12, 1)
CHIFFRE = "4321"
NOM = "Docteur Confidentiel"
TETE = ["nom", "specialite", "secteur", "pmt", "file_active"]


@pytest.fixture(autouse=True)
def place_libre():
    """Chaque test rend la place."""
    yield
    jeton = verrou.place.prendre()
    assert jeton is not None, "la place n'a pas été rendue"
    verrou.place.rendre(jeton)


@pytest.fixture
def envoyer(client):
    """Envoie des octets comme le formulaire ; rend la réponse, lue jusqu'au bout."""

    def envoi(octets, nom="medecins.csv", **choix):
        fichier = SimpleUploadedFile(nom, octets)
        response = client.post(PAGE, {"fichier": fichier, "resultat": "ecran", **choix})
        response.lu = response.getvalue() if response.streaming else response.content
        return response

    return envoi


def en_csv(*rangs, separateur=";") -> bytes:
    sortie = io.StringIO()
    csv.writer(sortie, delimiter=separateur).writerows(rangs)
    return sortie.getvalue().encode()


def en_xlsx(*rangs) -> bytes:
    classeur = Workbook()
    for rang in rangs:
        classeur.active.append(rang)
    octets = io.BytesIO()
    classeur.save(octets)
    return octets.getvalue()


def lignes_de(octets: bytes) -> list:
    """Chaque ligne du fichier, lue et estimée."""
    tableau = ouvrir(octets)
    referentiel = selectors.tables().referentiel
    return list(calculer(tableau.colonnes, tableau.rangs, referentiel, JOUR))


def medecins(combien: int, **change) -> bytes:
    rangs = [[f"{NOM} {rang}", "medecine-generale", "1", CHIFFRE, 5000] for rang in range(combien)]
    for rang, valeurs in change.get("sauf", {}).items():
        rangs[rang] = valeurs
    return en_csv(TETE, *rangs)


def envoi(octets: bytes, **choix) -> dict:
    return {"fichier": SimpleUploadedFile("f.csv", octets), "resultat": "ecran", **choix}
