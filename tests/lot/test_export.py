"""Ce qui s'emporte : les mêmes chiffres que l'API, et rien qu'un tableur exécuterait."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook

from simulateur.lot import export
from simulateur.lot.xlsx import ecrire
from simulateur.textes import lot as textes
from tests.lot.conftest import PAGE, en_csv

pytestmark = pytest.mark.django_db
DITES = {"specialite": "medecine-generale", "secteur": "1", "pmt": "1300", "file_active": "1700",
         "tranche": "P90-P95", "objectif_pmt": "200", "date_signature": "2026-12-01"}  # fmt: skip


def fichier(*noms: str) -> bytes:
    return en_csv(["nom", *DITES], *([nom, *DITES.values()] for nom in noms))


def rangs_csv(octets: bytes) -> list[dict]:
    texte = octets.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texte), delimiter=";"))


def test_le_csv_dit_ce_que_dit_l_api(envoyer):
    response = envoyer(fichier("Anne"), resultat="csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="estimations-')
    rang = rangs_csv(response.lu)[0]
    api = Client().get("/api/v1/estimation", DITES).json()
    option = next(o for o in api["options"] if o["option"] == "1")
    for annee in option["annees"]:
        assert rang[f"Année {annee['annee']} (€)"] == annee["montant"].replace(".", ",")
    assert rang["Total (€)"] == option["total"].replace(".", ",")
    assert rang["Verdict"] == "Éligible"
    assert rang["Tranche"] == "du 90e au 94e percentile"
    assert rang["Objectif"].startswith("Patients médecin traitant\xa0: 200 à gagner, 1\u202f500")
    assert rang["Barème"] == "2026-02-25.1"
    assert rang["À demander à la CPAM"] == " ".join(api["questions_cpam"])


def test_le_xlsx_dit_la_meme_chose(envoyer):
    csv_ = rangs_csv(envoyer(fichier("Anne"), resultat="csv").lu)[0]
    response = envoyer(fichier("Anne"), resultat="xlsx")
    classeur = load_workbook(io.BytesIO(response.lu))
    tete, rang = list(classeur["Estimations"].iter_rows(values_only=True))
    assert tete == textes.EXPORT
    for titre, valeur in zip(tete, rang, strict=True):
        if titre.endswith("(€)"):
            assert Decimal(str(valeur)) == Decimal(csv_[titre].replace(",", "."))
        else:
            assert str(valeur if valeur is not None else "") == csv_[titre]
    assert "engage" in classeur["À lire"]["A1"].value


def test_le_bareme_et_la_reserve_sont_dans_le_fichier(envoyer):
    texte = envoyer(fichier("Anne"), resultat="csv").lu.decode()
    assert "seul le contrat signé avec la CPAM engage" in texte
    assert "Barème du" in texte


@pytest.mark.parametrize(
    "nom", ["=1+1", "+33", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")']
)
def test_un_nom_n_est_jamais_une_formule(envoyer, nom):
    rang = rangs_csv(envoyer(fichier(nom), resultat="csv").lu)[0]
    assert rang["Nom"] == f"'{nom}"
    octets = envoyer(fichier(nom), resultat="xlsx").lu
    cellule = load_workbook(io.BytesIO(octets))["Estimations"]["B2"]
    assert (cellule.value, cellule.data_type) == (nom, "s")
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_neutraliser_ne_change_rien_d_autre():
    assert export.neutralise("Anne = Marie") == "Anne = Marie"
    assert [export.neutralise(f"{c}x") for c in "\t\r"] == ["'\tx", "'\rx"]


def test_une_ligne_fautive_dit_ses_erreurs_a_sa_place(envoyer):
    octets = en_csv(["Spécialité", "Secteur", "PMT"], ["orl", "1", ""], ["orl", "9", ""])
    rangs = rangs_csv(envoyer(octets, resultat="csv").lu)
    assert (rangs[1]["Ligne"], rangs[1]["Verdict"]) == ("3", "À corriger")
    assert rangs[1]["Erreurs"].startswith("Secteur : Vous avez écrit «\u00a09\u00a0». Choisissez")
    assert rangs[1]["Total (€)"] == ""


def test_une_valeur_citee_n_est_jamais_une_formule(envoyer):
    """Ni par elle-même, ni par l'intitulé de sa colonne : la cellule commence par ses mots."""
    octets = en_csv(["Spécialité", "Secteur", "PMT"], ["orl", "=1+1", ""], ["@x", "1", ""])
    for ligne in rangs_csv(envoyer(octets, resultat="csv").lu)[:2]:
        assert ligne["Erreurs"].startswith(("Secteur : Vous", "Spécialité : Vous"))


def test_un_classeur_echappe_et_garde_ses_colonnes():
    octets = ecrire({"A & B": [["<t>", *range(30)], ["  a  ", Decimal("1.50"), None, ""]]})
    feuille = load_workbook(io.BytesIO(octets))["A & B"]
    assert feuille["A1"].value == "<t>"
    assert feuille["AE1"].value == 29
    assert feuille["A2"].value == "  a  "
    assert (feuille["B2"].value, feuille["B2"].number_format) == (1.5, "#,##0.00")
    assert feuille["C2"].value is None


@pytest.mark.parametrize(
    "texte",
    [
        "12",
        "2026-12-01",
        "http://exemple.fr",
        "internal:A1",
        "{=A1}",
        "<r><t>x</t></r>",
        "<r></si>&</r>",
    ],
)
def test_un_texte_reste_le_texte_ecrit(texte):
    """Ni nombre, ni date, ni lien, ni texte enrichi : XlsxWriter ne devine rien."""
    octets = ecrire({"A": [["titre"], [texte]]})
    cellule = load_workbook(io.BytesIO(octets))["A"]["A2"]
    assert (cellule.value, cellule.data_type, cellule.hyperlink) == (texte, "s", None)


def test_un_classeur_se_lit_d_un_coup_d_oeil():
    """Des titres en gras, à la ligne, qui restent en haut ; des colonnes assez larges."""
    octets = ecrire({"A": [["titre", "autre"], ["x", 1]]})
    feuille = load_workbook(io.BytesIO(octets))["A"]
    titre = feuille["B1"]
    assert feuille.freeze_panes == "A2"
    assert (titre.font.bold, titre.alignment.wrap_text, titre.alignment.vertical) == (
        True,
        True,
        "top",
    )
    assert not feuille["A2"].font.bold
    (largeur,) = feuille.column_dimensions.values()
    assert (largeur.min, largeur.max) == (1, 2)
    assert 18 <= largeur.width < 19


@pytest.mark.parametrize("forme", ["csv", "xlsx"])
def test_le_modele_se_telecharge(client, forme):
    response = client.get(f"{PAGE}modele.{forme}")
    assert response.status_code == 200
    assert f"modele-medecins.{forme}" in response.headers["Content-Disposition"]
    assert client.post(f"{PAGE}modele.{forme}").status_code == 405
