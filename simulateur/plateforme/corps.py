"""La taille d'un corps, avant d'en lire un octet."""

from django.http import HttpRequest

CHIFFRES_MAX = 12


def longueur_annoncee(request: HttpRequest) -> int:
    """Ce que Content-Length annonce, en octets ; 0 quand il manque ou n'est pas un nombre.

    Au-delà de douze chiffres, un nombre plus grand que toute borne, sans être le vrai : Python refuse d'en
    lire plus de 4 300.
    """
    # gunicorn laisse passer des zéros devant : ils ne comptent pas.
    chiffres = (request.META.get("CONTENT_LENGTH") or "").lstrip("0")
    return int(chiffres[:CHIFFRES_MAX]) if chiffres.isdecimal() else 0
