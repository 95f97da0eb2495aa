"""Le dessin de la courbe : dans son cadre, à sa place, lisible, sans rien affirmer qu'on ignore."""

import re
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulateur.resultats.graphiques.courbe import (
    AXE,
    DROITE,
    GAUCHE,
    HAUT,
    LARGEUR,
    Echelle,
    Repere,
    Sommet,
    courbe,
)

PLEIN = Decimal(22_000)
ECHELLE = Echelle(PLEIN, "22\u202f000\u202f€", "rien")
NOMBRES = re.compile(r"(\d+) (\d+)")
SIGNE = 8  # la largeur d'une lettre, au plus


def points(trace: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in NOMBRES.findall(trace)]


@st.composite
def dessins(draw):
    """Une montée de 0 au maximum entre deux niveaux, et un point n'importe où."""
    depart = draw(st.integers(1, 9_000))
    cible = depart + draw(st.integers(1, 3_000))
    inconnu = draw(st.booleans())
    ici = draw(st.none() | st.integers(0, 15_000))
    fin = Sommet(cible, Decimal(0) if inconnu else PLEIN, PLEIN)
    sommets = {0: Sommet(0, Decimal(0), Decimal(0)), depart: Sommet(depart, Decimal(0), Decimal(0))}
    sommets[cible] = fin
    if ici is not None and ici not in sommets:
        sommets[ici] = (
            Sommet(ici, fin.mini, PLEIN) if ici > cible else Sommet(ici, *_part(ici, depart, cible))
        )
    reperes = [Repere(depart, "départ", str(depart)), Repere(cible, "objectif", str(cible))]
    tries = [sommets[n] for n in sorted(sommets)]
    return courbe(tries, ECHELLE, reperes, None if ici is None else Repere(ici, "vous êtes ici"))


def _part(ici: int, depart: int, cible: int) -> tuple[Decimal, Decimal]:
    montant = PLEIN * max(0, ici - depart) / (cible - depart)
    return montant, montant


@given(dessins())
def test_tout_tient_dans_le_cadre_et_la_courbe_ne_redescend_jamais(dessin):
    for trace in (dessin.traits, dessin.haches, dessin.ombre):
        for x, y in points(trace):
            assert GAUCHE <= x <= DROITE
            assert HAUT <= y <= AXE
    tracee = points(dessin.traits)
    assert tracee[0][0] == GAUCHE
    for (x, y), (suivant, plus_haut) in pairwise(tracee):
        assert x <= suivant
        assert y >= plus_haut


@given(dessins())
def test_les_mots_tiennent_et_ceux_des_reperes_ne_se_touchent_pas(dessin):
    etendues = []
    for mot in dessin.mots:
        x, largeur = int(mot.x), SIGNE * len(mot.texte)
        gauche = x - {"debut": 0, "fin": largeur}.get(mot.classe.split()[0], largeur // 2)
        assert gauche >= -SIGNE, mot
        assert gauche + largeur <= LARGEUR + 2 * SIGNE, mot
        if mot.texte in ("départ", "objectif"):
            etendues.append((gauche, gauche + largeur))
    (_, fin), (debut, _) = etendues
    assert fin <= debut


@given(dessins())
def test_la_pastille_est_sur_la_courbe(dessin):
    if dessin.ici is None:
        return
    x = int(dessin.ici.x) + int(dessin.ici.largeur) // 2
    haut = int(dessin.ici.y) + int(dessin.ici.largeur) // 2
    traits = points(dessin.traits) + points(dessin.haches)
    assert GAUCHE <= x <= DROITE
    assert HAUT <= haut <= AXE
    assert x in [abscisse for abscisse, _ in traits]


def dessiner(sommets, *reperes, ici=None):
    nommes = [Repere(n, "départ", "") for n in reperes]
    return courbe(sommets, ECHELLE, nommes, None if ici is None else Repere(ici, "ici"))


RIEN = Decimal(0)
ZERO = Sommet(0, RIEN, RIEN)


def test_ce_qu_on_ignore_est_hache_avec_un_point_d_interrogation_jamais_trace():
    dessin = dessiner([ZERO, Sommet(99, RIEN, RIEN), Sommet(100, RIEN, PLEIN)], 100, ici=100)
    assert {y for _, y in points(dessin.traits)} == {AXE}
    assert max(x for x, _ in points(dessin.traits)) < DROITE
    assert {y for _, y in points(dessin.haches)} == {HAUT, AXE}
    assert [m.texte for m in dessin.mots].count("?") == 1
    # Où l'on est s'étire du moins au plus, et n'est pas un point.
    assert int(dessin.ici.hauteur) >= AXE - HAUT
    assert int(dessin.ici.largeur) < 12


def test_ce_qui_est_sur_n_a_ni_hachure_ni_point_d_interrogation():
    dessin = dessiner([ZERO, Sommet(100, RIEN, RIEN), Sommet(200, PLEIN, PLEIN)], 100, 200, ici=200)
    assert dessin.haches == ""
    assert "?" not in [m.texte for m in dessin.mots]
    assert dessin.ici.largeur == dessin.ici.hauteur


def test_ce_qui_n_est_que_probable_est_un_trait_a_part():
    sommets = [ZERO, Sommet(94, RIEN, RIEN), Sommet(95, PLEIN, PLEIN, probable=True)]
    dessin = dessiner([*sommets, Sommet(100, PLEIN, PLEIN)], 95, 100)
    assert {y for _, y in points(dessin.probables)} == {HAUT}
    assert dessin.traits.count("M") == 2


def test_une_pente_qui_part_de_zero_se_voit_en_entier_un_palier_se_coupe():
    pente = dessiner([ZERO, Sommet(89, PLEIN / 2, PLEIN / 2), Sommet(90, PLEIN, PLEIN)], 90, 100)
    assert points(pente.traits)[:2] != [(GAUCHE, AXE), (GAUCHE, AXE)]
    assert points(pente.traits)[1][0] - GAUCHE > (DROITE - GAUCHE) // 2
    assert points(pente.axe)[1][0] < DROITE - 4 * SIGNE, "la place d'un mot après le départ"
    palier = dessiner([ZERO, Sommet(1_299, RIEN, RIEN), Sommet(1_300, PLEIN, PLEIN)], 1_300)
    assert points(palier.traits)[1][0] - GAUCHE < 2 * (DROITE - GAUCHE) // 3


def test_rien_a_perdre_se_dessine_aussi():
    dessin = dessiner([Sommet(0, PLEIN, PLEIN)], 0, ici=0)
    assert {y for _, y in points(dessin.traits)} == {HAUT}
