"""Le journal dit ce qui se passe à la porte, par le numéro du compte : ni nom, ni adresse."""

import json

import pytest

from tests.comptes.conftest import CODE, MOT_DE_PASSE, laisser_passer, mot_de_passe

pytestmark = pytest.mark.django_db
ICI = "203.0.113.77"


@pytest.fixture
def gestes(lignes):
    """(ce qui s'est passé, numéro du compte), dans l'ordre, depuis le dernier appel."""
    lues = 0

    def lire() -> list[tuple[str, int | None]]:
        nonlocal lues
        toutes = [ligne for ligne in lignes() if ligne["message"].startswith("connexion")]
        neuves, lues = toutes[lues:], len(toutes)
        return [(ligne.get("evenement", ligne["message"]), ligne.get("compte")) for ligne in neuves]

    return lire


def test_entrer_se_tromper_sortir(client, compte, gestes):
    mot_de_passe(client, valeur="faux")
    mot_de_passe(client, "inconnu")
    assert gestes() == [("mot de passe refusé", compte.pk), ("mot de passe refusé", None)]
    mot_de_passe(client)
    client.post("/admin/logout/")
    assert gestes() == [("ouverte", compte.pk), ("fermée", compte.pk)]


def test_le_second_facteur(client, protege, telephone, gestes):
    pk = protege.compte.pk
    mot_de_passe(client)
    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": "000000"})
    assert gestes() == [
        ("mot de passe accepté, code attendu", pk), ("code refusé", pk), ("code refusé sans être lu", pk),
    ]  # fmt: skip
    laisser_passer(protege.appareil, 60)
    client.post(CODE, {"code": telephone(protege.appareil)})
    assert gestes() == [("code accepté", pk), ("ouverte", pk)]
    client.post("/admin/comptes/second-facteur/codes/", {"mot_de_passe": MOT_DE_PASSE})
    client.post("/admin/comptes/second-facteur/ailleurs/")
    client.post("/admin/comptes/second-facteur/retirer/", {"mot_de_passe": MOT_DE_PASSE})
    assert gestes() == [
        ("codes de secours tirés", pk), ("autres sessions fermées", pk), ("second facteur retiré", pk),
    ]  # fmt: skip


def test_le_verrou(client, compte, gestes):
    for _ in range(5):
        mot_de_passe(client, valeur="faux", REMOTE_ADDR=ICI)
    attendus = [("mot de passe refusé", compte.pk)] * 5 + [("connexion bloquée", compte.pk)]
    assert sorted(gestes()) == sorted(attendus)


def test_rien_ne_nomme_quelqu_un(client, protege, telephone, lignes):
    mot_de_passe(client, valeur="un-mot-tape-42", REMOTE_ADDR=ICI)
    mot_de_passe(client, "personne-de-ce-nom", REMOTE_ADDR=ICI)
    mot_de_passe(client, REMOTE_ADDR=ICI)
    code = telephone(protege.appareil)
    client.post(CODE, {"code": code}, REMOTE_ADDR=ICI)
    client.post("/admin/logout/", REMOTE_ADDR=ICI)
    ecrit = json.dumps(lignes(), ensure_ascii=False)
    assert "code accepté" in ecrit
    for secret in ("agnes", "personne-de-ce-nom", "un-mot-tape-42", MOT_DE_PASSE, code, ICI):
        assert secret not in ecrit, secret
