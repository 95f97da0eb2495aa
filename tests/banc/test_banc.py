"""Le banc de mesure : un tirage honnête, un tableau juste. Aucune durée n'est affirmée ici."""

from itertools import islice

import pytest

from eligibility import selectors
from scripts.banc import rapport
from scripts.banc.mesures import Mesure, Temps, ko, ms
from scripts.banc.pages import PAGES, RESSOURCES
from scripts.outils.adresses import Adresses
from simulateur.cas.situations import CLASSES, JOUR, situations
from simulateur.reponses.lecture import lire_json

pytestmark = pytest.mark.django_db


def test_des_situations_distinctes_valides_et_toujours_les_memes():
    referentiel = selectors.tables().referentiel
    tirees = list(islice(situations(referentiel), 600))
    assert tirees == list(islice(situations(referentiel), 600))
    assert len({str(sorted(reponses.items())) for _, reponses in tirees}) == 600
    assert {classe for classe, _ in tirees} == set(CLASSES)
    assert not any(lire_json(reponses, referentiel, JOUR).erreurs for _, reponses in tirees)
    assert len({reponses["specialite"] for _, reponses in tirees}) > 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.nom)
def test_chaque_page_mesuree_existe(client, page):
    for chemin in Adresses(12).pour(page.chemin, 12):
        assert client.get(chemin).status_code == 200


def test_percentiles():
    temps = Temps([float(rang) for rang in range(1, 101)])
    assert (temps.percentile(50), temps.percentile(95), temps.percentile(99)) == (50, 95, 99)
    assert Temps([3.0]).percentile(95) == 3
    assert (ms(0.01234), ms(0.0004, 2), ko(8123)) == ("12,3", "0,40", "8,1")


def test_le_tableau_prend_sa_place_dans_le_readme(tmp_path):
    fichier = tmp_path / "README.md"
    mesures = [Mesure("page", "20 ms", "≤ 15 ms", False), Mesure("autre", "1")]
    assert not rapport.ecrire_readme(mesures, fichier)
    fichier.write_text("avant\n<!-- bench -->\nvieux\n<!-- /bench -->\naprès\n", encoding="utf-8")
    for _ in range(2):
        assert rapport.ecrire_readme(mesures, fichier)
    texte = fichier.read_text(encoding="utf-8")
    assert texte.startswith("avant\n<!-- bench -->\nCommit ")
    assert "| page | 20 ms | ≤ 15 ms | **dépassé** |" in texte
    assert "vieux" not in texte
    assert texte.endswith("<!-- /bench -->\naprès\n")


def test_les_fichiers_lies_se_trouvent():
    page = (
        '<link rel="stylesheet" href="/a.css"><link href="/b.svg" rel="icon">'
        '<link rel="canonical" href="/c"><script src="/d.js" defer></script><img alt="" src="/e.png">'
    )
    assert [next(filter(None, trouve)) for trouve in RESSOURCES.findall(page)] == [
        "/a.css", "/b.svg", "/d.js", "/e.png",
    ]  # fmt: skip
