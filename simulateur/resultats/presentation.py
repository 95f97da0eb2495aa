"""An `Estimation` as the result page shows it: words and written figures, nothing computed."""

from dataclasses import dataclass
from datetime import date

from eligibility.regles.annees import SUPPOSE, AnneeContrat
from eligibility.regles.bareme import Referentiel
from eligibility.regles.calendrier import A_VENIR, ENTAMEE
from eligibility.regles.criteres import Critere
from eligibility.regles.estimation import Estimation
from eligibility.regles.options import OptionEstimee
from eligibility.regles.vocabulaire import (
    A_VERIFIER,
    BLOQUANT,
    NON_ELIGIBLE,
    OK,
)
from simulateur.textes import criteres as textes_criteres
from simulateur.textes import echeances as textes_echeances
from simulateur.textes import questions as textes_questions
from simulateur.textes import resultat as textes
from simulateur.textes.contrat import PERIODES
from simulateur.textes.ecriture import date_en_lettres, euros
from simulateur.textes.mots import OPTIONS, OPTIONS_LONGUES, VERDICTS
from simulateur.textes.options import condition
from simulateur.textes.parcours import JUSQU_A

from . import graphiques
from .graphiques import graphique
from .portee import portee
from .tranches import situer


@dataclass(frozen=True)
class Presentation:
    """Everything below takes the same estimation and tables."""

    e: Estimation
    referentiel: Referentiel

    @property
    def option(self) -> OptionEstimee:
        return self.e.choisie

    # --- the verdict -----------------------------------------------------------------------

    def annee_phare(self) -> AnneeContrat | None:
        """The year whose amount is told first."""
        return next(iter(self.option.annees_a_dire), None)

    def verdict(self) -> dict:
        verdict, annee = self.e.verdict, self.annee_phare()
        suivi = self.e.situation.suit_un_contrat
        if annee is None:
            phrase = textes.VERDICT_SANS_MONTANT[verdict]
        else:
            modeles = textes.VERDICTS_SUIVI if suivi else textes.VERDICTS
            modele = (textes.VERDICTS_AVENANT if self.avenant else modeles)[verdict]
            premiere = annee.annee == 1
            phrase = modele.format(
                montant=_montant_annonce(annee),
                quand=textes.PREMIERE_ANNEE if premiere else textes.ANNEE.format(annee=annee.annee),
                option=OPTIONS_LONGUES[self.option.option] + _suppose(annee),
            )
        return {
            "verdict": verdict,
            "phrase": phrase,
            "suite": " ".join(self._ce_qui_compte()) or textes.SUITES[verdict],
        }

    def _ce_qui_compte(self) -> list[str]:
        """All that blocks, else the first thing that waits, and whether the option is open."""
        bloquants = [c for c in self.e.criteres if c.etat == BLOQUANT]
        attentes = [c for c in self.e.criteres if c.etat == A_VERIFIER]
        # What would lift the refusal has its own list.
        dire = _pourquoi if self.e.deblocages else _ce_qu_il_dit
        phrases = [dire(critere) for critere in bloquants or attentes[:1]]
        if not self.option.ouverte and not self.propre:
            option = OPTIONS_LONGUES[self.option.option]
            phrases.append(textes.OPTION_FERMEE.format(option=option))
        return phrases

    @property
    def propre(self) -> bool:
        """The option shown is that of the running contract."""
        return self.e.situation.tient(self.option.option)

    @property
    def avenant(self) -> bool:
        """The doctor considers another option than that of the running contract."""
        return self.e.situation.suit_un_contrat and not self.propre

    def resume(self) -> dict:
        annee = self.annee_phare()
        if annee is None:
            return {"verdict_mot": VERDICTS[self.e.verdict], "montant": "", "libelle": ""}
        libelle = f"année {annee.annee}, {OPTIONS[self.option.option]}{_suppose(annee)}"
        if self.e.verdict == NON_ELIGIBLE:
            libelle += ", à titre indicatif"
        return {
            "verdict_mot": VERDICTS[self.e.verdict],
            "montant": _montant_annonce(annee),
            "libelle": libelle,
        }

    # --- the years -------------------------------------------------------------------------

    def titre_des_annees(self) -> str:
        if self.avenant:
            return textes.TITRE_AVENANT.format(option=OPTIONS[self.option.option])
        suivi = self.e.situation.suit_un_contrat
        return textes.TITRE_CONTRAT if suivi else textes.TITRE_NOUVEAU

    def annees(self) -> list[dict]:
        """Years of the option; with another one held, past years are there for the record."""
        return [
            {**_annee(annee), "pour_memoire": self.avenant and annee.periode != A_VENIR}
            for annee in self.option.annees
        ]

    def graphique(self):
        return graphique(
            [
                graphiques.Annee(
                    f"Année {annee.annee}",
                    "–" if annee.montant is None else euros(annee.montant),
                    annee.montant,
                    certain=annee.montant_assure,
                    precision=f"{annee.debut:%m/%Y}",
                )
                for annee in self.option.annees
            ]
        )

    def total_libelle(self) -> str:
        """Under another option than that held, what is past is paid otherwise: it is left out."""
        if self.avenant:
            a_venir = [annee for annee in self.option.annees if annee.periode == A_VENIR]
            return textes.TOTAL_A_VENIR + textes.PORTEES[portee(a_venir)]
        annees = self.option.annees
        return f"Total sur {len(annees)} ans" + textes.PORTEES[portee(annees)]

    def explications(self) -> list[str]:
        """A few plain sentences."""
        phrases = [textes.EXPLICATION_MONTANTS]
        if any(annee.motif == "sans_suivi" for annee in self.option.annees):
            phrases.append(textes.EXPLICATION_OBJECTIF)
        phrases += situer(self.e)
        if self.e.prolonge:
            tacite = self.e.bareme_signature.entier("reconduction_tacite")
            phrases.append(textes.RECONDUIT if tacite else textes.PROLONGE)
        return phrases

    def manques(self) -> list[str]:
        return [condition(code, self.e.bareme) for code in self.option.conditions_manquantes]

    # --- the reasons -----------------------------------------------------------------------

    def criteres_en_cause(self) -> list[dict]:
        """Those that block or wait for the CPAM, in the order of the rules."""
        return [self._critere(critere) for critere in self.e.criteres if critere.etat != OK]

    def criteres_remplis(self) -> list[dict]:
        return [self._critere(critere) for critere in self.e.criteres if critere.etat == OK]

    def _critere(self, critere: Critere) -> dict:
        explication, changerait = textes_criteres.expliquer(critere)
        # What would lift a refusal has its own list.
        ailleurs = critere.etat == BLOQUANT and self.e.deblocages
        source = self.referentiel.source(critere.source)
        return {
            "id": critere.id,
            "titre": textes_criteres.TITRES[critere.id],
            "etat": critere.etat,
            "explication": explication,
            "distance": textes_criteres.distance(critere),
            "changerait": "" if critere.manque is not None or ailleurs else changerait,
            "fiabilite": critere.fiabilite,
            "cle": source.cle,
            "source": source.libelle,
            "lien": source.lien,
        }

    # --- the dates -------------------------------------------------------------------------

    def echeances(self) -> list[dict]:
        return [
            {
                "type": echeance.type,
                "date": date_en_lettres(echeance.date),
                "libelle": textes_echeances.libelle(echeance),
                "fiabilite": echeance.fiabilite,
            }
            for echeance in self.e.echeances_a_venir
        ]

    def a_un_agenda(self) -> bool:
        """Dates worth keeping: those of a contract that could be signed, or that is held."""
        possible = self.e.verdict != NON_ELIGIBLE and (self.option.ouverte or self.propre)
        return possible and bool(self.e.echeances_a_venir)

    # --- what to ask -----------------------------------------------------------------------

    def questions(self) -> list[str]:
        return [textes_questions.texte(question) for question in self.e.questions]

    def message(self) -> str:
        questions = self.questions()
        if not questions:
            return ""
        return textes.MESSAGE_CPAM.format(questions="\n".join(f"- {q}" for q in questions))


def _pourquoi(critere: Critere) -> str:
    return textes_criteres.distance(critere) or textes_criteres.expliquer(critere)[0]


def _ce_qu_il_dit(critere: Critere) -> str:
    """One sentence or two: how far it is, else why and what would change it."""
    if distance := textes_criteres.distance(critere):
        return distance
    return " ".join(texte for texte in textes_criteres.expliquer(critere) if texte)


def _montant_annonce(annee: AnneeContrat) -> str:
    return (JUSQU_A if annee.au_plus else "") + euros(annee.montant)


def _suppose(annee: AnneeContrat) -> str:
    """An amount that rests on levels typed for years to come says so; « jusqu'à » says it already."""
    nature = portee([annee])
    return textes.PORTEES[nature] if nature == SUPPOSE else ""


def _annee(annee: AnneeContrat) -> dict:
    return {
        "libelle": f"Année {annee.annee}",
        "debut": date_en_lettres(annee.debut),
        "montant": "pas de montant" if annee.montant is None else euros(annee.montant),
        "note": textes.NOTES[portee([annee])],
        "en_cours": annee.periode == ENTAMEE,
        "bareme": date_en_lettres(date.fromisoformat(annee.bareme)),
        "periode": PERIODES[annee.periode],
        "fiabilite": annee.fiabilite,
        "valeur": "" if annee.montant is None else f"{annee.montant:.2f}",
    }
