"""`oublier_connexions`: what nobody needs any more of past logins."""

from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone


class Command(BaseCommand):
    help = "Efface les échecs de connexion qui ne bloquent plus rien et les sessions finies."

    def handle(self, **options) -> None:
        seuil = timezone.now() - settings.AXES_COOLOFF_TIME
        nombre, _ = AccessAttempt.objects.filter(attempt_time__lt=seuil).delete()
        call_command("clearsessions")
        self.stdout.write(f"Comptes d’échecs effacés ({nombre}), sessions finies aussi.")
