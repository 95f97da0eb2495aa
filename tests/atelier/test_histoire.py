"""Une case dans le temps, deux versions côte à côte, ce qui manque et ce qui vieillit."""

from datetime import date

import pytest
from django.urls import reverse

from eligibility import actes, ecriture, models, selectors
from eligibility.documents import base
from eligibility.documents.differences import Difference
from eligibility.regles import lacunes
from eligibility.regles.parametres import CONSTANTES, MOIS_CIVIL
from simulateur.atelier.completude import a_relire, manques_par_specialite
from tests.tables.outils import AUTEUR, ecrire, en_vigueur
from tests.tables.outils import ligne as ligne_de

pytestmark = pytest.mark.django_db


def test_une_case_dans_chaque_version_et_qui_l_a_changee(lecture, brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00", source="CONV24")
    lien = reverse("atelier:case", args=("bareme", "2026-02-25.2", "montants", "1~base~1"))
    page = lecture.get(lien).text
    assert "37\u202f000" in page
    assert page.count("38\u202f000") >= 2, "les versions d'avant aussi"
    assert "Camille" in page
    assert "un essai" in page


def test_chaque_ligne_dit_sa_version_meme_celle_d_un_brouillon_supprime(redaction, brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    lien = reverse("atelier:case", args=("bareme", "2026-02-25.{}", "montants", "1~base~1"))
    page = redaction.get(lien.replace("%7B%7D", "2")).text
    assert "dans 2026-02-25, révision 2 (brouillon)," in page
    brouillon.delete()
    page = redaction.get(lien.replace("%7B%7D", "1")).text
    assert "dans 2026-02-25, révision 2 (brouillon supprimé, jamais public)," in page


def test_comparer_deux_versions(lecture, brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    adresse = reverse("atelier:comparer", args=["bareme"])
    assert "2026-02-25, révision 2 (brouillon)" in lecture.get(adresse).text
    page = lecture.get(adresse, {"avant": "2026-02-25.1", "apres": "2026-02-25.2"})
    assert len(page.context["differences"]) == 1
    retour = lecture.get(adresse, {"avant": "2026-02-25.2", "apres": "2026-02-25.1"})
    (ligne,) = retour.context["differences"]
    assert ligne["quoi"] == [("valeur", "37\u202f000", "38\u202f000")]
    assert lecture.get(adresse, {"avant": "2026-02-25.1", "apres": "x"}).status_code == 400


def test_un_mois_se_lit_en_lettres(lecture, brouillon):
    cle = next(c for c, unite in CONSTANTES.items() if unite == MOIS_CIVIL)
    if ligne_de(brouillon, "parametres", cle) is None:
        neuve = {"cle": cle, "valeur": "202611.00", "source": None, "fiabilite": "hypothese",
                 "verifie_le": None, "note": ""}  # fmt: skip
        ecriture.ecrire(brouillon, [Difference("parametres", (cle,), None, neuve)], AUTEUR)
    ecrire(brouillon, "parametres", cle, valeur="202612.00")
    adresse = reverse("atelier:comparer", args=["bareme"])
    page = lecture.get(adresse, {"avant": "2026-02-25.1", "apres": "2026-02-25.2"}).text
    assert "décembre 2026" in page
    lien = reverse("atelier:case", args=("bareme", "2026-02-25.2", "parametres", cle))
    assert "valeur décembre 2026" in lecture.get(lien).text.replace("\u00a0", " ")
    ecrire(brouillon, "parametres", cle, valeur="202613.00")
    assert lecture.get(lien).status_code == 200, "un mois impossible se relit tel quel"


def test_ce_qui_manque_a_chaque_specialite():
    tables = selectors.tables()
    bareme = tables.referentiel.baremes[-1]
    manques = {m.libelle: m.lacune for m in manques_par_specialite(tables.referentiel, bareme)}
    cardiologie = manques["Cardiologie et maladies vasculaires"]
    assert (cardiologie.seuils, cardiologie.objectifs) == (4, 2)
    assert cardiologie.bloque == ("eligibilite", "majoration", "tranche", "objectif")
    generale = manques["Médecine générale"]
    connus = sum(
        bareme.seuil("medecine-generale", i, p) is not None
        for i in ("pmt", "fa")
        for p in (30, 50, 90, 95)
    )
    assert generale.seuils == 8 - connus
    assert "Radiologie et imagerie médicale" not in manques


def test_ce_qui_vieillit():
    document = base.document(en_vigueur())
    jour = date(2026, 11, 22)
    for ligne in (
        li for t in ("montants", "seuils", "parametres", "options") for li in document[t]
    ):
        ligne["verifie_le"] = "2025-11-22"
    assert a_relire(document, jour) is None
    document["montants"][0] |= {"verifie_le": "2025-11-21", "fiabilite": "officiel"}
    document["parametres"][0] |= {"verifie_le": None}
    vu = a_relire(document, jour)
    assert [(t["titre"], t["nombre"], t["jamais"]) for t in vu["tables"]] == [
        ("Montants de l’aide", 1, 0), ("Paramètres", 1, 1),
    ]  # fmt: skip


def test_la_page_de_ce_qui_manque(lecture, brouillon, django_assert_max_num_queries):
    # Dont une pour ce qui est public à l’instant, et une pour les pages du guide.
    with django_assert_max_num_queries(13):
        page = lecture.get(reverse("atelier:completude")).text
    assert "s’ils atteignent l’activité minimale" in page
    assert "jamais relue" in page
    assert "2026-02-25, révision 2" in page


def test_un_import_se_lit_dans_l_histoire(redaction):
    from eligibility import echanges

    version = echanges.importer(base.document(en_vigueur()), actes.Auteur("Sacha"))
    assert models.Etape.objects.get().mot == "importé d’un fichier"
    page = redaction.get(f"/admin/atelier/bareme/2026-02-25.{version.revision}/").text
    assert "importé d’un fichier" in page


@pytest.mark.parametrize(("connu", "bloquee"), [("pmt", True), ("fa", False)])
def test_l_activite_minimale_des_pediatres_se_lit_sur_la_file_active(brouillon, connu, bloquee):
    ecrire(brouillon, "seuils", "pediatrie", connu, 30, valeur="900", fiabilite="hypothese")
    referentiel = selectors.avec(base.document(brouillon)).referentiel
    trouvees = lacunes.lacunes(referentiel, referentiel.baremes[-1])
    pediatrie = next(lacune for lacune in trouvees if lacune.specialite == "pediatrie")
    assert ("eligibilite" in pediatrie.bloque) is bloquee
