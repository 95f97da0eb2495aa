"""Lire un fichier : tout ce qu'un tableur écrit se comprend, ce qui ne se lit pas se dit d'une phrase."""

import json
import time
from datetime import date, datetime

import pytest
from django.test import Client

from eligibility.regles.vocabulaire import EN_COURS
from simulateur.lot import modele
from simulateur.lot.calcul import en_json
from simulateur.lot.cellules import valeur_simple
from simulateur.lot.colonnes import PAR_INTITULE
from simulateur.lot.refus import LIGNES_MAX, FichierRefuse
from simulateur.lot.tableau import ouvrir, rassembler
from simulateur.reponses.declaration import PAR_CLE
from simulateur.textes import lot as textes
from tests.lot.conftest import en_csv, en_xlsx, lignes_de

pytestmark = pytest.mark.django_db

TETE = "Spécialité;Secteur;PMT\n"
BON = "Médecine générale;1;1 300\n"


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"", "Ce fichier est vide"),
        (b" \n;;;\n", "Ce fichier est vide"),
        (TETE.encode(), "n’a que des intitulés"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "ni un CSV ni un classeur"),
        (b"secteur;specialite\n1;orl\0\n", "ni un CSV ni un classeur"),
        (b"secteur;specialite\n1;\x81\xe9\n", "ni un CSV ni un classeur"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien classeur"),
        (b"PK\x03\x04abime", "ne se lit pas"),
        (b"1;2;3\n4;5;6\n", "La première ligne doit porter les intitulés"),
        (b"secteur;pmt\n1;2\n", "Il manque la colonne «\xa0Spécialité\xa0»"),
        (b"nom;pmt\n1;2\n", "colonnes «\xa0Spécialité\xa0» et «\xa0Secteur\xa0»"),
        (f"{TETE[:-1]};pmt\n{BON}".encode(), "«\xa0PMT\xa0» et «\xa0pmt\xa0»"),
        (f'{TETE}"Médecine générale;1;1300\n'.encode(), "À partir de la ligne 2, un guillemet"),
        (f"{TETE}{BON}{'x' * 501};1;2\n".encode(), "Ligne 3 : une cellule a plus de"),
        (TETE.encode() + b"a;" * 200 + b"a\n", "plus de 80 colonnes"),
        ((TETE + BON * (LIGNES_MAX + 1)).encode(), "plus de 2\u202f000 lignes"),
    ],
    ids=lambda valeur: valeur[:25] if isinstance(valeur, str) else "",
)  # fmt: skip
def test_un_mauvais_fichier_se_dit_d_une_phrase(octets, dit):
    with pytest.raises(FichierRefuse) as refuse:
        rassembler(ouvrir(octets), LIGNES_MAX)
    assert dit.replace(" :", "\xa0:") in refuse.value.message.replace(" :", "\xa0:")


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separateur", [";", ",", "\t"])
def test_encodages_fins_de_ligne_et_separateurs(encodage, fin, separateur):
    texte = (TETE + BON).replace(";", separateur).replace("\n", fin)
    (ligne,) = lignes_de(texte.encode(encodage))
    assert ligne.lecture.valeurs["specialite"] == "medecine-generale"
    assert ligne.lecture.valeurs["pmt"] == 1300
    assert ligne.numero == 2


def test_le_separateur_annonce_par_excel():
    (ligne,) = lignes_de(f"sep=,\n{(TETE + BON).replace(';', ',')}".encode())
    assert ligne.numero == 3
    assert ligne.estimation is not None


def test_les_numeros_suivent_le_fichier_malgre_les_cellules_de_plusieurs_lignes():
    octets = b'nom;specialite;secteur\n"deux\nlignes";orl;1\n\n# remarque;;\n;orl;7\n'
    bonne, fautive = lignes_de(octets)
    assert (bonne.numero, bonne.nom) == (2, "deux lignes")
    assert fautive.numero == 6
    assert set(fautive.erreurs) == {"secteur"}


def test_chaque_reponse_a_ses_intitules_et_aucun_n_est_a_deux():
    assert set(textes.INTITULES) == {textes.NOM, *PAR_CLE}
    for cle, noms in textes.INTITULES.items():
        for nom in (cle, *noms):
            assert lue(nom) == cle
        if cle in PAR_CLE:
            assert lue(PAR_CLE[cle].intitule) == cle


def lue(intitule: str) -> str | None:
    from simulateur.lot.colonnes import simple

    return PAR_INTITULE.get(simple(intitule))


@pytest.mark.parametrize(
    "intitule", ["PATIENTELE MEDECIN TRAITANT", " patientèle  médecin-traitant ", "Pmt", "pmt"]
)
def test_un_intitule_se_dit_de_plusieurs_facons(intitule):
    assert lue(intitule) == "pmt"


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_les_deux_apostrophes(apostrophe):
    assert lue(f"Date d{apostrophe}embauche") == "date_embauche"


@pytest.mark.parametrize(
    ("texte", "simple"),
    [
        ("Sœur   aînée", "soeur ainee"), ("≥\u00a0P95", ">= p95"), ("mi\u2011temps", "mi temps"),
        ("L’ÉTÉ", "l ete"), ("1/3", "1 / 3"), ("— ? !", ""),
    ],
)  # fmt: skip
def test_une_cellule_se_compare_sans_accent_ligature_ni_ponctuation(texte, simple):
    assert valeur_simple(texte) == simple


@pytest.mark.parametrize(
    ("cle", "texte", "valeur"),
    [
        ("specialite", "generaliste", "medecine-generale"),
        ("specialite", "CARDIOLOGIE ET MALADIES VASCULAIRES", "cardiologie"),
        ("secteur", "Secteur 2 avec Optam", "2-optam"),
        ("secteur", "secteur 1", "1"),
        ("age_65", "x", True),
        ("age_65", "VRAI", True),
        ("age_65", "0", False),
        ("nouvel_installe", "Non", False),
        ("situations", "Activité mixte, en partie salariée", ("activite-mixte",)),
        ("situations", "maladie chronique; handicap", ("handicap", "maladie-chronique")),
        ("option", "0,5", "0.5"),
        ("option", "0,5 ETP", "0.5"),
        ("option", "Un mi-temps (0,5 ETP)", "0.5"),
        ("tranche", "≥ P95", ">=P95"),
        ("tranche", "P30–P50", "P30-P50"),
        ("tranche", "du 30e au 50e percentile", "P30-P50"),
        ("date_65", "01/05/2028", date(2028, 5, 1)),
        ("pmt", "1.300", 1300),
    ],
)
def test_une_valeur_comme_on_l_ecrit(cle, texte, valeur):
    dites = {"specialite": "orl", "secteur": "1", "file_active": "1700"}
    if cle == "pmt":
        dites["specialite"] = "medecine-generale"
    dites[cle] = texte
    (ligne,) = lignes_de(en_csv(list(dites), list(dites.values())))
    assert ligne.lecture.valeurs[cle] == valeur


@pytest.mark.parametrize("texte", ["1/3", "01/03/2026", "01-mars"])
def test_un_tiers_temps_pris_pour_le_premier_mars(texte):
    (ligne,) = lignes_de(
        en_csv(
            ["specialite", "secteur", "contrat", "contrat_option", "contrat_signature"],
            ["orl", "1", EN_COURS, texte, "01/09/2020"],
        )
    )
    assert ligne.lecture.valeurs["contrat_option"] == "1/3"


@pytest.mark.parametrize("texte", ["P30", "P95", "<P95"])
def test_une_tranche_ambigue_n_est_pas_devinee(texte):
    (ligne,) = lignes_de(en_csv(["specialite", "secteur", "tranche"], ["orl", "1", texte]))
    assert set(ligne.erreurs) == {"tranche"}


def test_une_specialite_mal_ecrite_propose_la_bonne():
    (ligne,) = lignes_de(en_csv(["specialite", "secteur"], ["Médecine généralle du sport", "1"]))
    assert "Voulez-vous dire" in ligne.erreurs["specialite"]


def test_les_types_d_un_classeur():
    tete = ["specialite", "secteur", "pmt", "age_65", "date_signature", "part", "option"]
    bonne = ["medecine-generale", 1, 1300.0, True, datetime(2026, 12, 1), 62.5, 0.5]  # noqa: DTZ001 - un classeur n’a pas de fuseau
    decimale = ["medecine-generale", 1, 1.234, False, date(2026, 12, 1), 50, 1]
    lue_, refusee = lignes_de(en_xlsx(tete, bonne, decimale))
    valeurs = lue_.lecture.valeurs
    assert valeurs["pmt"] == 1300
    assert valeurs["age_65"] is True
    assert valeurs["date_signature"] == date(2026, 12, 1)
    assert str(valeurs["part"]) == "62.5"
    assert valeurs["option"] == "0.5"
    # 1,234 patient n'est pas 1 234 patients.
    assert set(refusee.erreurs) == {"pmt"}


@pytest.mark.parametrize("ecrire", [en_csv, en_xlsx])
def test_la_meme_estimation_que_l_api(ecrire):
    dites = {"specialite": "medecine-generale", "secteur": "1", "pmt": "1300",
             "file_active": "1700", "tranche": "P50-P90", "date_signature": "2026-12-01"}  # fmt: skip
    (ligne,) = lignes_de(ecrire(list(dites), list(dites.values())))
    api = Client().get("/api/v1/estimation", dites).json()
    assert json.loads(json.dumps(en_json(ligne))) == api


@pytest.mark.parametrize("forme", [modele.en_csv, modele.en_xlsx])
def test_le_modele_se_relit_sans_faute(forme):
    forme.cache_clear()
    lignes = lignes_de(forme())
    assert [ligne.nom for ligne in lignes] == ["Médecin fictif 1", "Médecin fictif 2"]
    assert not any(ligne.erreurs for ligne in lignes)
    tableau = ouvrir(forme())
    assert tableau.colonnes.cles == textes.MODELE


def test_une_ligne_de_deux_millions_de_separateurs_se_refuse_vite():
    debut = time.process_time()
    with pytest.raises(FichierRefuse):
        ouvrir(b";" * 2_000_000)
    assert time.process_time() - debut < 2
