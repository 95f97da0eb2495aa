"""Qui publie cette installation du site : rien n'est inventé, un réglage vide se dit sur la page."""

from dataclasses import dataclass

from django.conf import settings
from django.core import checks


@dataclass(frozen=True, slots=True)
class Personne:
    """Un nom et de quoi le joindre ; des textes vides quand le réglage manque."""

    nom: str
    adresse: str
    telephone: str
    courriel: str = ""

    @property
    def complet(self) -> bool:
        return all((self.nom, self.adresse, self.telephone))


def editeur() -> Personne:
    return Personne(
        settings.EDITEUR,
        settings.EDITEUR_ADRESSE,
        settings.EDITEUR_TELEPHONE,
        settings.EDITEUR_COURRIEL,
    )


def hebergeur() -> Personne:
    return Personne(settings.HEBERGEUR, settings.HEBERGEUR_ADRESSE, settings.HEBERGEUR_TELEPHONE)


OBLIGATOIRES = (
    "EDITEUR",
    "EDITEUR_ADRESSE",
    "EDITEUR_TELEPHONE",
    "DIRECTEUR_PUBLICATION",
    "HEBERGEUR",
    "HEBERGEUR_ADRESSE",
    "HEBERGEUR_TELEPHONE",
)


def mentions_incompletes(app_configs, **kwargs) -> list[checks.Warning]:
    """Ce que la loi demande d'écrire et que cette installation ne dit pas encore."""
    vides = [nom for nom in OBLIGATOIRES if not getattr(settings, nom)]
    if not vides:
        return []
    return [
        checks.Warning(
            f"Les mentions légales sont incomplètes : {', '.join(vides)}.",
            hint="Ces variables d'environnement sont décrites dans docs/deploiement.md.",
            id="simulateur.W001",
        )
    ]
