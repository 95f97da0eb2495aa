"""La vie d'une version : copiée, changée, publiée, retirée ; tout ou rien, et tout se lit après."""

from datetime import date

import pytest
from django.db import IntegrityError

from eligibility import actes, cycle, ecriture, models
from eligibility.documents import base, formes
from eligibility.documents.differences import Difference, appliquer, differences
from eligibility.models.publication import PublicationImmuable

from .outils import AUTEUR, corriger_et_publier, ecrire, en_vigueur, ligne, publier

pytestmark = pytest.mark.django_db
MONTANT = ("montants", "1", "base", 1)


def statuts() -> dict[int, str]:
    lues = models.Bareme.objects.filter(date_effet=en_vigueur().date_effet)
    return {version.revision: version.statut for version in lues}


@pytest.mark.parametrize("genre", sorted(base.MODELES))
def test_une_copie_dit_la_meme_chose(genre):
    modele = base.MODELES[genre]
    origine = modele.objects.filter(statut="publie").latest("date_effet")
    copie = cycle.copier(origine, AUTEUR)
    assert (copie.statut, copie.revision, copie.publie_le) == ("brouillon", 2, None)
    avant, apres = base.document(origine), base.document(copie)
    assert differences(avant, apres) == []
    ailleurs = cycle.copier(origine, AUTEUR, date(2030, 1, 1))
    assert (ailleurs.version, ailleurs.revision) == ("2030-01-01", 1)


def test_une_correction_remplace_la_revision_publiee(brouillon):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    publication = publier(brouillon)
    assert statuts() == {1: "archive", 2: "publie"}
    assert (publication.acte, publication.auteur) == ("publication", "Camille")
    assert publication.objet == "2026-02-25, révision 2"
    assert '"valeur":"37000.00"' in publication.contenu


def test_un_retour_en_arriere_rend_la_revision_d_avant():
    avant = models.Publication.objects.first()
    correction = corriger_et_publier(*MONTANT, valeur="37000.00")
    retour = cycle.retirer(correction, AUTEUR, "montant mal lu")
    assert statuts() == {1: "publie", 2: "archive"}
    assert (retour.contenu, retour.empreinte) == (avant.contenu, avant.empreinte)
    assert retour.motif == "montant mal lu"


def test_retirer_une_version_a_venir_rend_le_bareme_d_avant():
    nouvelle = cycle.copier(en_vigueur(), AUTEUR, date(2030, 1, 1))
    assert '"version":"2030-01-01"' in publier(nouvelle).contenu
    assert '"version":"2030-01-01"' not in cycle.retirer(nouvelle, AUTEUR, "").contenu


def test_le_dernier_bareme_ne_se_retire_pas():
    for version in models.Bareme.objects.filter(statut="publie")[1:]:
        cycle.retirer(version, AUTEUR, "")
    with pytest.raises(actes.ActeRefuse, match="dernier_bareme"):
        cycle.retirer(models.Bareme.objects.get(statut="publie"), AUTEUR, "")
    assert models.Bareme.objects.filter(statut="publie").count() == 1


def test_seul_un_brouillon_se_publie_seule_une_publiee_se_retire(brouillon):
    with pytest.raises(actes.ActeRefuse, match="pas_un_brouillon"):
        publier(en_vigueur())
    with pytest.raises(actes.ActeRefuse, match="pas_publiee"):
        cycle.retirer(brouillon, AUTEUR, "")


def test_un_brouillon_incomplet_ne_se_publie_pas(brouillon):
    ecrire(brouillon, "parametres", "carence_mois", valeur=None, fiabilite="a_completer")
    with pytest.raises(actes.ActeRefuse, match="anomalies") as refus:
        publier(brouillon)
    (anomalie,) = refus.value.detail["anomalies"]
    assert (anomalie.cle, anomalie.code) == (("carence_mois",), "parametre.manquant")
    assert statuts() == {1: "publie", 2: "brouillon"}
    assert models.Publication.objects.count() == 1


def test_une_version_publiee_ne_change_plus():
    with pytest.raises(actes.ActeRefuse, match="pas_un_brouillon"):
        ecrire(en_vigueur(), *MONTANT, valeur="37000.00")


def test_des_lignes_changees_par_un_autre_chemin_se_voient():
    models.Montant.objects.filter(bareme=en_vigueur(), option="1", annee=1).update(valeur=1)
    with pytest.raises(actes.ActeRefuse, match="version_modifiee"):
        cycle.mettre_en_ligne(AUTEUR, "")


def test_une_publication_ne_change_ni_ne_s_efface():
    publication = models.Publication.objects.first()
    for faire in (
        publication.save,
        publication.delete,
        models.Publication.objects.all().delete,
        lambda: models.Publication.objects.update(motif="x"),
    ):
        with pytest.raises(PublicationImmuable):
            faire()


def test_les_references_vont_en_ligne_a_part():
    models.Specialite.objects.filter(slug="urologie").update(libelle="Urologie refaite")
    assert "Urologie refaite" not in models.Publication.objects.first().contenu
    publication = cycle.mettre_en_ligne(AUTEUR, "un libellé")
    assert "Urologie refaite" in publication.contenu
    assert publication.acte == "references"


def test_chaque_changement_se_lit_apres(brouillon):
    ecrire(brouillon, *MONTANT, valeur="37000.00", source="CONV24")
    (changement,) = models.Changement.objects.all()
    assert (changement.table, changement.cle) == ("montants", ["1", "base", 1])
    assert (changement.avant["valeur"], changement.apres["valeur"]) == ("38000.00", "37000.00")
    assert (changement.auteur, changement.pourquoi) == ("Camille", "un essai")
    assert ligne(brouillon, *MONTANT)["source"] == "CONV24"


def test_ecrire_la_meme_chose_n_ecrit_rien(brouillon):
    assert ecrire(brouillon, *MONTANT) == 0
    assert not models.Changement.objects.exists()


def test_deux_personnes_sur_un_brouillon(brouillon):
    vue = ligne(brouillon, *MONTANT)
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    autre = ligne(brouillon, "montants", "1", "base", 2)
    changements = [
        Difference("montants", ("1", "base", 1), vue, {**vue, "valeur": "36000.00"}),
        Difference("montants", ("1", "base", 2), autre, {**autre, "valeur": "1.00"}),
    ]
    with pytest.raises(ecriture.Conflit) as conflit:
        ecriture.ecrire(brouillon, changements, AUTEUR)
    assert conflit.value.lignes == {("montants", ("1", "base", 1)): {**vue, "valeur": "37000.00"}}
    assert ligne(brouillon, "montants", "1", "base", 2) == autre, "rien du tout n'est écrit"
    meme = Difference("montants", ("1", "base", 1), vue, {**vue, "valeur": "37000.00"})
    assert ecriture.ecrire(brouillon, [meme], AUTEUR) == 0


def test_une_ligne_vient_et_s_en_va(brouillon):
    segment = {
        "specialite": "cardiologie", "option": "1", "indicateur": "fa", "debut": 0, "fin": None,
        "patients_debut": 300, "patients_fin": None, "source": None, "fiabilite": "hypothese",
        "verifie_le": None, "note": "",
    }  # fmt: skip
    cle = ("cardiologie", "1", "fa", 0)
    ecriture.ecrire(brouillon, [Difference("objectifs", cle, None, segment)], AUTEUR)
    assert ligne(brouillon, "objectifs", *cle) == segment
    ecriture.ecrire(brouillon, [Difference("objectifs", cle, segment, None)], AUTEUR)
    assert ligne(brouillon, "objectifs", *cle) is None


def test_une_ecriture_refusee_par_la_base_n_ecrit_rien(brouillon):
    vue, autre = ligne(brouillon, *MONTANT), ligne(brouillon, "montants", "1", "base", 2)
    changements = [
        Difference("montants", ("1", "base", 1), vue, {**vue, "valeur": "36000.00"}),
        Difference("montants", ("1", "base", 2), autre, {**autre, "valeur": "-1.00"}),
    ]
    with pytest.raises(IntegrityError, match="positive"):
        ecriture.ecrire(brouillon, changements, AUTEUR)


def test_differences_et_leur_application(brouillon):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    avant, apres = base.document(en_vigueur()), base.document(brouillon)
    trouvees = differences(avant, apres)
    assert [(d.table, d.cle, d.colonnes) for d in trouvees] == [
        ("montants", ("1", "base", 1), ("valeur",))
    ]
    assert differences(appliquer(avant, trouvees), apres) == []
    assert avant["montants"] == base.document(en_vigueur())["montants"], "l'original est intact"


def test_un_document_a_une_seule_ecriture():
    document = base.document(en_vigueur())
    melange = {cle: document[cle] for cle in reversed(document)}
    assert formes.ecrire(melange) == formes.ecrire(document)
    assert formes.empreinte_de_version({**document, "publie_le": None}) == (
        formes.empreinte_de_version(document)
    )


def test_une_revision_archivee_puis_changee_ne_redevient_pas_publique():
    ancienne = en_vigueur()
    correction = corriger_et_publier(*MONTANT, valeur="37000.00")
    models.Montant.objects.filter(bareme=ancienne, option="1", annee=1).update(valeur=1)
    with pytest.raises(actes.ActeRefuse, match="version_modifiee"):
        cycle.retirer(correction, AUTEUR, "")
    assert statuts() == {1: "archive", 2: "publie"}
