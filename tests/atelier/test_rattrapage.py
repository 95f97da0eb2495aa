"""Deux brouillons de la même version : le second publié reprend d'abord ce que le premier a changé."""

import json
from datetime import date

import pytest

from eligibility import actes, cycle, echanges, models, origines, rattrapage
from eligibility.documents import base
from eligibility.documents.fusion import fusionner
from eligibility.models.choix import Statut
from tests.tables.outils import AUTEUR, ecrire, en_vigueur, ligne, publier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sans_cas")]
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
AN_1, AN_2 = ("montants", "1", "base", 1), ("montants", "1", "base", 2)


@pytest.fixture
def depasse(brouillon):
    """Le brouillon (révision 2) change l'année 1 ; la révision 3, publiée avant lui, l'année 2."""
    ecrire(brouillon, *AN_1, valeur="37000.00")
    autre = cycle.copier(en_vigueur(), AUTEUR)
    ecrire(autre, *AN_2, valeur="27000.00")
    publier(autre)
    return brouillon


def envoyer(client):
    lue = client.get(f"{FICHE}publier/").context["lue"]
    return client.post(f"{FICHE}publier/", {"motif": "Montant relu", "lue": lue})


def test_un_brouillon_depasse_ne_se_publie_pas(publication, redaction, depasse):
    """Sans quoi il rendrait à l'année 2 son ancienne valeur, sans que personne l'ait voulu."""
    for page in (redaction.get(FICHE), publication.get(f"{FICHE}publier/")):
        assert "Ce brouillon part de la révision 1 ; la révision 3 est publique" in page.text
        assert "Reprendre ce qui est public</button>" in page.text
        assert "27\u202f000" in page.text
    refus = envoyer(publication)
    assert refus.status_code == 422
    assert "Reprenez d’abord ce qui est public" in refus.text
    with pytest.raises(actes.ActeRefuse, match="origine_depassee"):
        cycle.publier(depasse, AUTEUR, "x")
    assert en_vigueur().revision == 3
    soumis = redaction.post(f"{FICHE}soumettre/", {"mot": "x"})
    assert "Reprenez d’abord ce qui est public" in soumis.text


def test_reprendre_puis_publier_garde_les_deux_changements(publication, redaction, depasse):
    page = redaction.post(f"{FICHE}reprendre/")
    assert "part maintenant de 2026-02-25, révision 3" in page.text
    assert page.context["conflits"] == []
    assert ligne(depasse, *AN_1)["valeur"] == "37000.00"
    assert ligne(depasse, *AN_2)["valeur"] == "27000.00"
    fiche = redaction.get(FICHE)
    assert fiche.context["retard"] is None
    assert "repris de ce qui est public (2026-02-25, révision 3)" in fiche.text
    changement = models.Changement.objects.filter(revision=2).first()
    assert (changement.auteur, changement.pourquoi) == (
        "Camille", "reprise de 2026-02-25, révision 3",
    )  # fmt: skip
    assert envoyer(publication).status_code == 302
    assert ligne(en_vigueur(), *AN_1)["valeur"] == "37000.00"
    assert ligne(en_vigueur(), *AN_2)["valeur"] == "27000.00"


def test_ce_que_les_deux_ont_change_reste_et_se_montre(redaction, brouillon):
    ecrire(brouillon, *AN_1, valeur="37000.00")
    autre = cycle.copier(en_vigueur(), AUTEUR)
    ecrire(autre, *AN_1, valeur="36000.00")
    publier(autre)
    (annonce,) = redaction.get(FICHE).context["retard"]["conflits"]
    page = redaction.post(f"{FICHE}reprendre/")
    (conflit,) = page.context["conflits"]
    assert conflit == annonce
    assert [mots[1:] for mots in conflit["quoi"] if mots[0] == "valeur"] == [
        ("38\u202f000", "36\u202f000", "37\u202f000")
    ]
    assert "Changé des deux côtés" in page.text
    assert ligne(brouillon, *AN_1)["valeur"] == "37000.00"


def test_reprendre_ne_fait_de_personne_un_auteur(publication, depasse):
    """Ce qui entre est déjà public : qui publie peut le reprendre, puis publier."""
    assert publication.post(f"{FICHE}reprendre/").status_code == 200
    assert envoyer(publication).status_code == 302


def test_on_ne_reprend_que_si_on_est_depasse(redaction, lecture, brouillon):
    assert lecture.post(f"{FICHE}reprendre/").status_code == 403
    refus = redaction.post(f"{FICHE}reprendre/", follow=True)
    assert "il n’y a rien à reprendre" in refus.text
    with pytest.raises(actes.ActeRefuse, match="pas_un_brouillon"):
        rattrapage.reprendre(en_vigueur(), AUTEUR)


def test_un_retour_en_arriere_depasse_aussi(depasse):
    """Un brouillon parti d'une révision retirée ne la remet pas en ligne."""
    suivant = cycle.copier(en_vigueur(), AUTEUR)
    cycle.retirer(en_vigueur(), AUTEUR, "mal lu")
    assert origines.depassee_par(suivant).revision == 1
    assert origines.depassee_par(depasse) is None
    rattrapage.reprendre(suivant, AUTEUR)
    assert ligne(suivant, *AN_2)["valeur"] == "28000.00"


def test_une_nouvelle_date_suit_la_correction_de_ce_qu_elle_copie(redaction):
    futur = cycle.copier(en_vigueur(), AUTEUR, date(2030, 1, 1))
    assert origines.depassee_par(futur) is None
    correction = cycle.copier(en_vigueur(), AUTEUR)
    ecrire(correction, *AN_2, valeur="27000.00")
    publier(correction)
    page = redaction.get("/admin/atelier/bareme/2030-01-01.1/").text.replace("\u00a0", " ")
    assert "part de la révision 1 du 25 février 2026 ; la révision 2 du 25 février 2026" in page
    rattrapage.reprendre(futur, AUTEUR)
    assert ligne(futur, *AN_2)["valeur"] == "27000.00"
    assert publier(futur).version == date(2030, 1, 1)


def test_deux_nouvelles_versions_de_la_meme_date():
    premier, second = (cycle.copier(en_vigueur(), AUTEUR, date(2030, 1, 1)) for _ in range(2))
    ecrire(premier, *AN_2, valeur="27000.00")
    ecrire(second, *AN_1, valeur="37000.00")
    publier(premier)
    _, fusion = rattrapage.reprendre(second, AUTEUR)
    assert [d.cle for d in fusion.prises] == [("1", "base", 2)]
    assert fusion.conflits == []


def test_un_fichier_part_de_la_revision_qu_il_nomme(brouillon, depasse):
    """Exporté de la révision 1, rapporté quand la 3 est publique : il ne la défait pas."""
    ancien = models.Bareme.objects.get(date_effet=en_vigueur().date_effet, revision=1)
    document = json.loads(echanges.exporter(ancien))
    importe = echanges.importer(document, AUTEUR)
    assert origines.de(importe).revision == 1
    assert origines.depassee_par(importe).revision == 3
    du_jour = echanges.importer(json.loads(echanges.exporter(en_vigueur())), AUTEUR)
    assert origines.depassee_par(du_jour) is None


def test_une_copie_de_brouillon_part_du_meme_endroit(depasse):
    assert origines.de(cycle.copier(depasse, AUTEUR)) == origines.de(depasse)


def test_un_brouillon_sans_origine_connue_garde_tout(depasse):
    origines.noter(depasse, None)
    _, fusion = rattrapage.reprendre(depasse, AUTEUR)
    assert fusion.prises == []
    assert {c.cle for c in fusion.conflits} == {("1", "base", 1), ("1", "base", 2)}
    assert ligne(depasse, *AN_2)["valeur"] == "28000.00"


def test_la_fiche_se_reprend_champ_par_champ(brouillon):
    origine = base.document(brouillon)
    publique = {**origine, "intitule": "Public", "commentaire": "publié"}
    ecrit = {**origine, "commentaire": "écrit ici", "verifie_le": "2026-11-01"}
    fusion = fusionner(origine, publique, ecrit)
    assert fusion.fiche == {"intitule": "Public"}
    assert fusion.fiche_gardee == {"commentaire": "publié"}


def test_un_autre_brouillon_ouvert_se_dit(redaction, brouillon):
    publique = redaction.get("/admin/atelier/bareme/2026-02-25.1/").text
    assert "Un autre brouillon est ouvert" in publique
    assert f'href="{FICHE}"' in publique
    suivant = redaction.post("/admin/atelier/bareme/2026-02-25.1/corriger/", follow=True)
    assert "Un autre brouillon est ouvert" in suivant.text
    assert models.Bareme.objects.filter(statut=Statut.BROUILLON).count() == 2


def test_reprendre_une_version_archivee_se_dit(redaction, depasse):
    page = redaction.post("/admin/atelier/bareme/2026-02-25.1/corriger/", follow=True)
    assert "ce qui a été publié depuis serait défait" in page.text
    assert page.context["retard"] is None
