"""Recovery codes: drawn, shown once, kept as prints."""

import secrets

from django.utils.crypto import salted_hmac

NOMBRE = 10
LONGUEUR = 10
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # neither l nor o, 0 nor 1: they are read alike


def tirer() -> list[str]:
    return ["".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR)) for _ in range(NOMBRE)]


def lisible(code: str) -> str:
    return f"{code[: LONGUEUR // 2]}-{code[LONGUEUR // 2 :]}"


def empreinte(code: str) -> str:
    """What the database keeps: sixteen characters that only this site's key can make from a code."""
    return salted_hmac("simulateur.comptes.secours", code, algorithm="sha256").hexdigest()[:16]
