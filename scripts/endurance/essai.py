"""Ce que les essais ont en commun : des adresses, une publication, et le jugement de ce qui a été vu."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Self
from zoneinfo import ZoneInfo

from scripts.outils import RACINE
from scripts.outils.application import Demande, porter
from scripts.outils.installation import SANS_LIMITE, installation_neuve
from scripts.outils.serveurs import Serveur, site

from .visiteurs import CONNEXIONS, POST, Vue, empreinte, lire

RAPPORTS = RACINE / "docs/endurance"
OUVRIERS = 2
# Le site suit une publication en cinq secondes.
SUITE_S = 5.0
# Ce que l'horloge du visiteur peut ignorer de celle de l'essai.
MARGE_S = 0.5
# Les deux montants de première année qui alternent, 1 ETP et 0,5 ETP : jamais l'un sans l'autre.
MONTANTS = (("38000.00", "19000.00"), ("37000.00", "18500.00"))


@dataclass
class Histoire:
    """Ce qui est arrivé, et quand (time.monotonic)."""

    morts: list[float] = field(default_factory=list)
    # (à partir de quand elle peut être lue, jusqu'à quand la précédente peut l'être, chemin → empreinte)
    publications: list[tuple[float, float, dict[str, str]]] = field(default_factory=list)
    dites: list[tuple[float, str]] = field(default_factory=list)
    manques: list[str] = field(default_factory=list)

    @classmethod
    def neuve(cls, chemins: list[str]) -> Self:
        """Ce qui est public au début se lit depuis toujours."""
        return cls(publications=[(0.0, 0.0, attendues_de(chemins))])

    def dire(self, quoi: str) -> None:
        self.dites.append((time.monotonic(), quoi))
        print(f"{time.monotonic() - self.dites[0][0]:5.0f} s  {quoi}", flush=True)

    def attendre_que(self, quoi: str, vrai: bool) -> None:
        self.dire(f"{quoi} : {'oui' if vrai else 'NON'}")
        if not vrai:
            self.manques.append(quoi)


@contextmanager
def site_neuf(nom: str) -> Iterator[Serveur]:
    """Servi par `OUVRIERS` processus, sur une installation neuve."""
    with (
        installation_neuve(nom, **SANS_LIMITE),
        site(WEB_CONCURRENCY=str(OUVRIERS)) as serveur,
    ):
        yield serveur


def chemins_de(combien: int) -> list[str]:
    """Autant de situations différentes, sur les pages qui comptent, et quelques pages sans réponse."""
    from scripts.outils.adresses import Adresses

    adresses = Adresses(combien)
    part = combien // 8
    tires = [
        *adresses.pour("/simulation/resultats/", 3 * part),
        *adresses.pour("/api/v1/estimation", 3 * part),
        *adresses.pour("/simulation/patientele/", part),
        *adresses.pour("/simulation/demarches/", part // 2),
        *adresses.pour("/simulation/impression/", part // 2),
        *adresses.pour("/simulation/agenda.ics", part // 2),
        *adresses.pour("/simulation/presentation/", part // 2),
        *envois(part // 2),
    ]
    # Ce qui renvoie ailleurs ne dirait rien : on ne garde que ce qui répond.
    tires = [chemin for chemin in tires if _sans_serveur(chemin)[0] == 200]
    fixes = [
        "/",
        "/guide/",
        "/guide/pmt-et-file-active/",
        "/baremes/",
        "/api/v1/baremes",
        "/nouveautes/",
    ]
    groupes = [
        f"/groupe/{page}?date_signature=2026-12-01&etp=1&forme=SISA&m=1p{p}.a{p + 400}&m=1p900.a1200"
        for p in range(1_000, 1_000 + part // 4)
        for page in ("", "presentation/")
    ]
    groupes = [g for g in groupes if _sans_serveur(g)[0] == 200]
    melange = [*tires, *fixes * 3, *groupes]
    return [melange[(i * 101) % len(melange)] for i in range(len(melange))]


def envois(combien: int) -> list[str]:
    """Des situations envoyées à l'API en JSON."""
    from eligibility import selectors
    from simulateur.cas.situations import situations

    tirees = islice(situations(selectors.tables().referentiel), combien)
    return [f"{POST}/api/v1/estimation {json.dumps(reponses)}" for _, reponses in tirees]


def _sans_serveur(chemin: str) -> tuple[int, bytes]:
    from simulateur.wsgi import application

    methode, adresse, envoi = lire(chemin)
    entetes = {"Content-Type": "application/json"} if envoi else {}
    statut, _, corps = porter(application, Demande(methode, adresse, entetes, envoi))
    return statut, corps


def attendues_de(chemins: list[str]) -> dict[str, str]:
    """Chemin → empreinte de la réponse juste, avec ce qui est public à l'instant."""
    from eligibility import selectors

    selectors.revoir()
    attendues = {}
    for chemin in dict.fromkeys(chemins):
        statut, corps = _sans_serveur(chemin)
        if statut != 200:
            raise RuntimeError(f"statut {statut} : {chemin}")
        attendues[chemin] = empreinte(corps)
    return attendues


def publier(chemins: list[str], histoire: Histoire, suite: float = SUITE_S) -> None:
    """`suite` : secondes pendant lesquelles la publication d'avant peut encore se lire."""
    avant = time.monotonic()
    revision = _corriger()
    apres = time.monotonic()
    histoire.publications.append((avant, apres + suite, attendues_de(chemins)))
    histoire.dire(f"publiée : révision {revision}")


def _corriger() -> int:
    """Une correction du barème en vigueur, avec l'autre couple de montants ; sa révision."""
    from django.db import connection

    from eligibility import accompagnement, actes, cycle, ecriture
    from eligibility.documents import base
    from eligibility.documents.differences import Difference, lignes_par_cle
    from eligibility.models import Bareme

    connection.close()  # celle d'avant un arrêt de la base ne vaut plus rien
    # Des montants inventés : aucun cas de contrôle ne les attend.
    accompagnement.du_site.garder = accompagnement.sans_garde
    brouillon = cycle.copier(
        Bareme.objects.get(date_effet="2026-02-25", statut="publie"), actes.SYSTEME
    )
    lignes = lignes_par_cle(base.document(brouillon), "montants")
    voulus = MONTANTS[(brouillon.revision + 1) % 2]
    changements = [
        Difference("montants", cle, lignes[cle], {**lignes[cle], "valeur": valeur})
        for cle, valeur in zip((("1", "base", 1), ("0.5", "base", 1)), voulus, strict=True)
    ]
    ecriture.ecrire(brouillon, changements, actes.SYSTEME)
    cycle.publier(brouillon, actes.SYSTEME, "endurance")
    return brouillon.revision


def _juger(
    vues: list[Vue], histoire: Histoire, cadence: float, secondes: float
) -> Iterator[tuple[str, str, bool]]:
    """(quoi, combien, tenu)."""
    fausses = [vue for vue in vues if vue.statut == 200 and not _juste(vue, histoire)]
    ratees = [vue for vue in vues if vue.statut != 200]
    excusees, pires, hors_mort = juger_pannes(ratees, histoire)
    for vue in (fausses + hors_mort)[:10]:
        print(f"  ! {vue}", flush=True)
    durees = sorted(vue.fin - vue.debut for vue in vues)
    p99 = durees[int(0.99 * len(durees))]
    yield "réponses", f"{len(vues)}, soit {len(vues) / secondes:.0f} par seconde", bool(vues)
    yield (
        "cadence tenue",
        f"{len(vues) / secondes / cadence:.0%}",
        len(vues) >= 0.95 * cadence * secondes,
    )
    yield "réponses fausses", str(len(fausses)), not fausses
    yield "ouvriers tués", str(len(histoire.morts)), True
    yield (
        "demandes perdues, en chemin sur un ouvrier tué",
        f"{len(excusees)} ; {pires} au plus pour l'un, {CONNEXIONS} permises : une par connexion",
        True,
    )
    yield "demandes perdues ou refusées autrement", str(len(hors_mort)), not hors_mort
    pannes = Counter(f"{vue.statut or vue.corps}" for vue in ratees)
    yield "de quelle façon", ", ".join(f"{n} × {q}" for q, n in pannes.items()) or "aucune", True
    yield (
        "p50 / p99 / au plus",
        " / ".join(f"{1000 * d:.0f}" for d in (durees[len(durees) // 2], p99, durees[-1])) + " ms",
        True,
    )
    yield "publications", str(len(histoire.publications) - 1), len(histoire.publications) > 1
    yield "constats manqués", ", ".join(histoire.manques) or "aucun", not histoire.manques


def conclure(
    nom: str,
    titre: str,
    conditions: str,
    vues: list[Vue],
    histoire: Histoire,
    cadence: float,
    secondes: float,
) -> int:
    """Dit ce qui a été vu, l'écrit dans docs/endurance/, et rend le code de sortie."""
    lignes = list(_juger(vues, histoire, cadence, secondes))
    for quoi, combien, tenu in lignes:
        print(f"{'  ' if tenu else '! '}{quoi} : {combien}")
    jour = datetime.now(ZoneInfo("Europe/Paris"))
    debut = histoire.dites[0][0]
    rapport = [
        f"# {titre}",
        "",
        f"`make endurance`, le {jour:%d/%m/%Y} : {secondes / 60:.1f} minutes".replace(".", ",")
        + f", {OUVRIERS} ouvriers, la moitié de ce qu'ils servent au plus ; {conditions}une réponse est "
        "fausse si elle diffère, d'un octet, de celle des mêmes tables calculée sans serveur.",
        "",
        "| mesure | valeur | |",
        "| --- | --- | --- |",
        *(f"| {q} | {n} | {'' if tenu else '**manqué**'} |" for q, n, tenu in lignes),
        "",
        "| seconde | ce qui arrive |",
        "| --- | --- |",
        *(f"| {quand - debut:.0f} | {quoi} |" for quand, quoi in histoire.dites),
        "",
    ]
    RAPPORTS.mkdir(exist_ok=True)
    (RAPPORTS / f"{nom}.md").write_text("\n".join(rapport), encoding="utf-8")
    return 0 if all(tenu for _, _, tenu in lignes) else 1


def _juste(vue: Vue, histoire: Histoire) -> bool:
    """La réponse est celle d'une publication qui pouvait se lire à ce moment-là."""
    jusqu_a = [*(fin for _, fin, _ in histoire.publications[1:]), float("inf")]
    return any(
        attendues[vue.chemin] == vue.corps and depuis <= vue.fin and vue.debut <= limite
        for (depuis, _, attendues), limite in zip(histoire.publications, jusqu_a, strict=True)
    )


def juger_pannes(ratees: list[Vue], histoire: Histoire) -> tuple[list[Vue], int, list[Vue]]:
    """Les excusées, le plus qu'il en faudrait excuser à une mort, les fautes.

    Un ouvrier tué emporte ce qui est en chemin sur lui : une demande par connexion qu'il pouvait tenir, et
    non tout ce qui échoue au même moment. Une demande n'a qu'une excuse.
    """
    excusees: list[Vue] = []
    pires, restent = 0, list(ratees)
    for mort in histoire.morts:
        siennes = [vue for vue in restent if not vue.statut and _en_chemin(vue, mort)]
        pires = max(pires, len(siennes))
        excusees += siennes[:CONNEXIONS]
        restent = [vue for vue in restent if vue not in siennes]
    return excusees, pires, [vue for vue in ratees if vue not in excusees]


def _en_chemin(vue: Vue, mort: float) -> bool:
    return vue.debut - MARGE_S <= mort <= vue.fin + MARGE_S
