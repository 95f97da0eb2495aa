"""Où commence l'administration."""

from django.conf import settings
from django.http import HttpRequest


def sous_administration(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_CHEMIN}")
