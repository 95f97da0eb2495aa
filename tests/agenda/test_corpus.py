"""Le corpus entier en agenda : un fichier valide, les dates de la page, ou la page qui dit pourquoi non."""

from pathlib import Path

import icalendar
import pytest
from django.conf import settings

from simulateur.cas.lecture import lire_dossier
from simulateur.reponses.ecriture import en_requete, est_un_groupe
from simulateur.textes import agenda as textes
from simulateur.textes.echeances import libelle
from tests.agenda.fichier import ADRESSE, evenements
from tests.parcours.pages import texte
from tests.resultats.chiffres import estimation_de

pytestmark = pytest.mark.django_db
CAS = [
    cas
    for cas in lire_dossier(Path(settings.RACINE) / "fixtures" / "cas")
    if "erreur_champ" not in cas.attendu and not est_un_groupe(cas.reponses)
]
RESULTATS = "/simulation/resultats/"


def attendue(estimation) -> bool:
    """Un contrat qu'on peut signer, ou qu'on tient, et un jour encore à venir."""
    s, choisie = estimation.situation, estimation.choisie
    tenue = s.contrat == "en-cours" and s.contrat_option == s.option
    signable = estimation.verdict in ("eligible", "a_confirmer") and (choisie.ouverte or tenue)
    return signable and any(e.date >= s.date_signature for e in estimation.echeances)


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: f"{cas.fichier}-{cas.nom}")
def test_un_cas_a_son_agenda_ou_son_refus(visite, cas):
    recue = visite.ouvrir(f"{ADRESSE}?{en_requete(cas.reponses)}")
    assert recue.statut == 200
    estimation = estimation_de(recue)
    page = visite.ouvrir(f"{RESULTATS}?{recue.requete}")
    liens = [a.get("href") for a in page.racine.iter("a") if ADRESSE in a.get("href", "")]
    if not attendue(estimation):
        assert recue.chemin == RESULTATS
        assert liens == []
        return
    assert recue.chemin == ADRESSE
    assert len(liens) == 1
    octets = recue.reponse.content
    lus = evenements(octets)
    verifier_contre_la_page(lus, page)
    verifier_contre_l_estimation(lus, estimation)
    verifier_relecture(lus, icalendar.Calendar.from_ical(octets))


def verifier_contre_la_page(lus, page) -> None:
    """Les mêmes lignes que « Quand l'aide est versée », dans le même ordre."""
    (section,) = (
        s for s in page.racine.iter("section") if s.get("aria-labelledby") == "s-calendrier"
    )
    rangees = [
        texte(list(rangee.iter("td"))[1]) for rangee in next(section.iter("tbody")).iter("tr")
    ]
    titres = [" ".join(e.titre.removeprefix("Assistant médical – ").split()) for e in lus]
    assert len(rangees) == len(titres)
    for rangee, titre in zip(rangees, titres, strict=True):
        assert rangee.startswith(titre)


def verifier_contre_l_estimation(lus, estimation) -> None:
    jour = estimation.situation.date_signature
    voulues = [e for e in estimation.echeances if e.date >= jour]
    # Espaces fines, apostrophes et accents reviennent tels qu'ils sont partis.
    assert [(e.jour, e.titre) for e in lus] == [
        (e.date, f"Assistant médical – {libelle(e)}") for e in voulues
    ]
    for lu, voulue in zip(lus, voulues, strict=True):
        assert lu.description == textes.description(voulue, estimation)
        assert lu.description.endswith("Estimation\u00a0: seul le contrat avec la CPAM engage.")
        assert f"Barème {estimation.bareme.version}, révision" in lu.description
        assert ("non officiel" in lu.description) == (voulue.fiabilite != "officiel")
        assert ("Sous réserve" in lu.description) == (estimation.verdict == "a_confirmer")


def verifier_relecture(lus, calendrier) -> None:
    """La bibliothèque lit la même chose que la lecture à la main."""
    assert not calendrier.errors
    relus = [
        (str(e["UID"]), e.start, str(e["SUMMARY"]), str(e["DESCRIPTION"]))
        for e in calendrier.events
    ]
    assert relus == [(e.uid, e.jour, e.titre, e.description) for e in lus]


def test_le_corpus_a_de_quoi_eprouver():
    assert len(CAS) > 350
