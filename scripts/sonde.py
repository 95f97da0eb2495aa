"""Sonde du conteneur : sort en erreur si le site n'est pas prêt."""

import os
import sys
import urllib.error
import urllib.request

port = (os.environ.get("BIND") or "127.0.0.1:8000").rpartition(":")[2]
try:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sante/pret", timeout=4):
        pass
except (urllib.error.URLError, OSError) as erreur:
    sys.exit(f"pas prêt : {erreur}")
