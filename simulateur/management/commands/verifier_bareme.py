"""`verifier_bareme`: the control cases and the age of the figures, on what is published."""

from django.conf import settings
from django.core.mail import mail_admins
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from eligibility import selectors
from eligibility.regles.fraicheur import valeurs_a_relire
from simulateur.cas.controle import echecs
from simulateur.cas.modele import CasDeControle
from simulateur.guide import relecture
from simulateur.plateforme import preparation
from simulateur.textes import atelier as textes
from simulateur.textes import guide_atelier as textes_du_guide
from simulateur.textes import pannes


class Command(BaseCommand):
    help = (
        "Calcule tous les cas de contrôle avec les barèmes publiés ; sort en 1 sur un écart. "
        "Compte aussi les valeurs et les pages du guide que personne n’a relues depuis douze mois."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--strict", action="store_true", help="sort en 1 aussi pour des valeurs à relire"
        )
        parser.add_argument(
            "--courriel", action="store_true", help="écrit à ADMINS ce qui ne va pas"
        )

    def handle(self, *, strict: bool, courriel: bool, **options) -> None:
        try:
            tables = selectors.tables()
        except selectors.TablesIndisponibles as indisponibles:
            panne = f"Rien à vérifier : {pannes.tables_indisponibles(indisponibles.manque)}."
            raise CommandError(preparation.manque() or panne) from indisponibles
        rates = echecs(tables.referentiel)
        lignes = [f"{echec.cas.nom} : {ecart}" for echec in rates for ecart in echec.ecarts]
        jour = timezone.localdate()
        vieilles = [
            *(
                textes.a_relire(nom, n)
                for nom, n in valeurs_a_relire(tables.referentiel, jour).items()
            ),
            *(
                textes_du_guide.a_relire(page.titre, page.nombre)
                for page in relecture.a_relire(tables.cliche.get("guide", ()), jour)
            ),
        ]
        combien = CasDeControle.objects.count()
        self.stdout.write(f"{combien} cas de contrôle, {len(rates)} en écart.")
        for ligne in lignes:
            self.stdout.write(f"  {ligne}")
        for ligne in vieilles:
            self.stdout.write(ligne)
        probleme = bool(rates) or (strict and bool(vieilles))
        if courriel and probleme and settings.ADMINS:
            mail_admins("Barèmes à vérifier", "\n".join([*lignes, *vieilles]))
        if probleme:
            raise CommandError(
                "Des cas s’écartent de ce qui est attendu."
                if rates
                else "Des valeurs sont à relire."
            )
