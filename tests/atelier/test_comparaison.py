"""Deux états d'un texte : les lignes qui changent et leurs voisines, les mots dans une ligne."""

from simulateur.atelier.comparaison import comparer


def test_un_mot_change_dans_sa_ligne():
    assert comparer("un deux trois", "un 2 trois").lignes == (
        (("egal", "un "), ("ote", "deux "), ("mis", "2 "), ("egal", "trois")),
    )


def test_deux_lignes_sans_rapport_sont_deux_lignes():
    assert comparer("un deux", "trois quatre").lignes == (
        (("ote", "un deux"),),
        (("mis", "trois quatre"),),
    )


def test_ce_qui_ne_change_pas_se_tait_sauf_les_voisines():
    avant = "\n\n".join("abcdefgh")
    lignes = comparer(avant, avant.replace("d", "")).lignes
    assert [ligne[0] for ligne in lignes] == [
        ("saut", ""), ("egal", "c"), ("ote", "d"), ("egal", "e"), ("saut", ""),
    ]  # fmt: skip


def test_des_lignes_vides_seules_ne_sont_pas_un_changement():
    assert comparer("a\nb", "a\n\nb").lignes == ()


def test_un_texte_qui_nait():
    assert comparer("", "a\n\nb").lignes == ((("mis", "a"),), (("mis", "b"),))
