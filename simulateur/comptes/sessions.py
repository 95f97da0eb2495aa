"""How long a session lasts: so long without a gesture, and so long in all."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest

DEBUT, VU = "comptes_debut", "comptes_vu"
# A session is written at most this often to say that somebody is there.
PRECISION_S = 60


def dater(sender, request: HttpRequest, **kwargs) -> None:
    """At each login."""
    request.session[DEBUT] = request.session[VU] = int(time.time())


def perimee(session, maintenant: int) -> bool:
    return (
        maintenant - session.get(VU, maintenant) > settings.SESSION_INACTIVITE_MINUTES * 60
        or maintenant - session.get(DEBUT, maintenant) > settings.SESSION_COOKIE_AGE
    )


def suivre(request: HttpRequest) -> None:
    """Ends the session that lasted too long; notes the others."""
    session = request.session
    if SESSION_KEY not in session:
        return
    maintenant = int(time.time())
    if perimee(session, maintenant):
        logout(request)
        messages.info(request, "Votre session a pris fin : reconnectez-vous.")
    elif maintenant - session.get(VU, 0) >= PRECISION_S:
        session[VU] = maintenant
        session.setdefault(DEBUT, maintenant)


def fermer_les_autres(request: HttpRequest) -> int:
    """How many sessions of this account ended, this one apart. All are read: they are those of a team."""
    compte = request.session[SESSION_KEY]
    siennes = [
        session.pk
        for session in Session.objects.exclude(pk=request.session.session_key)
        if session.get_decoded().get(SESSION_KEY) == compte
    ]
    Session.objects.filter(pk__in=siennes).delete()
    return len(siennes)
