"""`scripts/wapiti.sh` : wapiti sur les pages du plan du site, puis sur l'API, d'un site en production.

Il écrit ce qu'il trouve, et échoue si c'est autre chose que ce que docs/securite.md argumente.
"""

import json
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.outils import client
from scripts.outils.installation import SANS_LIMITE, installation_neuve
from scripts.outils.serveurs import site

# Ceux qui appelleraient un serveur d'ailleurs (ssrf, xxe, log4shell) ou ne visent pas ce site (cms…) n'y
# sont pas.
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,"
    "redirect,shellshock,sql,timesql,upload,xss"
)
EXPLORER_S, MODULE_S = "60", "15"
DELAI_S = 600
EN_PRODUCTION = {
    "PRODUCTION": "oui",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "SECURE_SSL_REDIRECT": "non",
}
# Un envoi de fichier n'a pas de jeton (décision 17) ; un nom trop long se refuse, et wapiti y voit du SQL.
ARGUMENTE = re.compile(
    r"Cross Site Request Forgery /groupe/fichier/|SQL Injection /api/v1/groupe medecins\.\d+\.nom "
)


def main() -> int:
    wapiti = sys.argv[1]
    reglages = EN_PRODUCTION | SANS_LIMITE | {"SECRET_KEY": secrets.token_urlsafe(64)}
    with (
        installation_neuve("wapiti", **reglages) as dossier,
        site(WEB_CONCURRENCY="2") as serveur,
    ):
        racine = f"http://127.0.0.1:{serveur.port}"
        plan = client.demander(serveur.port, "/sitemap.xml").texte
        pages = [f"{racine}{page}" for page in re.findall(r"<loc>https?://[^/]+(/[^<]*)", plan)]
        departs = [morceau for page in pages for morceau in ("-s", page)]
        trouve = [
            *passer(wapiti, dossier, "pages", "-u", f"{racine}/", *departs, "-x", f"{racine}/admin/*"),
            *passer(
                wapiti, dossier, "API",
                "-u", f"{racine}/api/v1/", "--swagger", f"{racine}/api/v1/openapi.json",
            ),
        ]  # fmt: skip
    neuf = [dit for dit in trouve if not ARGUMENTE.match(dit)]
    print(f"{len(trouve)} alertes, dont {len(neuf)} que rien n'argumente.")
    return 1 if neuf else 0


def passer(wapiti: str, dossier: Path, nom: str, *cible: str) -> Iterator[str]:
    """Chaque alerte, sa sorte et son chemin ; une erreur du serveur en est une."""
    rapport, ici, debut = dossier / f"{nom}.json", dossier / f"wapiti-{nom}", time.monotonic()
    fini = subprocess.run(
        [
            wapiti, *cible, "-m", MODULES, "--scope", "domain", "-S", "normal", "--tasks", "4",
            "--max-scan-time", EXPLORER_S, "--max-attack-time", MODULE_S,
            "--store-session", str(ici), "--store-config", str(ici),
            "--no-bugreport", "-f", "json", "-o", str(rapport),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=DELAI_S,
    )  # fmt: skip
    if not rapport.exists():
        raise SystemExit(fini.stdout[-2000:])
    lu = json.loads(rapport.read_text())
    print(
        f"{nom} : {lu['infos']['crawled_pages_nbr']} adresses, {len(MODULES.split(','))} modules, "
        f"{time.monotonic() - debut:.0f} s"
    )
    for sorte, alertes in (lu["vulnerabilities"] | lu["anomalies"]).items():
        for alerte in alertes:
            dit = f"{sorte} {alerte['path']} {alerte['parameter'] or ''} : {alerte['info']}"
            print(f"  {dit}")
            yield dit


if __name__ == "__main__":
    sys.exit(main())
