"""Ce qu'aucune demande ne doit obtenir : une panne, une page coupée, un cookie, un mot de nos entrailles."""

import gzip
import json
from collections.abc import Mapping

from scripts.outils.application import Demande

PERMIS = frozenset((200, 204, 301, 302, 303, 304, 400, 403, 404, 405, 406, 411, 413, 414, 415, 422))
ADMINISTRATION = "/admin/"
JAMAIS = (b"Traceback (most recent", b"SECRET_KEY", b"site-packages", b"VARIABLE INCONNUE")


def faute(demande: Demande, statut: int, entetes: Mapping[str, str], corps: bytes) -> str:
    """Ce qui ne va pas dans une réponse ; vide quand tout va. Les noms d'`entetes` sont en minuscules."""
    if statut not in PERMIS:
        return f"statut {statut}"
    chemin = demande.chemin.partition("?")[0]
    if "set-cookie" in entetes and not chemin.startswith(ADMINISTRATION):
        return "un cookie"
    if any(c in entete for entete in entetes.values() for c in "\r\n"):
        return "un en-tête coupé"
    if entetes.get("content-encoding") == "gzip" and corps:
        corps = gzip.decompress(corps)
    if mot := next((mot for mot in JAMAIS if mot in corps), b""):
        return f"« {mot.decode()} »"
    if demande.methode == "HEAD" or statut in (204, 304):
        return "un corps" if corps else ""
    return _faute_du_corps(demande, chemin, statut, entetes.get("content-type", ""), corps)


def _faute_du_corps(demande: Demande, chemin: str, statut: int, type_: str, corps: bytes) -> str:
    if type_.startswith("application/json"):
        try:
            json.loads(corps)
        except ValueError:
            return "un JSON abîmé"
    entiere = "HX-Request" not in demande.entetes and not chemin.endswith("/extrait/")
    if type_.startswith("text/html") and statut == 200 and entiere:
        if not corps.rstrip().endswith(b"</html>"):
            return "une page coupée"
        if b"<script>alert(1)" in corps:
            return "une balise d’un visiteur"
    return ""
