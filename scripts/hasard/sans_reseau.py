"""Une demande portée à l'application WSGI elle-même : des milliers tiennent en une minute."""

import io
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote_to_bytes, urlsplit

from .demandes import Demande
from .verdict import faute

HOTE = "127.0.0.1"
RENVOIS, RENVOIS_MAX = (301, 302, 303), 3


def porter(application: Callable, demande: Demande) -> tuple[int, dict[str, str], bytes]:
    """Statut, en-têtes (noms en minuscules), corps entier."""
    chemin, _, requete = demande.chemin.partition("?")
    environ = {
        "REQUEST_METHOD": demande.methode,
        "PATH_INFO": unquote_to_bytes(chemin).decode("latin-1"),
        "QUERY_STRING": requete,
        "SERVER_NAME": HOTE,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": HOTE,
        "HTTP_HOST": HOTE,
        "SCRIPT_NAME": "",
        "CONTENT_LENGTH": str(len(demande.corps)) if demande.corps else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(demande.corps),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for nom, valeur in demande.entetes.items():
        cle = nom.upper().replace("-", "_")
        environ[cle if cle == "CONTENT_TYPE" else f"HTTP_{cle}"] = valeur
    vu = {}

    def commencer(statut, entetes, exc_info=None):
        vu["statut"] = int(statut.partition(" ")[0])
        vu["entetes"] = {nom.lower(): valeur for nom, valeur in entetes}

    reponse = application(environ, commencer)
    try:
        corps = b"".join(reponse)
    finally:
        if hasattr(reponse, "close"):
            reponse.close()
    return vu["statut"], vu["entetes"], corps


def juger(application: Callable, demande: Demande) -> tuple[int, str]:
    """Combien de demandes portées, les renvois suivis comme par un navigateur, et la première faute."""
    for combien in range(1, RENVOIS_MAX + 2):
        statut, entetes, corps = porter(application, demande)
        if trouvee := faute(demande, statut, entetes, corps):
            return combien, trouvee
        if statut not in RENVOIS or demande.methode != "GET":
            return combien, ""
        suite = urlsplit(entetes["location"])
        demande = replace(
            demande, chemin=suite._replace(scheme="", netloc="", fragment="").geturl()
        )
    return combien, "des renvois sans fin"
