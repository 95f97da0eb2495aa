"""The address of a group: what it says, and the addresses that one gesture leads to.

The whole state is in it: adding, changing, removing, moving a doctor are links to another address.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from eligibility.regles.bareme import Referentiel
from eligibility.selectors import Tables
from simulateur.parcours.adresse import LONGUEUR_PRESENTATION
from simulateur.plateforme.pages import chemin

from . import compact
from .declaration import GROUPE_PAR_CLE, MEDECINS_MAX, NOM_MAX
from .lecture import JOUR, LectureGroupe, depuis_adresse, nom_par_defaut

PAGE = "groupe:page"
# The list of doctors, where each gesture comes back to.
LISTE = "#medecins"
# What is shown beside the group: a doctor's form, the one just removed.
AJOUTER, MODIFIER = "ajouter", "modifier"
RETIRE = "retire"
# What a copy's name ends with: the copy of a copy is another copy of the same doctor.
COPIE = re.compile(r" \(copie(?: \d+)?\)$", re.ASCII)


@dataclass(frozen=True)
class Adresse:
    """What a query string says. `rang`: of the doctor being changed, from 0; None: a new one.

    `bareme`: version and revision seen when the link was made.
    """

    lecture: LectureGroupe
    tables: Tables
    cpts: str
    bareme: str
    vue: str
    rang: int | None
    retire: str

    @property
    def referentiel(self) -> Referentiel:
        return self.tables.referentiel

    @property
    def medecins(self) -> list[str]:
        """Each doctor as the address holds it."""
        return [membre.compact() for membre in self.lecture.membres]

    @property
    def complet(self) -> bool:
        return len(self.lecture.membres) >= MEDECINS_MAX

    def lien(self, medecins: Sequence[str] | None = None, **autres: str) -> str:
        """Path of the page with these doctors (the same ones when None) and nothing else changed."""
        return f"{chemin(PAGE)}?{self.requete(medecins, **autres)}"

    def lien_date(self, **autres: str) -> str:
        """The same, its day of signature written: a link means the same tomorrow."""
        date = (
            {} if JOUR in self.lecture.textes else {JOUR: self.lecture.date_signature.isoformat()}
        )
        return self.lien(**autres, **date)

    def requete(self, medecins: Sequence[str] | None = None, **autres: str) -> str:
        """The query string of this group, with these doctors."""
        paires = [
            *self.communes(),
            *((cle, valeur) for cle, valeur in self._presentation(autres).items() if valeur),
        ]
        return en_requete(paires, self.medecins if medecins is None else medecins)

    def gardees(self) -> list[tuple[str, str]]:
        """What the form of a doctor carries on: the group's answers, the CPTS, the barème seen."""
        return [*self.communes(), *((c, v) for c, v in self._presentation({}).items() if v)]

    def _presentation(self, autres: Mapping[str, str]) -> dict[str, str]:
        return {"cpts": self.cpts, "bareme": self.bareme, **autres}

    def communes(self) -> list[tuple[str, str]]:
        """The group's answers: understood ones rewritten, bad ones as typed."""
        lecture = self.lecture
        return [
            (
                cle,
                GROUPE_PAR_CLE[cle].type.ecrire_texte(lecture.valeurs[cle])
                if cle in lecture.valeurs
                else texte,
            )
            for cle, texte in lecture.textes.items()
        ]

    def sans(self, rang: int) -> str:
        """Without that doctor, whom the page offers to put back."""
        medecins = self.medecins
        parti = medecins.pop(rang)
        return self.lien(medecins, retire=f"{rang}.{parti}") + LISTE

    def en_double(self, rang: int) -> str:
        """With a second doctor like that one, under a name nobody else has."""
        medecins = self.medecins
        nom, textes = compact.lire(medecins[rang])
        medecins.insert(rang + 1, compact.ecrire(self._nom_de_copie(nom), textes))
        return self.lien(medecins) + LISTE

    def _nom_de_copie(self, nom: str) -> str:
        """« Dr Martin (copie) », « Dr Martin (copie 2) »; without a name, its place will name it."""
        if not nom:
            return ""
        pris = {membre.nom for membre in self.lecture.membres}
        racine = COPIE.sub("", nom)
        suffixes = (f" (copie {n})" if n > 1 else " (copie)" for n in count(1))
        noms = (racine[: NOM_MAX - len(suffixe)].rstrip() + suffixe for suffixe in suffixes)
        return next(nom for nom in noms if nom not in pris)

    def deplace(self, rang: int, pas: int) -> str:
        medecins = self.medecins
        medecins.insert(rang + pas, medecins.pop(rang))
        return self.lien(medecins) + LISTE

    def parti(self) -> str:
        """Name of the doctor just removed; nothing when none was."""
        rang, texte = self._retire()
        if not texte:
            return ""
        try:
            nom, _ = compact.lire(texte)
        except compact.Illisible:
            nom = ""
        propre = "".join(c for c in " ".join(nom.split()) if c.isprintable())
        return propre[:NOM_MAX] or nom_par_defaut(rang + 1)

    def remis(self) -> str:
        """With that doctor back in its place: the address from before."""
        rang, texte = self._retire()
        if not texte or self.complet:
            return ""
        medecins = self.medecins
        medecins.insert(min(rang, len(medecins)), texte)
        return self.lien(medecins) + LISTE

    def _retire(self) -> tuple[int, str]:
        """(rank, the doctor as the address held it); (0, "") when none was removed."""
        rang, _, texte = self.retire.partition(".")
        valable = rang.isascii() and rang.isdecimal() and len(rang) <= 2
        return (int(rang), texte) if valable else (0, "")


def en_requete(communes: Sequence[tuple[str, str]], medecins: Iterable[str]) -> str:
    """The one spelling: what holds for everybody, sorted, then each doctor as the address holds it."""
    return urlencode([*sorted(communes), *(("m", m) for m in medecins)], safe="~,")


def cout_du_groupe(request: HttpRequest) -> int:
    """What comparing these takes: about the square of their number, a hundred and one for thirty.

    So that one address takes a quarter of a processor at most, and a room can still open one large group.
    """
    return 1 + min(len(request.GET.getlist("m")), MEDECINS_MAX) ** 2 // 9


def lire_adresse(request: HttpRequest) -> Adresse:
    """Reads the address with the tables that `page_avec_reponses` gave the request."""
    tables = request.tables
    donnees = dict(request.GET.lists())
    lecture = depuis_adresse(donnees, tables.referentiel, timezone.localdate())
    rang = request.GET.get("rang", "")
    valable = rang.isascii() and rang.isdecimal() and len(rang) <= 2
    vue = request.GET.get("vue", "")
    return Adresse(
        lecture,
        tables,
        *(request.GET.get(cle, "").strip()[:LONGUEUR_PRESENTATION] for cle in ("cpts", "bareme")),
        vue if vue in (AJOUTER, MODIFIER) else "",
        int(rang) if valable and int(rang) < len(lecture.membres) else None,
        request.GET.get(RETIRE, ""),
    )
