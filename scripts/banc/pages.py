"""Les pages et l'API derrière gunicorn : durée, débit, requêtes SQL, poids, au regard des budgets."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from eligibility import selectors
from scripts.outils import RACINE
from scripts.outils.adresses import Adresses
from scripts.outils.serveurs import Serveur, lancer

from .client import Connexion, Reponse, a_saturation
from .mesures import Mesure, Temps, ko, ms

# Au bout de ce temps, la mémoire demande à la base si les tables ont changé.
FRAICHEUR_S = 0.3
BUDGET_P95, BUDGET_P99 = 15e-3, 40e-3
BUDGET_DEBIT = 80
CONNEXIONS = 4  # par ouvrier, autant que ses fils
# Octets compressés, par page vue pour la première fois.
BUDGET_CSS, BUDGET_JS, BUDGET_TOTAL, BUDGET_DEMANDES = 12_000, 21_000, 42_000, 6


@dataclass(frozen=True)
class Page:
    """`pesee` : une page de l'écran, avec ses fichiers ; `budget_html` en octets compressés."""

    nom: str
    chemin: str
    budget_html: int = 8_000
    debit: bool = False
    pesee: bool = True


@dataclass(frozen=True)
class Nu:
    """La vue Django nue, sur le même nombre d'ouvriers : secondes à l'unité, demandes par seconde."""

    temps: Temps
    debit: float


PAGES = (
    Page("accueil", "/"),
    Page("profil", "/simulation/profil/"),
    Page("patientèle", "/simulation/patientele/"),
    Page("option", "/simulation/option/"),
    Page("résultat", "/simulation/resultats/", budget_html=14_000, debit=True),
    Page("API", "/api/v1/estimation", pesee=False),
)


def mesurer(
    serveur: Serveur, page: Page, adresses: Adresses, combien: int, nu: Nu, ouvriers: int = 1
) -> Iterator[Mesure]:
    """Une demande à la fois, puis autant que le serveur en sert ; les budgets sont ceux d'un ouvrier.

    À deux, le client et eux se disputent les cœurs : les durées se lisent, sans avis.
    """
    chemins = adresses.pour(page.chemin, combien + 100)
    connexion = Connexion(serveur.port)
    statuts = {connexion.demander(chemin).statut for chemin in chemins[:100]}
    if statuts != {200}:
        vus = ", ".join(map(str, sorted(statuts)))
        yield Mesure(f"{page.nom} : ABSENTE", f"statut {vus}", "200", False)
        return
    temps, mauvaises = _une_a_la_fois(serveur, connexion, chemins[100:])
    connexion.fermer()
    p95, p99 = temps.percentile(95), temps.percentile(99)
    jugee = ouvriers == 1
    tenu = p95 <= BUDGET_P95 and p99 <= BUDGET_P99
    yield Mesure(
        f"{page.nom}, une à la fois ({_dits(ouvriers)}) : p50 / p95 / p99",
        f"{_percentiles(temps)} (processeur {ms(temps.processeur)}), "
        f"{temps.percentile(50) / nu.temps.percentile(50):.0f} × une vue nue",
        f"p95 ≤ {BUDGET_P95 * 1000:.0f}, p99 ≤ {BUDGET_P99 * 1000:.0f} ms" if jugee else "",
        False if mauvaises else (tenu if jugee else None),
    )
    debit, mauvaises = a_saturation(
        serveur.port, adresses.pour(page.chemin, combien), CONNEXIONS * ouvriers
    )
    jugee = page.debit and ouvriers == 1
    yield Mesure(
        f"{page.nom}, à saturation ({_dits(ouvriers)}, {CONNEXIONS * ouvriers} connexions)",
        f"{debit:.0f} par seconde, 1/{nu.debit / debit:.0f} d'une vue nue",
        f"≥ {BUDGET_DEBIT}/s" if jugee else "",
        False if mauvaises else (debit >= BUDGET_DEBIT if jugee else None),
    )


def _dits(ouvriers: int) -> str:
    return f"{ouvriers} ouvrier{'s' if ouvriers > 1 else ''}"


def _percentiles(temps: Temps, decimales: int = 1) -> str:
    return " / ".join(ms(temps.percentile(part), decimales) for part in (50, 95, 99)) + " ms"


def mesurer_nu(dossier: Path, combien: int, ouvriers: int = 1) -> tuple[Nu, list[Mesure]]:
    """La vue nue : même serveur, mêmes fils ; hors du projet, pour ne pas en lire la configuration."""
    arguments = [f"--workers={ouvriers}", "--threads=4", "--keep-alive=5", "scripts.banc.nu"]
    with lancer(arguments, os.environ | {"PYTHONPATH": str(RACINE)}, dossier) as serveur:
        connexion = Connexion(serveur.port)
        for _ in range(100):
            connexion.demander("/")
        temps, _ = _une_a_la_fois(serveur, connexion, ["/"] * combien)
        connexion.fermer()
        debit, _ = a_saturation(serveur.port, ["/"] * combien * 2, CONNEXIONS * ouvriers)
    quoi = f"vue Django nue, {{}} ({_dits(ouvriers)}{{}})"
    return Nu(temps, debit), [
        Mesure(
            quoi.format("une à la fois", "") + " : p50 / p95 / p99",
            _percentiles(temps, 2),
        ),
        Mesure(
            quoi.format("à saturation", f", {CONNEXIONS * ouvriers} connexions"),
            f"{debit:.0f} par seconde",
        ),
    ]


def _une_a_la_fois(serveur: Serveur, connexion: Connexion, chemins: list[str]) -> tuple[Temps, int]:
    durees, mauvaises, avant = [], 0, serveur.processeur()
    for chemin in chemins:
        debut = time.perf_counter()
        mauvaises += connexion.demander(chemin).statut != 200
        durees.append(time.perf_counter() - debut)
    return Temps(durees, (serveur.processeur() - avant) / len(chemins)), mauvaises


def compter_sql(adresses: Adresses) -> Iterator[Mesure]:
    """Requêtes SQL par page : barème en mémoire, puis quand la mémoire demande s'il a changé."""
    client = Client(headers={"host": "127.0.0.1"})
    for page in PAGES:
        en_memoire, a_revoir = (
            _sql(client, adresses.pour(page.chemin, combien), attente)
            for combien, attente in ((20, 0.0), (5, FRAICHEUR_S))
        )
        if en_memoire is None or a_revoir is None:
            yield Mesure(f"{page.nom} : ABSENTE", "pas de page", "200", False)
            continue
        yield Mesure(
            f"{page.nom}, requêtes SQL : barème en mémoire / à revoir",
            f"{en_memoire} / {a_revoir}",
            "0 / ≤ 1",
            en_memoire == 0 and a_revoir <= 1,
        )


def _sql(client: Client, chemins: list[str], attente: float) -> int | None:
    """Le plus de requêtes qu'une page ait faites, `attente` secondes après la précédente."""
    with override_settings(REFERENTIEL_FRAICHEUR_S=attente or 3600.0):
        selectors.oublier()
        plus = 0
        for rang, chemin in enumerate(chemins):
            time.sleep(attente)
            with CaptureQueriesContext(connection) as vues:
                if client.get(chemin).status_code != 200:
                    return None
            # La première demande lit les tables : le site tout juste démarré.
            plus = max(plus, len(vues) if rang else 0)
        return plus


RESSOURCES = re.compile(
    r'<link[^>]*\brel="(?:stylesheet|icon|preload)"[^>]*\bhref="([^"]+)"'
    r'|<link[^>]*\bhref="([^"]+)"[^>]*\brel="(?:stylesheet|icon|preload)"'
    r'|<(?:script|img)[^>]*\bsrc="([^"]+)"'
)


def peser(serveur: Serveur, page: Page, adresses: Adresses) -> Iterator[Mesure]:
    """Ce qu'un téléphone télécharge la première fois : la page et ses fichiers, compressés."""
    connexion = Connexion(serveur.port)
    reponses = [connexion.demander(chemin) for chemin in adresses.pour(page.chemin, 30)]
    if any(reponse.statut != 200 for reponse in reponses):
        yield Mesure(f"{page.nom} : ABSENTE", "pas de page", "200", False)
        return
    lourde = max(reponses, key=lambda reponse: len(reponse.corps))
    poids = {"html": len(lourde.corps), "css": 0, "js": 0, "autres": 0}
    adresses_liees = dict.fromkeys(
        lien for liens in RESSOURCES.findall(lourde.texte) for lien in liens if lien
    )
    for lien in adresses_liees:
        poids[_genre(lien)] += len(_fichier(connexion, lien).corps)
    connexion.fermer()
    demandes, total = 1 + len(adresses_liees), sum(poids.values())
    tenu = (
        poids["html"] <= page.budget_html
        and poids["css"] <= BUDGET_CSS
        and poids["js"] <= BUDGET_JS
        and total <= BUDGET_TOTAL
        and demandes <= BUDGET_DEMANDES
    )
    yield Mesure(
        f"{page.nom}, poids : HTML + CSS + JS (total, demandes)",
        f"{ko(poids['html'])} + {ko(poids['css'])} + {ko(poids['js'])} Ko "
        f"({ko(total)} Ko, {demandes})",
        f"≤ {ko(page.budget_html)} + {ko(BUDGET_CSS)} + {ko(BUDGET_JS)} "
        f"({ko(BUDGET_TOTAL)}, {BUDGET_DEMANDES})",
        tenu,
    )


def _genre(lien: str) -> str:
    suffixe = lien.partition("?")[0].rpartition(".")[2]
    return suffixe if suffixe in ("css", "js") else "autres"


def _fichier(connexion: Connexion, lien: str) -> Reponse:
    reponse = connexion.demander(lien)
    if reponse.statut != 200:
        raise RuntimeError(f"{lien} : statut {reponse.statut}")
    return reponse
