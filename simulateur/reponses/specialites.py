"""Finding a specialty as people type it: accents, case and small mistakes forgiven."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from eligibility.regles.bareme import Specialite
from simulateur.plateforme.mots import mots_du_site, mots_simples

PROXIMITE = 0.8
PROXIMITE_DU_NOM = 0.7
LONGUEUR_MAX = 60


def chercher(texte: str, specialites: Iterable[Specialite]) -> list[Specialite]:
    """Specialties of which every word typed begins a word; else those with a word close to it."""
    tapes = mots_simples(texte[:LONGUEUR_MAX])
    candidates = list(specialites)
    if not tapes:
        return candidates
    trouvees = [s for s in candidates if all(_commence(mot, _mots(s)) for mot in tapes)]
    if trouvees:
        return trouvees
    return [
        s for s in candidates if all(get_close_matches(m, _mots(s), 1, PROXIMITE) for m in tapes)
    ]


def reconnaitre(texte: str, specialites: Mapping[str, Specialite]) -> Specialite | None:
    """The one specialty that a slug, a name or a few of its words can only mean."""
    simple = " ".join(mots_simples(texte))
    noms = _par_nom(specialites)
    exacte = specialites.get(texte) or noms.get(simple) or _par_synonyme(specialites).get(simple)
    if exacte is not None or not mots_simples(texte):
        return exacte
    proches = chercher(texte, specialites.values())
    return proches[0] if len(proches) == 1 else None


def proche(texte: str, specialites: Mapping[str, Specialite]) -> Specialite | None:
    """What a name that was not recognised may have meant."""
    noms = {" ".join(mots_simples(slug)): s for slug, s in specialites.items()}
    noms |= {nom: s for nom, s in _par_synonyme(specialites).items() if s is not None}
    noms |= _par_nom(specialites)
    simple = " ".join(mots_simples(texte))
    if voisins := get_close_matches(simple, noms, 1, PROXIMITE_DU_NOM):
        return noms[voisins[0]]
    return next(iter(chercher(texte, specialites.values())), None) if simple else None


def _par_nom(specialites: Mapping[str, Specialite]) -> dict[str, Specialite]:
    return {" ".join(mots_du_site(s.libelle)): s for s in specialites.values()}


def _par_synonyme(specialites: Mapping[str, Specialite]) -> dict[str, Specialite | None]:
    """None for a synonym that two specialties share."""
    trouvees: dict[str, Specialite | None] = {}
    for specialite in specialites.values():
        for synonyme in specialite.synonymes:
            simple = " ".join(mots_du_site(synonyme))
            trouvees[simple] = None if simple in trouvees else specialite
    return trouvees


def _mots(specialite: Specialite) -> tuple[str, ...]:
    textes = (specialite.libelle, specialite.slug, *specialite.synonymes)
    return tuple(mot for texte in textes for mot in mots_du_site(texte))


def _commence(mot: str, mots: tuple[str, ...]) -> bool:
    return any(candidat.startswith(mot) for candidat in mots)
