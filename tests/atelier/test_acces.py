"""Qui entre, qui rédige, qui publie : chaque adresse, chaque rôle."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from eligibility import relecture
from simulateur.atelier.urls import urlpatterns
from tests.tables.outils import ecrire, en_vigueur

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


FICHE = "/admin/atelier/bareme/2026-02-25.2/"
# Chaque page où l'on écrit, et un envoi qui écrirait.
OU_L_ON_ECRIT = {
    "tables/montants/": {
        "vu": 0, "action": "enregistrer", "1~base~1": "37000", "source": "CONV24",
        "fiabilite": "officiel",
    },
    "tables/objectifs/?serie=cardiologie~1~fa": {
        "vu": 0, "debut-0": "900", "fin-0": "", "patients_debut-0": "80", "patients_fin-0": "",
        "source": "CONV24", "fiabilite": "officiel",
    },
    "tables/seuils/coller/": {
        "texte": "Spécialité\tIndicateur\tP30\nPneumologie\tfile active\t900", "action": "ecrire",
        "source": "CONV24", "fiabilite": "officiel",
    },
    "presentation/": {"intitule": "Une autre convention"},
}  # fmt: skip


@pytest.mark.parametrize("page", OU_L_ON_ECRIT)
def test_qui_publie_accepte_de_devenir_auteur_avant_d_ecrire(
    publication, redaction, dominique, brouillon, page
):
    dit, envoi = "Écrire dans ce brouillon, c’est ne plus pouvoir", OU_L_ON_ECRIT[page]
    assert dit not in redaction.get(FICHE + page).text
    lue = publication.get(FICHE + page).text
    assert dit in lue
    assert 'name="devenir_auteur"' in lue
    refus = publication.post(FICHE + page, envoi)
    assert refus.status_code == 422
    assert "vous ne pourriez plus le publier vous-même" in refus.text
    assert not relecture.a_redige(brouillon, dominique)
    ecrite = publication.post(FICHE + page, {**envoi, "devenir_auteur": "on"})
    assert ecrite.status_code == 302
    assert relecture.a_redige(brouillon, dominique)
    assert dit not in publication.get(FICHE + page).text, "c'est fait"


def test_un_geste_sur_la_grille_demande_la_meme_chose(publication, dominique, brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, note="à relire")
    vu = publication.get(f"{FICHE}tables/montants/").context["vu"]
    envoi = {"vu": vu, "action": "effacer_notes", "lignes": ["1~base~1"]}
    refus = publication.post(f"{FICHE}tables/montants/", envoi, follow=True)
    assert "vous ne pourriez plus le publier vous-même" in refus.text
    assert not relecture.a_redige(brouillon, dominique)
    publication.post(f"{FICHE}tables/montants/", {**envoi, "devenir_auteur": "on"})
    assert relecture.a_redige(brouillon, dominique)


def test_qui_administre_seule_n_a_rien_a_accepter(publication, brouillon, settings):
    settings.ADMINISTRATEUR_SEUL = True
    assert "devenir_auteur" not in publication.get(f"{FICHE}tables/montants/").text


def test_un_refus_se_dit_dans_l_atelier_avec_qui_peut_donner_le_droit(
    lecture, redaction, brouillon
):
    User.objects.create_superuser("sacha", first_name="Sacha", last_name="Roy")
    User.objects.create_superuser("parti", first_name="Personne", is_active=False)
    refus = lecture.get(f"{FICHE}publier/")
    assert refus.status_code == 403
    assert "droits du groupe « Publication »" in refus.text
    assert "<strong>Léa</strong>, du groupe Lecture." in refus.text
    assert "demandez à Sacha Roy." in refus.text
    assert f'href="{reverse("atelier:tableau")}">Revenir à l’atelier' in refus.text
    admise = lecture.get(reverse("atelier:tableau"))
    for entete in ("Content-Security-Policy", "Cache-Control", "X-Robots-Tag"):
        assert refus.headers.get(entete) == admise.headers.get(entete), entete
    assert "script-src" in refus.headers["Content-Security-Policy"]
    ailleurs = lecture.get(reverse("admin:auth_user_changelist"))
    assert ailleurs.status_code == 403
    assert "Revenir à l’administration" in ailleurs.text
    propre = redaction.get("/admin/atelier/bareme/2026-02-25.1/presentation/").text
    assert "Cette version est publiée ou archivée" in propre


def test_publier_ce_qu_on_a_ecrit_dit_pourquoi_c_est_refuse(publication, dominique, brouillon):
    brouillon.redacteur = dominique
    brouillon.save()
    refus = publication.post(f"{FICHE}publier/", {"motif": "x", "lue": "x"})
    assert refus.status_code == 403
    assert "Vous avez rédigé ce brouillon" in refus.text


def test_hors_de_l_administration_un_refus_ne_sait_pas_qui_vous_etes(rf, lecture):
    from simulateur.atelier.interdit import acces_refuse

    demande = rf.get("/")
    page = acces_refuse(demande, None)
    assert page.status_code == 403
    assert "Accès refusé" in page.content.decode()
    assert not hasattr(demande, "user"), "rien n'est lu de la session"
