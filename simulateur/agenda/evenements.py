"""An `Estimation` as an iCalendar object (RFC 5545): one day for each date to come.

A calendar is often shared, with a practice or a company: the file holds the dates and the amounts of the
payments, neither the patientele, the cost nor the address of the result.
"""

import json
from dataclasses import fields
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.utils import timezone
from icalendar import CLASS, TRANSP, Calendar, Event

from eligibility.regles.echeances import Echeance
from eligibility.regles.estimation import Estimation
from eligibility.regles.situation import Situation
from simulateur.reponses.declaration import PAR_CLE, questions_de
from simulateur.reponses.question import RESULTATS
from simulateur.textes import agenda as textes

PRODID = "-//assistant-medical//simulateur non officiel//FR"
# Identifiers live for years in other people's calendars: nothing that they are made of may change.
ESPACE = UUID("be91f13f-bfa6-4173-beb5-377e90ba890c")
# Figures of the result's own step come and go: the events stay the same, and are updated.
HORS_SITUATION = frozenset(question.cle for question in questions_de(RESULTATS))


def agenda(estimation: Estimation, jour: date, brouillon: str = "") -> Calendar:
    """The dates to come of an estimation made on `jour`. There must be one: an empty calendar is not valid.

    `brouillon`: the draft they are computed with, if any. Each event says so, and is another event than the
    public one: a calendar that has both keeps both.

    No METHOD (nobody is invited), so DTSTAMP says when the event was last revised, as LAST-MODIFIED would:
    the beginning of the day, for a file that is the same all day long. No SEQUENCE: it would count
    revisions that nobody keeps. No DTEND: an event that starts on a date lasts that day.
    """
    calendrier = Calendar()
    calendrier.prodid, calendrier.version = PRODID, "2.0"
    espace = uuid5(ESPACE, brouillon + _canonique(estimation.situation))
    debut = datetime.combine(jour, time.min, timezone.get_current_timezone())
    for echeance in estimation.echeances_a_venir:
        calendrier.add_component(
            Event.new(
                uid=uuid5(espace, _nom(echeance)),
                stamp=debut,
                start=echeance.date,
                summary=textes.titre(echeance, brouillon),
                description=textes.description(echeance, estimation, brouillon),
                # Others see neither the amounts nor a busy doctor, where the calendar heeds these.
                classification=CLASS.PRIVATE,
                transparency=TRANSP.TRANSPARENT,
            )
        )
    return calendrier


def _canonique(situation: Situation) -> str:
    """The answers that tell one situation from another, in one spelling.

    What only repeats a default is left out: a question added later leaves the others' events alone.
    """
    dites = {}
    for champ in fields(situation):
        cle, valeur = champ.name, getattr(situation, champ.name)
        if cle not in HORS_SITUATION and valeur != champ.default:
            type_ = PAR_CLE[cle].type
            dites[cle] = valeur if type_ is None else type_.ecrire_json(valeur)
    return json.dumps(dites, sort_keys=True)


def _nom(echeance: Echeance) -> str:
    """What tells an event from the others of its situation, whatever its day and its amount."""
    return f"{echeance.code}.{echeance.detail.get('annee', '')}"
