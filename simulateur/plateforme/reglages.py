"""Ce que settings.py demande à l'environnement, et les refus de la production."""

import os
import re
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LONGUEUR_MINIMALE_CLE = 50
CARACTERES_DISTINCTS_CLE = 10
LONGUEUR_MINIMALE_JETON = 16
# Par quoi commencent les adresses publiques, un test le compare aux routes : l'administration les cacherait.
PARTIES_PUBLIQUES = {
    "accessibilite", "api", "baremes", "confidentialite", "cpts", "depliant", "embed", "groupe", "guide",
    "integration", "mentions-legales", "nouveautes", "plan-du-site", "sante", "simulation", "sources",
    "static", "style",
}  # fmt: skip
OUI = {"oui", "o", "1", "true", "vrai", "on", "yes"}
NON = {"non", "n", "0", "false", "faux", "off", "no", ""}


def oui_non(nom: str, *, defaut: bool = False) -> bool:
    """Un booléen de l'environnement ; une faute de frappe arrête au lieu de valoir « non »."""
    brut = os.environ.get(nom)
    if brut is None:
        return defaut
    valeur = brut.strip().lower()
    if valeur in OUI:
        return True
    if valeur in NON:
        return False
    raise ImproperlyConfigured(f"{nom} doit valoir « oui » ou « non ».")


def cle_locale(chemin: Path) -> str:
    """La clé secrète de cette installation, tirée une fois et lisible de nous seuls.

    Deux processus peuvent démarrer ensemble : le premier qui pose le fichier gagne, entier
    (lien depuis un fichier temporaire), et l'autre relit la même clé.
    """
    if not chemin.exists():
        chemin.parent.mkdir(parents=True, exist_ok=True)
        provisoire = chemin.with_name(f"{chemin.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descripteur, "w") as fichier:
            fichier.write(secrets.token_urlsafe(64))
        try:
            chemin.hardlink_to(provisoire)
        except FileExistsError:
            pass
        finally:
            provisoire.unlink()
    cle = chemin.read_text().strip()
    if len(cle) < LONGUEUR_MINIMALE_CLE:
        raise ImproperlyConfigured(
            f"{chemin.name} ne contient pas une clé valable : effacez-le, il sera refait."
        )
    return cle


def chemin_admin(brut: str) -> str:
    """« /gestion », « gestion/ » deviennent « gestion/ » ; jamais la racine du site ni une de ses parties."""
    chemin = brut.strip().strip("/")
    if not re.fullmatch(r"[\w-]+(/[\w-]+)*", chemin, re.ASCII):
        raise ImproperlyConfigured("ADMIN_CHEMIN doit être un chemin, par exemple « gestion ».")
    if chemin.partition("/")[0] in PARTIES_PUBLIQUES:
        raise ImproperlyConfigured(
            f"ADMIN_CHEMIN ne peut pas être « {chemin} » : le site public est là."
        )
    return f"{chemin}/"


def jeton(nom: str) -> str:
    """Un secret d'au moins 16 caractères, ou rien."""
    valeur = os.environ.get(nom, "").strip()
    if valeur and len(valeur) < LONGUEUR_MINIMALE_JETON:
        raise ImproperlyConfigured(
            f"{nom} doit être tiré au hasard et long d'au moins {LONGUEUR_MINIMALE_JETON} caractères."
        )
    return valeur


def entete_mandataire(brut: str) -> tuple[str, str] | None:
    """« X-Forwarded-Proto » devient le couple que Django attend ; vide : aucun mandataire."""
    if not brut.strip():
        return None
    nom = brut.strip().upper().replace("-", "_")
    return (f"HTTP_{nom}", "https")


def refuser_sqlite_partagee(moteur: str, repliques: int) -> None:
    """SQLite est un fichier d'une machine : deux répliques auraient chacune le leur, ou l'abîmeraient."""
    if repliques > 1 and moteur.endswith("sqlite3"):
        raise ImproperlyConfigured(
            f"Démarrage refusé : SQLite ne sert qu'une machine, et REPLIQUES vaut {repliques}. "
            "Donnez une base PostgreSQL par DATABASE_URL."
        )


def refuser_production_fragile(*, debug: bool, cle: str, hotes: list[str]) -> None:
    """En production, mieux vaut ne pas démarrer que démarrer ouvert à tous les vents."""
    refus = []
    if debug:
        refus.append("DEBUG doit valoir « non » : les pages d'erreur montreraient les réponses.")
    if (
        len(cle) < LONGUEUR_MINIMALE_CLE
        or len(set(cle)) < CARACTERES_DISTINCTS_CLE
        or cle.startswith("django-insecure-")
    ):
        refus.append(
            f"SECRET_KEY doit être fournie, tirée au hasard et longue d'au moins "
            f"{LONGUEUR_MINIMALE_CLE} caractères."
        )
    if not hotes or any(map(_ouvert, hotes)):
        refus.append("ALLOWED_HOSTS doit nommer les domaines du site, sans « * ».")
    if refus:
        raise ImproperlyConfigured("Démarrage refusé (PRODUCTION=oui) : " + " ".join(refus))


def _ouvert(hote: str) -> bool:
    """« * », et « .fr », qui en est presque un : tous les noms d'un domaine de tête."""
    nom = hote.strip()
    return nom == "*" or (nom.startswith(".") and "." not in nom.strip("."))
