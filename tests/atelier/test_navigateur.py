"""Dans un vrai navigateur : de l'annexe collée à la publication, à deux, et chaque écran accessible."""

import pytest
from django.urls import reverse

from eligibility import models, selectors
from simulateur.models import CasDeControle
from tests.tables.outils import ecrire

from .conftest import MOT_DE_PASSE

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db]
ANNEXE = (
    "Spécialité\tIndicateur\tP30\tP50\tP90\tP95\n"
    "Pneumologie\tfile active\t900\t1 300\t2 100\t2 500\n"
)
OBJECTIF = (
    "Spécialité\tOption\tIndicateur\tDébut\tFin\tPatients début\tPatients fin\n"
    "Pneumologie\t1 ETP\tfile active\t0\t\t72\t\n"
)
RESULTAT = (
    "/simulation/resultats/?date_signature=2026-12-01&file_active=2200&secteur=1"
    "&specialite=pneumologie"
)


class Personne:
    """Un navigateur à elle, et le compte de ses gestes : chaque clic, champ rempli ou choix."""

    def __init__(self, navigateur, site: str) -> None:
        self._contexte = navigateur.new_context(
            base_url=site, locale="fr-FR", viewport={"width": 1280, "height": 900}
        )
        self._contexte.set_default_timeout(15_000)
        self.page = self._contexte.new_page()
        self.gestes = 0

    def entrer(self, nom: str) -> None:
        """La connexion n'est pas comptée : elle a lieu une fois pour toutes."""
        self.page.goto(reverse("atelier:tableau"))
        self.page.get_by_label("Nom d’utilisateur").or_(
            self.page.locator("#id_username")
        ).first.fill(nom)
        self.page.locator("#id_password").fill(MOT_DE_PASSE)
        self.page.locator("#id_password").press("Enter")
        self.page.get_by_role("heading", name="Atelier des barèmes").wait_for()

    def cliquer(self, role: str, nom: str) -> None:
        self.gestes += 1
        self.page.get_by_role(role, name=nom, exact=True).first.click()

    def remplir(self, etiquette: str, texte: str) -> None:
        self.gestes += 1
        self.page.get_by_label(etiquette, exact=True).fill(texte)

    def choisir(self, etiquette: str, valeur: str) -> None:
        self.gestes += 1
        self.page.get_by_label(etiquette, exact=True).select_option(valeur)

    def fermer(self) -> None:
        self._contexte.close()


@pytest.fixture
def ouvrir(navigateur, site):
    ouvertes = []

    def nouvelle() -> Personne:
        ouvertes.append(Personne(navigateur, site))
        return ouvertes[-1]

    yield nouvelle
    for personne in ouvertes:
        personne.fermer()


def test_de_l_annexe_a_la_publication_en_moins_de_25_gestes(ouvrir, camille, dominique):
    visiteur = ouvrir()
    visiteur.page.goto(RESULTAT)
    assert "À confirmer" in visiteur.page.get_by_role("main").inner_text()

    redaction = ouvrir()
    redaction.entrer("camille")
    redaction.cliquer("link", "2026-02-25, révision 1")
    redaction.cliquer("button", "Commencer une correction")
    redaction.cliquer("link", "Seuils de patientèle")
    redaction.cliquer("link", "Coller depuis un tableur ou un CSV…")
    redaction.remplir("Collez ici les lignes de votre tableur", ANNEXE)
    redaction.choisir("Source", "CONV24")
    redaction.choisir("Fiabilité", "secondaire")
    redaction.remplir("Pourquoi ce changement", "annexe 10")
    redaction.cliquer("button", "Voir l’aperçu")
    redaction.page.get_by_role("heading", name="4 cases à changer").wait_for()
    redaction.cliquer("button", "Écrire ces 4 cases dans le brouillon")
    redaction.page.get_by_text("4 chiffres écrits dans le brouillon").wait_for()
    # Du même texte : sa source et sa fiabilité sont déjà dites.
    redaction.cliquer("link", "Objectifs")
    redaction.cliquer("link", "Coller depuis un tableur ou un CSV…")
    redaction.remplir("Collez ici les lignes de votre tableur", OBJECTIF)
    redaction.cliquer("button", "Voir l’aperçu")
    redaction.page.get_by_role("heading", name="1 case à changer").wait_for()
    redaction.cliquer("button", "Écrire cette case dans le brouillon")
    redaction.page.get_by_text("dans le brouillon").first.wait_for()
    redaction.cliquer("link", "Vue d’ensemble")
    redaction.remplir("Un mot pour qui publie", "annexe 10, pneumologie")
    redaction.cliquer("button", "Soumettre à publication")
    redaction.page.get_by_text("est soumis à publication").wait_for()

    publication = ouvrir()
    publication.entrer("dominique")
    assert "annexe 10, pneumologie" in publication.page.get_by_role("main").inner_text()
    publication.cliquer("link", "2026-02-25, révision 2")
    publication.cliquer("link", "Effet pour les médecins")
    publication.page.get_by_text("Terminé : ").wait_for(timeout=60_000)
    effet = publication.page.locator("#impact").inner_text()
    assert "Pneumologie" in effet
    assert "Pneumologie, file active 2" in effet
    publication.cliquer("link", "Publier…")
    publication.remplir("Motif :", "Seuils de pneumologie, annexe 10")
    publication.cliquer("button", "Publier maintenant")
    publication.page.get_by_text("est public").wait_for()

    selectors.oublier()  # ce que deux secondes font ailleurs
    visiteur.page.goto(RESULTAT)
    main = visiteur.page.get_by_role("main").inner_text()
    assert "À confirmer" not in main
    assert "72\u202f" in main or "72 patients" in main.replace("\u00a0", " ")
    assert "Vous pourriez recevoir 38\u202f000" in main.replace("\u00a0", " ")
    assert redaction.gestes + publication.gestes <= 25
    visiteur.page.goto(f"{RESULTAT}&vue=calcul")
    calcul = visiteur.page.get_by_role("main").inner_text()
    assert "2\u202f100" in calcul, "le seuil publié explique le résultat"
    assert "convention" in calcul.casefold()


def test_l_effet_se_calcule_aussi_sans_javascript(
    navigateur, site, camille, brouillon, monkeypatch
):
    from simulateur.atelier import impact

    monkeypatch.setattr(impact, "TRANCHE_S", 300)  # en une fois, même sur une machine chargée
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    contexte = navigateur.new_context(base_url=site, java_script_enabled=False)
    contexte.set_default_timeout(120_000)
    page = contexte.new_page()
    page.goto(reverse("atelier:impact", args=("bareme", "2026-02-25.2")))
    page.locator("#id_username").fill("camille")
    page.locator("#id_password").fill(MOT_DE_PASSE)
    page.locator("#id_password").press("Enter")
    page.get_by_role("button", name="Calculer l’effet").click()
    page.get_by_text("Terminé : ").wait_for()
    assert "1 ETP, de base, année 1" in page.locator("#impact").inner_text()
    contexte.close()


@pytest.mark.parametrize("largeur", [390, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_la_case_enregistree_reste_sous_les_yeux(
    navigateur, site, camille, brouillon, largeur, script
):
    """Au milieu de la longue grille des seuils, avec JavaScript ou sans."""
    contexte = navigateur.new_context(
        base_url=site, java_script_enabled=script, viewport={"width": largeur, "height": 800}
    )
    contexte.set_default_timeout(15_000)
    page = contexte.new_page()
    page.goto(reverse("atelier:table", args=("bareme", "2026-02-25.2", "seuils")))
    page.locator("#id_username").fill("camille")
    page.locator("#id_password").fill(MOT_DE_PASSE)
    page.locator("#id_password").press("Enter")
    page.locator('[id="pneumologie~fa~90"]').fill("2100")
    page.locator("#id_source").select_option("CONV24")
    page.locator("#id_fiabilite").select_option("officiel")
    page.get_by_role("button", name="Enregistrer les cases changées").click()
    case = page.locator('[id="case-pneumologie~fa~90"]')
    case.get_by_text("Enregistré").wait_for()
    boite = case.bounding_box()
    assert boite["y"] >= 0
    assert boite["y"] + boite["height"] <= 800
    assert boite["x"] >= 0
    assert boite["x"] + boite["width"] <= largeur
    if script:
        assert page.evaluate("document.activeElement.id") == "case-pneumologie~fa~90"
    contexte.close()


@pytest.mark.parametrize("largeur", [390, 1280])
def test_enregistrer_reste_sous_la_main_sans_rien_cacher(ouvrir, camille, brouillon, largeur):
    """Au clavier, aucun champ n'a le focus sous la barre ; le papier ne la montre pas."""
    page = (personne := ouvrir()).page
    personne.entrer("camille")
    page.set_viewport_size({"width": largeur, "height": 800})
    page.goto("/admin/atelier/bareme/2026-02-25.2/tables/seuils/")
    barre = page.locator(".barre")
    boite = barre.bounding_box()
    assert boite["y"] + boite["height"] <= 800
    assert boite["height"] < 80
    page.locator('[id="medecine-generale~pmt~30"]').focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        haut, bas = page.evaluate(
            "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.bottom] })()"
        )
        assert bas <= barre.bounding_box()["y"] + 1 or haut >= boite["y"] + boite["height"]
    page.emulate_media(media="print")
    assert not barre.is_visible()


ECRANS = (
    "",
    "completude/",
    "comparer/bareme/?avant=2026-02-25.1&apres=2026-02-25.2",
    "importer/",
    "references/",
    "cas/",
    "cas/?version=bareme/2026-02-25.2",
    "cas/mettre-a-jour/?version=bareme/2026-02-25.2",
    "cas/nouveau/",
    "bareme/2026-02-25.1/",
    "bareme/2026-02-25.2/",
    "bareme/2026-02-25.2/histoire/",
    "bareme/2026-02-25.2/tables/montants/",
    "bareme/2026-02-25.2/tables/seuils/?q=cardio",
    "bareme/2026-02-25.2/tables/seuils/coller/",
    "bareme/2026-02-25.2/tables/objectifs/",
    "bareme/2026-02-25.2/tables/objectifs/?serie=cardiologie~1~fa",
    "bareme/2026-02-25.2/tables/parametres/",
    "bareme/2026-02-25.2/tables/options/",
    "bareme/2026-02-25.2/tables/montants/cases/1~base~1/",
    "bareme/2026-02-25.2/presentation/",
    "bareme/2026-02-25.1/presentation/",
    "bareme/2026-02-25.2/publier/",
    "bareme/2026-02-25.2/accepter/",
    "bareme/2026-02-25.2/effet/",
    "employeur/2026-06-01.1/tables/parametres/",
)


@pytest.mark.parametrize("moitie", [0, 1])
def test_nos_ecrans_sont_accessibles(ouvrir, verifier_axe, dominique, brouillon, sans_cas, moitie):
    """Chaque écran, chargé une fois, au téléphone puis à l'ordinateur."""
    ecrire(brouillon, "montants", "1", "base", 2, valeur="39000.00")
    models.Specialite.objects.filter(slug="urologie").update(libelle="Urologie refaite")
    personne = ouvrir()
    personne.entrer("dominique")
    page = personne.page

    def voir(ecran: str) -> None:
        for largeur in (360, 1280):
            page.set_viewport_size({"width": largeur, "height": 800})
            verifier_axe(page)
            depasse = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert depasse <= 0, f"{ecran} défile de {depasse} px à {largeur} px"

    # Un tableau à modifier, parmi ses faits.
    cas = CasDeControle.objects.filter(attendu__has_key="versements").first()
    for ecran in (*ECRANS, f"cas/{cas.pk}/", f"cas/{cas.pk}/modifier/")[moitie::2]:
        page.goto(f"/admin/atelier/{ecran}")
        if "effet" in ecran:
            page.get_by_text("Terminé : ").wait_for(timeout=60_000)
            voir(ecran)
            bouton = page.get_by_role("button", name="Voir les ").first
            bouton.click(trial=True)
            page.set_viewport_size({"width": 360, "height": 800})
            bouton.click()
            page.get_by_role("heading", level=1).get_by_text("situations").wait_for()
        voir(ecran)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_les_couleurs_claires_et_sombres(ouvrir, verifier_axe, dominique, brouillon, theme):
    ecrire(brouillon, "montants", "1", "base", 2, valeur="39000.00")
    personne = ouvrir()
    personne.entrer("dominique")
    personne.page.emulate_media(color_scheme=theme)
    for ecran in ("", "bareme/2026-02-25.2/", "bareme/2026-02-25.2/tables/montants/", "cas/"):
        personne.page.goto(f"/admin/atelier/{ecran}")
        verifier_axe(personne.page)


def test_les_listes_de_django_tiennent_au_telephone(ouvrir, verifier_axe, dominique):
    dominique.is_superuser = True
    dominique.save()
    personne = ouvrir()
    personne.entrer("dominique")
    page = personne.page
    page.set_viewport_size({"width": 360, "height": 800})
    for liste in (
        "eligibility/specialite", "eligibility/source", "eligibility/publication", "guide/page", "auth/user",
    ):  # fmt: skip
        page.goto(f"/admin/{liste}/")
        cadre = page.locator(".results")
        assert cadre.evaluate("d => d.scrollWidth <= d.clientWidth"), liste
        verifier_axe(page)


@pytest.mark.parametrize("largeur", [360, 1280])
def test_les_formulaires_du_guide_et_d_une_cpts_sont_accessibles(
    ouvrir, verifier_axe, verifier_html, dominique, largeur
):
    """Vides, puis refusés."""
    personne = ouvrir()
    personne.entrer("dominique")
    page = personne.page
    page.set_viewport_size({"width": largeur, "height": 800})
    pages = {}
    for ecran in ("/admin/guide/page/add/", "/admin/cpts/cpts/add/"):
        pages[ecran] = page.goto(ecran).text()
        assert page.locator("#id_titre, #id_nom").count() == 1
        verifier_axe(page)
        with page.expect_navigation() as refus:
            page.locator("[name=_save]").first.click()
        pages[f"{ecran}, refusé"] = refus.value.text()
        assert page.locator(".errorlist").count() > 1
        verifier_axe(page)
    verifier_html(pages)
