"""La page d’un groupe : rien en base, rien de gardé, et aucune adresse qui soit une panne."""

import pytest

from tests.parcours.pages import arbre

pytestmark = pytest.mark.django_db

DATE = "date_signature=2026-12-01"
DEUX = f"{DATE}&forme=SISA&m=1p1300.a1700~Anne&m=1p700.a1000~Bruno"


def test_rien_en_base_et_rien_de_garde(client, settings, django_assert_num_queries):
    settings.REFERENTIEL_FRAICHEUR_S = 3600
    client.get(f"/groupe/?{DEUX}")
    with django_assert_num_queries(0):
        reponse = client.get(f"/groupe/?{DEUX}")
    assert not reponse.cookies
    assert reponse["Cache-Control"] == "private, no-cache"
    assert (
        client.get(f"/groupe/?{DEUX}", headers={"If-None-Match": reponse["ETag"]}).status_code
        == 304
    )


@pytest.mark.parametrize(
    "requete",
    [
        "m=", "m=%00", "m=1p", "m=1" + "x" * 500, "rang=99&vue=modifier", "rang=-1&vue=modifier",
        "retire=.", "retire=99.1p3", "retire=x.y", "envoi=medecin", "etp=0", "etp=-1", "etp=1e9",
        "date_signature=2018-01-01&m=1p1300", "date_signature=2024-01-01&m=1p1300",
        "m=1p1300.c5.d20990101", "m=1eradiologie-diagnostic.a3", "m=1~%F0%9F%98%80", "m=1~%ED%A0%80",
        "position=x&m=1p1300", "brut_mensuel=9000&m=1p1300.a1700", "vue=tout&cpts=%3Cscript%3E&m=1p9",
    ],
)  # fmt: skip
def test_une_adresse_bizarre_n_est_jamais_une_panne(client, requete):
    reponse = client.get(f"/groupe/?{requete}", follow=True)
    assert reponse.status_code == 200
    arbre(reponse.content.decode())
