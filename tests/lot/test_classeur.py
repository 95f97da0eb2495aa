"""Un classeur hostile : pesé avant d'être lu, refusé d'une phrase, sans erreur ni avertissement."""

import importlib
import io
import re
import struct
import time
import warnings
import zipfile
from contextlib import suppress

import pytest
from openpyxl import Workbook

from simulateur.lot import classeur
from simulateur.lot.refus import FichierRefuse
from tests.lot.conftest import en_xlsx, lignes_de

pytestmark = pytest.mark.django_db
TETE, BON = ["Spécialité", "Secteur", "PMT"], ["orl", "1", 1300]
FEUILLE = "xl/worksheets/sheet1.xml"


def refaire(octets: bytes, piece: str, changer) -> bytes:
    """Le même classeur, une pièce changée (ou ajoutée)."""
    sortie = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(octets)) as avant,
        zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres,
    ):
        noms = avant.namelist()
        for nom in noms:
            contenu = avant.read(nom)
            apres.writestr(nom, changer(contenu) if nom == piece else contenu)
        if piece not in noms:
            apres.writestr(piece, changer(b""))
    return sortie.getvalue()


def refuse(octets: bytes) -> str:
    with pytest.raises(FichierRefuse) as refus:
        list(classeur.lire(octets))
    return refus.value.message


def test_un_classeur_ordinaire():
    assert list(classeur.lire(en_xlsx(TETE, BON)))[1][1][:3] == ["orl", "1", "1300"]


def test_une_bombe_zip():
    bombe = refaire(en_xlsx(TETE, BON), "xl/sharedStrings.xml", lambda _: b" " * 40_000_000)
    assert len(bombe) < 100_000
    assert "trop gros" in refuse(bombe)


def test_une_bombe_qui_ment_sur_sa_taille(monkeypatch):
    """La taille annoncée n'est pas crue : ce qui dépasse n'atteint jamais openpyxl."""
    octets = bytearray(
        refaire(en_xlsx(TETE, BON), FEUILLE, lambda contenu: contenu + b" " * 20_000_000)
    )
    place = octets.rindex(b"PK\x01\x02", 0, octets.rindex(FEUILLE.encode()))
    struct.pack_into("<I", octets, place + 24, 500)
    lues = []
    vraie = classeur.load_workbook
    monkeypatch.setattr(
        classeur, "load_workbook", lambda archive, **k: lues.append(archive) or vraie(archive, **k)
    )
    assert "ne se lit pas" in refuse(bytes(octets))
    assert not lues


def test_trop_de_pieces():
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w") as archive:
        for rang in range(400):
            archive.writestr(f"xl/{rang}.xml", b"<a/>")
    assert "trop gros" in refuse(sortie.getvalue())


@pytest.mark.parametrize(
    "entete",
    [
        b'<!DOCTYPE a [<!ENTITY x "aaaaaaaa">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b"<!doctype a>",
    ],
)
@pytest.mark.parametrize("piece", [FEUILLE, "xl/workbook.xml", "[Content_Types].xml"])
def test_une_dtd(entete, piece):
    assert "ne se lit pas" in refuse(refaire(en_xlsx(TETE, BON), piece, lambda c: entete + c))


def test_une_dtd_cachee_par_l_encodage():
    texte = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'
    assert "ne se lit pas" in refuse(
        refaire(en_xlsx(TETE, BON), FEUILLE, lambda _: texte.encode("utf-16"))
    )


def test_un_lien_externe_n_est_pas_lu():
    piege = refaire(
        en_xlsx(TETE, BON), "xl/externalLinks/externalLink1.xml", lambda _: b"<!DOCTYPE a><a/>"
    )
    assert len(lignes_de(piege)) == 1


def test_une_formule_se_lit_par_sa_valeur():
    avec = refaire(
        en_xlsx(TETE, BON),
        FEUILLE,
        lambda c: c.replace(b"<v>1300</v>", b"<f>1000+200</f><v>1200</v>"),
    )
    assert lignes_de(avec)[0].lecture.textes.get("pmt", ("1200",)) == ("1200",)
    assert list(classeur.lire(avec))[1][1][2] == "1200"


@pytest.mark.parametrize("formule", [b"<f>A1+1</f>", b'<f t="shared" si="0"/>'])
def test_une_formule_sans_valeur_n_est_pas_prise_pour_une_case_vide(formule):
    sans = refaire(
        en_xlsx(TETE, BON), FEUILLE, lambda c: re.sub(rb"<v>1300</v>", lambda _: formule, c)
    )
    assert "formule" in refuse(sans)


def test_une_formule_dont_le_resultat_est_vide_est_une_case_vide():
    vide = refaire(
        en_xlsx(TETE, BON), FEUILLE, lambda c: c.replace(b"<v>1300</v>", b"<f>A1</f><v></v>")
    )
    assert list(classeur.lire(vide))[1][1][2] == ""


def test_une_cellule_demesuree_et_trop_de_colonnes():
    assert "Ligne 2" in refuse(en_xlsx(TETE, ["x" * 600, "1", 1]))
    assert "80 colonnes" in refuse(en_xlsx(TETE, [*BON, *[None] * 78, "loin"]))


def test_une_ligne_tout_en_bas_ne_remplit_pas_la_memoire():
    loin = refaire(
        en_xlsx(TETE, BON), FEUILLE, lambda c: re.sub(rb'r="([ABC]?)2"', rb'r="\g<1>1048576"', c)
    )
    assert "trop gros" in refuse(loin)


def test_un_avertissement_d_openpyxl_ne_sort_pas():
    """Il citerait la cellule et sa valeur. Le filtre se pose à l'import, pour tous les fils."""
    livre = Workbook()
    livre.active.append([*TETE, "date_signature"])
    livre.active.append([*BON, 99_999_999])
    livre.active.cell(2, 4).number_format = "dd/mm/yyyy"
    sortie = io.BytesIO()
    livre.save(sortie)
    with warnings.catch_warnings(record=True) as vus:
        warnings.resetwarnings()
        (ligne,) = lignes_de(sortie.getvalue())
        assert vus, "openpyxl n’avertit plus de rien : ce test ne prouve rien"
        vus.clear()
        importlib.reload(classeur)
        (ligne,) = lignes_de(sortie.getvalue())
    assert set(ligne.erreurs) == {"date_signature"}
    assert vus == []


def _feuille(corps: str) -> bytes:
    espace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{espace}">{corps}</worksheet>'.encode()


# Chacun tient en 2 Mo ; le processeur, lui, y passait de dix secondes à plus d'une minute.
COUTEUX = {
    "seize mille colonnes par rang": (
        FEUILLE,
        lambda _: _feuille(
            "<sheetData>"
            + "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 60_000))
            + "</sheetData>"
        ),
    ),
    "espaces de noms par milliers": (
        FEUILLE,
        lambda _: b"<worksheet %s/>" % b" ".join(b'xmlns:a%d="u"' % n for n in range(120_000)),
    ),
    "dix mille feuilles": (
        "xl/workbook.xml",
        lambda contenu: re.sub(rb"<sheet [^>]*/>", lambda s: s[0] * 10_000, contenu),
    ),
}


@pytest.mark.parametrize("cas", COUTEUX)
def test_un_classeur_cher_a_lire_se_refuse_vite(cas):
    octets = refaire(en_xlsx(TETE, BON), *COUTEUX[cas])
    assert len(octets) < 2_000_000
    debut = time.process_time()
    with suppress(FichierRefuse):
        list(classeur.lire(octets))
    assert time.process_time() - debut < 4


def test_une_valeur_au_dela_des_colonnes_lues_se_dit():
    assert "colonnes" in refuse(en_xlsx([*TETE, *[None] * 100, "égarée"], BON))
