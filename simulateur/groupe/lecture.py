"""Reading a group: from its address or from JSON to one `LectureGroupe`, then to a `Groupe` of the rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from eligibility.regles.bareme import Referentiel
from eligibility.regles.groupe.modele import Groupe, Membre
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import SLUG_GENERALISTE
from simulateur.reponses.lecture import Lecture, lire_json, lire_textes, message
from simulateur.reponses.question import Question
from simulateur.reponses.requete import paires
from simulateur.reponses.types import Invalide

from . import compact
from .declaration import COMMUNES, GROUPE_PAR_CLE, MEDECIN_PAR_CLE, MEDECINS_MAX, SANS_OBJET

ACTUELS = ("pmt_actuel", "fa_actuel")
FORME_PAR_DEFAUT = "SISA"
JOUR = "date_signature"
ILLISIBLE = "Cette partie de l’adresse est abîmée : retirez ce médecin, puis ajoutez-le de nouveau."

EN_TROP = f"Un groupe compte {MEDECINS_MAX} médecins au plus : retirez celui-ci, ou un autre."


@dataclass(frozen=True)
class LectureMembre:
    """One doctor. `nom`: given, or « Médecin 1 » by its place. `erreurs`: key → message.

    `actuels`: patients today, by key (`pmt_actuel`, `fa_actuel`). `illisible`: the text of an address that
    is no doctor, kept as it is.
    """

    nom: str
    nom_donne: str
    pamsu: bool
    actuels: Mapping[str, int]
    lecture: Lecture
    erreurs: Mapping[str, str]
    illisible: str = ""

    def compact(self) -> str:
        """This doctor as the address holds it."""
        if self.illisible:
            return self.illisible
        return compact.ecrire(self.nom_donne, self._textes())

    def textes(self) -> dict[str, str]:
        """Each answer as a field holds it, the name included."""
        textes = {cle: valeurs[-1] for cle, valeurs in self._textes().items()}
        return {"nom": self.nom_donne, **textes}

    def en_json(self) -> dict[str, Any]:
        propres: dict[str, Any] = {"nom": self.nom_donne} if self.nom_donne else {}
        reponses = self.lecture.en_json().items()
        propres |= {cle: valeur for cle, valeur in reponses if cle not in SANS_OBJET}
        return propres | dict(self.actuels) | ({"pamsu": True} if self.pamsu else {})

    def _textes(self) -> dict[str, tuple[str, ...]]:
        textes: dict[str, tuple[str, ...]] = {}
        for cle, texte in paires(self.lecture, sauf=SANS_OBJET):
            textes[cle] = (*textes.get(cle, ()), texte)
        if self.pamsu:
            textes["pamsu"] = ("oui",)
        return textes | {cle: (str(valeur),) for cle, valeur in self.actuels.items()}


@dataclass(frozen=True)
class LectureGroupe:
    """What was understood of a group. `textes`: what was typed of its own answers."""

    textes: Mapping[str, str]
    valeurs: Mapping[str, Any]
    erreurs: Mapping[str, str]
    membres: tuple[LectureMembre, ...]
    aujourdhui: date

    @property
    def date_signature(self) -> date:
        return self.valeurs.get(JOUR, self.aujourdhui)

    @property
    def calculable(self) -> bool:
        return bool(self.membres) and not self.toutes_les_erreurs

    @property
    def toutes_les_erreurs(self) -> dict[str, str]:
        """Those of the group, and « medecins.2.pmt »: that answer of the third doctor."""
        des_medecins = {
            f"medecins.{rang}.{cle}": texte
            for rang, membre in enumerate(self.membres)
            for cle, texte in membre.erreurs.items()
        }
        return {**des_medecins, **self.erreurs}

    def en_json(self) -> dict[str, Any]:
        """The answers understood, as the API takes them."""
        communes = {c: GROUPE_PAR_CLE[c].type.ecrire_json(v) for c, v in self.valeurs.items()}
        return communes | {"medecins": [membre.en_json() for membre in self.membres]}

    def groupe(self) -> Groupe:
        """The group of a reading without errors; ValueError otherwise."""
        if not self.calculable:
            raise ValueError("incomplete answers")
        return Groupe(
            forme=self.valeurs.get("forme", FORME_PAR_DEFAUT),
            etp=self.valeurs.get("etp"),
            date_signature=self.date_signature,
            membres=tuple(
                Membre(m.nom, m.lecture.situation(), m.pamsu, **m.actuels) for m in self.membres
            ),
            emploi=self._emploi(),
            lieu_de_stage=self.valeurs.get("lieu_de_stage", False),
        )

    def _emploi(self) -> Situation:
        """The company as employer: the cost answers given for everybody."""
        communes = {cle: self.valeurs[cle] for cle in COMMUNES if cle in self.valeurs}
        situation = Situation(SLUG_GENERALISTE, "1", self.date_signature)
        return replace(situation, **communes)


def depuis_adresse(
    donnees: Mapping[str, Iterable[str]], referentiel: Referentiel, aujourdhui: date
) -> LectureGroupe:
    """The group of a query string: its own keys, and one `m` for each doctor.

    Those too many are kept as they are, up to as many again, each with an error that says so.
    """
    textes = {}
    for cle in GROUPE_PAR_CLE:
        donnes = [t for texte in donnees.get(cle, ()) if (t := texte.strip())]
        if donnes:
            textes[cle] = donnes[-1]
    valeurs, erreurs = _lire(GROUPE_PAR_CLE, textes, "lire_texte")
    communes = _communes(textes, valeurs)
    lus = [texte for texte in donnees.get("m", ()) if texte][: 2 * MEDECINS_MAX]
    membres = [
        _membre_compact(texte, communes, referentiel, aujourdhui) for texte in lus[:MEDECINS_MAX]
    ]
    membres += [_illisible(texte, EN_TROP, referentiel, aujourdhui) for texte in lus[MEDECINS_MAX:]]
    return _groupe(textes, valeurs, erreurs, membres, aujourdhui)


def _communes(textes: Mapping[str, str], valeurs: Mapping[str, Any]) -> dict[str, tuple[str]]:
    """Answers given once for everybody, those in error left out: they are said once."""
    return {cle: (textes[cle],) for cle in COMMUNES if cle in valeurs}


def lire_membre(
    textes: Mapping[str, Sequence[str]], groupe: LectureGroupe, referentiel: Referentiel
) -> LectureMembre:
    """One doctor that a form sent, as a member of this group."""
    communes = _communes(groupe.textes, groupe.valeurs)
    lu = membre_depuis_textes(textes, communes, referentiel, groupe.aujourdhui)
    return _groupe({}, {}, groupe.erreurs, [lu], groupe.aujourdhui).membres[0]


def depuis_json(
    donnees: Mapping[str, Any], referentiel: Referentiel, aujourdhui: date
) -> LectureGroupe:
    """The group of an object of the API. `medecins` must be a list of objects: the caller has seen to it."""
    du_groupe = {c: v for c, v in donnees.items() if c in GROUPE_PAR_CLE and v is not None}
    valeurs, erreurs = _lire(GROUPE_PAR_CLE, du_groupe, "lire_json")
    communes = {cle: du_groupe[cle] for cle in COMMUNES if cle in valeurs}
    membres = []
    for objet in donnees["medecins"]:
        du_medecin, fautes = _lire(
            MEDECIN_PAR_CLE,
            {c: v for c, v in objet.items() if c in MEDECIN_PAR_CLE and v is not None},
            "lire_json",
        )
        propres = {c: v for c, v in objet.items() if c not in MEDECIN_PAR_CLE and v is not None}
        reponses = communes | {c: v for c, v in propres.items() if c != JOUR}
        membres.append((du_medecin, fautes, lire_json(reponses, referentiel, aujourdhui)))
    return _groupe({}, valeurs, erreurs, membres, aujourdhui)


_Lu = tuple[dict[str, Any], dict[str, str], Lecture]


def _membre_compact(
    texte: str, communes: Mapping, referentiel: Referentiel, aujourdhui: date
) -> _Lu:
    try:
        nom, textes = compact.lire(texte)
    except compact.Illisible:
        return _illisible(texte, ILLISIBLE, referentiel, aujourdhui)
    return membre_depuis_textes({**textes, "nom": (nom,)}, communes, referentiel, aujourdhui)


def _illisible(texte: str, pourquoi: str, referentiel: Referentiel, aujourdhui: date) -> _Lu:
    return {"illisible": texte}, {"m": pourquoi}, lire_textes(_rien(), referentiel, aujourdhui)


def membre_depuis_textes(
    textes: Mapping[str, Sequence[str]], communes: Mapping, referentiel: Referentiel, jour: date
) -> _Lu:
    """(name and PAMSU, their errors, the other answers): of a form, a file line or an address."""
    propres = {cle: textes[cle][-1] for cle in MEDECIN_PAR_CLE if any(textes.get(cle, ()))}
    valeurs, erreurs = _lire(MEDECIN_PAR_CLE, propres, "lire_texte")
    if "nom" in erreurs:
        valeurs["nom"] = propres["nom"]  # as typed, to be mended in its field
    reponses = {c: v for c, v in textes.items() if c not in SANS_OBJET} | dict(communes)
    return valeurs, erreurs, lire_textes(reponses, referentiel, jour)


def _rien() -> dict[str, tuple[str, ...]]:
    return {cle: (valeur,) for cle, valeur in compact.DEFAUTS.items()}


def _groupe(textes, valeurs, erreurs, lus: Iterable[_Lu], aujourdhui: date) -> LectureGroupe:
    """What is wrong with the day, the same for everybody, is said once: of the group."""
    membres, erreurs = [], dict(erreurs)
    for rang, (du_medecin, fautes, lecture) in enumerate(lus, start=1):
        donne = du_medecin.get("nom", "")
        propres = {c: texte for c, texte in lecture.erreurs.items() if c != JOUR}
        if JOUR in lecture.erreurs:
            erreurs.setdefault(JOUR, lecture.erreurs[JOUR])
        membres.append(LectureMembre(
            donne or nom_par_defaut(rang), donne, du_medecin.get("pamsu", False),
            {cle: du_medecin[cle] for cle in ACTUELS if cle in du_medecin}, lecture,
            {**propres, **fautes}, du_medecin.get("illisible", ""),
        ))  # fmt: skip
    return LectureGroupe(textes, valeurs, erreurs, tuple(membres), aujourdhui)


def nom_par_defaut(place: int) -> str:
    """« Médecin 1 » for the first of the list."""
    return f"Médecin {place}"


def _lire(
    questions: Mapping[str, Question], donnees: Mapping[str, Any], methode: str
) -> tuple[dict[str, Any], dict[str, str]]:
    valeurs, erreurs = {}, {}
    for cle, donnee in donnees.items():
        question = questions[cle]
        try:
            valeurs[cle] = getattr(question.type, methode)(donnee)
        except Invalide as invalide:
            erreurs[cle] = message(question, invalide.code)
    return valeurs, erreurs
