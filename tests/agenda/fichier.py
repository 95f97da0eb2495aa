"""Un fichier d'agenda lu octet par octet, sans la bibliothèque qui l'a écrit (RFC 5545)."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

ADRESSE = "/simulation/agenda.ics"
GENERALISTE = "file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
NOUVEAU = f"date_signature=2026-12-01&{GENERALISTE}"
SUIVI = (
    "contrat=en-cours&contrat_option=1&contrat_signature=2024-09-01&date_signature=2026-12-01"
    f"&{GENERALISTE}"
)
# Une valeur TEXT : la virgule, le point-virgule et la barre oblique n'y sont qu'échappés.
TEXTE = re.compile(r"(?:[^\\,;\x00-\x1f\x7f]|\\[\\,;n])+")
DU_CALENDRIER = {"VERSION": re.compile(r"2\.0"), "PRODID": TEXTE}
D_UN_EVENEMENT = {
    "UID": re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "DTSTAMP": re.compile(r"\d{8}T\d{6}Z"),
    "DTSTART;VALUE=DATE": re.compile(r"\d{8}"),
    "SUMMARY": TEXTE,
    "DESCRIPTION": TEXTE,
    "CLASS": re.compile("PRIVATE"),
    "TRANSP": re.compile("TRANSPARENT"),
}
ECHAPPES = re.compile(r"\\([\\,;n])")


@dataclass(frozen=True)
class Evenement:
    uid: str
    jour: date
    titre: str
    description: str
    revise: str


def lignes(octets: bytes) -> list[str]:
    """Les lignes dépliées ; chacune, avant, tient en 75 octets et ne coupe aucun caractère."""
    assert octets.endswith(b"\r\n")
    brutes = octets.removesuffix(b"\r\n").split(b"\r\n")
    trouvees: list[str] = []
    for brute in brutes:
        assert not set(brute) & set(b"\r\n")
        assert 0 < len(brute) <= 75
        ligne = brute.decode("utf-8")
        if ligne.startswith(" "):
            trouvees[-1] += ligne[1:]
        else:
            trouvees.append(ligne)
    return trouvees


def evenements(octets: bytes) -> list[Evenement]:
    """Les événements d'un fichier valide : ce qu'il faut, une fois, et rien d'autre."""
    tout = lignes(octets)
    assert (tout[0], tout[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    debut = tout.index("BEGIN:VEVENT")
    _proprietes(tout[1:debut], DU_CALENDRIER)
    trouves, bloc = [], []
    for ligne in tout[debut:-1]:
        if ligne == "BEGIN:VEVENT":
            assert bloc == []
            bloc = [ligne]
        elif ligne == "END:VEVENT":
            trouves.append(_evenement(_proprietes(bloc[1:], D_UN_EVENEMENT)))
            bloc = []
        else:
            assert bloc, ligne
            bloc.append(ligne)
    assert bloc == []
    doubles = [uid for uid, fois in Counter(e.uid for e in trouves).items() if fois > 1]
    assert doubles == []
    return trouves


def _proprietes(bloc: list[str], permises: dict[str, re.Pattern]) -> dict[str, str]:
    valeurs = dict(ligne.split(":", 1) for ligne in bloc)
    assert len(valeurs) == len(bloc), "une propriété dite deux fois"
    assert valeurs.keys() == permises.keys()
    for nom, valeur in valeurs.items():
        assert permises[nom].fullmatch(valeur), f"{nom}:{valeur}"
    return valeurs


def _evenement(valeurs: dict[str, str]) -> Evenement:
    jour = valeurs["DTSTART;VALUE=DATE"]
    return Evenement(
        valeurs["UID"],
        date(int(jour[:4]), int(jour[4:6]), int(jour[6:])),
        _lire(valeurs["SUMMARY"]),
        _lire(valeurs["DESCRIPTION"]),
        valeurs["DTSTAMP"],
    )


def _lire(texte: str) -> str:
    return ECHAPPES.sub(lambda trouve: "\n" if trouve[1] == "n" else trouve[1], texte)
