"""Qui entre, qui rédige, qui publie : chaque adresse, chaque rôle."""

import pytest
from django.test import Client
from django.urls import reverse

from simulateur.atelier.urls import urlpatterns
from tests.tables.outils import en_vigueur

pytestmark = pytest.mark.django_db
V = ("bareme", "2026-02-25.1")
LIRE, REDIGER, PUBLIER = 1, 2, 3
# nom : (arguments, méthode, rôle nécessaire)
ADRESSES = {
    "tableau": ((), "get", LIRE),
    "fiche": (V, "get", LIRE),
    "table": ((*V, "montants"), "get", LIRE),
    "objectifs": (V[1:], "get", LIRE),
    "apercu": (V, "get", LIRE),
    "apercu_page": ((*V, "simulation/profil/"), "get", LIRE),
    "impact": (V, "get", LIRE),
    "situations": (V, "post", LIRE),
    "case": ((*V, "montants", "1~base~1"), "get", LIRE),
    "comparer": (("bareme",), "get", LIRE),
    "completude": ((), "get", LIRE),
    "exporter": (V, "get", LIRE),
    "importer": ((), "get", REDIGER),
    "metadonnees": (V, "get", REDIGER),
    "cas": ((), "get", LIRE),
    "un_cas": ((1,), "get", LIRE),
    "modifier_cas": ((1,), "get", REDIGER),
    "corriger": (V, "post", REDIGER),
    "reprendre": (V, "post", REDIGER),
    "oublier_les_miens": (V, "post", REDIGER),
    "dater": (V, "post", REDIGER),
    "supprimer": (V, "post", REDIGER),
    "accepter": (V, "get", REDIGER),
    "coller": ((*V, "seuils"), "get", REDIGER),
    "nouveau_cas": ((), "get", REDIGER),
    "mettre_a_jour_cas": ((), "post", REDIGER),
    "actes": (V, "get", LIRE),
    "soumettre": (V, "post", REDIGER),
    "renvoyer": (V, "post", PUBLIER),
    "annuler": (V, "post", REDIGER),
    "publier": (V, "get", PUBLIER),
    "retirer": (V, "get", PUBLIER),
    "references": ((), "get", LIRE),
    "apercu_en_attente": ((), "get", LIRE),
    "page_en_attente": (("guide/",), "get", LIRE),
}


def test_chaque_adresse_a_son_role():
    assert {motif.name for motif in urlpatterns} == ADRESSES.keys()


def adresse(nom: str) -> tuple[str, str, int]:
    args, methode, role = ADRESSES[nom]
    if nom in ("un_cas", "modifier_cas"):
        from simulateur.models import CasDeControle

        args = (CasDeControle.objects.first().pk,)
    return reverse(f"atelier:{nom}", args=args), methode, role


@pytest.mark.parametrize("nom", ADRESSES)
def test_un_visiteur_se_connecte_d_abord(client, nom):
    lien, methode, _ = adresse(nom)
    reponse = getattr(client, methode)(lien)
    assert reponse.status_code == 302
    assert reponse.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("nom", ADRESSES)
def test_chaque_role_fait_ce_qu_il_peut_et_rien_de_plus(nom, lecture, redaction, publication):
    lien, methode, role = adresse(nom)
    for rang, client in ((LIRE, lecture), (REDIGER, redaction), (PUBLIER, publication)):
        statut = getattr(client, methode)(lien).status_code
        # Écrire dans une version publiée est refusé à tous.
        if rang < role or nom in ("coller", "metadonnees"):
            assert statut == 403, (nom, rang)
        else:
            # Un geste sans un mot est redemandé.
            assert statut in (200, 302, 422), (nom, rang)


ECRITS = ("tables/montants/", "tables/objectifs/?serie=cardiologie~1~fa")


@pytest.mark.parametrize("page", ECRITS)
def test_ce_qu_un_lecteur_envoie_est_refuse(lecture, brouillon, page):
    assert lecture.post(f"/admin/atelier/bareme/2026-02-25.2/{page}").status_code == 403


@pytest.mark.parametrize("page", ECRITS)
def test_ecrire_dans_un_brouillon_publie_entre_temps_se_dit(redaction, page):
    reponse = redaction.post(f"/admin/atelier/bareme/2026-02-25.1/{page}", follow=True)
    assert "Cette version est publiée ou archivée" in reponse.text


def test_qui_redige_ne_met_pas_en_ligne(redaction):
    assert redaction.post(reverse("atelier:references"), {"motif": "x"}).status_code == 403


def test_un_lecteur_ne_supprime_aucun_cas(lecture):
    lien = adresse("un_cas")[0]
    assert lecture.post(lien, {"action": "supprimer"}).status_code == 403
    assert lecture.get(lien).status_code == 200


def test_un_numero_de_cas_demesure(redaction):
    envoi = {"cas": "9" * 30, "raison": "x"}
    assert redaction.post(adresse("mettre_a_jour_cas")[0], envoi).status_code == 422


def test_un_lecteur_ne_voit_aucun_bouton_d_ecriture(lecture, brouillon):
    for page in ("", "tables/montants/"):
        html = lecture.get(f"/admin/atelier/bareme/2026-02-25.2/{page}").text
        assert (
            'method="post"'
            not in html.replace('action="/admin/logout/"', "").partition('id="atelier"')[2]
        )


@pytest.mark.parametrize(
    "chemin",
    [
        "bareme/2026-02-25.9/",
        "bareme/2026-99-99.1/",
        "bareme/n-importe-quoi/",
        "autre/2026-02-25.1/",
        "bareme/2026-02-25.1/tables/inconnue/",
        "employeur/2026-06-01.1/tables/montants/",
        "bareme/2026-02-25.1/apercu/nulle-part/",
        "bareme/2026-02-25.1/tables/montants/cases/9~base~1/",
        "bareme/2026-02-25.1/tables/inconnue/cases/1/",
        "comparer/autre/",
    ],
)
def test_une_adresse_inconnue(lecture, chemin):
    assert lecture.get(f"/admin/atelier/{chemin}").status_code == 404


def test_l_atelier_est_en_tete_de_l_administration(redaction):
    page = redaction.get(reverse("admin:index")).text
    assert page.index("Barèmes et brouillons") < page.index("Spécialités")


def test_chaque_page_tient_la_politique_de_securite(publication, brouillon):
    for nom in ("tableau", "fiche", "table", "impact", "cas", "publier"):
        args = () if nom in ("tableau", "cas") else ("bareme", "2026-02-25.2")
        reponse = publication.get(
            reverse(f"atelier:{nom}", args=(*args, "seuils") if nom == "table" else args)
        )
        assert reponse.status_code == 200
        assert "unsafe" not in reponse.headers["Content-Security-Policy"]
        assert reponse.headers["Cache-Control"] == "private, no-store"
        for interdit in ("<style", " style=", "onclick", "<script>"):
            assert interdit not in reponse.text


def test_les_groupes_se_refont_et_gardent_ce_qu_on_en_a_fait():
    from django.apps import apps
    from django.contrib.auth.models import Group

    from eligibility.roles import creer_groupes

    Group.objects.get(name="Lecture").delete()
    Group.objects.get(name="Rédaction").permissions.clear()
    creer_groupes(apps.get_app_config("eligibility"))
    assert Group.objects.get(name="Lecture").permissions.count() == 5
    assert Group.objects.get(name="Rédaction").permissions.count() == 0


def test_une_session_ne_vaut_rien_hors_de_l_administration(redaction):
    assert en_vigueur() is not None
    reponse = redaction.get("/")
    assert "Vary" not in reponse.headers or "Cookie" not in reponse.headers["Vary"]
    assert Client().get("/").content == reponse.content
