"""Qui vient par le lien d’une CPTS la retrouve partout : aucun lien du site ne la perd en chemin."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from simulateur.cpts import annuaire
from simulateur.cpts.models import Cpts
from simulateur.groupe.compact import ecrire
from tests.parcours.pages import arbre

pytestmark = pytest.mark.django_db
QUESTION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
MEDECIN = ecrire("Dr A", {"pmt": ("1300",), "file_active": ("1700",)})
PAGES = (
    "/", "/style/", "/simulation/profil/", "/simulation/patientele/?secteur=1&specialite=medecine-generale",
    f"/simulation/resultats/?{QUESTION}", f"/simulation/resultats/?{QUESTION}&bareme=2024-06-22.1",
    f"/simulation/demarches/?{QUESTION}", f"/simulation/impression/?{QUESTION}",
    f"/simulation/presentation/?{QUESTION}", "/groupe/", f"/groupe/?m={MEDECIN}&bareme=2024-06-22.1",
    "/groupe/fichier/", "/guide/", "/guide/?q=contrat", "/guide/?q=zzzz", "/guide/pmt-et-file-active/",
    "/guide/pmt-et-file-active/extrait/", "/guide/inconnue/", "/baremes/", "/baremes/2026-02-25/",
    "/baremes/2026-02-25/?q=orl", "/baremes/employeur/2026-06-01/", "/nouveautes/", "/sources/",
    "/plan-du-site/", "/mentions-legales/", "/confidentialite/", "/accessibilite/", "/depliant/",
    "/integration/", "/api/v1/docs", "/nulle-part/",
)  # fmt: skip
# Pour une machine : rien n’y montre une CPTS.
FICHIERS = re.compile(r"/static/|/cpts/|.*/modele\.|/api/v1/(baremes|openapi)")


def du_site(lien: str) -> bool:
    return lien.startswith("/") and not FICHIERS.match(lien)


@pytest.mark.parametrize("adresse", PAGES)
def test_chaque_lien_garde_la_cpts(client, cpts, adresse):
    reponse = client.get(f"{adresse}{'&' if '?' in adresse else '?'}cpts=ma-cpts", follow=True)
    page = arbre(
        f"<html><body>{reponse.text}</body></html>" if "/extrait/" in adresse else reponse.text
    )
    liens = [e.get(cle) for e in page.iter() for cle in ("href", "data-hx-get") if e.tag != "link"]
    formulaires = [e for e in page.iter("form") if e.get("method") != "post"]
    dedans = {champ.get("data-hx-get") for formulaire in formulaires for champ in formulaire.iter()
              if champ.get("data-hx-include") or champ is formulaire}  # fmt: skip
    perdus = {
        lien
        for lien in liens
        if lien and du_site(lien) and lien not in dedans
        and parse_qs(urlsplit(lien).query).get("cpts") != ["ma-cpts"]
    }  # fmt: skip
    assert perdus == set()
    assert any(map(du_site, filter(None, liens)))
    for formulaire in formulaires:
        if formulaire.get("action") != "/style/":
            gardes = [e.get("value") for e in formulaire.iter("input") if e.get("name") == "cpts"]
            assert gardes == ["ma-cpts"], formulaire.get("action")


def test_le_guide_d_une_cpts_suit_ce_qu_elle_change(client, cpts):
    adresse = "/guide/pmt-et-file-active/?cpts=ma-cpts"
    avant = client.get(adresse)
    assert "avec Ma CPTS" in avant.text
    Cpts.objects.get(slug="ma-cpts").delete()
    Cpts(slug="ma-cpts", nom="Une autre").save()
    annuaire.oublier()
    apres = client.get(adresse, headers={"if-none-match": avant["ETag"]})
    assert (apres.status_code, "avec Une autre" in apres.text) == (200, True)


def test_une_inconnue_ne_suit_personne(client, cpts):
    page = client.get("/guide/?cpts=inconnue").text
    assert "cpts=" not in page
