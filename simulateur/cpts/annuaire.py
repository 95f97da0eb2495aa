"""The CPTS as the public pages read them: in the memory of each process, as the tables are.

Asked (see `Memoire`) only by a page that names a CPTS or is framed, and read again when a modification was
made.
"""

import base64
import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from eligibility import copie_locale
from eligibility.memoire import Memoire

from . import logo as logos
from . import origines
from .models import CHAMPS_PUBLICS, Cpts, Modification

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody; empty texts where nothing is known."""

    nom: str
    telephone: str
    courriel: str
    lien: str

    @property
    def connu(self) -> bool:
        return any((self.nom, self.telephone, self.courriel, self.lien))


@dataclass(frozen=True, slots=True)
class Vitrine:
    """What a CPTS shows. `empreinte`: another one as soon as something of it changes."""

    slug: str
    contact: Contact
    cpam: Contact
    logo: logos.Logo | None
    origines: tuple[str, ...]
    empreinte: str

    @property
    def nom(self) -> str:
        return self.contact.nom

    @property
    def avec_elle(self) -> str:
        """« avec la CPTS X », or « avec X » when its name does not begin so."""
        return f"avec {'la ' if self.nom.startswith('CPTS ') else ''}{self.nom}"

    @classmethod
    def de(cls, ligne: Mapping[str, str]) -> "Vitrine":
        """From a row of the database or of the local file: the public fields, `logo` in base64."""
        return cls(
            ligne["slug"],
            Contact(ligne["nom"], ligne["telephone"], ligne["courriel"], ligne["site"]),
            Contact(*(ligne[f"cpam_{c}"] for c in ("service", "telephone", "courriel", "lien"))),
            logos.lire(base64.b64decode(ligne["logo"])),
            origines.lire(ligne["origines"]),
            hashlib.blake2b(_ecrire(ligne).encode(), digest_size=8).hexdigest(),
        )


@dataclass(frozen=True, slots=True)
class Annuaire:
    """Every CPTS by its name in addresses. `modification`: the last one known; None from the local file."""

    vitrines: Mapping[str, Vitrine]
    modification: Any = None

    @classmethod
    def de(cls, lignes: list[dict[str, str]], modification: Any = None) -> "Annuaire":
        vitrines = map(Vitrine.de, lignes)
        return cls({vitrine.slug: vitrine for vitrine in vitrines}, modification)


def trouver(slug: str) -> Vitrine | None:
    """The CPTS of that name in addresses; None when there is none."""
    return _vitrines().get(slug) if slug else None


def demandee(request: HttpRequest) -> Vitrine | None:
    """The CPTS that the address of a request names, if it is one."""
    return trouver(request.GET.get("cpts", "").strip())


def toutes_les_origines() -> tuple[str, ...]:
    """Every site that some CPTS may be embedded in."""
    vitrines = _vitrines().values()
    return tuple(dict.fromkeys(origine for vitrine in vitrines for origine in vitrine.origines))


def revoir() -> None:
    """What is read next is what the database holds at this moment, and the local file too."""
    _memoire.revoir()


def oublier() -> None:
    """Forgets what is in memory: the next read is that of a newborn process."""
    _memoire.vider()


def _vitrines() -> Mapping[str, Vitrine]:
    annuaire = _memoire.lire()
    return annuaire.vitrines if annuaire is not None else {}


def _suivre(connu: Annuaire | None) -> Annuaire:
    """One query; two when something changed."""
    # False: nobody ever changed anything.
    derniere = Modification.objects.values_list("pk", "fait_le").first() or False
    if connu is not None and connu.modification == derniere:
        return connu
    lignes = _lignes()
    _garder(lignes)
    return Annuaire.de(lignes, derniere)


def _lignes() -> list[dict[str, str]]:
    lues = Cpts.objects.order_by("slug").values(*CHAMPS_PUBLICS, "logo")
    return [{**ligne, "logo": base64.b64encode(ligne["logo"]).decode()} for ligne in lues]


def _ecrire(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True)


def _fichier() -> Path:
    """Beside the copy of the tables."""
    return Path(settings.COPIE_LOCALE).with_name("cpts.json")


def _garder(lignes: list[dict[str, str]]) -> None:
    try:
        copie_locale.remplacer(_fichier(), _ecrire(lignes))
    except OSError:
        logger.warning("copie locale des CPTS non écrite")


def _gardees() -> Annuaire | None:
    """The local copy; None when it is missing, cut, or of another release."""
    try:
        return Annuaire.de(json.loads(_fichier().read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        logger.warning("copie locale des CPTS illisible")
        return None


_memoire = Memoire(_suivre, _gardees)
