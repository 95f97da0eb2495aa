"""Des demandes comme personne n'en ferait, les mêmes à chaque fois : une situation juste, puis abîmée."""

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote, quote_from_bytes, urlencode

from eligibility.regles.bareme import Referentiel
from scripts.outils.application import Demande
from simulateur.cas.situations import situations
from simulateur.groupe.compact import LETTRES
from simulateur.groupe.declaration import COMMUNES
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE

BASES = 400
BORNE = "une-borne"
TEXTES = (
    "", " ", "-1", "0", "1", "-0", "1e400", "NaN", "inf", "-inf", "1" + "0" * 30, "9" * 5_000, "1.5", "1,5",
    "1 300", "1\u202f300", "0x10", "1_000", "٣", "²", "½", "0001-01-01", "9999-12-31", "2026-02-30",
    "2026-13-01", "31/12/9999", "0000-00-00", "2026-W01-1", "20261201", "oui", "non", "true", "null",
    "<script>alert(1)</script>", "' OR 1=1 --", "\0", "a\0b", "\u202e1300", "é" * 500, "x" * 5_000, "{}",
    "[]", "{{ x }}{% if %}", "../../etc/passwd", "%", "+", "&", "=", "1/3", ">=P95", "<P30", "1\r\nX: 1",
    "${7*7}", "\ufeff1300", "a\u0301", "Ω", "🩺", "handicap,handicap", "2026-12-01T00:00", "None",
)  # fmt: skip
OCTETS = (b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"\x00", b"%%", b"\xf0\x9f", b"\x80" * 50)
VALEURS: tuple[Any, ...] = (
    True, False, None, 0, -1, 1.5, 10**30, -(10**30), 1e308, 5e-324, "", "x" * 10_000, "\0", "\ud800", [],
    {}, [[]], [None], [1], ["handicap", 3], {"a": {"b": []}}, "2026-12-01", "0001-01-01", "9999-12-31",
    "1300", "oui", "NaN", [True], ["\ud800"], float("nan"), float("inf"), [[[[[[[[]]]]]]]], {"": ""},
)  # fmt: skip
PAGES = ("profil", "patientele", "option", "resultats", "demarches", "impression", "presentation")
FIXES = (
    "/", "/guide/", "/guide/pmt-et-file-active/", "/guide/pmt-et-file-active/extrait/", "/baremes/",
    "/baremes/2026-02-25/",
    "/nouveautes/", "/depliant/", "/integration/", "/style/", "/plan-du-site/", "/sources/", "/robots.txt",
    "/sitemap.xml", "/api/v1/specialites", "/api/v1/baremes", "/api/v1/openapi.json", "/api/v1/docs",
    "/groupe/fichier/", "/groupe/fichier/modele.csv", "/mentions-legales/", "/sante/pret", "/admin/login/",
    "/cpts/cpts-exemple/logo.png", "/embed/essai/",
)  # fmt: skip


def demandes(referentiel: Referentiel, graine: int) -> Iterator[Demande]:
    """Sans fin ; deux graines donnent deux suites."""
    tirage = random.Random(graine)  # noqa: S311 - un tirage à refaire, pas un secret
    bases = [reponses for _, reponses in islice(situations(referentiel, graine), BASES)]
    sortes, poids = zip(*SORTES, strict=True)
    while True:
        (sorte,) = tirage.choices(sortes, poids)
        demande = sorte(tirage, bases)
        # Une ligne plus longue serait refusée par le serveur, sans que le site la voie.
        if len(demande.chemin) <= 8_000:
            yield demande


def _simulation(tirage: random.Random, bases: list) -> Demande:
    cadre = "/embed" if tirage.random() < 0.1 else ""
    page = tirage.choice(PAGES)
    requete = _abimee(tirage, _paires(tirage, bases))
    return _get(tirage, f"{cadre}/simulation/{page}/?{requete}")


def _agenda(tirage: random.Random, bases: list) -> Demande:
    return _get(tirage, f"/simulation/agenda.ics?{_abimee(tirage, _paires(tirage, bases))}")


def _groupe(tirage: random.Random, bases: list) -> Demande:
    paires = [("etp", tirage.choice(("1", "2", "1.5", "0", "45", *TEXTES)))]
    paires += [("forme", tirage.choice(("SISA", "SEL", "SCM", "aucune", "x")))]
    paires += [(cle, _texte(tirage)) for cle in COMMUNES if tirage.random() < 0.1]
    paires += [("m", _membre(tirage)) for _ in range(tirage.choice((0, 1, 2, 3, 5, 31)))]
    paires += [
        (cle, tirage.choice((valeur, _texte(tirage))))
        for cle, valeur in (
            ("vue", "modifier"), ("vue", "ajouter"), ("rang", "1"), ("envoi", "medecin"), ("nom", "X"),
            ("geste", "copier"), ("retour", "1"), ("pmt", "900"), ("contrat", "en-cours"),
        )
        if tirage.random() < 0.2
    ]  # fmt: skip
    page = tirage.choice(("/groupe/", "/groupe/", "/groupe/presentation/"))
    return _get(tirage, f"{page}?{_abimee(tirage, paires)}")


def _membre(tirage: random.Random) -> str:
    morceaux = [
        lettre + tirage.choice(("900", "1300", "o", "5", "h", "20230901", "", _texte(tirage)[:20]))
        for lettre in tirage.sample([*LETTRES, "z", "p", "a"], tirage.randint(0, 4))
    ]
    version = "1" if tirage.random() < 0.95 else tirage.choice(("", "2", "é"))
    return version + ".".join(morceaux) + tirage.choice(("", "~Dr X", "~" + _texte(tirage)[:60]))


def _api_en_adresse(tirage: random.Random, bases: list) -> Demande:
    return _get(tirage, f"/api/v1/estimation?{_abimee(tirage, _paires(tirage, bases))}")


def _api_en_json(tirage: random.Random, bases: list) -> Demande:
    chemin = tirage.choice(("estimation", "estimation", "estimations", "groupe"))
    une = _json_abime(tirage, dict(tirage.choice(bases)))
    if chemin == "estimations":
        une = {"situations": [une, *tirage.sample([*bases, *VALEURS], 2)]}
    elif chemin == "groupe":
        une = {
            "etp": tirage.choice(("1", 2, *VALEURS)),
            "medecins": [une, *tirage.sample(bases, 1)],
        }
    if tirage.random() < 0.1:
        une = tirage.choice(VALEURS)
    corps = json.dumps(une).encode()
    if tirage.random() < 0.1:
        corps = _octets_abimes(tirage, corps)
    type_ = "application/json" if tirage.random() < 0.97 else _texte(tirage).encode()[:40].hex()
    return Demande("POST", f"/api/v1/{chemin}", {"Content-Type": type_}, corps)


def _fichier(tirage: random.Random, bases: list) -> Demande:
    colonnes = [*tirage.sample(list(PAR_CLE), 6), "specialite", "secteur", "nom"]
    rangees = [";".join(colonnes)]
    rangees += [
        ";".join(_texte(tirage)[:80].replace("\n", " ") for _ in colonnes) for _ in range(3)
    ]
    contenu = _octets_abimes(tirage, "\r\n".join(rangees).encode("utf-8", "replace"))
    resultat = tirage.choice(("ecran", "csv", "xlsx", _texte(tirage)[:20]))
    corps = (
        f'--{BORNE}\r\nContent-Disposition: form-data; name="resultat"\r\n\r\n{resultat}\r\n'
        f'--{BORNE}\r\nContent-Disposition: form-data; name="fichier"; filename="f.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode("utf-8", "replace")
    corps += contenu + f"\r\n--{BORNE}--\r\n".encode()
    if tirage.random() < 0.1:
        corps = _octets_abimes(tirage, corps)
    return Demande(
        "POST",
        "/groupe/fichier/",
        {"Content-Type": f"multipart/form-data; boundary={BORNE}"},
        corps,
    )


def _page_fixe(tirage: random.Random, bases: list) -> Demande:
    chemin = tirage.choice(FIXES)
    paires = [
        (cle, _texte(tirage)) for cle in (*CLES_DE_PRESENTATION, "ids") if tirage.random() < 0.4
    ]
    return _get(tirage, f"{chemin}?{_abimee(tirage, paires)}")


def _chemin_fou(tirage: random.Random, bases: list) -> Demande:
    chemin = list(
        tirage.choice((*FIXES, "/simulation/resultats/", "/groupe/", "/static/css/site.css"))
    )
    for _ in range(tirage.randint(1, 4)):
        chemin.insert(tirage.randint(1, len(chemin)), _brut(tirage)[:40])
    methode = tirage.choice(("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"))
    return Demande(methode, "".join(chemin))


SORTES: tuple[tuple[Callable[[random.Random, list], Demande], int], ...] = (
    (_simulation, 48),
    (_agenda, 5),
    (_groupe, 12),
    (_api_en_adresse, 8),
    (_api_en_json, 12),
    (_fichier, 3),
    (_page_fixe, 8),
    (_chemin_fou, 4),
)


def _get(tirage: random.Random, chemin: str) -> Demande:
    entetes = {}
    if tirage.random() < 0.15:
        entetes["HX-Request"] = "true"
        entetes["HX-Target"] = tirage.choice(("contenu", "resultat", "x", "suivi"))
    if tirage.random() < 0.05:
        entetes["If-None-Match"] = tirage.choice(('"x"', "*", 'W/"', "é"))
    if tirage.random() < 0.3:
        entetes["Accept-Encoding"] = "gzip"
    return Demande("HEAD" if tirage.random() < 0.03 else "GET", chemin, entetes)


def _paires(tirage: random.Random, bases: list) -> list[tuple[str, str]]:
    """Une situation que le site accepte, où quelques réponses deviennent n'importe quoi."""
    reponses = dict(tirage.choice(bases))
    for _ in range(tirage.choice((0, 0, 0, 0, 1, 1, 2, 4))):
        reponses[tirage.choice([*PAR_CLE, *CLES_DE_PRESENTATION])] = _texte(tirage)
    if tirage.random() < 0.1:
        reponses.pop(tirage.choice(list(reponses)))
    if tirage.random() < 0.2:
        reponses["vue"] = tirage.choice(("cout", "suivi", "calcul", "modifier", "erreurs"))
    if tirage.random() < 0.05:
        reponses["bareme"] = tirage.choice(("2024-06-22.1", "2026-02-25.9", "1"))
    paires = []
    for cle, valeur in reponses.items():
        valeurs = valeur if isinstance(valeur, list) else [valeur]
        paires += [(cle, _dit(v)) for v in valeurs]
    if tirage.random() < 0.05:
        paires += tirage.choices(paires, k=tirage.randint(1, 30))
    if tirage.random() < 0.3:
        tirage.shuffle(paires)
    return paires


def _dit(valeur: Any) -> str:
    return {True: "oui", False: "non"}.get(valeur, str(valeur)) if valeur is not None else ""


def _abimee(tirage: random.Random, paires: list[tuple[str, str]]) -> str:
    """La requête écrite ; parfois coupée, ou des octets mis n'importe où."""
    requete = urlencode(paires, errors="surrogatepass")
    if tirage.random() < 0.1 and requete:
        coupe = tirage.randint(0, len(requete))
        requete = requete[:coupe] + _brut(tirage) + requete[coupe + tirage.randint(0, 5) :]
    return requete


def _json_abime(tirage: random.Random, reponses: dict) -> dict:
    for _ in range(tirage.choice((0, 1, 1, 2, 3))):
        reponses[tirage.choice([*PAR_CLE, "zzz"])] = tirage.choice((*VALEURS, _texte(tirage)))
    return reponses


def _octets_abimes(tirage: random.Random, octets: bytes) -> bytes:
    for _ in range(tirage.randint(0, 3)):
        ou = tirage.randint(0, len(octets))
        octets = octets[:ou] + tirage.choice(OCTETS) + octets[ou + tirage.randint(0, 3) :]
    return octets


def _texte(tirage: random.Random) -> str:
    if tirage.random() < 0.3:
        return str(tirage.randint(-10, 10 ** tirage.randint(1, 12)))
    return tirage.choice(TEXTES)


def _brut(tirage: random.Random) -> str:
    """Des caractères écrits dans une adresse : codés, mal codés, ou tels quels."""
    if tirage.random() < 0.5:
        return quote_from_bytes(tirage.choice(OCTETS))
    return quote(_texte(tirage)[:200], safe=tirage.choice(("", "/&=;", "%&?")))
