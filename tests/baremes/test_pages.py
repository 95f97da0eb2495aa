"""Les pages des barèmes : publiques, sans requête, gardées quelques secondes, et reliées au reste du site."""

import json

import pytest

from eligibility import cycle, models
from simulateur.plateforme.cache import PRIVE, PUBLIC
from tests.parcours.pages import arbre, par_id, texte
from tests.tables.outils import AUTEUR, ecrire, en_vigueur

from .ecriture import corriger, mettre_en_ligne, retirer
from .lecture import section

pytestmark = pytest.mark.django_db
PAGES = (
    "/baremes/",
    "/baremes/2026-02-25/",
    "/baremes/2026-02-25/?q=orl",
    "/baremes/employeur/2026-06-01/",
    "/nouveautes/",
)


@pytest.mark.parametrize("adresse", PAGES)
def test_aucune_requete_quand_les_tables_sont_en_memoire(
    client, settings, django_assert_num_queries, adresse
):
    settings.REFERENTIEL_FRAICHEUR_S = 60
    client.get("/")
    with django_assert_num_queries(0):
        reponse = client.get(adresse)
    assert reponse.status_code == 200
    assert not reponse.cookies
    assert "cookie" not in reponse.headers.get("Vary", "").lower()


@pytest.mark.parametrize("adresse", PAGES)
def test_gardee_quelques_secondes_puis_redemandee(client, adresse):
    reponse = client.get(adresse)
    # Ce qu’un visiteur tape n’est gardé par aucun mandataire.
    assert reponse.headers["Cache-Control"] == (PRIVE if "q=" in adresse else PUBLIC)
    etiquette = reponse.headers["ETag"]
    for vue in (etiquette, f"W/{etiquette}", f'"autre", {etiquette}'):
        redemandee = client.get(adresse, headers={"if-none-match": vue})
        assert (redemandee.status_code, redemandee.content) == (304, b"")
        assert redemandee.headers["ETag"] == etiquette
        assert redemandee.headers["Cache-Control"] == reponse.headers["Cache-Control"]
    assert client.get(adresse, headers={"if-none-match": '"autre"'}).status_code == 200


@pytest.mark.parametrize("adresse", PAGES)
def test_une_publication_change_l_etiquette(client, adresse):
    vues = {client.get(adresse).headers["ETag"]}
    correction = corriger("montants", "1", "base", 1, valeur="37000.00")
    vues.add(client.get(adresse).headers["ETag"])
    # Les mêmes chiffres qu'au début, mais le journal en dit plus.
    retirer(correction)
    vues.add(client.get(adresse).headers["ETag"])
    assert len(vues) == 3


@pytest.mark.parametrize(
    "adresse",
    [
        "/baremes/2026-02-24/",
        "/baremes/2026-02-25.1/",
        "/baremes/demain/",
        "/baremes/employeur/",
        "/baremes/employeur/2026-02-25/",
        "/baremes/2026-06-01/",
    ],
)
def test_une_version_inconnue_est_une_page_404(client, adresse):
    reponse = client.get(adresse)
    assert reponse.status_code == 404
    assert "Page introuvable" in reponse.text
    assert reponse.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("adresse", PAGES)
def test_rien_ne_s_y_envoie(client, adresse):
    assert client.post(adresse).status_code == 405


def liens(html: str) -> list[str]:
    return [a.get("href") for a in arbre(html).iter("a")]


def test_la_liste_va_de_la_plus_recente_a_la_plus_ancienne(lire):
    html = lire("/baremes/")
    trouves = [lien for lien in liens(html) if lien.startswith("/baremes/2")]
    versions = ["2026-02-25", "2024-06-22", "2023-05-01", "2019-08-21"]
    assert trouves == [f"/baremes/{version}/" for version in versions]
    employeur = [lien for lien in liens(html) if "/employeur/" in lien]
    assert employeur == [f"/baremes/employeur/{v}/" for v in ("2026-06-01", "2026-01-01")]
    for lien in trouves + employeur:
        assert texte(par_id(arbre(lire(lien)))["contenu"])


def test_la_liste_dit_chaque_version(lire):
    html = texte(arbre(lire("/baremes/")))
    for dit in (
        "Règlement arbitral, du 1er mai 2023 au 21 juin 2024.",
        "Convention 2024-2029 et aide collective, depuis le 25 février 2026.",
        "vérifié le 22 novembre 2026",
        "non vérifié",
        "révision 1, publiée le ",
        "(texte lu en partie)",
    ):
        assert dit in html
    assert "https://legal.tricoteuses.fr/articles/JORFARTI000038934456" in lire("/baremes/")


def test_un_bareme_a_venir_se_dit_a_venir(lire):
    futur = cycle.copier(en_vigueur(), AUTEUR, en_vigueur().date_effet.replace(year=2099))
    ecrire(futur, "montants", "1", "base", 1, valeur="39000.00")
    mettre_en_ligne(futur)
    assert "à venir" in texte(arbre(lire("/baremes/")))
    page = lire("/baremes/2099-02-25/")
    assert "depuis le 25 février 2099 (à venir)" in texte(arbre(page))
    assert "1 ETP, de base, année 1 38 000 € 39 000 €" in section(page, "changements")


def test_le_site_mene_aux_baremes(client, lire):
    for adresse in ("/", "/baremes/", "/nulle-part/"):
        pied = client.get(adresse).content.decode().partition('<footer class="pied">')[2]
        assert 'href="/baremes/"' in pied
        assert 'href="/nouveautes/"' in pied
    reponses = "date_signature=2024-01-15&secteur=1&specialite=medecine-generale"
    for page in ("resultats", "impression"):
        assert "/baremes/2023-05-01/" in liens(lire(f"/simulation/{page}/?{reponses}"))


def test_le_json_de_la_version(client, lire):
    (lien,) = [lien for lien in liens(lire("/baremes/2026-02-25/")) if lien.startswith("/api/")]
    assert json.loads(client.get(lien).content)["version"] == "2026-02-25"


@pytest.fixture
def segments(db):
    """Un objectif connu pour la cardiologie."""
    brouillon = cycle.copier(en_vigueur(), AUTEUR)
    cardiologie = models.Specialite.objects.get(slug="cardiologie")

    def ajouter(debut: int, fin: int | None, **valeurs: int) -> None:
        models.SegmentObjectif.objects.create(
            bareme=brouillon, specialite=cardiologie, option="1", indicateur="fa", debut=debut,
            fin=fin, fiabilite="hypothese", **valeurs,
        )  # fmt: skip

    return ajouter, lambda: mettre_en_ligne(brouillon)


def test_les_objectifs_connus_se_lisent(lire, segments):
    ajouter, publier = segments
    ajouter(1000, 2000, patients_debut=300, patients_fin=200)
    ajouter(2000, None, patients_debut=150)
    publier()
    objectifs = section(lire("/baremes/2026-02-25/"), "objectifs")
    assert "Cardiologie et maladies vasculaires, 1 ETP, file active" in objectifs
    assert (
        "À partir de 1 000 de 300 à 200 patients à gagner jusqu’à 2 000 au départ "
        "À partir de 2 000 150 patients à gagner" in objectifs
    )
    assert "Il manque 177 seuils et 4 montants." in texte(arbre(lire("/baremes/")))
    ailleurs = section(lire("/baremes/2026-02-25/?q=orl"), "objectifs")
    assert "Aucun objectif connu pour « orl »." in ailleurs


def test_de_nombreux_objectifs_se_lisent_une_specialite_a_la_fois(lire, segments):
    ajouter, publier = segments
    for rang in range(61):
        ajouter(rang * 10, (rang + 1) * 10, patients_debut=500 - rang)
    publier()
    html = lire("/baremes/2026-02-25/")
    assert "patients à gagner" not in section(html, "objectifs")
    (lien,) = [lien for lien in liens(html) if "?q=" in lien]
    choisie = section(lire(lien), "objectifs")
    assert all(f"{500 - rang} patients à gagner" in choisie for rang in range(61))
