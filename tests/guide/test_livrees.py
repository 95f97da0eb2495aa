"""Les pages livrées : chaque passage a sa source, chaque lien sa cible, chaque question sa page."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from eligibility import selectors
from simulateur.guide import fichier, jetons, recherche, relecture
from simulateur.guide.ancres import ANCRES, CRITERE, inconnues
from simulateur.guide.contenu import analyser
from simulateur.guide.livraison import DOSSIER
from simulateur.guide.pages import Guide
from simulateur.reponses.declaration import questions_de
from simulateur.reponses.question import OPTION, PATIENTELE, PROFIL

GUIDE = Guide(tuple(fichier.lire_dossier(DOSSIER)))
REQUETES = Path(__file__).with_name("requetes.yaml")
NEUVES = Path(__file__).with_name("requetes_neuves.yaml")
par_page = pytest.mark.parametrize("page", GUIDE.pages, ids=lambda page: page.slug)


def test_le_guide_est_livre_rempli():
    assert len(GUIDE.pages) >= 20
    assert len(GUIDE.par_slug) == len(GUIDE.pages)


@par_page
def test_chaque_passage_finit_par_sa_source(page):
    morceaux = analyser(page.corps).morceaux
    assert [f"ligne {m.ligne} : {m.texte}" for m in morceaux if not m.marques] == []


@par_page
@pytest.mark.django_db
def test_rien_a_redire_a_l_enregistrement(page):
    sources = {ligne["cle"] for ligne in selectors.tables().cliche["sources"]}
    assert relecture.defauts(page.corps, sources) == []


@par_page
def test_les_marques_sont_toutes_a_leur_place_et_datees(page):
    lu = analyser(page.corps)
    assert "{" not in re.sub(f"{jetons.DEBUT}.*?{jetons.FIN}", "", lu.corps)
    assert lu.verifie_le is not None


@par_page
def test_liens_ancres_et_dessins_existent(page):
    assert inconnues(page.ancres) == []
    for adresse in re.findall(r"\]\(([^)\s]+)\)", page.corps):
        if adresse.startswith(jetons.DESSIN):
            assert adresse.removeprefix(jetons.DESSIN) in jetons.DESSINS
        elif adresse.startswith("/guide/"):
            slug, _, titre = adresse.removeprefix("/guide/").partition("/")
            assert slug in GUIDE.par_slug, adresse
            if titre:
                visee = analyser(GUIDE.par_slug[slug].corps)
                assert f'id="{titre.removeprefix("#")}"' in visee.corps, adresse
        else:
            assert adresse.startswith(("https://", "/", "#")), adresse


@par_page
def test_le_debut_d_une_page_n_est_jamais_vide(page):
    assert analyser(page.corps).debut.strip()


def test_chaque_question_du_parcours_a_sa_page():
    questions = [f"question:{q.cle}" for e in (PROFIL, PATIENTELE, OPTION) for q in questions_de(e)]
    assert [ancre for ancre in questions if ancre not in GUIDE.par_ancre] == []


def test_chaque_condition_et_chaque_section_a_sa_page():
    attendues = [ancre for ancre in ANCRES if ancre.startswith((CRITERE, "section:"))]
    assert [ancre for ancre in attendues if ancre not in GUIDE.par_ancre] == []


@pytest.mark.django_db
def test_le_guide_publie_est_celui_des_fichiers():
    publie = selectors.tables().cliche["guide"]
    assert [ligne["slug"] for ligne in publie] == [page.slug for page in GUIDE.pages]
    assert [ligne["corps"] for ligne in publie] == [page.corps for page in GUIDE.pages]


def _requetes() -> list[tuple[str, list[str]]]:
    """[(ce qu'un médecin tape, les slugs des pages qui lui répondent)]"""
    lues = yaml.safe_load(REQUETES.read_text(encoding="utf-8"))
    return [(lue["requete"], lue["pages"]) for lue in lues]


@pytest.mark.parametrize(("tape", "justes"), _requetes())
def test_une_bonne_page_en_premier(tape, justes):
    trouvees = recherche.chercher(tape, GUIDE)
    assert trouvees[0].page.slug in justes


@pytest.mark.parametrize("liste", ["premiere", "seconde"])
def test_au_moins_treize_des_quinze_recherches_neuves(liste):
    neuves = yaml.safe_load(NEUVES.read_text(encoding="utf-8"))[liste]
    bonnes = [
        lue["requete"]
        for lue in neuves
        if (trouvees := recherche.chercher(lue["requete"], GUIDE))
        and trouvees[0].page.slug in lue["pages"]
    ]
    assert len(neuves) == 15
    assert len(bonnes) >= 13


@par_page
def test_le_titre_d_une_page_la_trouve(page):
    assert recherche.chercher(page.titre, GUIDE)[0].page is page


def test_les_gabarits_de_dessin_sont_ceux_du_site():
    dossier = Path(settings.RACINE) / "templates/composants/dessins"
    assert {gabarit.stem for gabarit in dossier.iterdir()} == jetons.DESSINS
