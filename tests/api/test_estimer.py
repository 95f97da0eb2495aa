"""La commande : une ligne lue, une ligne écrite, quoi qu'il arrive."""

import io
import json
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from eligibility import selectors
from simulateur.api.demande import OCTETS_ESTIMATION
from simulateur.api.lignes import traiter
from simulateur.management.commands.estimer import Command

pytestmark = pytest.mark.django_db
BONNE = '{"specialite": "orl", "secteur": "1", "date_signature": "2026-12-01"}'


def passer(entree: bytes | str) -> list[dict]:
    octets = entree.encode() if isinstance(entree, str) else entree
    sortie = io.BytesIO()
    traiter(io.BytesIO(octets), sortie, selectors.tables().referentiel, date(2026, 11, 22))
    return [json.loads(ligne) for ligne in sortie.getvalue().splitlines()]


def test_la_meme_chose_que_l_api(poster):
    assert passer(BONNE)[0] == poster(json.loads(BONNE)).json()


def test_une_mauvaise_ligne_n_arrete_rien():
    rendues = passer(f'{BONNE}\n{{"specialite": 3}}\npas du json\n[1]\n{BONNE}')
    assert [sorted(r["erreurs"]) if "erreurs" in r else "ok" for r in rendues] == [
        "ok", ["secteur", "specialite"], ["_"], ["_"], "ok",
    ]  # fmt: skip
    assert rendues[2]["erreurs"]["_"].startswith("Ligne 3 illisible.")


def test_une_ligne_qui_a_des_medecins_est_un_groupe(client):
    """La même réponse et les mêmes erreurs que `POST /api/v1/groupe`, à sa place parmi les autres lignes."""
    medecin = {"specialite": "medecine-generale", "secteur": "1", "pmt": 900}
    bon = {"etp": "1", "date_signature": "2026-12-01", "medecins": [medecin, medecin]}
    mauvais = {**bon, "inconnue": 1, "medecins": [medecin, {**medecin, "pmt": "beaucoup"}]}
    refus = {"medecins": "deux"}
    rendues = passer("\n".join(json.dumps(ligne) for ligne in (bon, mauvais, refus)) + f"\n{BONNE}")
    envoyes = [
        client.post("/api/v1/groupe", ligne, content_type="application/json").json()
        for ligne in (bon, mauvais, refus)
    ]
    assert rendues[0] == envoyes[0]
    assert rendues[0]["collectif"]["total"] == "132000.00"
    assert [r["erreurs"] for r in rendues[1:3]] == [e["erreurs"] for e in envoyes[1:]]
    assert sorted(rendues[1]["erreurs"]) == ["inconnue", "medecins.1.pmt"]
    assert "verdict" in rendues[3]


def test_les_lignes_vides_ne_donnent_rien():
    assert len(passer(f"\n{BONNE}\r\n   \n{BONNE}\n\n")) == 2


def test_octets_illisibles_et_bom():
    assert list(passer(b'{"specialite": "\xff"}')[0]["erreurs"]) == ["_"]
    assert "verdict" in passer(b"\xef\xbb\xbf" + BONNE.encode())[0]


def test_une_ligne_trop_longue_est_passee():
    longue = '{"specialite": "' + "x" * (3 * OCTETS_ESTIMATION) + '"}'
    rendues = passer(f"{longue}\n{BONNE}")
    assert rendues[0]["erreurs"]["_"] == "Ligne 1 illisible. Elle est trop longue."
    assert "verdict" in rendues[1]


def test_rien_n_est_retenu_d_une_ligne_a_l_autre():
    """Mémoire constante : chaque ligne est écrite avant que la suivante ne soit lue."""
    ecrites = []

    class Sortie(io.BytesIO):
        def write(self, octets):
            ecrites.append(len(octets))
            return len(octets)

    class Entree(io.BytesIO):
        def readline(self, taille=-1):
            lues.append(len(ecrites))
            return super().readline(taille)

    lues = []
    traiter(
        Entree((BONNE + "\n").encode() * 3),
        Sortie(),
        selectors.tables().referentiel,
        date(2026, 12, 1),
    )
    assert lues == [0, 1, 2, 3]


def test_un_fichier_absent(tmp_path):
    with pytest.raises(CommandError, match="Impossible de lire"):
        call_command("estimer", str(tmp_path / "absent.jsonl"))


def test_un_fichier(tmp_path, capsysbinary):
    fichier = tmp_path / "situations.jsonl"
    fichier.write_text(BONNE * 1, encoding="utf-8")
    call_command("estimer", str(fichier))
    sorti = capsysbinary.readouterr()
    assert "verdict" in json.loads(sorti.out)
    assert sorti.err == b""


def test_le_progres_va_sur_l_erreur_standard():
    erreur = io.StringIO()
    Command(stderr=erreur)._progres(12_500)
    assert "12\u202f500 lignes" in erreur.getvalue()


@pytest.fixture
def base(tmp_path):
    """Une vraie base, pour un vrai processus."""
    environnement = {"VAR_DIR": str(tmp_path), "PATH": "", "PYTHONIOENCODING": "latin-1"}
    for commande in (["migrate", "-v0"], ["charger", "tables"]):
        subprocess.run(
            [sys.executable, "manage.py", *commande],
            cwd=settings.RACINE, env=environnement, check=True, capture_output=True,
        )  # fmt: skip
    return environnement


def test_un_vrai_processus(base):
    """UTF-8 quel que soit le terminal, code 0, et un lecteur qui s'en va ne fait pas de bruit."""
    lancer = [sys.executable, "manage.py", "estimer"]
    entree = (BONNE + "\n").encode() * 400
    fini = subprocess.run(
        lancer, cwd=settings.RACINE, env=base, input=entree[: 3 * len(BONNE) + 3],
        capture_output=True, check=True,
    )  # fmt: skip
    assert len(fini.stdout.splitlines()) == 3
    assert "Spécialité".encode() in fini.stdout
    assert fini.stderr == b""
    with subprocess.Popen(
        lancer, cwd=settings.RACINE, env=base, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as processus:  # fmt: skip
        processus.stdin.write(entree)
        processus.stdin.close()
        processus.stdout.readline()
        processus.stdout.close()
        assert processus.wait(60) == 0
        assert processus.stderr.read() == b""
