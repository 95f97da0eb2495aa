"""`estimer` devant un tableau : la même estimation, une ligne de JSON par médecin."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.lot.conftest import en_csv, en_xlsx

pytestmark = pytest.mark.django_db
TETE = ["Spécialité", "Secteur", "Ville"]
RANGS = [TETE, ["ORL", "1", "Nice"], ["ORL", "9", "Nice"], ["cardiologie", "2-optam", ""]]


@pytest.fixture
def estimer(capsysbinary, monkeypatch):
    """Lance la commande sur un fichier, ou sur l'entrée standard."""

    def lancer(octets: bytes, chemin=None):
        if chemin is None:
            entree = io.TextIOWrapper(io.BufferedReader(io.BytesIO(octets)))
            monkeypatch.setattr("sys.stdin", entree)
            call_command("estimer")
        else:
            chemin.write_bytes(octets)
            call_command("estimer", str(chemin))
        sorti = capsysbinary.readouterr()
        return [json.loads(ligne) for ligne in sorti.out.splitlines()], sorti.err.decode()

    return lancer


@pytest.mark.parametrize("nom", [None, "medecins.csv", "medecins.TXT", "medecins"])
@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
def test_un_csv(estimer, tmp_path, nom, encodage):
    octets = en_csv(*RANGS).decode().encode(encodage)
    rendues, erreur = estimer(octets, tmp_path / nom if nom else None)
    assert ["erreurs" in rendue for rendue in rendues] == [False, True, False]
    assert set(rendues[1]["erreurs"]) == {"secteur"}
    assert rendues[2]["reponses"]["specialite"] == "cardiologie"
    assert "Colonnes ignorées : Ville" in erreur


def test_un_classeur(estimer, tmp_path):
    assert len(estimer(en_xlsx(*RANGS))[0]) == 3
    assert len(estimer(en_xlsx(*RANGS), tmp_path / "m.xlsx")[0]) == 3


def test_pas_de_plafond_de_lignes(estimer):
    octets = en_csv(TETE[:2], *([["orl", "9"]] * 2100))
    assert len(estimer(octets)[0]) == 2100


@pytest.mark.parametrize("octets", [b"pas du json\n", b"[1]\n", b'\xef\xbb\xbf {"secteur": 3}\n'])
def test_ce_qui_n_est_pas_un_tableau_reste_du_json(estimer, octets):
    ((rendue), _) = estimer(octets)
    assert "erreurs" in rendue[0]


def test_une_colonne_qui_manque(estimer):
    with pytest.raises(CommandError, match="Il manque la colonne"):
        estimer(b"secteur;pmt\n1;2\n")
