"""Our layers and those of the libraries, under the administration only: elsewhere they do not exist."""

from axes.middleware import AxesMiddleware
from django_otp.middleware import OTPMiddleware

from simulateur.plateforme.chemins import sous_administration
from simulateur.plateforme.middleware import SeulementAdministration

from . import sessions


class EssaisAdmin(SeulementAdministration, AxesMiddleware):
    pass


class SecondFacteurAdmin(SeulementAdministration, OTPMiddleware):
    pass


class DureeSessionAdmin:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if sous_administration(request):
            sessions.suivre(request)
        return self.get_response(request)
