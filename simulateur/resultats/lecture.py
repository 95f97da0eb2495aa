"""From an address to its result: the same reading for the page, the printed sheet and the calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from eligibility.regles import estimer
from eligibility.regles.bareme import Referentiel
from eligibility.regles.estimation import Estimation
from simulateur.baremes.lien import version_vue
from simulateur.parcours import etapes
from simulateur.parcours.adresse import Adresse, lire_adresse, page_avec_reponses
from simulateur.plateforme import metriques
from simulateur.plateforme.pages import chemin, rediriger
from simulateur.reponses.lecture import Lecture
from simulateur.reponses.question import RESULTATS

from .exemples import est_fictif

PAGE = "resultats:page"


@dataclass(frozen=True)
class Resultat:
    """An address that can be estimated, and its estimation; `canonique`: its one query string."""

    adresse: Adresse
    estimation: Estimation
    canonique: str

    @property
    def lecture(self) -> Lecture:
        return self.adresse.lecture

    @property
    def referentiel(self) -> Referentiel:
        return self.adresse.referentiel

    @property
    def fictif(self) -> bool:
        """These answers are those of an example of the home page."""
        return est_fictif(self.lecture, self.adresse.tables)

    @property
    def version_vue(self) -> str:
        """Version and revision of the barème, as links carry them."""
        return version_vue(self.estimation.bareme)

    def lien(self, nom: str = PAGE, **changes: str) -> str:
        """Path of the same answers on another page, `changes` apart; it carries the barème seen."""
        presentation = {**self.adresse.presentation_durable(), "bareme": self.version_vue}
        return f"{chemin(nom)}?{self.adresse.modele.avec(**presentation, **changes)}"


def page_de_resultat(nom: str, vues: frozenset[str] = frozenset()) -> Callable:
    """A view that takes (request, Resultat): its address is made canonical, or mended first.

    `vues`: values of `vue` that it knows. Only the result's own page shows the fields of its step: the
    others send there an address with an error in them.
    """

    def decorer(vue: Callable) -> Callable:
        @require_safe
        @page_avec_reponses
        @wraps(vue)
        def enveloppe(request: HttpRequest) -> HttpResponse:
            adresse = lire_adresse(request)
            canonique = _canonique(adresse, vues)
            ailleurs = etapes.reprise(request, adresse, RESULTATS) or _ailleurs(
                request, adresse, nom, canonique
            )
            if ailleurs is not None:
                return rediriger(request, ailleurs)
            # What is wrong at this step is said at its field, and taken as not given.
            estimation = estimer(adresse.lecture.situation_provisoire(), adresse.referentiel)
            metriques.simulation(request, nom, estimation.verdict)
            return vue(request, Resultat(adresse, estimation, canonique))

        return enveloppe

    return decorer


def _ailleurs(request: HttpRequest, adresse: Adresse, nom: str, canonique: str) -> str | None:
    """The page that shows the fields in error, or the same page in its one spelling."""
    destination = PAGE if adresse.lecture.erreurs else nom
    # An exchange sends every field of its form, empty ones too: its answer tells the one spelling.
    ecrite = bool(request.htmx) or request.META["QUERY_STRING"] == canonique
    return None if destination == nom and ecrite else f"{chemin(destination)}?{canonique}"


def _canonique(adresse: Adresse, vues: frozenset[str]) -> str:
    """The day of signature is written in the address: a link means the same tomorrow."""
    lecture = adresse.lecture
    presentation = adresse.presentation_durable()
    if adresse.presentation.get("vue") in vues:
        presentation["vue"] = adresse.presentation["vue"]
    if "date_signature" in lecture.textes:
        return adresse.modele.avec(**presentation)
    return adresse.modele.avec(**presentation, date_signature=lecture.aujourdhui.isoformat())
