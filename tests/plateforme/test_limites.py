"""Les débits : chacun le sien, une page ou du JSON quand il est à sec, une mémoire bornée."""

import io

import pytest

from eligibility.models.piece import TAILLE_MAXIMALE
from simulateur import settings as livres  # les tests tournent sans limite
from simulateur.groupe.adresse import cout_du_groupe
from simulateur.plateforme import limites
from simulateur.plateforme.corps import longueur_annoncee
from simulateur.plateforme.limites import ADRESSES_MAX, Debit
from tests.projection.test_ecrans import CONTRATS, GENERALISTE

pytestmark = pytest.mark.django_db
LONGUES = {
    "groupe": f"/groupe/?date_signature=2026-12-01&{CONTRATS}",
    "groupe présenté": f"/groupe/presentation/?date_signature=2026-12-01&{CONTRATS}",
    "résultat présenté": f"/simulation/presentation/?{GENERALISTE}",
}


@pytest.fixture
def heure():
    return [0.0]


@pytest.fixture
def debit(settings, heure):
    settings.API_PAR_MINUTE = 2
    return Debit("API_PAR_MINUTE", lambda: heure[0])


def test_le_seau_se_remplit_avec_le_temps(debit, heure):
    assert [debit.depenser("a") for _ in range(3)] == [0, 0, 30]
    heure[0] = 29
    assert debit.depenser("a") == 1
    heure[0] = 30
    assert debit.depenser("a") == 0


def test_ce_qui_est_du_se_paie_meme_a_sec(debit):
    assert debit.depenser("a", 2) == 0
    assert debit.depenser("a", 1, du=True) == 0
    assert debit.depenser("a") == 60
    assert debit.depenser("b") == 0


def test_zero_est_sans_limite(debit, settings):
    settings.API_PAR_MINUTE = 0
    assert not any(debit.depenser("a") for _ in range(1000))


def test_la_memoire_est_bornee_et_garde_les_plus_recentes(debit):
    debit.depenser("0", 2)
    for rang in range(3 * ADRESSES_MAX):
        debit.depenser(str(rang), 2)
    assert len(debit._seaux) + len(debit._anciens) <= 2 * ADRESSES_MAX
    assert not any(isinstance(cle, str) for cle in debit._seaux)
    assert debit.depenser(str(3 * ADRESSES_MAX - 1)) > 0
    assert debit.depenser("0") == 0


@pytest.mark.parametrize("adresse", LONGUES.values(), ids=LONGUES)
def test_une_page_longue_a_son_debit(client, settings, adresse):
    settings.PAGES_PAR_MINUTE, settings.API_PAR_MINUTE = 2, 1
    assert [client.get(adresse).status_code for _ in range(3)] == [200, 200, 429]
    refus = client.get(adresse)
    assert 0 < int(refus.headers["Retry-After"]) <= 30
    assert refus.headers["Cache-Control"] == "no-store"
    assert "ETag" not in refus.headers
    assert "Trop de demandes" in refus.text
    assert "p1100" not in refus.text
    # Un autre débit, une autre adresse : rien n’est pris.
    assert client.get("/api/v1/baremes").status_code == 200
    assert client.get(adresse, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_une_page_inchangee_ne_coute_rien(client, settings):
    settings.PAGES_PAR_MINUTE = 1
    marque = client.get(LONGUES["groupe"]).headers["ETag"]
    for _ in range(3):
        inchangee = client.get(LONGUES["groupe"], headers={"if-none-match": marque})
        assert inchangee.status_code == 304


def test_trente_medecins_coutent_plus_que_deux(client, settings):
    settings.PAGES_PAR_MINUTE = 20
    trente = "/groupe/?date_signature=2026-12-01&etp=2" + "&m=1p1100.a1500~Dr+Aulne" * 30
    assert client.get(trente).status_code == 200
    assert client.get(LONGUES["groupe"]).status_code == 429


def test_derriere_un_mandataire(rf, settings):
    settings.ENTETE_ADRESSE = "X-Forwarded-For"
    request = rf.get("/", headers={"x-forwarded-for": "192.0.2.1, 192.0.2.9"})
    # Le visiteur écrit ce qu'il veut au début ; le mandataire ajoute à la fin.
    assert limites.adresse(request) == "192.0.2.9"


@pytest.mark.parametrize(
    ("brute", "comptee"),
    [
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.77", "203.0.113.77"),
        ("203.0.113.77", "203.0.113.77"),
        ("une:fausse", "une:fausse"),
    ],
)
def test_une_adresse_ipv6_vaut_son_bloc(rf, brute, comptee):
    assert limites.adresse(rf.get("/", REMOTE_ADDR=brute)) == comptee


def test_une_adresse_ne_prend_qu_un_quart_de_processeur(rf):
    """Trente médecins se comparent en une demi-seconde ; le réglage livré en permet trente par minute."""
    trente = rf.get("/groupe/?" + "&m=1p1100" * 30)
    assert 25 <= livres.PAGES_PAR_MINUTE // cout_du_groupe(trente) <= 30


@pytest.mark.parametrize(
    "annonces",
    ["16777217", "00000000000099999999", "99999999999999999999", "9" * 5000],
)
def test_un_corps_trop_gros_n_est_pas_lu(client, annonces):
    """Pas même par la porte de l'administration, qui lit un envoi avant de savoir de qui il vient."""

    class Intact(io.BytesIO):
        def read(self, *args):
            raise AssertionError("lu")

    client.cookies["csrftoken"] = "x" * 32
    demande = {"CONTENT_LENGTH": annonces, "wsgi.input": Intact(b"x")}
    for chemin in ("/admin/login/", "/groupe/fichier/", "/api/v1/estimations", "/"):
        refus = client.generic("POST", chemin, content_type="multipart/form-data", **demande)
        assert refus.status_code == 413
        assert refus.headers["Cache-Control"].endswith("no-store")


@pytest.mark.parametrize(
    ("annonces", "octets"),
    [(None, 0), ("", 0), ("0", 0), ("42", 42), (f"{'0' * 20}42", 42), ("+42", 0), ("beaucoup", 0)],
)
def test_la_longueur_annoncee(rf, annonces, octets):
    request = rf.get("/")
    request.META["CONTENT_LENGTH"] = annonces
    assert longueur_annoncee(request) == octets


@pytest.mark.parametrize("chemin", ["/groupe/fichier/", "/api/v1/estimations"])
def test_chaque_page_a_sa_borne(client, chemin):
    """Sous celle du site, au-dessus de la leur, et des zéros devant."""
    demande = {"CONTENT_LENGTH": f"{'0' * 12}15000000", "wsgi.input": io.BytesIO()}
    assert client.generic("POST", chemin, **demande).status_code == 413


def test_le_pdf_d_une_source_passe(settings):
    assert TAILLE_MAXIMALE + 64 * 1024 < settings.CORPS_MAXIMAL
