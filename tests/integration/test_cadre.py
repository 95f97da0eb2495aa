"""Le parcours dans un cadre : ses en-têtes, ses liens, et ce qui n'en est pas."""

import re

import pytest

from simulateur.cpts.models import Cpts

pytestmark = pytest.mark.django_db
QUESTION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
ETAPES = (
    "simulation/profil/", "simulation/patientele/?secteur=1&specialite=medecine-generale",
    "simulation/option/?secteur=1&specialite=medecine-generale", f"simulation/resultats/?{QUESTION}",
    f"simulation/resultats/?{QUESTION}&vue=calcul", f"simulation/resultats/?{QUESTION}&bareme=2024-06-22.1",
)  # fmt: skip


@pytest.fixture(autouse=True)
def deux_cpts(db):
    Cpts(slug="une", nom="Une", origines="https://une.fr\nhttps://www.une.fr").save()
    Cpts(slug="deux", nom="Deux", origines="https://deux.fr").save()


def parents(reponse) -> set[str]:
    politique = reponse.headers["Content-Security-Policy"]
    return set(re.search(r"frame-ancestors ([^;]*)", politique)[1].split())


def suivi(adresse: str, cpts: str) -> str:
    return f"{adresse}{'&' if '?' in adresse else '?'}cpts={cpts}" if cpts else adresse


@pytest.mark.parametrize(
    ("cpts", "attendus"),
    [
        ("une", {"'self'", "https://une.fr", "https://www.une.fr"}),
        ("deux", {"'self'", "https://deux.fr"}),
        ("cpts-exemple", {"'self'"}),
        ("inconnue", {"'self'", "https://une.fr", "https://www.une.fr", "https://deux.fr"}),
        ("", {"'self'", "https://une.fr", "https://www.une.fr", "https://deux.fr"}),
    ],
)
def test_qui_peut_encadrer(client, cpts, attendus):
    for adresse in ("", *ETAPES, "nulle-part/"):
        reponse = client.get(suivi(f"/embed/{adresse}", cpts))
        assert parents(reponse) == attendus, adresse
        assert "X-Frame-Options" not in reponse.headers
    for adresse in ("/", *(f"/{etape}" for etape in ETAPES), "/integration/", "/baremes/"):
        reponse = client.get(suivi(adresse, cpts))
        assert parents(reponse) == {"'none'"}
        assert reponse.headers["X-Frame-Options"] == "DENY"


def test_une_panne_se_voit_dans_le_cadre_aussi(client, monkeypatch):
    """503 : la page qui l'explique, et non le refus muet du navigateur."""
    from eligibility import selectors

    def sans_tables():
        raise selectors.TablesIndisponibles(selectors.AUCUN_BAREME)

    monkeypatch.setattr(selectors, "tables", sans_tables)
    reponse = client.get("/embed/simulation/profil/?cpts=une")
    assert reponse.status_code == 503
    assert "https://une.fr" in parents(reponse)
    assert 'href="/" target="_blank" rel="noopener"' in reponse.text


@pytest.mark.parametrize("prefixe", ["/embed/", "/embed/essai/"])
@pytest.mark.parametrize("adresse", ETAPES)
def test_le_parcours_reste_le_reste_s_ouvre_ailleurs(client, prefixe, adresse):
    page = client.get(f"{suivi(prefixe + adresse, 'une')}", follow=True)
    assert page.status_code == 200
    html = page.text
    for action in re.findall(r'(?:action|formaction|data-hx-get)="([^"]*)"', html):
        # Des étapes, et les extraits du guide qui s'ouvrent sous leurs questions.
        assert re.match(rf"{prefixe}(simulation/|guide/[a-z0-9-]+/extrait/\?cpts=une$)", action), (
            action
        )
    sortis = 0
    for lien in re.findall(r"<a\b[^>]*>", html):
        cible = re.search(r'href="([^"]*)"', lien)[1]
        if cible.startswith(("#", "mailto:", "tel:")):
            continue
        if re.match(rf"{prefixe}simulation/(profil|patientele|option|resultats)/", cible):
            assert " target=" not in lien
            continue
        sortis += 1
        assert 'target="_blank"' in lien, lien
        assert re.search('rel="(noopener|noreferrer)"', lien), lien
        assert not cible.startswith("/embed"), lien
    assert sortis
    assert "<nav aria-label" not in html


def test_le_cadre_dit_ce_qu_il_est(client):
    page = client.get("/embed/simulation/profil/").text
    assert "Site non officiel" in page
    assert "Barème en vigueur depuis le 25 février 2026 (version 2026-02-25, révision 1)" in page
    assert "seul le contrat avec la CPAM engage" in page
    assert 'class="cadre" data-parents="https://deux.fr https://une.fr https://www.une.fr"' in page


def test_l_entree_mene_au_debut_avec_les_reponses_donnees(client):
    assert client.get("/embed/?cpts=une").url == "/embed/simulation/profil/?cpts=une"
    assert client.get("/embed/").url == "/embed/simulation/profil/"
    assert client.get("/embed/essai/?cpts=une").url == "/embed/essai/simulation/profil/?cpts=une"
    suite = client.get("/embed/simulation/resultats/?secteur=1")
    assert suite.url.startswith("/embed/simulation/profil/?")


@pytest.mark.parametrize(
    "adresse",
    [
        "baremes/",
        "api/v1/specialites",
        "admin/",
        "sante/pret",
        "simulation/impression/",
        "embed/",
        "..",
    ],
)
def test_rien_d_autre_ne_s_encadre(client, adresse):
    assert client.get(f"/embed/{adresse}").status_code == 404


def test_l_essai_n_est_montre_que_par_nous(client):
    assert parents(client.get("/embed/essai/simulation/profil/?cpts=une")) == {"'self'"}


def test_le_script_du_cadre_n_est_que_dans_le_cadre(client):
    assert "js/cadre." in client.get("/embed/simulation/profil/").text
    for adresse in ("/", "/simulation/profil/", "/integration/"):
        assert "js/cadre." not in client.get(adresse).text
    assert "js/integration." not in client.get("/embed/simulation/profil/").text


def test_la_page_des_webmestres(client):
    page = client.get("/integration/?cpts=une")
    assert "src=&quot;http://testserver/embed/?cpts=une&quot;" in page.text
    assert "http://testserver/static/js/integration.js" in page.text
    assert 'src="/embed/essai/?cpts=une"' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    for inconnue in ("", "?cpts=inconnue", '?cpts="><script>'):
        page = client.get(f"/integration/{inconnue}").text
        assert "src=&quot;http://testserver/embed/&quot;" in page
        assert "inconnue" not in page


def test_seul_ce_script_se_charge_d_un_autre_site(client):
    """À une adresse qui ne change pas d'une version à l'autre : elle est collée pour des années."""
    for fichier, attendu in (
        ("integration.js", "cross-origin"),
        ("site.js", "same-origin"),
        ("cadre.js", "same-origin"),
    ):
        reponse = client.get(f"/static/js/{fichier}")
        assert reponse.status_code == 200
        reponse.close()
        assert reponse.headers["Cross-Origin-Resource-Policy"] == attendu, fichier


@pytest.mark.parametrize("adresse", ["/embed/simulation/profil/?cpts=une", "/integration/"])
def test_une_page_gardee_garde_sa_politique(client, adresse):
    """Le navigateur remplace les en-têtes de la page gardée par ceux du « rien de neuf »."""
    entiere = client.get(adresse)
    gardee = client.get(adresse, headers={"if-none-match": entiere["ETag"]})
    assert gardee.status_code == 304
    politiques = [
        sorted(directive.strip() for directive in reponse["Content-Security-Policy"].split(";"))
        for reponse in (entiere, gardee)
    ]
    assert politiques[0] == politiques[1]
    assert gardee.headers.get("X-Frame-Options") == entiere.headers.get("X-Frame-Options")


def test_une_origine_de_plus_et_la_page_gardee_n_est_plus_la_meme(client):
    from simulateur.cpts import annuaire

    etiquette = client.get("/embed/simulation/profil/")["ETag"]
    Cpts(slug="trois", nom="Trois", origines="https://trois.fr").save()
    annuaire.oublier()
    reponse = client.get("/embed/simulation/profil/", headers={"if-none-match": etiquette})
    assert reponse.status_code == 200
    assert "https://trois.fr" in parents(reponse)


def test_la_pleine_page_reste_sur_le_site(client):
    """« /embed//ailleurs.exemple » : le lien du pied deviendrait celui d'un autre site."""
    for chemin in ("/embed//ailleurs.exemple/", "/embed////ailleurs.exemple/"):
        assert 'href="/ailleurs.exemple/"' in client.get(chemin).text
