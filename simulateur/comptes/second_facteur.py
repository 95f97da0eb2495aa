"""The second factor of an account: a phone application that gives codes, and recovery codes."""

import io
import math
from base64 import b32encode
from dataclasses import dataclass

import segno
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import secours

CHIFFRES = 6


@dataclass(frozen=True)
class Essai:
    """What came of a code: the device it proves, or the seconds to wait before any other is read."""

    appareil: Device | None = None
    attendre: int = 0


def appareil(compte) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=compte, confirmed=True).first()


def prouve(compte) -> bool:
    """This session gave a code; the middleware of django-otp read it in the session."""
    return getattr(compte, "otp_device", None) is not None


def a_prouver(compte) -> bool:
    """This account has a second factor, and this session never gave it."""
    return not prouve(compte) and appareil(compte) is not None


def suffit(compte) -> bool:
    """Signed in as far as this site asks: with a code, or without when nothing demands one."""
    if prouve(compte):
        return True
    return not settings.SECOND_FACTEUR_OBLIGATOIRE and appareil(compte) is None


def nettoyer(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()


@transaction.atomic
def essayer(compte, code: str, *, confirme: bool = True) -> Essai:
    """Reads a code once: the row is locked, so that two requests cannot both use it."""
    code = nettoyer(code)
    if len(code) == CHIFFRES and code.isascii() and code.isdigit():
        modele, jeton = TOTPDevice, code
    else:
        modele, jeton = StaticDevice, secours.empreinte(code)
    trouve = modele.objects.select_for_update().filter(user=compte, confirmed=confirme).first()
    if trouve is None:
        return Essai()
    permis, raison = trouve.verify_is_allowed()
    if not permis:
        reste = (raison["locked_until"] - timezone.now()).total_seconds()
        return Essai(attendre=max(1, math.ceil(reste)))
    return Essai(trouve if trouve.verify_token(jeton) else None)


def en_preparation(compte) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=compte, confirmed=False).first()


@transaction.atomic
def preparer(compte) -> TOTPDevice:
    """A new key, which counts for nothing until a code proves that the phone has it."""
    TOTPDevice.objects.filter(user=compte, confirmed=False).delete()
    return TOTPDevice.objects.create(user=compte, name="application", confirmed=False)


@transaction.atomic
def confirmer(prepare: TOTPDevice) -> list[str]:
    """The phone is now asked at each login; gives the recovery codes, that nobody can read again."""
    TOTPDevice.objects.filter(user=prepare.user).exclude(pk=prepare.pk).delete()
    prepare.confirmed = True
    prepare.save(update_fields=["confirmed"])
    return nouveaux_codes(prepare.user)


@transaction.atomic
def nouveaux_codes(compte) -> list[str]:
    """Ten new recovery codes; those of before are worth nothing any more."""
    porteur, _ = StaticDevice.objects.get_or_create(user=compte, name="codes de secours")
    porteur.token_set.all().delete()
    porteur.throttle_reset()
    codes = secours.tirer()
    StaticToken.objects.bulk_create(
        StaticToken(device=porteur, token=secours.empreinte(code)) for code in codes
    )
    return [secours.lisible(code) for code in codes]


def codes_restants(compte) -> int:
    return StaticToken.objects.filter(device__user=compte).count()


@transaction.atomic
def retirer(compte) -> bool:
    """Whether there was something to remove."""
    retires, _ = TOTPDevice.objects.filter(user=compte).delete()
    StaticDevice.objects.filter(user=compte).delete()
    return bool(retires)


def dessin(prepare: TOTPDevice) -> bytes:
    """The QR code of the key, as an image: black on white whatever the theme."""
    sortie = io.BytesIO()
    segno.make_qr(prepare.config_url, error="m").save(
        sortie, kind="svg", scale=5, border=4, dark="#000", light="#fff", svgclass=None,
        lineclass=None,
    )  # fmt: skip
    return sortie.getvalue()


def cle_lisible(prepare: TOTPDevice) -> str:
    """The same key for who types it: base 32, in groups of four."""
    cle = b32encode(prepare.bin_key).decode().rstrip("=")
    return " ".join(cle[debut : debut + 4] for debut in range(0, len(cle), 4))
