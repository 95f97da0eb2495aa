from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "simulateur.comptes"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from axes.models import AccessAttempt
        from axes.signals import user_locked_out
        from django.contrib import admin
        from django.contrib.auth.signals import (
            user_logged_in,
            user_logged_out,
            user_login_failed,
        )
        from django.db.models.signals import pre_save
        from django_otp.plugins.otp_static.models import StaticDevice
        from django_otp.plugins.otp_totp.models import TOTPDevice

        from . import essais, evenements, sessions

        # Their screens show the secrets of everybody: each person manages her own, on our pages.
        for modele in (TOTPDevice, StaticDevice):
            if admin.site.is_registered(modele):
                admin.site.unregister(modele)
        pre_save.connect(essais.ne_garder_que_le_compte, sender=AccessAttempt)
        user_logged_in.connect(sessions.dater)
        user_logged_in.connect(evenements.ouverte)
        user_logged_out.connect(evenements.fermee)
        user_login_failed.connect(evenements.refusee)
        user_locked_out.connect(evenements.bloquee)
