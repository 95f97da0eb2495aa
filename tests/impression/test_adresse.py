"""L'adresse de la fiche et son code QR : ceux du résultat, réparés ou refusés comme lui."""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
import segno
from django.test import Client

from simulateur.plateforme import qr
from tests.impression.situations import DATE, FICHE, GENERALISTE, TOUTES
from tests.parcours.pages import Page, avec_classe, texte

pytestmark = pytest.mark.django_db
RESULTATS = "/simulation/resultats/"
COMPLETE = f"bareme=2026-02-25.1&{DATE}&file_active=1700&pmt=1300&{GENERALISTE}"
TRACE = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def adresse_ecrite(page: Page) -> str:
    (ecrite,) = avec_classe(page.racine, "url")
    return texte(ecrite)


def dessin(page: Page) -> Element:
    (cadre,) = avec_classe(page.racine, "qr")
    (svg,) = cadre.iter("svg")
    return svg


def modules_noirs(svg: Element, marge: int = 4) -> set[tuple[int, int]]:
    """Les modules que le trait noircit : des traits d'un module de haut, de gauche à droite."""
    (trait,) = (p for p in svg.iter("path") if p.get("stroke") == "#000")
    noirs, x, y = set(), 0.0, 0.0
    for commande, premier, second in TRACE.findall(trait.get("d")):
        if commande == "h":
            noirs |= {(int(x) + i - marge, int(y) - marge) for i in range(int(premier))}
            x += float(premier)
        else:
            x, y = (
                float(premier) + (x if commande == "m" else 0),
                float(second) + (y if commande == "m" else 0),
            )
    return noirs


@pytest.mark.parametrize("requete", TOUTES.values(), ids=TOUTES)
def test_le_code_et_l_adresse_ecrite_menent_au_meme_resultat(visite, requete):
    page = visite.ouvrir(f"{FICHE}?{requete}")
    ecrite = adresse_ecrite(page)
    code = segno.make_qr(ecrite, error="l")
    attendus = {(x, y) for y, rang in enumerate(code.matrix) for x, noir in enumerate(rang) if noir}
    assert modules_noirs(dessin(page)) == attendus
    # L'adresse est complète, et c'est celle où mène « Revenir au résultat ».
    morceaux = urlsplit(ecrite)
    assert (morceaux.scheme, morceaux.netloc, morceaux.path) == ("http", "testserver", RESULTATS)
    (retour,) = (a for a in page.racine.iter("a") if texte(a) == "Revenir au résultat")
    assert retour.get("href") == f"{RESULTATS}?{morceaux.query}"
    resultat = visite.ouvrir(retour.get("href"))
    assert (resultat.statut, resultat.sauts) == (200, [])


def test_le_resultat_mene_a_sa_fiche_et_la_fiche_au_resultat(visite):
    resultat = visite.ouvrir(f"{RESULTATS}?{COMPLETE}")
    (lien,) = (a for a in resultat.racine.iter("a") if texte(a) == "Imprimer la fiche")
    fiche = visite.ouvrir(lien.get("href"))
    assert (fiche.statut, fiche.sauts) == (200, [])
    assert adresse_ecrite(fiche) == f"http://testserver{RESULTATS}?{COMPLETE}"


def test_le_code_a_un_nom_et_se_lit_en_sombre(visite):
    page = visite.ouvrir(f"{FICHE}?{COMPLETE}")
    (cadre,) = avec_classe(page.racine, "qr")
    assert [e.get("aria-label") for e in cadre if e.get("role") == "img"] == [
        "Code QR de l’adresse de ce résultat"
    ]
    fond, trait = dessin(page).iter("path")
    assert (fond.get("fill"), trait.get("stroke")) == ("#fff", "#000")
    assert not [e for e in dessin(page).iter() if e.get("style") or e.get("class")]
    largeur = float(dessin(page).get("width").removesuffix("mm"))
    modules, _ = segno.make_qr(adresse_ecrite(page), error="l").symbol_size()
    assert largeur == pytest.approx(float(qr.MODULE_MM) * modules)


def test_une_adresse_trop_longue_n_a_pas_de_code_et_la_fiche_le_dit(visite, monkeypatch):
    assert qr.dessin("https://exemple.fr/?" + "x" * 1_200)
    assert qr.dessin("https://exemple.fr/?" + "x" * 1_300) == ""
    assert qr.dessin("https://exemple.fr/?" + "x" * 9_000) == ""
    monkeypatch.setattr(qr, "VERSION_MAX", 6)
    page = visite.ouvrir(f"{FICHE}?{COMPLETE}")
    assert avec_classe(page.racine, "qr") == []
    assert "trop longue pour un code QR lisible" in texte(page.racine)
    assert adresse_ecrite(page) == f"http://testserver{RESULTATS}?{COMPLETE}"


def test_une_adresse_a_reparer_mene_ou_elle_se_repare(visite):
    etape = visite.ouvrir(f"{FICHE}?pmt=beaucoup&{GENERALISTE}")
    assert etape.chemin == "/simulation/patientele/"
    assert set(etape.erreurs()) == {"id_pmt"}
    resultat = visite.ouvrir(f"{FICHE}?brut_mensuel=x&{DATE}&{GENERALISTE}")
    assert resultat.chemin == RESULTATS
    assert set(resultat.erreurs()) == {"id_brut_mensuel"}
    assert visite.ouvrir(FICHE).chemin == "/simulation/profil/"


def test_le_jour_de_signature_s_ecrit_et_le_superflu_s_en_va(visite):
    page = visite.ouvrir(f"{FICHE}?{GENERALISTE}&inconnu=1&vue=calcul")
    assert page.chemin == FICHE
    assert set(page.reponses) == {"date_signature", "secteur", "specialite"}


def test_une_page_a_reponses_comme_les_autres():
    client = Client(enforce_csrf_checks=True)
    reponse = client.get(f"{FICHE}?{COMPLETE}")
    assert {d.strip() for d in reponse["Cache-Control"].split(",")} == {"private", "no-cache"}
    assert not reponse.cookies
    assert client.post(f"{FICHE}?{COMPLETE}").status_code == 405
    suivante = client.get(f"{FICHE}?{COMPLETE}", headers={"If-None-Match": reponse["ETag"]})
    assert suivante.status_code == 304
