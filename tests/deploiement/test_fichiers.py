"""Les fichiers de déploiement disent vrai : ce qu’ils nomment existe, et ce qu’ils promettent est écrit."""

import fnmatch
import re

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

RACINE = settings.RACINE
DOSSIER = RACINE / "docs" / "deploiement"
DOCKERFILE = (RACINE / "Dockerfile").read_text()


def copies() -> list[str]:
    """Ce que le Dockerfile prend au projet."""
    lignes = re.findall(r"^COPY (?!--from)(.+)", DOCKERFILE, re.MULTILINE)
    return [source for ligne in lignes for source in ligne.split()[:-1]]


def test_le_dockerfile_copie_ce_qui_existe_et_que_dockerignore_laisse_entrer():
    laisses = [
        ligne[1:]
        for ligne in (RACINE / ".dockerignore").read_text().splitlines()
        if ligne.startswith("!")
    ]
    assert sorted(laisses) == sorted(copies())
    assert all((RACINE / source).exists() for source in copies())
    for interdit in ("tests", ".git", "var", "node_modules", "docs"):
        assert not fnmatch.filter(laisses, interdit)


def test_le_dockerfile_remplace_bien_l_adresse_du_site():
    avant, apres = re.search(r"sed -i 's/(.+)/(.+)/' (?:\S+)", DOCKERFILE).groups()
    installation = (DOSSIER / "nginx" / "installation.conf").read_text()
    assert len(re.findall(avant, installation)) == 1
    service, port = apres.split(":")
    assert service in yaml.safe_load((RACINE / "compose.yaml").read_text())["services"]
    assert f"BIND=0.0.0.0:{port}" in DOCKERFILE


def test_chaque_variable_de_l_image_n_est_dite_qu_une_fois():
    noms = re.findall(r"^(?:ENV |    )([A-Z_]+)=", DOCKERFILE.rpartition("FROM ")[2], re.MULTILINE)
    assert len(noms) == len(set(noms)) >= 6


def test_les_sites_n_ont_en_commun_que_la_base():
    services = yaml.safe_load((RACINE / "compose.yaml").read_text())["services"]
    site = services["site"]
    assert site["deploy"]["replicas"] == int(site["environment"]["REPLIQUES"]) >= 2
    assert "container_name" not in site
    assert all(service["read_only"] for service in services.values())
    assert not any("latest" in service["image"] for service in services.values())
    assert "ports" not in services["base"]


def test_la_copie_locale_survit_au_conteneur_et_n_est_qu_a_lui():
    """Un volume sans nom, celui de l’image : ni en mémoire, ni partagé."""
    site = yaml.safe_load((RACINE / "compose.yaml").read_text())["services"]["site"]
    image = DOCKERFILE.rpartition("FROM ")[2]
    (dossier,) = re.findall(r"^VOLUME (\S+)$", image, re.MULTILINE)
    assert f"VAR_DIR={dossier} " in image
    assert "COPIE_LOCALE" not in image + str(site["environment"])
    assert "volumes" not in site
    assert not any(ou.startswith(dossier) for ou in site["tmpfs"])
    # Un volume neuf a le propriétaire et le mode du dossier de l'image.
    assert f"install -d -o simulateur -g simulateur -m 700 {dossier}\n" in image


def test_nginx_suit_les_sites_que_compose_recree():
    services = yaml.safe_load((RACINE / "compose.yaml").read_text())["services"]
    assert services["nginx"]["depends_on"]["site"]["restart"] is True


def test_aucun_conteneur_ne_remplit_le_disque_de_ses_journaux():
    for service in yaml.safe_load((RACINE / "compose.yaml").read_text())["services"].values():
        assert {"max-size", "max-file"} <= set(service["logging"]["options"])
        assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize(
    "fichier",
    ["docs/deploiement/simulateur.service", "docs/deploiement/Procfile", "scripts/entree.sh"],
)
def test_les_commandes_existent(fichier):
    nommees = re.findall(r"manage\.py (\w+)", (RACINE / fichier).read_text())
    assert nommees
    assert set(nommees) <= set(get_commands())
