"""La géométrie du graphique : à l'échelle, sans zéro inventé, cinq années par rangée."""

import re
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from simulateur.resultats.graphiques import Annee, courbe, cout, graphique
from simulateur.resultats.graphiques.barres import AXE, HAUT, HAUTEUR_BARRES, LARGEUR, LARGEUR_BARRE

montants = st.decimals(0, 100_000, places=2)


def annee(montant, certain=None) -> Annee:
    return Annee(libelle="Année", texte="", montant=montant, certain=certain)


@given(st.lists(st.none() | montants, max_size=10))
def test_les_barres_tiennent_dans_le_dessin_et_gardent_l_ordre(valeurs):
    dessin = graphique([annee(valeur) for valeur in valeurs])
    barres = [barre for rangee in dessin.rangees for barre in rangee.barres]
    assert len(barres) == len(valeurs)
    assert all(len(rangee.barres) <= 5 for rangee in dessin.rangees)
    for barre in barres:
        assert HAUT <= barre.y <= AXE
        assert barre.y + barre.hauteur == AXE
        assert barre.x >= 0
        assert barre.x + LARGEUR_BARRE <= LARGEUR
    pleines = sorted(
        (valeur, barre.hauteur) for valeur, barre in zip(valeurs, barres, strict=True) if valeur
    )
    hauteurs = [hauteur for _, hauteur in pleines]
    assert hauteurs == sorted(hauteurs)
    assert all(hauteur > 0 for hauteur in hauteurs)


def test_la_description_dit_un_maximum_la_ou_l_on_voit_des_hachures():
    deux = [Annee("An 1", "10 €", Decimal(10)), Annee("An 2", "9 €", Decimal(9), Decimal(0))]
    (rangee,) = graphique(deux).rangees
    assert rangee.description == "An 1 : 10 € ; An 2 : jusqu’à 9 €."


def test_une_case_vide_n_est_pas_un_zero():
    vide, nulle = graphique([annee(None), annee(Decimal(0))]).rangees[0].barres
    assert vide.vide
    assert vide.hauteur > 0
    assert not nulle.vide
    assert nulle.hauteur == 0


def test_les_hachures_disent_la_part_qui_depend_de_l_objectif():
    sure, partagee = (
        graphique([annee(Decimal(22_000)), annee(Decimal(22_000), Decimal(11_000))])
        .rangees[0]
        .barres
    )
    assert sure.hauteur_incertaine == 0
    assert partagee.hauteur_certaine == HAUTEUR_BARRES // 2
    assert partagee.hauteur_incertaine == HAUTEUR_BARRES // 2


def test_la_legende_ne_parait_que_s_il_y_a_des_hachures():
    assert not graphique([annee(Decimal(1)), annee(None)]).incertain
    assert graphique([annee(Decimal(2), Decimal(0))]).incertain


def test_chaque_barre_est_tracee_comme_elle_est():
    """Pleine, hachée, les deux, vide ou plate : ce qui est tracé est ce qui est dit."""
    annees = [annee(Decimal(40)), annee(Decimal(40), Decimal(0)), annee(Decimal(40), Decimal(10))]
    (rangee,) = graphique([*annees, annee(None), annee(Decimal(0))]).rangees
    assert [trace.count("M") for trace in (rangee.pleins, rangee.haches, rangee.vides)] == [2, 2, 1]
    pleine, hachee, mixte, vide, _ = rangee.barres
    assert rangee.pleins == (
        f"M{pleine.x} {HAUT}h{LARGEUR_BARRE}v{HAUTEUR_BARRES}h-{LARGEUR_BARRE}z"
        f"M{mixte.x} {AXE - 30}h{LARGEUR_BARRE}v30h-{LARGEUR_BARRE}z"
    )
    assert rangee.haches.startswith(f"M{hachee.x} {HAUT}h{LARGEUR_BARRE}v{HAUTEUR_BARRES}")
    assert rangee.haches.endswith(f"M{mixte.x} {HAUT}h{LARGEUR_BARRE}v90h-{LARGEUR_BARRE}z")
    assert rangee.vides.startswith(f"M{vide.x} ")


def test_des_montants_trop_longs_perdent_leur_unite_et_eux_seuls():
    """À 320 px, « 18 803,42 € » toucherait son voisin."""

    def montants(*textes):
        (rangee,) = graphique([Annee("Année", texte, Decimal(1)) for texte in textes]).rangees
        return [m.texte for m in rangee.mots if m.classe == "valeur"]

    assert montants("38\u202f000\u202f€", "–") == ["38\u202f000\u202f€", "–"]
    assert montants("38\u202f000\u202f€", "18\u202f803,42\u202f€") == [
        "38\u202f000",
        "18\u202f803,42",
    ]


def test_une_case_vide_se_dit_en_toutes_lettres_sans_raccourcir_les_montants():
    (rangee,) = graphique(
        [Annee("Année", "à compléter", None), Annee("Année", "1\u202f€", Decimal(1))]
    ).rangees
    assert [m.texte for m in rangee.mots if m.classe == "valeur"] == ["à compléter", "1\u202f€"]


def test_les_lettres_de_tous_les_dessins_gardent_12_px_a_320_px():
    """L'écran de 320 px laisse 288 px au dessin, que son viewBox y réduit."""
    feuille = (Path(settings.RACINE) / "static" / "scss" / "_graphique.scss").read_text("utf-8")
    lettres = [float(taille) for taille in re.findall(r"font-size: ([\d.]+)px", feuille)]
    plus_large = max(LARGEUR, cout.LARGEUR, courbe.LARGEUR)
    assert min(lettres) * 288 / plus_large >= 12


def test_un_contrat_prolonge_fait_deux_rangees_a_la_meme_echelle():
    dessin = graphique([annee(Decimal(valeur)) for valeur in (36, 27, 21, 21, 22, 22)])
    premiere, seconde = dessin.rangees
    assert (premiere.rang, seconde.rang) == ("1", "2")
    assert premiere.barres[4].hauteur == seconde.barres[0].hauteur
