"""What a question is: the shape of one entry of the declaration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eligibility.regles.bareme import Referentiel
from eligibility.regles.vocabulaire import EN_COURS
from simulateur.textes.ecriture import typographie

from .types import Choix, Entier, Jour, Mois, Nombre, OuiNon, Plusieurs

PROFIL, PATIENTELE, OPTION, RESULTATS = "profil", "patientele", "option", "resultats"
ETAPES = (PROFIL, PATIENTELE, OPTION, RESULTATS)

Valeurs = Mapping[str, Any]
Posee = Callable[[Valeurs, Referentiel], bool]


def toujours(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """One answer of the public interface.

    `cle`: URL parameter = form field = field of `Situation` = API key = column of a file.
    `type`: how it is read; None for `specialite`, whose list is a table. `posee`: whether it is asked,
    given the answers to the questions named in `selon`; an answer to a question not asked is ignored.
    `message`: what to type, with an example, when the answer cannot be read. `defaut`: the text that
    stands when nothing is said. `intitule_suivi`: how it is put to who has a running contract.
    `inconnu`: « je ne sais pas » is an answer, by leaving it empty. `case`: put as one box, where saying
    nothing is « non ». `facultatif`: said next to the question, whose field may stay empty.
    `ignorable`: an answer in error is as good as none while the others are being given.
    """

    cle: str
    etape: str
    type: Choix | Plusieurs | OuiNon | Entier | Nombre | Jour | Mois | None
    intitule: str
    pourquoi: str
    message: str
    aide: str = ""
    intitule_suivi: str = ""
    unite: str = ""
    defaut: str = ""
    obligatoire: bool = False
    inconnu: bool = False
    case: bool = False
    facultatif: bool = False
    ignorable: bool = False
    selon: tuple[str, ...] = ()
    posee: Posee = toujours

    def __post_init__(self) -> None:
        for champ in ("intitule", "intitule_suivi", "pourquoi", "message", "aide"):
            object.__setattr__(self, champ, typographie(getattr(self, champ)))

    def libelle(self, valeurs: Valeurs) -> str:
        """The question as it is put, given the other answers."""
        if self.intitule_suivi and valeurs.get("contrat") == EN_COURS:
            return self.intitule_suivi
        return self.intitule
