"""A request's address: its answers, read once, and the presentation keys that travel with them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from eligibility import selectors
from eligibility.regles.bareme import Referentiel
from eligibility.selectors import Tables
from simulateur.plateforme import cache
from simulateur.reponses.declaration import CLES_DE_PRESENTATION
from simulateur.reponses.lecture import Lecture, lire_textes
from simulateur.reponses.requete import Modele, modele

# `vue` says why a step is shown: to mend it, or to change one answer and come back to the result.
ERREURS, MODIFIER, MODIFIER_ERREURS = "erreurs", "modifier", "modifier-erreurs"
# On the result: a small form to open, or the whole computation.
VUE_SUIVI, VUE_COUT, VUE_CALCUL = "suivi", "cout", "calcul"
VUES_DU_RESULTAT = frozenset((VUE_SUIVI, VUE_COUT, VUE_CALCUL))
VUES = frozenset((ERREURS, MODIFIER, MODIFIER_ERREURS)) | VUES_DU_RESULTAT
LONGUEUR_PRESENTATION = 80


@dataclass(frozen=True)
class Adresse:
    """What a query string says. `presentation`: cpts, bareme, vue, q, empty ones left out."""

    lecture: Lecture
    tables: Tables
    presentation: dict[str, str]

    @property
    def referentiel(self) -> Referentiel:
        return self.tables.referentiel

    @property
    def manquantes_dites(self) -> bool:
        """The step was submitted: what is missing is an error."""
        return self.presentation.get("vue") in (ERREURS, MODIFIER_ERREURS)

    @property
    def retour_aux_resultats(self) -> bool:
        return self.presentation.get("vue") in (MODIFIER, MODIFIER_ERREURS)

    @cached_property
    def modele(self) -> Modele:
        """Its answers, ready to be written in a link."""
        return modele(self.lecture)

    @cached_property
    def canonique(self) -> str:
        """The one spelling of this address."""
        return self.modele.avec(**self.presentation)

    def avec_erreurs(self) -> str:
        """The same, to a step that must say what is missing; a blank start says nothing."""
        # Enter in the search sends the step: who has chosen nothing yet finds again what was searched.
        q = "" if "specialite" in self.lecture.valeurs else self.presentation.get("q", "")
        if not self.lecture.textes and not self.presentation.get("vue") and not q:
            return self.modele.avec(**self.presentation_gardee())
        vue = MODIFIER_ERREURS if self.retour_aux_resultats else ERREURS
        return self.modele.avec(**{**self.presentation, "vue": vue, "q": q})

    def sans_vue(self, **changes: str) -> str:
        return self.modele.avec(**self.presentation_durable(), **changes)

    def presentation_durable(self) -> dict[str, str]:
        """What every link keeps: the CPTS and the barème seen."""
        return {cle: v for cle, v in self.presentation.items() if cle in ("cpts", "bareme")}

    def recommencer(self) -> str:
        """The query string of a blank start: the CPTS stays."""
        return urlencode({c: v for c, v in self.presentation.items() if c == "cpts"})

    def presentation_gardee(self) -> dict[str, str]:
        """What a form carries on: the same, and the way back to the result."""
        vue = MODIFIER if self.retour_aux_resultats else ""
        return {**self.presentation_durable(), "vue": vue}


def lire_adresse(request: HttpRequest) -> Adresse:
    """Reads the address with the tables that `page_avec_reponses` gave the request."""
    tables = request.tables
    lecture = lire_textes(dict(request.GET.lists()), tables.referentiel, timezone.localdate())
    presentation = {}
    for cle in CLES_DE_PRESENTATION:
        valeur = request.GET.get(cle, "").strip()[:LONGUEUR_PRESENTATION].strip()
        if valeur and (cle != "vue" or valeur in VUES):
            presentation[cle] = valeur
    return Adresse(lecture, tables, presentation)


def page_avec_reponses(vue: Callable) -> Callable:
    """Headers of a page that holds answers: kept by no shared cache, revalidated by its ETag. The blank one
    holds none.

    The tag is known before the page is made: answers, tables, CPTS, day, release, part or whole page.
    """

    @wraps(vue)
    def enveloppe(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Taken once: what the tag names is what the page is made of.
        request.tables = selectors.tables()
        marque = cache.etiquette(request, _echange(request))
        reponse = cache.inchangee(request, marque) or vue(request, *args, **kwargs)
        cache.dire(reponse, marque, cache.politique(request))
        patch_vary_headers(reponse, ["HX-Request"])
        return reponse

    return enveloppe


def _echange(request: HttpRequest) -> str:
    """The part of the page that an exchange asks for; nothing for the whole page."""
    htmx = request.htmx
    return "*".join((htmx.trigger or "", htmx.target or "", "")) if htmx else ""
