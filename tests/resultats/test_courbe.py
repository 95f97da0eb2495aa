"""La courbe sur la page : ses mots disent ce que le moteur paie, au dessin comme au tableau."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from eligibility.regles import estimer
from eligibility.regles.courbe import courbes
from simulateur.resultats.courbe import presenter
from simulateur.textes.ecriture import euros
from tests.parcours.pages import avec_classe, par_id, texte
from tests.regles.fabrique import REFERENTIEL, situation
from tests.regles.test_courbe import comme_si, contrats, petites
from tests.reponses.strategies import exemples

RESULTATS = "/simulation/resultats/"
ANNONCES = {"objectif_pmt": 200, "objectif_fa": 100}
BORNES = (
    (re.compile(r"^Moins de (\d+)$"), lambda n: (0, n)),
    (re.compile(r"^De (\d+) à (\d+)$"), lambda bas, haut: (bas, haut)),
    (re.compile(r"^(\d+) et plus$"), lambda n: (n, None)),
    (re.compile(r"^À tout niveau$"), lambda: (0, None)),
)


def palier(niveau: str) -> tuple[int, int | None]:
    """« De 1 300 à 1 500 (vous êtes ici) » → (1300, 1500), le second exclu."""
    mots = niveau.partition(" (")[0].replace("\u202f", "")
    ((trouve, lire),) = ((m, lire) for motif, lire in BORNES if (m := motif.match(mots)))
    return lire(*map(int, trouve.groups()))


INTERVALLE = re.compile(r"^(?:monte avec vos patients, de|entre) (.*?) (?:à|et) (.*)$")
DIXIEME = Fraction(1, 1000)  # de pour cent : un taux écrit est arrondi


def dit_vrai(aide: str, annee) -> bool:
    """Ce que la ligne du tableau annonce est ce que cette année paie."""
    montant = euros(annee.montant_maximal)

    def lu(mots: str) -> Fraction:
        if mots in ("rien", montant):
            return Fraction(mots == montant)
        pourcents, _, reste = mots.partition("\u202f%")
        assert reste == f" de {montant}"
        return Fraction(pourcents.replace(",", ".")) / 100

    if bornes := INTERVALLE.match(aide):
        mini, maxi = bornes.groups()
        # « de 33 % à 100 % de 22 000 € » : le montant, dit une fois, vaut pour les deux parts.
        mini, maxi = lu(mini if mini == "rien" else f"{mini} de {montant}"), lu(maxi)
        return mini - DIXIEME <= annee.taux_min <= annee.taux_max <= maxi + DIXIEME
    mots, probable, _ = aide.partition(", probable")
    return bool(probable) == (annee.motif == "p95_tolere") and abs(lu(mots) - annee.taux) <= DIXIEME


@exemples(120)
@given(petites.filter(lambda champs: champs["date_65"] is None), contrats)
def test_chaque_ligne_du_tableau_dit_ce_que_le_moteur_paie(champs, contrat):
    s = situation(**champs, **contrat)
    e = estimer(s, REFERENTIEL)
    section = presenter(e)
    tracees = courbes(e)
    assert (section is None) == (not tracees)
    for une, courbe in zip(section["courbes"] if section else (), tracees, strict=True):
        paliers = [palier(ligne["niveau"]) for ligne in une["lignes"]]
        assert [bas for bas, _ in paliers] == [0, *(haut for _, haut in paliers[:-1])]
        assert paliers[-1][1] is None
        for ligne, (bas, haut) in zip(une["lignes"], paliers, strict=True):
            fin = bas + 30 if haut is None else haut
            for patients in range(bas, fin):
                payee = annee_payee(comme_si(s, courbe, patients), courbe.annee)
                assert dit_vrai(ligne["aide"], payee), (ligne, patients)
            ici = (
                courbe.ici is not None and bas <= courbe.ici and (haut is None or courbe.ici < haut)
            )
            assert ligne["niveau"].endswith(")") == ici


def annee_payee(s, annee: int):
    (payee,) = (a for a in estimer(s, REFERENTIEL).choisie.annees if a.annee == annee)
    return payee


def section_de(**champs) -> dict:
    return presenter(estimer(situation(**champs), REFERENTIEL))


def lignes(**champs) -> list[tuple[str, str]]:
    """Le tableau de la patientèle médecin traitant."""
    trouvees = section_de(**champs)["courbes"][0]["lignes"]
    return [
        (ligne["niveau"].replace("\u202f", " "), ligne["aide"].replace("\u202f", " "))
        for ligne in trouvees
    ]


def test_les_mots_de_chaque_regle():
    assert lignes(**ANNONCES) == [
        ("Moins de 1 300", "rien"),
        ("De 1 300 à 1 500 (vous êtes ici)", "monte avec vos patients, de rien à 22 000 €"),
        ("1 500 et plus", "22 000 €"),
    ]
    assert lignes() == [
        ("Moins de 1 300", "rien"),
        ("1 300 et plus (vous êtes ici)", "entre rien et 22 000 €"),
    ]
    assert lignes(age_65=True, pmt_an3=1_100) == [
        ("Moins de 1 170 (votre chiffre)", "monte avec vos patients, de rien à 22 000 €"),
        ("1 170 et plus", "22 000 €"),
    ]
    assert lignes(tranche=">=P95") == [
        ("Moins de 1 235", "rien"),
        ("De 1 235 à 1 300", "38 000 €, probable mais pas certain"),
        ("1 300 et plus (vous êtes ici)", "38 000 €"),
    ]
    assert lignes(**ANNONCES, fa_an3=1_733) == [
        ("Moins de 1 300", "rien"),
        (
            "De 1 300 à 1 500 (vous êtes ici)",
            "monte avec vos patients, de 33 % à 100 % de 22 000 €",
        ),
        ("1 500 et plus", "22 000 €"),
    ]


def test_un_plancher_que_la_trace_ne_porte_pas_se_dit_en_part_du_depart():
    """65 ans en route : l'objectif de la signature n'a pas ce plancher."""
    assert [niveau for niveau, _ in lignes(**ANNONCES, date_65=date(2028, 5, 1))] == [
        "Moins de 90 % du départ",
        "90 % du départ et plus (vous êtes ici)",
    ]


def test_ce_que_suppose_le_dessin_est_dit_une_fois_avec_le_piege():
    assert "sous son départ, l’aide est nulle" in section_de(**ANNONCES)["lecture"]
    assert "sous son plancher, l’aide est nulle" in section_de(tranche=">=P95")["lecture"]
    assert "Le moins bon" in section_de(age_65=True)["lecture"]
    assert section_de(specialite="cardiologie", objectif_fa=100)["lecture"] == ""
    assert section_de()["inconnu"]
    assert not section_de(**ANNONCES)["inconnu"]


def test_ce_qui_n_est_que_probable_ne_se_trace_pas_comme_sur():
    assert section_de(tranche=">=P95")["courbes"][0]["dessin"].probables
    assert not section_de(**ANNONCES)["courbes"][0]["dessin"].probables


def test_le_piege_se_voit():
    section = section_de(**ANNONCES, pmt_an3=1_500, fa_an3=1_699)
    assert [bool(une["annulee"]) for une in section["courbes"]] == [True, False]
    assert section["courbes"][0]["lignes"] == [
        {"niveau": "À tout niveau (votre chiffre)", "aide": "rien"}
    ]


BASE = "specialite=medecine-generale&secteur=1&file_active=1700&pmt=1300&date_signature=2026-12-01"
PAGES = {
    "annoncé": f"{BASE}&objectif_fa=100&objectif_pmt=200",
    "inconnu": BASE,
    "65 ans": f"{BASE}&age_65=oui",
    "≥ P95": f"{BASE}&tranche=%3E%3DP95",
    "file active seule": "specialite=cardiologie&secteur=1&file_active=1700&objectif_fa=100"
    "&date_signature=2026-12-01",
    "refus": f"{BASE.replace('secteur=1', 'secteur=2')}&objectif_fa=100&objectif_pmt=200",
    "contrat suivi": f"{BASE}&contrat=en-cours&contrat_option=1&contrat_signature=2025-03-01"
    "&objectif_fa=100&objectif_pmt=200&pmt_an3=1400&fa_an3=1700",
}


@pytest.mark.django_db
@pytest.mark.parametrize("requete", PAGES.values(), ids=PAGES)
def test_chaque_dessin_a_un_nom_une_description_et_le_tableau_des_memes_mots(visite, requete):
    racine = visite.ouvrir(f"{RESULTATS}?{requete}").racine
    nommes = par_id(racine)
    (bloc,) = avec_classe(racine, "courbes")
    (section,) = (s for s in racine.iter("section") if s.get("aria-labelledby") == "s-suivi")
    tableaux = avec_classe(section, "paliers")
    dessins = [svg for svg in bloc.iter("svg") if svg.get("role") == "img"]
    assert len(dessins) == len(tableaux) == (1 if "cardiologie" in requete else 2)
    for svg, tableau in zip(dessins, tableaux, strict=True):
        titre, description = (texte(nommes[nom]) for nom in svg.get("aria-labelledby").split())
        assert titre == texte(next(tableau.iter("th")))
        dites = [
            f"{texte(next(tr.iter('th')))} : {texte(next(tr.iter('td')))}."
            for tr in next(tableau.iter("tbody"))
        ]
        assert description == " ".join(dites)
        mots = [texte(mot) for mot in svg.iter("text")]
        assert {"rien", "départ"} <= set(mots)
    assert ("eteint" in bloc.get("class")) == ("secteur=2" in requete)


@pytest.mark.django_db
@pytest.mark.parametrize(("option", "pleines"), [("1", True), ("2", False)])
def test_la_legende_n_explique_que_ce_qui_est_dessine(visite, option, pleines):
    """1,5 et 2 ETP n'ont que des années qui dépendent de l'objectif."""
    racine = visite.ouvrir(f"{RESULTATS}?{PAGES['annoncé']}&option={option}").racine
    figures = [f for f in racine.iter("figure") if avec_classe(f, "legende")]
    assert len(figures) == 2
    for figure in figures:
        (legende,) = avec_classe(figure, "legende")
        (dessin,) = (svg for svg in figure.findall("svg"))
        assert bool([p for p in avec_classe(dessin, "plein") if p.get("d")]) == pleines
        assert ("ne dépend pas de votre patientèle" in texte(legende)) == pleines
        assert "aide selon votre objectif" in texte(legende)


@pytest.mark.django_db
def test_sans_lecture_a_venir_la_page_se_tait(visite):
    racine = visite.ouvrir(f"{RESULTATS}?{BASE.replace('&file_active=1700', '')}").racine
    assert avec_classe(racine, "courbes") == []
    assert "Les mêmes chiffres en tableau" not in texte(racine)


@pytest.mark.django_db
def test_le_reste_a_payer_se_voit_avec_les_chiffres_du_tableau(visite):
    racine = visite.ouvrir(f"{RESULTATS}?{PAGES['annoncé']}").racine
    (figure,) = avec_classe(racine, "graphique-cout")
    (section,) = (s for s in racine.iter("section") if s.get("aria-labelledby") == "s-cout")
    restes = [texte(next(tr.iter("strong"))) for tr in next(section.iter("tbody"))]
    assert [texte(mot) for mot in avec_classe(figure, "valeur")] == restes
    assert len(restes) == 5
