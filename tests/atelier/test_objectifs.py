"""Les objectifs : une série de segments, sa courbe, ses erreurs à leur case."""

import pytest

from eligibility import models
from tests.tables.outils import ligne

pytestmark = pytest.mark.django_db
PAGE = "/admin/atelier/bareme/2026-02-25.2/tables/objectifs/"
SERIE = f"{PAGE}?serie=cardiologie~1~fa"
PROVENANCE = {"source": "CONV24", "fiabilite": "officiel"}


def envoi(*segments: tuple, **autres) -> dict:
    colonnes = ("debut", "fin", "patients_debut", "patients_fin")
    champs = {
        f"{colonne}-{rang}": valeur
        for rang, segment in enumerate(segments)
        for colonne, valeur in zip(colonnes, segment, strict=True)
    }
    return {"vu": 0, **PROVENANCE, **champs, **autres}


DEUX = (("0", "1 000", "300", "200"), ("1000", "", "200", ""), ("", "", "", ""))


def test_ecrire_une_serie_puis_la_voir(redaction, brouillon):
    assert "Aucun objectif chiffré" in redaction.get(PAGE).text
    assert redaction.post(SERIE, envoi(*DEUX)).status_code == 302
    premier = ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 0)
    assert (premier["fin"], premier["patients_debut"], premier["patients_fin"]) == (1000, 300, 200)
    assert ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 1000)["fin"] is None
    page = redaction.get(PAGE).text
    assert "0 à 1\u202f000 : de 300 à 200 patients à gagner" in page
    assert "1\u202f000 et plus : 200 patients à gagner" in page
    assert page.count("<polyline") == 2
    assert 'value="1000"' in redaction.get(SERIE).text


def test_changer_un_segment_garde_la_provenance_des_autres(redaction, brouillon):
    redaction.post(SERIE, envoi(*DEUX))
    vu = redaction.get(SERIE).context["vu"]
    autre = (DEUX[0], ("1000", "", "190", ""))
    redaction.post(SERIE, envoi(*autre, vu=vu, source="", fiabilite="hypothese"))
    assert ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 0)["source"] == "CONV24"
    second = ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 1000)
    assert (second["patients_debut"], second["fiabilite"]) == (190, "hypothese")
    assert "l’objectif saute" in redaction.get(SERIE).text


def test_vider_une_ligne_la_supprime(redaction, brouillon):
    redaction.post(SERIE, envoi(*DEUX))
    vu = redaction.get(SERIE).context["vu"]
    vides = (DEUX[0], ("", "", "", ""))
    redaction.post(SERIE, envoi(*vides, vu=vu, source="", fiabilite=""))
    assert models.SegmentObjectif.objects.count() == 1


@pytest.mark.parametrize(
    ("segment", "message", "ancre"),
    [
        (("x", "", "300", ""), "« x » n’est pas un nombre entier", "debut-0"),
        (("", "", "300", ""), "Il faut un nombre ici", "debut-0"),
        (("0", "", "", ""), "Il faut un nombre ici", "patients_debut-0"),
        (("100", "100", "300", ""), "au-dessus du début", "fin-0"),
        (("0", "", "300", "200"), "demande une borne de fin", "fin-0"),
    ],
)
def test_une_erreur_a_sa_case(redaction, brouillon, segment, message, ancre):
    reponse = redaction.post(SERIE, envoi(segment))
    assert reponse.status_code == 422
    assert message in reponse.text
    assert f'href="#{ancre}"' in reponse.text
    assert not models.Changement.objects.exists()


def test_deux_segments_au_meme_depart_et_la_provenance_oubliee(redaction, brouillon):
    double = redaction.post(SERIE, envoi(DEUX[0], DEUX[0]))
    assert "Un autre segment commence déjà là" in double.text
    oubliee = redaction.post(SERIE, envoi(*DEUX, source="", fiabilite=""))
    assert "à quel point" in oubliee.text


def test_deux_personnes_sur_une_serie(redaction, publication, brouillon):
    redaction.post(SERIE, envoi(*DEUX))
    vu = redaction.get(SERIE).context["vu"]
    autre = envoi(("0", "1000", "310", "200"), DEUX[1], vu=vu) | {"devenir_auteur": "oui"}
    publication.post(SERIE, autre)
    conflit = redaction.post(SERIE, envoi(("0", "1000", "320", "200"), DEUX[1], vu=vu))
    assert "Quelqu’un a changé ces segments" in conflit.text
    assert ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 0)["patients_debut"] == 310


@pytest.mark.parametrize(
    "serie", ["", "cardiologie", "cardiologie~9~fa", "alchimie~1~fa", "a~b~c~d"]
)
def test_une_serie_qui_n_existe_pas_montre_la_liste(redaction, brouillon, serie):
    reponse = redaction.get(PAGE, {"serie": serie})
    assert reponse.status_code == 200
    assert "Ouvrir ses segments" in reponse.text


def test_en_lecture_rien_ne_s_ecrit(lecture, redaction, brouillon):
    redaction.post(SERIE, envoi(*DEUX))
    page = lecture.get(SERIE).text
    assert "<input" not in page.partition('id="atelier"')[2]
    lecture.post(SERIE, envoi(("0", "", "1", "")))
    assert ligne(brouillon, "objectifs", "cardiologie", "1", "fa", 0)["patients_debut"] == 300
