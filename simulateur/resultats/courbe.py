"""The aid of the next year to be read against the patientele reached: drawings, and the same as tables."""

from fractions import Fraction
from itertools import groupby, pairwise

from eligibility.regles import courbe as regles
from eligibility.regles.courbe import Courbe
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import ObjectifIndicateur
from simulateur.textes import courbe as textes
from simulateur.textes.ecriture import euros, nombre, pourcentage

from .graphiques.courbe import Echelle, Repere, Sommet, courbe


def presenter(e: Estimation) -> dict | None:
    """What the section shows; None when there is nothing to draw."""
    courbes = regles.courbes(e)
    if not courbes:
        return None
    objectifs = dict(e.choisie.objectif.par_indicateur())
    premiere = courbes[0]
    autre = textes.AUTRE.get(premiere.regle, textes.AUTRE_ORDINAIRE)
    return {
        "titre": textes.TITRE.format(annee=premiere.annee),
        "colonne": textes.ANNEE.format(annee=premiere.annee),
        "inconnu": textes.INCONNU if any(c.cible is None for c in courbes) else "",
        "lecture": textes.LECTURE.format(suite=autre) if len(courbes) > 1 else "",
        "supposee": any(c.supposee for c in courbes),
        "courbes": [_presenter(c, objectifs[c.indicateur]) for c in courbes],
    }


def _presenter(c: Courbe, objectif: ObjectifIndicateur) -> dict:
    reperes = _reperes(c, objectif)
    lignes = _lignes(c, {r.patients: r.texte for r in reperes})
    return {
        "id": c.indicateur,
        "titre": textes.INDICATEURS[c.indicateur],
        "dessin": courbe(
            [Sommet(p.patients, p.mini, p.maxi, p.taux.probable) for p in c.points],
            Echelle(c.maximal, euros(c.maximal), textes.RIEN),
            reperes,
            None if c.ici is None else Repere(c.ici, _ici(c)),
        ),
        "description": " ".join(f"{ligne['niveau']} : {ligne['aide']}." for ligne in lignes),
        "lignes": lignes,
        "annulee": textes.ANNULEE if not any(p.maxi for p in c.points) else "",
    }


def _ici(c: Courbe) -> str:
    return textes.SUPPOSE if c.ici_suppose else textes.ICI


def _reperes(c: Courbe, objectif: ObjectifIndicateur) -> list[Repere]:
    """The levels to name, each once, lowest first.

    The floor that turning 65 will bring is told as a part of the start: no line of the trace explains it.
    """
    niveaux = {c.depart: Repere(c.depart, textes.DEPART, nombre(c.depart))}
    if c.cible not in (c.depart, None):
        niveaux[c.cible] = Repere(c.cible, textes.CIBLE, nombre(c.cible))
    if c.plancher != c.depart:
        texte = nombre(c.plancher)
        if c.plancher != objectif.plancher:
            part = pourcentage(Fraction(c.plancher, c.depart))
            texte = textes.PART_DU_DEPART.format(part=part)
        niveaux[c.plancher] = Repere(c.plancher, textes.PLANCHER, texte)
    return [niveaux[n] for n in sorted(niveaux)]


def _lignes(c: Courbe, niveaux: dict[int, str]) -> list[dict[str, str]]:
    """Rows of the table: from a level to the next one that changes what is paid."""
    lignes = []
    paliers = pairwise([0, *(n for n in niveaux if n), None])
    for aide, groupe in groupby(paliers, lambda palier: _aide(c, *palier)):
        bornes = [borne for palier in groupe for borne in palier]
        bas, haut = bornes[0], bornes[-1]
        niveau = _entre(bas, haut, niveaux)
        if c.ici is not None and bas <= c.ici and (haut is None or c.ici < haut):
            niveau += f" ({_ici(c)})"
        lignes.append({"niveau": niveau, "aide": aide})
    return lignes


def _entre(bas: int, haut: int | None, niveaux: dict[int, str]) -> str:
    if not bas:
        return textes.PARTOUT if haut is None else textes.SOUS.format(haut=niveaux[haut])
    if haut is None:
        return textes.DES.format(bas=niveaux[bas])
    return textes.ENTRE.format(bas=niveaux[bas], haut=niveaux[haut])


def _aide(c: Courbe, bas: int, haut: int | None) -> str:
    """What is paid from level `bas` on, `haut` not reached. The rate never goes down: alike at both ends,
    it is so in between."""
    taux = {p.patients: p.taux for p in c.points}
    debut, fin = taux[bas], taux[bas if haut is None else haut]
    juste_avant = taux.get(haut - 1, fin) if haut else debut
    if debut.valeur is not None and debut.valeur == juste_avant.valeur:
        montant = _part(debut.valeur, c)
        return textes.PROBABLE.format(montant=montant) if debut.probable else montant
    entier = (debut.mini, fin.maxi) == (0, 1)
    if debut.valeur is None:
        modele = textes.ENTRE_DEUX if entier else textes.ENTRE_DEUX_PARTS
    else:
        modele = textes.EN_PROPORTION if entier else textes.EN_PROPORTION_PARTS
    mini, maxi = pourcentage(debut.mini), pourcentage(fin.maxi)
    return modele.format(mini=mini, maxi=maxi, montant=euros(c.maximal))


def _part(taux: Fraction, c: Courbe) -> str:
    if not taux:
        return textes.RIEN
    montant = euros(c.maximal)
    return montant if taux == 1 else textes.PART.format(taux=pourcentage(taux), montant=montant)
