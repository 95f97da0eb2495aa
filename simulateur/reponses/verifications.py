"""Answers that contradict each other or the tables: errors at the field, in French."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from eligibility.regles.bareme import Referentiel
from eligibility.regles.options import FERMEE, options_du_groupe, ouverture
from eligibility.regles.situation import Situation, cle_de_signature
from eligibility.regles.tranches import exclusion
from eligibility.regles.vocabulaire import EN_COURS, OPTION_TIERS_TEMPS
from simulateur.textes.ecriture import date_en_lettres, nombre, typographie

from . import profil
from .patientele import TRANCHES_LIBELLES

# How far ahead a signature may be imagined: beyond, it is a typing error.
ANNEES_A_VENIR = 10

Erreur = tuple[str, str]
OPTIONS_DU_CONTRAT = tuple(q.cle for q in profil.QUESTIONS if q.type == profil.CHOIX_OPTION)


@dataclass(frozen=True)
class Reponses:
    """Readable answers to the questions asked, `date_signature` included, and the tables."""

    valeurs: dict[str, Any]
    referentiel: Referentiel
    illisibles: frozenset[str]  # given, but not readable: not to be called missing

    def __getattr__(self, cle: str) -> Any:
        return self.valeurs.get(cle)

    @property
    def premier_jour(self) -> date:
        return self.referentiel.baremes[0].date_effet

    @property
    def signature(self) -> date | None:
        return self.valeurs.get(cle_de_signature(self.contrat))


def _signatures(r: Reponses) -> Iterator[Erreur]:
    for cle in ("contrat_signature", "date_signature"):
        signature = r.valeurs.get(cle)
        if signature is not None and signature < r.premier_jour:
            premier = date_en_lettres(r.premier_jour)
            yield cle, f"L'aide existe depuis le {premier} : indiquez une date à partir de ce jour."
    if r.contrat_signature and r.date_signature and r.contrat_signature > r.date_signature:
        reference = date_en_lettres(r.date_signature)
        yield (
            "contrat_signature",
            f"Votre contrat en cours ne peut pas être signé après le {reference}, date retenue pour "
            "cette simulation.",
        )
    if r.contrat_fin and r.date_signature and r.contrat_fin > r.date_signature:
        reference = date_en_lettres(r.date_signature)
        yield (
            "contrat_fin",
            f"Un contrat terminé s'est arrêté avant la nouvelle signature ({reference}). S'il court "
            "encore, choisissez « il est en cours ».",
        )


def _tiers_temps(r: Reponses) -> Iterator[Erreur]:
    """1/3 ETP: only in a running contract, signed while it was still open."""
    if r.option == OPTION_TIERS_TEMPS and r.contrat_option != OPTION_TIERS_TEMPS:
        yield (
            "option",
            "Le tiers temps n'est plus proposé : choisissez un mi-temps ou un temps plein.",
        )
    signature = r.contrat_signature
    if signature is None or signature < r.premier_jour:
        return
    if ouverture(r.referentiel.bareme_at(signature), OPTION_TIERS_TEMPS) != FERMEE:
        return
    for cle in OPTIONS_DU_CONTRAT:
        if r.valeurs.get(cle) == OPTION_TIERS_TEMPS:
            yield (
                cle,
                "Le tiers temps n'était plus proposé à la date de signature de ce contrat : "
                "vérifiez l'option ou la date.",
            )


def _second_assistant(r: Reponses) -> Iterator[Erreur]:
    if r.specialite is None:
        return
    possibles = options_du_groupe(r.referentiel.groupe(r.specialite))
    for cle in ("option", *OPTIONS_DU_CONTRAT):
        if r.valeurs.get(cle) not in (None, *possibles):
            yield cle, "Seuls les médecins généralistes (hors MEP) peuvent aller au-delà de 1 ETP."


def _avenant(r: Reponses) -> Iterator[Erreur]:
    if r.contrat != EN_COURS:
        return
    avenant, initiale = r.contrat_avenant, r.contrat_option_initiale
    # The error stands at the answer that cannot stay alone: emptying it mends it too.
    if avenant and not initiale and "contrat_option_initiale" not in r.illisibles:
        yield (
            "contrat_avenant",
            "Cette date va avec l'option d'avant l'avenant : indiquez les deux.",
        )
    if initiale and not avenant and "contrat_avenant" not in r.illisibles:
        yield (
            "contrat_option_initiale",
            "Cette option va avec la date de l'avenant : indiquez les deux.",
        )
    if not avenant:
        return
    if r.contrat_signature and avenant < r.contrat_signature:
        debut = date_en_lettres(r.contrat_signature)
        yield "contrat_avenant", f"L'avenant suit la signature du contrat ({debut})."
    elif r.date_signature and avenant > r.date_signature:
        fin = date_en_lettres(r.date_signature)
        yield "contrat_avenant", f"L'avenant ne peut pas être postérieur au {fin}."


def _soixante_cinq_ans(r: Reponses) -> Iterator[Erreur]:
    if r.date_65 and r.signature and r.date_65 < r.signature.replace(day=1):
        yield (
            "date_65",
            "Ce mois précède la signature : cochez plutôt « 65 ans ou plus à la signature ».",
        )


def _tranche(r: Reponses) -> Iterator[Erreur]:
    """A stated band that a known threshold excludes, with the threshold."""
    signature = r.signature
    if not (r.tranche and r.specialite and signature and signature >= r.premier_jour):
        return
    situation = Situation(
        r.specialite,
        "",
        signature,
        tranche=r.tranche,
        pmt=r.pmt,
        file_active=r.file_active,
    )
    exclue = exclusion(situation, r.referentiel)
    if exclue is None:
        return
    quoi = "patients médecin traitant" if exclue.indicateur == "pmt" else "patients de file active"
    sens = "sous" if exclue.trop_haute else "au niveau ou au-dessus de"
    yield (
        "tranche",
        f"Avec {nombre(exclue.valeur)} {quoi}, vous êtes {sens} ce seuil : le "
        f"{exclue.percentile}e percentile est à {nombre(exclue.seuil)} patients. "
        f"« {TRANCHES_LIBELLES[exclue.tranche]} » n'est donc pas possible : corrigez la tranche ou le "
        "nombre de patients.",
    )


VERIFICATIONS: tuple[Callable[[Reponses], Iterator[Erreur]], ...] = (
    _signatures,
    _tiers_temps,
    _second_assistant,
    _avenant,
    _soixante_cinq_ans,
    _tranche,
)


def verifier(
    valeurs: dict[str, Any], referentiel: Referentiel, illisibles: frozenset[str]
) -> dict[str, str]:
    """The first error of each field among answers that can all be read on their own."""
    reponses = Reponses(valeurs, referentiel, illisibles)
    erreurs: dict[str, str] = {}
    for verification in VERIFICATIONS:
        for cle, message in verification(reponses):
            erreurs.setdefault(cle, typographie(message))
    return erreurs
