"""Le dessin du reste à payer : un cadre pour le coût, l'aide dedans, ce qui dépasse après une coupure."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from simulateur.resultats.graphiques.cout import GAUCHE, LARGEUR, SIGNE, Annee, graphique
from simulateur.textes.ecriture import euros

RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-\3z")


def annee(cout, aide, certain=None) -> Annee:
    cout, aide = Decimal(cout), None if aide is None else Decimal(aide)
    reste = "–" if aide is None else euros(cout - aide)
    return Annee("Année", reste, cout, aide, aide if certain is None else Decimal(certain))


def rectangles(trace: str) -> list[tuple[int, int, int]]:
    """(x, y, largeur) de chaque rectangle du tracé, qui ne tient rien d'autre."""
    assert RECTANGLE.sub("", trace) == ""
    return [(int(x), int(y), int(largeur)) for x, y, largeur, _ in RECTANGLE.findall(trace)]


montants = st.decimals(0, 1_000_000, places=2)
annees = st.builds(
    lambda cout, aide, part: annee(cout, aide, None if aide is None else aide * part),
    montants,
    st.none() | montants,
    st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)]),
)


@given(st.lists(annees, min_size=1, max_size=10))
def test_tout_tient_a_gauche_des_restes_et_a_la_meme_echelle(valeurs):
    dessin = graphique("reste", valeurs)
    traces = (dessin.cadres, dessin.vides, dessin.pleins, dessin.haches)
    barres = [r for trace in traces for r in rectangles(trace)]
    assert len(rectangles(dessin.cadres)) + len(rectangles(dessin.vides)) == len(valeurs)
    plus_long = max(len(a.texte) for a in valeurs)
    assert all(x >= GAUCHE for x, _, _ in barres)
    assert all(x + largeur <= LARGEUR - SIGNE * plus_long for x, _, largeur in barres)
    couts = sorted((a.cout, r) for a, r in zip(valeurs, _dans_l_ordre(dessin), strict=True))
    assert [largeur for _, largeur in couts] == sorted(largeur for _, largeur in couts)
    depassent = [a for a in valeurs if a.aide is not None and a.aide > a.cout]
    assert len(rectangles(dessin.coupures)) <= len(depassent)


def _dans_l_ordre(dessin) -> list[int]:
    """La longueur du cadre de chaque année, de haut en bas."""
    cadres = rectangles(dessin.cadres) + rectangles(dessin.vides)
    return [largeur for _, _, largeur in sorted(cadres, key=lambda r: r[1])]


def test_l_aide_remplit_le_cout_et_le_vide_est_le_reste():
    dessin = graphique("reste", [annee(100, 60, 20)])
    ((x, _, cout),) = rectangles(dessin.cadres)
    ((debut, _, sur),) = rectangles(dessin.pleins)
    ((suite, _, selon),) = rectangles(dessin.haches)
    assert (debut, suite) == (x, x + sur)
    assert (round(100 * sur / cout), round(100 * (sur + selon) / cout)) == (20, 60)
    assert dessin.coupures == ""


def test_une_aide_plus_grande_que_le_cout_sort_du_cadre_apres_une_coupure():
    dessin = graphique("reste", [annee(100, 150)])
    ((x, haut, cout),) = rectangles(dessin.cadres)
    ((_, _, aide),) = rectangles(dessin.pleins)
    ((coupure, y, _),) = rectangles(dessin.coupures)
    assert aide > cout
    assert coupure == x + cout
    assert y < haut
    assert dessin.haches == ""


def test_sans_aide_connue_le_cout_est_tirete_et_rien_ne_le_remplit():
    dessin = graphique("reste", [annee(100, None), annee(0, 0)])
    assert len(rectangles(dessin.vides)) == 1
    assert (dessin.pleins, dessin.haches) == ("", "")
    assert [m.texte for m in dessin.mots if m.classe == "fin valeur"] == ["–", "0\u202f€"]


def test_la_description_dit_le_reste_de_chaque_annee():
    dessin = graphique("reste à payer", [annee(100, 60), annee(100, 150)])
    assert dessin.description == "reste à payer : Année : 40\u202f€ ; Année : −50\u202f€."
