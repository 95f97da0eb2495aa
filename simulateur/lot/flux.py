"""La page du résultat, envoyée au fil du calcul : sa tête, des pas d'avancement, puis le bilan."""

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html

from eligibility.regles.vocabulaire import NON_ELIGIBLE
from simulateur.plateforme.pages import chemin
from simulateur.textes import lot as textes
from simulateur.textes.ecriture import euros, nombre
from simulateur.textes.mots import VERDICTS

from .bilan import ERREURS, choisir, mentions, totaux
from .passage import INTERROMPU, Passage, lignes
from .rangee import Rangee

logger = logging.getLogger(__name__)
RANGEES_MONTREES, ANNEES_MONTREES = 200, 3
PAS = 20  # d'avancement, au plus
QUART = PAS // 4  # ce qu'un lecteur d'écran entend : un pas sur cinq
SUITE = "<!-- suite -->"


class Flux:
    """Des octets à envoyer, et ce qu'il faut faire quand c'est fini ou que le visiteur s'en va.

    Un générateur jamais commencé ne passe pas par son `finally` : `close`, lui, est toujours appelé.
    """

    def __init__(
        self, morceaux: Iterable[str], *, comprimer: bool, a_la_fin: Callable[[], None]
    ) -> None:
        self._morceaux = _comprimes(morceaux) if comprimer else (m.encode() for m in morceaux)
        self._a_la_fin = a_la_fin

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._morceaux)
        except BaseException:
            self._a_la_fin()
            raise

    def close(self) -> None:
        self._morceaux.close()
        self._a_la_fin()


def _comprimes(morceaux: Iterable[str]) -> Iterator[bytes]:
    """Chaque morceau part aussitôt : la couche de Django attendrait d'en avoir assez."""
    gzip = zlib.compressobj(wbits=31)
    for morceau in morceaux:
        yield gzip.compress(morceau.encode()) + gzip.flush(zlib.Z_SYNC_FLUSH)
    yield gzip.flush()


def page(passage: Passage, tri: str, filtre: str, request: HttpRequest) -> Iterator[str]:
    """La page entière, en morceaux ; le premier part avant qu'une ligne soit calculée."""
    contexte = {"suite": SUITE, "total": lignes(passage.total)}
    debut, _, fin = render_to_string("lot/resultat.html", contexte, request).partition(SUITE)
    yield debut
    try:
        yield from _avancer(passage)
        yield render_to_string("lot/bilan.html", _contexte(passage, tri, filtre), request)
    except Exception:
        logger.exception(INTERROMPU, extra={"request": request})
        message = textes.INTERROMPU.format(faites=lignes(len(passage.rangees)))
        yield format_html('</div><p role="alert">{}</p>', message)
    yield fin


def _avancer(passage: Passage) -> Iterator[str]:
    pas = max(1, -(-passage.total // PAS))
    for rang, _ in enumerate(passage, 1):
        if rang % pas == 0 and rang < passage.total:
            yield _pas(rang, passage.total, entendu=rang // pas % QUART == 0)


def _pas(faites: int, total: int, *, entendu: bool) -> str:
    texte = f"{nombre(faites)} lignes sur {nombre(total)}"
    if entendu:
        modele = '<p><label>{}<progress max="{}" value="{}"></progress></label></p>\n'
    else:
        modele = (
            '<p aria-hidden="true"><label>{}<progress max="{}" value="{}"></progress></label></p>\n'
        )
    return format_html(modele, texte, total, faites)


def _contexte(passage: Passage, tri: str, filtre: str) -> dict:
    montrees = [] if filtre == ERREURS else choisir(passage.rangees, tri, filtre)
    fautives = [rangee for rangee in passage.rangees if rangee.erreurs]
    return {
        "fait": lignes(len(passage.rangees)),
        "duree": f"{passage.duree:.1f}".replace(".", ","),
        "arret": passage.arret,
        "ignorees": passage.colonnes.ignorees,
        "totaux": totaux(passage.rangees),
        "mentions": mentions(passage),
        "fautives": [_fautive(rangee) for rangee in fautives[:RANGEES_MONTREES]],
        "fautives_en_tout": len(fautives),
        "filtre_erreurs": filtre == ERREURS,
        "filtre": textes.FILTRES[filtre] if filtre else "",
        "tri": textes.TRIS[tri],
        "rangees": [_montree(rangee) for rangee in montrees[:RANGEES_MONTREES]],
        "rangees_en_tout": lignes(len(montrees)),
        "coupee": len(montrees) > RANGEES_MONTREES,
        "maximum": RANGEES_MONTREES,
    }


def _fautive(rangee: Rangee) -> dict:
    return {"numero": rangee.numero, "nom": rangee.nom, "erreurs": rangee.erreurs}


def _montree(rangee: Rangee) -> dict:
    return {
        "numero": rangee.numero,
        "nom": rangee.nom,
        "specialite": rangee.specialite,
        "verdict": rangee.verdict,
        "mot": VERDICTS[rangee.verdict],
        "indicatif": rangee.verdict == NON_ELIGIBLE,
        "option": rangee.option,
        "annees": [
            (_euros(montant), textes.PERIODES[periode])
            for montant, periode in zip(rangee.annees, rangee.periodes, strict=True)
        ][:ANNEES_MONTREES],
        "a_venir": euros(rangee.a_venir),
        "portee": textes.PORTEES[rangee.portee],
        "objectif": rangee.objectif,
        "raisons": rangee.raisons,
        "manque": rangee.manque,
        "adresse": f"{chemin('resultats:page')}?{rangee.requete}",
    }


def _euros(montant) -> str:
    return "–" if montant is None else euros(montant)
