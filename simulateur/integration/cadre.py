"""A page of the wizard inside another site's: who may hold it, and what leaves the frame."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.urls import Resolver404, resolve
from django.utils import timezone

from eligibility import selectors
from eligibility.regles import bareme as regles
from simulateur.cpts import annuaire

RACINE, ESSAI = "/embed/", "/embed/essai/"
_LIEN = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>')
_SUR_PLACE = ("#", "mailto:", "tel:")


@dataclass(frozen=True)
class Cadre:
    """A framed request. `prefixe`: what its addresses begin with; `parents`: origins beside our own."""

    request: HttpRequest = field(repr=False)
    prefixe: str
    parents: tuple[str, ...]

    @property
    def essai(self) -> bool:
        """Shown by ourselves, in `/integration/`."""
        return self.prefixe == ESSAI

    @property
    def pleine_page(self) -> str:
        """The same page, out of the frame."""
        return self.dehors(self.request.get_full_path())

    def dehors(self, adresse: str) -> str:
        """An address made within the frame, as the whole site has it."""
        if not self.contient(adresse):
            return adresse
        # « /embed//ailleurs.exemple » : deux barres en tête mèneraient à un autre site.
        return f"/{adresse.removeprefix(self.prefixe).lstrip('/')}"

    def contient(self, adresse: str) -> bool:
        return adresse.startswith(self.prefixe)

    @cached_property
    def bareme(self) -> regles.Bareme | None:
        """The one in force today; None when the site cannot compute."""
        try:
            tables = self.request.tables or selectors.tables()  # none yet for an error
            return tables.bareme_at(timezone.localdate())
        except (selectors.TablesIndisponibles, regles.AvantPremierBareme):
            return None


def ouvrir(request: HttpRequest, *, essai: bool) -> Cadre:
    """The frame of this request. A known CPTS is held by its own sites; no CPTS, by those of all."""
    if essai:
        return Cadre(request, ESSAI, ())
    cpts = request.cpts
    parents = annuaire.toutes_les_origines() if cpts is None else cpts.origines
    return Cadre(request, RACINE, parents)


def a_partager(request: HttpRequest, adresse: str) -> str:
    """The address to give to somebody else: that of the whole page, never of a frame."""
    return adresse if request.cadre is None else request.cadre.dehors(adresse)


class Politique(CSPMiddleware):
    """The site's policy; whatever a framed request gets, an error too, its parents may show.

    Read on the request: the « not modified » that Django makes keeps nothing of the view's response.
    `request.cadre`: the frame of the request, None without one. `request.montre_un_cadre`: the page holds
    one of ours.
    """

    def process_request(self, request):
        super().process_request(request)
        request.cadre, request.montre_un_cadre = None, False

    def get_policy_parts(self, request, response, report_only: bool = False) -> PolicyParts:
        parties = super().get_policy_parts(request, response, report_only)
        if request.cadre is not None:
            parents = [SELF, *request.cadre.parents]
            parties.replace = {**(parties.replace or {}), "frame-ancestors": parents}
        elif request.montre_un_cadre:
            parties.update = {**(parties.update or {}), "frame-src": [SELF]}
        return parties


class SansCadre(XFrameOptionsMiddleware):
    """`X-Frame-Options` knows no list of origins: under `/embed/` the policy speaks alone."""

    def process_response(self, request, response):
        if request.cadre is not None:
            return response
        return super().process_response(request, response)


class Cadres:
    """Middleware: what every page reads of its request; and in a framed one, every link that is no step of
    the wizard opens out of the frame.

    `request.cpts`: the one that the address names, None without one, and then nothing asks the database.
    `request.tables`: those the answer is made of, None until a view takes them. One layer for all: each is
    two more calls under the templates, and their depth has a price.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.cpts, request.tables = annuaire.demandee(request), None
        reponse = self.get_response(request)
        cadre = request.cadre
        if cadre is not None and reponse.get("Content-Type", "").startswith("text/html"):
            page = reponse.content.decode()
            reponse.content = _LIEN.sub(lambda lien: _dehors(cadre, lien), page).encode()
        return reponse


def _dehors(cadre: Cadre, lien: re.Match) -> str:
    avant, adresse, apres = lien.groups()
    if adresse.startswith(_SUR_PLACE):
        return lien[0]
    if cadre.contient(adresse) and _etape(cadre.dehors(adresse).partition("?")[0]):
        return lien[0]
    sur = "" if 'rel="' in lien[0] else ' rel="noopener"'  # noreferrer says it already
    return f'<a{avant} href="{cadre.dehors(adresse)}"{apres} target="_blank"{sur}>'


@lru_cache(maxsize=64)
def _etape(chemin: str) -> bool:
    try:
        resolve(chemin, urlconf="simulateur.integration.urls_du_cadre")
    except Resolver404:
        return False
    return True
