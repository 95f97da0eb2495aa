"""Une demande portée à l'application WSGI elle-même, sans serveur : des milliers tiennent en une minute."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

HOTE = "127.0.0.1"


@dataclass(frozen=True)
class Demande:
    """Une demande HTTP : `chemin` tel qu'il serait écrit sur la ligne, requête comprise, en latin-1."""

    methode: str
    chemin: str
    entetes: dict[str, str] = field(default_factory=dict)
    corps: bytes = b""


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
