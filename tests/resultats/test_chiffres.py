"""Une page de résultat dit d'où viennent ses chiffres : barème, date, marques, ce qui n'engage pas."""

import re
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest

from simulateur.textes import trace as textes_trace
from simulateur.textes.ecriture import euros_ronds
from simulateur.textes.mots import FIABILITES, OPTIONS
from tests.parcours.pages import arbre, avec_classe, texte
from tests.resultats.chiffres import PATIENTS, SOMMES, brut, estimation_de, mots, verifier_chiffres

pytestmark = pytest.mark.django_db


def test_la_lecture_des_chiffres_voit_toutes_les_ecritures():
    page = arbre(
        "<p>38\u202f000\u202f€, 1,50\u202f€ et −3 €</p><td>12</td><td>patients</td>"
        "<p>Il manque <strong>1\u202f300</strong>\u00a0patients, 1\u00a0patient ; 7 nouveaux patients</p>"
        '<svg aria-label="5 patients"></svg>'
    )
    assert {brut(n) for n in SOMMES.findall(mots(page))} == {"38000", "1,50", "−3"}
    assert {brut(n) for n in PATIENTS.findall(mots(page))} == {"1300", "1", "7", "5"}


SITUATIONS = {
    "simple": "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&tranche=P50-P90"
    "&specialite=medecine-generale",
    "second assistant": "contrat=en-cours&contrat_option=1&contrat_signature=2023-09-01&option=2"
    "&contrat_objectif_atteint=oui&zone=zip&date_signature=2026-12-01&file_active=1700&pmt=1300"
    "&secteur=1&specialite=medecine-generale",
    "65 ans": "age_65=oui&date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale",
    "contrat de 2022": "contrat=en-cours&contrat_option=1/3&contrat_signature=2022-03-01"
    "&date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale",
    "refus": "date_signature=2026-12-01&file_active=900&pmt=600&secteur=2"
    "&specialite=medecine-generale",
}


@pytest.fixture(params=SITUATIONS.values(), ids=SITUATIONS)
def resultat(request, visite):
    page = visite.ouvrir(f"/simulation/resultats/?{request.param}")
    return page.racine, estimation_de(page)


def test_la_page_dit_le_bareme_sa_date_et_que_le_contrat_seul_engage(resultat):
    racine, e = resultat
    notes = " ".join(texte(note) for note in avec_classe(racine, "note"))
    assert f"version {e.bareme.version}, révision {e.bareme.revision}" in notes
    assert "Barème en vigueur depuis le " in notes
    assert "Estimation : seul le contrat avec la CPAM engage." in notes
    assert "site non officiel" in texte(racine)


def marques(element: Element) -> list[str]:
    return [m.get("class").split()[1] for m in avec_classe(element, "marque")]


def test_un_montant_qui_n_est_pas_officiel_porte_sa_marque(resultat):
    racine, e = resultat
    (section,) = (s for s in racine.iter("section") if s.get("aria-labelledby") == "s-annees")
    tableau = next(section.iter("table"))
    lignes = [tr for corps in tableau.iter("tbody") for tr in corps.iter("tr")]
    annees = [tr for tr in lignes if tr.get("class") != "periode"]
    assert [marques(ligne) for ligne in annees] == [
        [] if annee.fiabilite == "officiel" else [f"marque-{annee.fiabilite}"]
        for annee in e.choisie.annees
    ]


def test_les_options_cote_a_cote_disent_les_montants_qui_ne_sont_pas_officiels(resultat):
    racine, e = resultat
    (section,) = (s for s in racine.iter("section") if s.get("aria-labelledby") == "s-options")
    attendues = {
        (f"marque-{annee.fiabilite}", OPTIONS[option.option])
        for option in e.options
        for annee in option.annees
        if annee.montant is not None and annee.fiabilite != "officiel"
    }
    dites = {
        (marque, option)
        for p in section.iter("p")
        for marque in marques(p)
        for option in OPTIONS.values()
        if re.search(rf"(?<![\d,/]){re.escape(option)}", mots(p))
    }
    assert attendues == dites


def test_une_marque_des_options_dit_ses_annees(visite):
    page = visite.ouvrir(f"/simulation/resultats/?{SITUATIONS['contrat de 2022']}")
    dit = texte(page.racine)
    assert "hypothèse Montants de 1/3 ETP, 0,5 ETP et 1 ETP, années 1 à 3." in dit
    assert "source secondaire Montants de 1,5 ETP et 2 ETP." in dit


def test_chaque_condition_et_chaque_ligne_du_calcul_porte_sa_marque(resultat):
    racine, e = resultat
    (section,) = (s for s in racine.iter("section") if s.get("aria-labelledby") == "s-raisons")
    criteres = avec_classe(section, "critere")
    assert sorted(m for c in criteres for m in marques(c)) == sorted(
        f"marque-{critere.fiabilite}" for critere in e.criteres
    )


def test_chaque_ligne_du_calcul_est_montree_une_fois_avec_sa_marque(visite, resultat):
    racine, e = resultat
    lien = next(a for a in racine.iter("a") if a.get("href", "").endswith("#calcul-annees"))
    page = visite.ouvrir(lien.get("href"))
    lignes = [tr for t in avec_classe(page.racine, "trace") for tr in next(t.iter("tbody"))]
    assert sorted(_colle(texte(ligne)) for ligne in lignes) == sorted(
        _colle("".join(_mots(ligne))) for ligne in e.trace
    )
    assert sorted(m for ligne in lignes for m in marques(ligne)) == sorted(
        f"marque-{ligne.fiabilite}" for ligne in e.trace if ligne.fiabilite
    )


def _colle(mots: str) -> str:
    return "".join(mots.split())


def _mots(ligne) -> tuple[str, ...]:
    return (
        textes_trace.ETAPES[ligne.etape],
        textes_trace.formule(ligne),
        textes_trace.valeur(ligne),
        ligne.source,
        FIABILITES[ligne.fiabilite] if ligne.fiabilite else "",
    )


def test_l_objectif_qui_n_est_pas_officiel_porte_sa_marque(resultat):
    racine, e = resultat
    (section,) = (s for s in racine.iter("section") if s.get("aria-labelledby") == "s-engagement")
    attendues = [
        f"marque-{indicateur.fiabilite}"
        for _, indicateur in e.choisie.objectif.par_indicateur()
        if indicateur.fiabilite not in ("", "officiel")
        and {indicateur.a_gagner, indicateur.cible, indicateur.plancher} != {None}
    ]
    assert marques(section) == attendues


def test_les_annees_a_venir_sont_des_projections_dites_une_fois(resultat):
    racine, _ = resultat
    assert texte(racine).count("est supposé durer") == 1


def test_les_situations_montrent_des_marques_de_plusieurs_sortes(visite):
    vues = set()
    for requete in SITUATIONS.values():
        e = estimation_de(visite.ouvrir(f"/simulation/resultats/?{requete}"))
        vues |= {annee.fiabilite for annee in e.choisie.annees}
    assert len(vues - {"officiel"}) >= 2


def test_un_chiffre_sans_calcul_se_verrait(visite):
    page = visite.ouvrir(f"/simulation/resultats/?{SITUATIONS['simple']}")
    verifier_chiffres(page)
    titre = next(page.racine.iter("h1"))
    for faux in ("38\u202f001\u202f€", "1\u202f301\u00a0patients"):
        titre.text = faux
        with pytest.raises(AssertionError, match=r"sans calcul|de trop"):
            verifier_chiffres(page)


def test_un_cout_mal_arrondi_se_verrait(visite):
    page = visite.ouvrir(f"/simulation/resultats/?{SITUATIONS['simple']}")
    for justes, faux in (("27\u202f412", "27\u202f411"), ("27\u202f412", "27\u202f411,70")):
        (section,) = (
            s for s in page.racine.iter("section") if s.get("aria-labelledby") == "s-cout"
        )
        cellule = next(td for td in section.iter("td") if justes in (td.text or ""))
        vrai, cellule.text = cellule.text, cellule.text.replace(justes, faux)
        with pytest.raises(AssertionError):
            verifier_chiffres(page)
        cellule.text = vrai
        # Et l'arrondi ne vaut que pour un coût.
        titre = next(page.racine.iter("h1"))
        avant, titre.text = titre.text, vrai
        with pytest.raises(AssertionError, match="sans calcul"):
            verifier_chiffres(page)
        titre.text = avant
        verifier_chiffres(page)


@pytest.mark.parametrize(
    ("montant", "ecrit"),
    [
        ("27411.70", "27\u202f412\u202f€"),
        ("0.49", "0\u202f€"),
        ("0.50", "1\u202f€"),
        ("-0.49", "0\u202f€"),
        ("-8592.39", "−8\u202f592\u202f€"),
        ("-8592.50", "−8\u202f593\u202f€"),
        ("38000.00", "38\u202f000\u202f€"),
    ],
)
def test_un_cout_s_ecrit_a_l_euro_la_demie_au_dessus(montant, ecrit):
    assert euros_ronds(Decimal(montant)) == ecrit
