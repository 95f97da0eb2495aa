"""Chaque chiffre publié se lit sur la page de sa version, avec sa marque, sa source et sa relecture."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility import selectors
from eligibility.models.choix import CleParametre, Etat, Indicateur, LigneMontant, Option
from eligibility.models.choix_employeur import CleEmployeur
from eligibility.regles.employeur import CLES
from simulateur.textes.baremes import GROUPES_EMPLOYEUR
from simulateur.textes.ecriture import date_en_lettres
from simulateur.textes.mots import FIABILITES
from tests.parcours.pages import arbre, avec_classe, par_id, texte

from .lecture import Case, Tableau, tableaux

AIDE = ["2019-08-21", "2023-05-01", "2024-06-22", "2026-02-25"]
EMPLOYEUR = ["2026-01-01", "2026-06-01"]
PERCENTILES = [30, 50, 90, 95]
pytestmark = pytest.mark.django_db


def document(version: str, cle: str = "baremes") -> dict:
    return next(d for d in selectors.tables().cliche[cle] if d["version"] == version)


def verifier_provenance(case: Case, ligne: dict) -> None:
    """La marque est dans la case ou dans la note ; la source, le jour et la remarque dans la note."""
    mot = FIABILITES[ligne["fiabilite"]]
    assert case.marque in ("", mot), ligne
    if ligne["fiabilite"] == "a_completer":
        assert (case.chiffre, case.marque) == ("", mot), ligne
        assert ligne["note"] in case.provenance
        return
    assert mot in case.provenance, ligne
    assert ligne["note"] in case.provenance
    sources = {
        s["cle"]: " ".join(s["libelle"].split()) for s in selectors.tables().cliche["sources"]
    }
    assert sources.get(ligne["source"], "source non précisée") in case.provenance
    jour = ligne["verifie_le"]
    attendu = f"vérifié le {date_en_lettres(date.fromisoformat(jour))}" if jour else "non vérifié"
    assert " ".join(attendu.split()) in case.provenance


def verifier_nombre(case: Case, ligne: dict) -> None:
    verifier_provenance(case, ligne)
    if ligne["valeur"] is not None:
        assert case.nombre == Decimal(ligne["valeur"]), ligne


@pytest.mark.parametrize("version", AIDE)
def test_montants_et_options(lire, version):
    lus, attendu = tableaux(lire(f"/baremes/{version}/")), document(version)
    montants = lus["Montants"]
    for ligne in attendu["montants"]:
        libelle = LigneMontant(ligne["ligne"]).label
        rangee = montants[Option(ligne["option"]).label, libelle[0].upper() + libelle[1:]]
        verifier_nombre(rangee[ligne["annee"] - 1], ligne)
    pleines = [case for rangee in montants.values() for case in rangee if case.chiffre != "–"]
    assert len(pleines) == len(attendu["montants"])
    for ligne in attendu["options"]:
        (case,) = lus["Options"]["", Option(ligne["option"]).label]
        verifier_provenance(case, ligne)
        assert case.chiffre == Etat(ligne["etat"]).label


def constantes(lus: list[Tableau], lignes: list[dict], noms) -> None:
    cases = {nom: case for tableau in lus for (_, nom), (case,) in tableau.items()}
    assert len(cases) == len(lignes)
    for ligne in lignes:
        nom = " ".join(noms(ligne["cle"]).label.split())
        case = cases[nom[0].upper() + nom[1:]]
        if ligne["cle"] == "collectif_bonus_mois":
            assert case.chiffre == "novembre 2026"
            assert Decimal(ligne["valeur"]) == 202611
        elif case.chiffre in ("oui", "non"):
            verifier_provenance(case, ligne)
            assert (case.chiffre == "oui") == (Decimal(ligne["valeur"]) == 1)
        else:
            verifier_nombre(case, ligne)


@pytest.mark.parametrize("version", AIDE)
def test_constantes_de_l_aide(lire, version):
    lus = tableaux(lire(f"/baremes/{version}/"))
    # Le contrat collectif n'existe que dans la dernière version.
    titres = ["Durées, délais et parts", *(["Contrat collectif"] if version == AIDE[-1] else [])]
    constantes([lus[t] for t in titres], document(version)["parametres"], CleParametre)
    assert ("Contrat collectif" in lus) is (len(titres) == 2)


@pytest.mark.parametrize("version", EMPLOYEUR)
def test_constantes_de_l_employeur(lire, version):
    lus = tableaux(lire(f"/baremes/employeur/{version}/"))
    assert lus.keys() == GROUPES_EMPLOYEUR.keys()
    lignes = document(version, "employeurs")["parametres"]
    constantes(list(lus.values()), lignes, CleEmployeur)


def test_chaque_constante_de_l_employeur_est_d_un_seul_groupe():
    for cle in CLES:
        groupes = [nom for nom, debuts in GROUPES_EMPLOYEUR.items() if cle.startswith(debuts)]
        assert len(groupes) == 1, cle


def seuils_de(html: str) -> dict[tuple[str, str, int], Case]:
    """{(spécialité, indicateur, percentile): case}"""
    noms = {i.label: i.value for i in Indicateur}
    lus = {}
    for (_, titre), cases in tableaux(html).get("Seuils de patientèle", {}).items():
        libelle = next(nom for nom in noms if titre.endswith(nom))
        specialite = titre.removesuffix(libelle).strip()
        for percentile, case in zip(PERCENTILES, cases, strict=True):
            lus[specialite, noms[libelle], percentile] = case
    return lus


@pytest.mark.parametrize("version", AIDE)
def test_un_seuil_est_montre_ou_sa_specialite_dite_sans_seuil(lire, version):
    html = lire(f"/baremes/{version}/")
    lus = seuils_de(html)
    noms = {s["slug"]: s["libelle"] for s in selectors.tables().cliche["specialites"]}
    lignes = document(version)["seuils"]
    connues = {ligne["specialite"] for ligne in lignes if ligne["valeur"] is not None}
    for ligne in lignes:
        if ligne["specialite"] in connues:
            cle = (noms[ligne["specialite"]], ligne["indicateur"], ligne["percentile"])
            verifier_nombre(lus.pop(cle), ligne)
    assert lus == {}
    attendues = [noms[s] for s in noms if s in {li["specialite"] for li in lignes} - connues]
    colonnes = avec_classe(arbre(html), "en-colonnes")
    assert [texte(li) for ul in colonnes for li in ul.iter("li")] == attendues
    if not lignes:
        assert "Aucun seuil n’est connu pour ce barème." in html


def test_la_recherche_montre_tous_les_seuils_de_la_specialite(lire):
    lignes = document(AIDE[-1])["seuils"]
    for specialite in selectors.tables().cliche["specialites"]:
        html = lire(f"/baremes/{AIDE[-1]}/?q={specialite['libelle']}")
        lus = seuils_de(html)
        siens = [ligne for ligne in lignes if ligne["specialite"] == specialite["slug"]]
        for ligne in siens:
            cle = (specialite["libelle"], ligne["indicateur"], ligne["percentile"])
            verifier_nombre(lus[cle], ligne)
        if not siens:
            assert specialite["libelle"] in texte(par_id(arbre(html))["contenu"])
            assert "Ce barème n’a pas de seuil pour" in html


@pytest.mark.parametrize(
    ("cherche", "trouvee", "absente"),
    [("gyneco", "Gynécologie", "Cardiologie"), ("cardio", "Cardiologie", "Médecine générale")],
)
def test_la_recherche_pardonne_et_ne_montre_que_le_demande(lire, cherche, trouvee, absente):
    noms = " ".join(nom for nom, _, _ in seuils_de(lire(f"/baremes/{AIDE[-1]}/?q={cherche}")))
    assert trouvee in noms
    assert absente not in noms


def test_une_recherche_sans_resultat_le_dit_sans_rien_casser(lire):
    html = lire(f"/baremes/{AIDE[-1]}/?q=%3Cb%3Exyz")
    assert "Aucune spécialité ne correspond à «&nbsp;&lt;b&gt;xyz&nbsp;»" in html
    assert seuils_de(html) == {}
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize(
    ("version", "manque"),
    [
        ("2019-08-21", "Il manque tous les seuils de patientèle et tous les objectifs."),
        ("2026-02-25", "Il manque 177 seuils, 4 montants et tous les objectifs."),
    ],
)
def test_ce_qui_manque_est_dit(lire, version, manque):
    for adresse in ("/baremes/", f"/baremes/{version}/"):
        assert manque in texte(arbre(lire(adresse)))
    assert "Aucun objectif n’est connu pour ce barème." in lire(f"/baremes/{version}/")
