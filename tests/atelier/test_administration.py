"""Ce qui reste à l'administration de Django : spécialités, sources et leurs pièces, historique, comptes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from eligibility import actes, cycle, models
from scripts.outils.axe import manquements
from simulateur.cas.modele import CasDeControle
from tests.tables.outils import ecrire

from .conftest import MOT_DE_PASSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return models.Source.objects.get(cle="CONV24")


def fiche(objet) -> str:
    return reverse(f"admin:eligibility_{type(objet).__name__.lower()}_change", args=[objet.pk])


def joindre(client, source, octets: bytes, nom: str = "convention.pdf"):
    champs = {
        "libelle": source.libelle,
        "lien": source.lien,
        "lecture": "",
        "verifie_le": "22/11/2026",
    }
    return client.post(
        fiche(source), {**champs, "piece": SimpleUploadedFile(nom, octets)}, follow=True
    )


def test_joindre_le_pdf_lu(redaction, source):
    joindre(redaction, source, b"%PDF-1.7 essai")
    piece = source.pieces.get()
    assert (piece.nom, bytes(piece.contenu), piece.auteur) == (
        "convention.pdf", b"%PDF-1.7 essai", "Camille",
    )  # fmt: skip
    page = redaction.get(fiche(source)).text
    assert "convention.pdf" in page
    lu = redaction.get(reverse("admin:eligibility_piece", args=[piece.pk]))
    assert lu.content == b"%PDF-1.7 essai"
    assert lu.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in lu.headers["Content-Security-Policy"]


def test_autre_chose_qu_un_pdf_ne_se_joint_pas(redaction, source):
    assert "n’est pas un PDF" in joindre(redaction, source, b"<script>").text
    assert not source.pieces.exists()


def test_un_lecteur_lit_une_source_et_ses_pieces(lecture, redaction, source):
    joindre(redaction, source, b"%PDF-1.7 essai")
    page = lecture.get(fiche(source))
    assert page.status_code == 200
    assert "convention.pdf" in page.text
    assert 'type="file"' not in page.text


def test_un_visiteur_n_ouvre_pas_une_piece(client, redaction, source):
    joindre(redaction, source, b"%PDF-1.7 essai")
    lien = reverse("admin:eligibility_piece", args=[source.pieces.get().pk])
    assert client.get(lien).status_code == 302


def test_les_publications_se_lisent_et_ne_s_ecrivent_pas(admin_client):
    publication = models.Publication.objects.first()
    page = admin_client.get(reverse("admin:eligibility_publication_changelist")).text
    assert "tables livrées avec le site" in page
    assert admin_client.get(fiche(publication)).status_code == 200
    assert admin_client.post(fiche(publication), {"motif": "x"}).status_code == 403
    suppression = reverse("admin:eligibility_publication_delete", args=[publication.pk])
    assert admin_client.post(suppression, {"post": "yes"}).status_code == 403


def test_une_publication_dit_ses_changements_en_mots(
    admin_client, publication, brouillon, sans_cas
):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    cycle.publier(brouillon, actes.Auteur("Dominique"), "un avenant")
    admin_client.post(
        reverse("admin:eligibility_specialite_change", args=[specialite("urologie").pk]),
        {"libelle": "Urologie refaite", "groupe": specialite("urologie").groupe, "synonymes": "",
         "ordre": 1},
    )  # fmt: skip
    CasDeControle.objects.filter(theme="exemples").first().delete()
    des_references = cycle.mettre_en_ligne(actes.Auteur("Dominique"), "relu")
    page = admin_client.get(fiche(models.Publication.objects.get(acte="publication"))).text
    assert "1 ETP, de base, année 1" in page
    assert "37\u202f000" in page
    assert 'href="/admin/atelier/bareme/2026-02-25.2/">Ouvrir 2026-02-25, révision 2</a>' in page
    assert "/history/" not in page
    page = admin_client.get(fiche(des_references)).text
    assert "Urologie refaite" in page
    assert "absent de l’accueil" in page
    assert "/history/" not in page
    histoire = reverse("admin:eligibility_publication_history", args=[des_references.pk])
    assert admin_client.get(histoire).url == fiche(des_references)


def specialite(slug: str) -> models.Specialite:
    return models.Specialite.objects.get(slug=slug)


@pytest.mark.parametrize("modele", ["specialite", "source", "publication"])
def test_les_listes_s_ouvrent_sans_requete_par_ligne(
    admin_client, modele, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        page = admin_client.get(reverse(f"admin:eligibility_{modele}_changelist"), {"q": "a"})
    assert page.status_code == 200
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "style=" not in page.text


def test_un_redacteur_ne_voit_ni_comptes_ni_suppression(redaction, source):
    assert redaction.get(reverse("admin:auth_user_changelist")).status_code == 403
    suppression = reverse("admin:eligibility_source_delete", args=[source.pk])
    assert redaction.post(suppression, {"post": "yes"}).status_code == 403


ECRANS = (
    "admin:index",
    "admin:eligibility_specialite_changelist",
    "admin:eligibility_source_changelist",
    "admin:eligibility_source_add",
    "admin:eligibility_publication_changelist",
    "admin:auth_user_changelist",
    "admin:auth_user_add",
    "admin:auth_group_changelist",
    "admin:password_change",
)


@pytest.mark.navigateur
def test_les_ecrans_de_django_n_ont_rien_de_grave(navigateur, site, django_user_model, source):
    django_user_model.objects.create_superuser("root", password=MOT_DE_PASSE)
    # Une page à nous : axe y pose des styles que la politique du site refuse.
    contexte = navigateur.new_context(base_url=site, locale="fr-FR")
    contexte.set_default_timeout(15_000)
    page = contexte.new_page()
    page.goto(reverse("admin:login"))
    graves = _graves(page)
    page.locator("#id_username").fill("root")
    page.locator("#id_password").fill(MOT_DE_PASSE)
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/admin/")
    for nom in ECRANS:
        page.goto(reverse(nom))
        graves |= _graves(page)
    page.goto(fiche(source))
    graves |= _graves(page)
    contexte.close()
    assert graves == set()


def test_verifier_des_sources_aujourd_hui(redaction, source):
    models.Source.objects.update(verifie_le=None)
    envoi = {"action": "verifier_aujourd_hui", "_selected_action": [source.pk]}
    page = redaction.post(reverse("admin:eligibility_source_changelist"), envoi, follow=True)
    assert "1 source vérifiée aujourd’hui" in page.text
    assert list(models.Source.objects.exclude(verifie_le=None)) == [source]


def _graves(page) -> set[tuple[str, str]]:
    trouvees = manquements(page)
    return {(page.url, v["id"]) for v in trouvees if v["impact"] in ("serious", "critical")}
