"""Journaux sans réponse : ni requête, ni corps, ni adresse, ni message d'exception.

Un message d'exception cite souvent la valeur fautive, et une ligne d'adresse porte toutes les
réponses d'un médecin. Règle : on écrit le gabarit du message (constant), jamais ses arguments ;
d'une exception, sa classe et ses cadres ; et des champs choisis, listés dans CHAMPS.
"""

import contextvars
import json
import logging
import re
import secrets
import time
import traceback
from pathlib import Path

from eligibility.regles.invariants import ResultatImpossible

logger = logging.getLogger(__name__)
requete_courante: contextvars.ContextVar[str] = contextvars.ContextVar("requete", default="")

# Ce que le code peut joindre : logger.error("…", extra={"invariant": "total_positif"}).
CHAMPS = (
    "evenement", "compte", "methode", "route", "statut", "duree_ms", "invariant", "bareme", "manque",
)  # fmt: skip
LONGUEUR_CHAMP = 200
CADRES_GARDES = 20
# Chez nous un message est une constante (ruff, règle G). Ailleurs, un message sans argument a pu
# être composé avec des données : il est tu.
ORIGINES_SURES = ("simulateur", "eligibility", "gunicorn")
RACINE = Path(__file__).resolve().parents[2]

_HORS_CHEMIN = re.compile(r"[^A-Za-z0-9_/.\-].*", re.DOTALL)


def nouvelle_requete() -> str:
    """Un identifiant à citer au support, sans lien avec le visiteur."""
    identifiant = secrets.token_hex(6)
    requete_courante.set(identifiant)
    return identifiant


def gabarit(request) -> str:
    """Le gabarit de l'URL, avec « <int:n> » pour ce qui varie ; rien pour une adresse que le site n'a pas."""
    trouvee = getattr(request, "resolver_match", None)
    return "" if trouvee is None else f"/{trouvee.route}"


def route(request) -> str:
    """Le gabarit d'URL ; à défaut le chemin, coupé à ce qui ressemble à une requête, sans chiffre.

    Un lien abîmé (`/simulation/resultats/&pmt=1300`) porte les réponses dans son chemin.
    """
    return gabarit(request) or chemin_masque(request.path_info)


def chemin_masque(chemin: str) -> str:
    chemin = _HORS_CHEMIN.sub("…", chemin)
    return re.sub(r"\d", "#", chemin)[:LONGUEUR_CHAMP]


class FormatJson(logging.Formatter):
    """Une ligne JSON par événement ; json échappe les sauts de ligne."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(self.ligne(record), ensure_ascii=False)

    def ligne(self, record: logging.LogRecord) -> dict:
        """Ce que la ligne dit, champ par champ ; tout s'écrit en JSON."""
        ligne = {
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "niveau": record.levelname,
            "origine": record.name,
            "message": self.message(record),
        }
        if identifiant := requete_courante.get():
            ligne["requete"] = identifiant
        for champ in CHAMPS:
            valeur = getattr(record, champ, None)
            if valeur is not None:
                ligne[champ] = valeur if isinstance(valeur, int | float) else _court(valeur)
        self._joindre_requete_http(record, ligne)
        if record.exc_info and record.exc_info[1] is not None:
            ligne["exception"] = resume_exception(record.exc_info[1])
        return ligne

    def message(self, record: logging.LogRecord) -> str:
        origine = record.name.partition(".")[0]
        if record.name.startswith("django.security"):
            return "requête refusée"
        if record.name == "django.request":
            return "réponse en erreur"
        if record.name == "django.server":
            return "requête servie"
        if record.args or origine in ORIGINES_SURES:
            return _court(record.msg)
        return f"message tu ({Path(record.pathname).name}:{record.lineno})"

    def _joindre_requete_http(self, record: logging.LogRecord, ligne: dict) -> None:
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path_info"):
            ligne.setdefault("methode", methode(request.method))
            ligne.setdefault("route", route(request))
        statut = getattr(record, "status_code", None)
        if isinstance(statut, int):
            ligne.setdefault("statut", statut)


def resume_exception(exc: BaseException) -> list[dict]:
    """La chaîne des exceptions : classe et cadres (fichier:ligne:fonction), sans message."""
    chaine, vues = [], set()
    courante: BaseException | None = exc
    while courante is not None and id(courante) not in vues:
        vues.add(id(courante))
        # Les cadres les plus profonds sont les plus parlants, et lire leur source ne sert à rien.
        cadres = traceback.StackSummary.extract(
            traceback.walk_tb(courante.__traceback__), lookup_lines=False
        )[-CADRES_GARDES:]
        chaine.append(
            {
                "classe": f"{type(courante).__module__}.{type(courante).__qualname__}",
                "cadres": [f"{_relatif(c.filename)}:{c.lineno}:{c.name}" for c in cadres],
            }
        )
        courante = courante.__cause__ or (
            None if courante.__suppress_context__ else courante.__context__
        )
    return chaine


def _relatif(fichier: str) -> str:
    """Le fichier depuis la racine du projet ou des bibliothèques, pas le disque entier."""
    chemin = Path(fichier)
    if chemin.is_relative_to(RACINE):
        chemin = chemin.relative_to(RACINE)
    morceaux = chemin.parts
    if "site-packages" in morceaux:
        return "/".join(morceaux[morceaux.index("site-packages") + 1 :])
    return str(chemin)


def _court(valeur: object) -> str:
    return str(valeur)[:LONGUEUR_CHAMP]


def noter_impossible(impossible: ResultatImpossible, request=None) -> None:
    """L'invariant, le barème et la demande ; aucune réponse, aucun montant."""
    logger.error(
        "résultat impossible",
        extra={
            "invariant": impossible.invariant,
            "bareme": impossible.bareme,
            "request": request,
            "status_code": 500,
        },
    )


def methode(verbe: str | None) -> str:
    """La méthode vient du client : hors de l'ordinaire, elle pourrait porter n'importe quoi."""
    connues = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
    return verbe if verbe in connues else "AUTRE"


ALERTES = "simulateur.plateforme.alertes.Alerte"


def configuration(niveau: str = "INFO", *, alertes: bool = False) -> dict:
    """Pour logging.config ; `alertes` : chaque erreur part aussi à Sentry."""
    # Une erreur dans un appel de journal ferait imprimer message et arguments par logging.
    logging.raiseExceptions = False
    ou = ["erreur_standard", "sentry"] if alertes else ["erreur_standard"]
    sortie = {"handlers": ou, "level": niveau, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "simulateur.plateforme.journal.FormatJson"}},
        "handlers": {
            "erreur_standard": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "json",
            },
            **({"sentry": {"class": ALERTES}} if alertes else {}),
        },
        "root": {"handlers": ou, "level": niveau},
        "loggers": {
            "django": sortie,
            "django.request": sortie,
            "django.security": sortie,
            "django.security.DisallowedHost": sortie,
            "django.server": sortie,
            # Qui échoue à se connecter, et d'où : simulateur.comptes.essais dit seulement qu'on a bloqué.
            "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},
            # Le SQL porte des valeurs : jamais, même au niveau DEBUG.
            "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
