"""Un serveur simple : le service enfermé, et des commandes qui travaillent sur sa base, pas sur une autre."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

DOSSIER = settings.RACINE / "docs" / "deploiement"
SERVICE = (DOSSIER / "simulateur.service").read_text()
MANAGE = (DOSSIER / "simulateur-manage").read_text()
NUIT = (DOSSIER / "simulateur-nuit.service").read_text()
UTILISATEUR = "setpriv --reuid=simulateur --regid=simulateur --init-groups "
REGLAGES = """# Un commentaire = rien
SECRET_KEY='entre apostrophes'
EDITEUR=Une CPTS & compagnie, $HOME `id`
HEBERGEUR="Chez nous"

VAR_DIR={var}
"""


def regle(nom: str) -> list[str]:
    return re.findall(rf"^{nom}=(.+)$", SERVICE, re.MULTILINE)


@pytest.fixture
def manage(tmp_path):
    """simulateur-manage tel que livré, dont les chemins et l’utilisateur sont ceux d’ici."""
    (tmp_path / "reglages").write_text(REGLAGES.format(var=tmp_path / "var"))
    texte = MANAGE
    for avant, apres in {
        UTILISATEUR: "",
        '"$(id -u)"': "0",
        "/etc/simulateur.env": str(tmp_path / "reglages"),
        "/srv/simulateur": str(settings.RACINE),
        ".venv/bin/python": sys.executable,
    }.items():
        assert texte.count(avant) == 1
        texte = texte.replace(avant, apres)
    script = tmp_path / "simulateur-manage"
    script.write_text(texte)

    def lancer(*arguments: str) -> subprocess.CompletedProcess:
        sans = {"DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "VAR_DIR"}
        return subprocess.run(
            ["sh", str(script), *arguments], check=False, capture_output=True, text=True,
            stdin=subprocess.DEVNULL,
            env={nom: valeur for nom, valeur in os.environ.items() if nom not in sans},
        )  # fmt: skip

    return lancer


def test_une_commande_a_les_reglages_du_service(manage, tmp_path):
    montrer = (
        "from django.conf import settings as s;"
        "print(s.SECRET_KEY, s.EDITEUR, s.HEBERGEUR, s.VAR, s.STATIC_ROOT, sep='|')"
    )
    # Sans base : seuls les réglages se lisent.
    dit = manage("shell", "--no-imports", "-c", montrer)
    assert dit.stdout.strip().split("|") == [
        "entre apostrophes",
        "Une CPTS & compagnie, $HOME `id`",
        "Chez nous",
        str(tmp_path / "var"),
        "/var/cache/simulateur/statiques",
    ]


@pytest.mark.parametrize(
    "commande", ["premier_administrateur --nom=agnes", "oublier_connexions", "verifier_bareme"]
)
def test_une_base_pas_prete_se_dit_en_une_phrase(manage, tmp_path, commande):
    dit = manage(*commande.split())
    assert dit.returncode == 1
    phrase = dit.stderr.splitlines()[-1].removeprefix("CommandError: ")
    assert "Traceback" not in dit.stderr
    base = tmp_path / "var" / "db.sqlite3"
    assert phrase == f"La base {base} n’est pas prête : lancez d’abord « manage.py preparer »."


def test_elle_est_l_utilisateur_et_le_dossier_du_service():
    (utilisateur,) = regle("User")
    assert f"--reuid={utilisateur} --regid={utilisateur} " in UTILISATEUR
    for reglage in regle("Environment"):
        assert f" {reglage}" in MANAGE
    assert f"\ncd {regle('WorkingDirectory')[0]}\n" in MANAGE
    assert f" < {regle('EnvironmentFile')[0]}\n" in MANAGE
    assert f"\numask {regle('UMask')[0][1:]}\n" in MANAGE
    assert (DOSSIER / "simulateur-manage").stat().st_mode & 0o111


def test_les_commandes_de_la_nuit_existent():
    nommees = re.findall(r"simulateur-manage (\w+) .*\|\|", NUIT)
    assert set(nommees) == {"oublier_connexions", "sauvegarder", "verifier_bareme"}
    assert set(nommees) <= set(get_commands())


def test_les_trente_dernieres_sauvegardes_restent_quelle_que_soit_l_horloge(tmp_path):
    """Vues de 2036, toutes seraient vieilles de dix ans."""
    noms = [f"2026-{mois:02}-{jour:02}-033000" for mois in (10, 11) for jour in range(1, 23)]
    for nom in noms:
        (tmp_path / nom).write_text("")
        os.utime(tmp_path / nom, (0, 0))
    (tmp_path / "a-lire.txt").write_text("")
    (programme,) = re.findall(r"^ExecStopPost=/bin/sh -c '(.+)'$", NUIT, re.MULTILINE)
    subprocess.run(
        ["/bin/sh", "-c", programme.replace("/var/backups/simulateur", str(tmp_path))], check=True
    )
    assert sorted(f.name for f in tmp_path.iterdir()) == [*noms[-30:], "a-lire.txt"]


def test_le_service_est_enferme():
    """Ce qui lui reste est ce dont il se sert : un port, une base, son dossier."""
    fermes = {
        nom
        for nom, valeur in re.findall(r"^(\w+)=(\w+)$", SERVICE, re.MULTILINE)
        if valeur == "yes"
    }
    assert fermes >= {
        "NoNewPrivileges",
        "PrivateDevices",
        "PrivateTmp",
        "PrivateUsers",
        "ProtectHome",
    }
    assert fermes >= {"ProtectClock", "ProtectHostname", "ProtectControlGroups", "LockPersonality"}
    assert fermes >= {f"ProtectKernel{quoi}" for quoi in ("Logs", "Modules", "Tunables")}
    assert fermes >= {f"Restrict{quoi}" for quoi in ("Namespaces", "Realtime", "SUIDSGID")}
    assert (regle("ProtectSystem"), regle("ProtectProc")) == (["strict"], ["invisible"])
    assert regle("SystemCallFilter") == ["@system-service", "~@privileged @resources"]
    assert regle("SystemCallArchitectures") == ["native"]
    assert regle("MemoryMax")
    assert regle("TasksMax")


def test_une_longue_preparation_a_le_temps_de_finir():
    assert regle("TimeoutStartSec") == ["30min"]


def test_les_fichiers_que_nginx_lit_se_lisent():
    """Le reste de ce que le site écrit n’est à personne d’autre."""
    (statiques,) = [ligne for ligne in regle("ExecStartPre") if "collectstatic" in ligne]
    assert "umask 022 && exec " in statiques
    assert regle("UMask") == ["0027"]


def test_les_fichiers_du_tableau_existent():
    document = (settings.RACINE / "docs" / "deploiement.md").read_text(encoding="utf-8")
    nommes = set(re.findall(r"\]\(deploiement/([\w.-]+)\)", document))
    assert nommes == {fichier.name for fichier in Path(DOSSIER).iterdir()}
