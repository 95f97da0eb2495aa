"""Qui écrit une CPTS : son équipe, cette ligne seule ; qui publie, toutes, et les sites permis."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from simulateur.cpts.models import Cpts, Modification, Ouvertures
from tests.atelier.conftest import connecter, creer

from .images import PNG

pytestmark = pytest.mark.django_db
LISTE = "/admin/cpts/cpts/"


@pytest.fixture
def autre():
    autre = Cpts(slug="autre", nom="Autre CPTS", origines="https://autre.fr")
    autre.save()
    return autre


@pytest.fixture
def membre(cpts):
    personne = creer("Mina", "CPTS")
    cpts.equipe.add(personne)
    return connecter(personne)


@pytest.fixture
def publication():
    return connecter(creer("Dominique", "Publication"))


def saisie(cpts, **champs):
    envoi = {nom: getattr(cpts, nom) for nom in (
        "nom", "telephone", "courriel", "site", "cpam_service", "cpam_telephone", "cpam_courriel",
        "cpam_lien", "origines",
    )}  # fmt: skip
    return {**envoi, **champs}


def adresse(cpts, page="change"):
    return f"{LISTE}{cpts.pk}/{page}/"


def test_elle_change_sa_ligne_et_son_nom_reste(membre, cpts):
    envoi = saisie(
        cpts, telephone="05 06 07 08 09", nouveau_logo=SimpleUploadedFile("logo.png", PNG)
    )
    assert membre.post(adresse(cpts), envoi).status_code == 302
    cpts.refresh_from_db()
    assert (cpts.telephone, bytes(cpts.logo)) == ("05 06 07 08 09", PNG)
    page = membre.get(adresse(cpts, "history")).text
    assert "01 02 03 04 05" in page
    assert "05 06 07 08 09" in page
    assert set(Modification.objects.values_list("auteur", flat=True)[:2]) == {"Mina"}
    membre.post(adresse(cpts), saisie(cpts, sans_logo="on"))
    cpts.refresh_from_db()
    assert bytes(cpts.logo) == b""


def test_ni_son_adresse_ni_ses_sites_ni_son_equipe(membre, cpts, django_user_model):
    complice = django_user_model.objects.create_user("complice")
    envoi = saisie(cpts, slug="vole", origines="https://pirate.fr", equipe=[complice.pk])
    membre.post(adresse(cpts), envoi)
    cpts.refresh_from_db()
    assert (cpts.slug, cpts.origines) == ("ma-cpts", "https://www.cpts.invalid.fr")
    assert complice not in cpts.equipe.all()
    page = membre.get(adresse(cpts)).text
    assert 'name="origines"' not in page
    assert 'name="equipe"' not in page


def test_rien_d_une_autre_cpts_ni_des_tables(membre, cpts, autre):
    liste = membre.get(LISTE).text
    assert "Ma CPTS" in liste
    assert "Autre CPTS" not in liste
    for page in ("change", "history"):
        reponse = membre.get(adresse(autre, page))
        assert (reponse.status_code, reponse.url) == (302, "/admin/")
    membre.post(adresse(autre), saisie(autre, nom="Volée"))
    autre.refresh_from_db()
    assert autre.nom == "Autre CPTS"
    for interdite in (
        f"{LISTE}add/", adresse(cpts, "delete"), "/admin/atelier/", "/admin/eligibility/source/",
        "/admin/eligibility/specialite/add/", "/admin/auth/user/",
    ):  # fmt: skip
        assert membre.get(interdite).status_code == 403, interdite
    membre.post(LISTE, {"action": "delete_selected", "_selected_action": [cpts.pk], "post": "yes"})
    assert Cpts.objects.filter(pk=cpts.pk).exists()
    accueil = membre.get("/admin/").text
    assert "Sources" not in accueil
    assert "Barèmes et brouillons" not in accueil


def test_un_compte_du_groupe_sans_cpts_ne_voit_rien(cpts):
    assert "Ma CPTS" not in connecter(creer("Nour", "CPTS")).get(LISTE).text


def test_qui_redige_les_tables_n_y_entre_pas(cpts):
    for groupe in ("Lecture", "Rédaction"):
        assert connecter(creer(groupe, groupe)).get(LISTE).status_code == 403


def test_qui_publie_ouvre_une_cpts_et_dit_qui_l_integre(publication):
    neuve = {"nom": "Neuve", "slug": "neuve", "origines": "https://neuve.fr"}
    assert publication.post(f"{LISTE}add/", neuve).status_code == 302
    cpts = Cpts.objects.get(slug="neuve")
    publication.post(
        adresse(cpts), saisie(cpts, origines="https://neuve.fr\nhttps://www.neuve.fr", slug="x")
    )
    cpts.refresh_from_db()
    assert cpts.slug == "neuve"
    assert "www.neuve.fr" in cpts.origines
    for mauvaise in ("*", "http://neuve.fr", "https://neuve.fr/page", "https://*.neuve.fr"):
        page = publication.post(adresse(cpts), saisie(cpts, origines=mauvaise))
        assert "n’est pas l’adresse d’un site" in page.text, mauvaise


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("telephone", "appelez-nous"), ("telephone", "<b>"), ("courriel", "pas une adresse"),
        ("site", "javascript:alert(1)"), ("site", "ftp://x.fr/"), ("cpam_lien", "data:text/html,x"),
    ],
)  # fmt: skip
def test_ce_qui_n_a_pas_la_bonne_forme_est_refuse(membre, cpts, champ, valeur):
    assert membre.post(adresse(cpts), saisie(cpts, **{champ: valeur})).status_code == 200
    avant = getattr(cpts, champ)
    cpts.refresh_from_db()
    assert getattr(cpts, champ) == avant


@pytest.mark.parametrize("slug", ["Ma CPTS", "a/b", "../x", "é", "a--b", "-a", "a\n", ""])
def test_un_nom_d_adresse_simple(publication, slug):
    publication.post(f"{LISTE}add/", {"nom": "x", "slug": slug})
    assert set(Cpts.objects.values_list("slug", flat=True)) <= {"cpts-exemple", "a"}


@pytest.mark.parametrize(
    ("nom", "octets", "message"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG, JPEG ou WebP"),
        ("logo.png", b"<html><script>alert(1)</script>", "PNG, JPEG ou WebP"),
        ("logo.png", PNG + bytes(40_000), "trop lourd"),
    ],
)
def test_un_logo_qui_n_en_est_pas_un(membre, cpts, nom, octets, message):
    page = membre.post(adresse(cpts), saisie(cpts, nouveau_logo=SimpleUploadedFile(nom, octets)))
    assert message in page.text
    cpts.refresh_from_db()
    assert bytes(cpts.logo) == b""


def test_elle_lit_son_compte_et_le_sien_seulement(membre, cpts, autre):
    Ouvertures.objects.create(cpts=cpts, mois="2026-10-01", nombre=41)
    Ouvertures.objects.create(cpts=autre, mois="2026-10-01", nombre=7777)
    page = membre.get(adresse(cpts)).text
    assert "octobre 2026 : 41" in page
    assert "7777" not in page


def test_effacee_son_histoire_reste(cpts, django_user_model):
    chef = connecter(django_user_model.objects.create_superuser("chef", password="x"))
    chef.post(adresse(cpts, "delete"), {"post": "yes"})
    assert not Cpts.objects.filter(pk=cpts.pk).exists()
    derniere = Modification.objects.filter(cpts="ma-cpts", champ="nom").first()
    assert (derniere.avant, derniere.apres, derniere.auteur) == ("Ma CPTS", "", "chef")


def test_les_groupes_ne_se_refont_pas_sous_les_pieds(db):
    """Ce que l'administration a changé d'un groupe n'est pas défait à la prochaine migration."""
    from django.apps import apps

    from simulateur.cpts.roles import creer_groupe

    groupe = Group.objects.get(name="CPTS")
    groupe.permissions.clear()
    creer_groupe(apps.get_app_config("cpts"))
    assert not groupe.permissions.exists()


def test_qui_enregistre_en_second_le_sait(membre, publication, cpts):
    """Son texte n'est ni perdu ni écrit ; enregistré encore, c'est en le sachant."""
    vue = membre.get(adresse(cpts)).context["adminform"].form["vue"].value()
    autres = saisie(cpts, telephone="05 06 07 08 09")
    assert publication.post(adresse(cpts), autres).status_code == 302
    mien = saisie(cpts, courriel="mina@cpts.invalid", vue=vue)
    page = membre.post(adresse(cpts), mien)
    assert "Dominique a enregistré ceci pendant que vous écriviez" in page.text
    assert 'value="mina@cpts.invalid"' in page.text
    cpts.refresh_from_db()
    assert (cpts.telephone, cpts.courriel) == ("05 06 07 08 09", "equipe@cpts.invalid")
    neuve = page.context["adminform"].form["vue"].value()
    assert membre.post(adresse(cpts), {**mien, "vue": neuve}).status_code == 302
    cpts.refresh_from_db()
    assert cpts.courriel == "mina@cpts.invalid"


def test_un_logo_change_entre_temps_se_dit(membre, publication, cpts):
    vue = membre.get(adresse(cpts)).context["adminform"].form["vue"].value()
    publication.post(adresse(cpts), saisie(cpts, nouveau_logo=SimpleUploadedFile("logo.png", PNG)))
    page = membre.post(adresse(cpts), saisie(cpts, nom="Autre nom", vue=vue))
    assert "Dominique a enregistré ceci" in page.text


def test_l_equipe_a_son_histoire(cpts, django_user_model):
    """Qui peut écrire une CPTS, depuis quand, et par qui cela fut dit."""
    chef = connecter(django_user_model.objects.create_superuser("chef", password="x"))
    mina = creer("Mina", "CPTS")
    chef.post(adresse(cpts), saisie(cpts, equipe=[mina.pk]))
    chef.post(adresse(cpts), saisie(cpts, equipe=[mina.pk], telephone="05 06 07 08 09"))
    chef.post(adresse(cpts), saisie(cpts))
    notees = Modification.objects.filter(cpts="ma-cpts", champ="equipe")
    assert [(m.avant, m.apres, m.auteur) for m in notees] == [
        ("Mina (mina)", "", "chef"), ("", "Mina (mina)", "chef"),
    ]  # fmt: skip
    assert "comptes de cette CPTS" in chef.get(adresse(cpts, "history")).text


def test_l_histoire_ne_dit_l_equipe_qu_a_qui_la_gere(cpts, membre, publication, django_user_model):
    """Sa page ne la montre pas ; son histoire non plus."""
    chef = connecter(django_user_model.objects.create_superuser("chef", password="x"))
    chef.post(adresse(cpts), saisie(cpts, telephone="05 06 07 08 09", equipe=[
        cpts.equipe.get().pk, creer("Lou", "CPTS").pk,
    ]))  # fmt: skip
    for personne in (membre, publication):
        page = personne.get(adresse(cpts, "history")).text
        assert "05 06 07 08 09" in page
        assert "Lou" not in page
    assert "Lou" in chef.get(adresse(cpts, "history")).text


def test_un_homonyme_mis_a_la_place_d_un_autre_se_voit(cpts, django_user_model):
    chef = connecter(django_user_model.objects.create_superuser("chef", password="x"))
    noms = {"first_name": "Mina", "last_name": "Petit"}
    une, autre = (django_user_model.objects.create_user(nom, **noms) for nom in ("mina", "mina2"))
    for personne in (une, autre):
        chef.post(adresse(cpts), saisie(cpts, equipe=[personne.pk]))
    derniere = Modification.objects.filter(champ="equipe").first()
    assert (derniere.avant, derniere.apres) == ("Mina Petit (mina)", "Mina Petit (mina2)")


def test_une_equipe_changee_entre_temps_se_dit_a_qui_l_ecrit(cpts, membre, django_user_model):
    chef, autre_chef = (
        connecter(django_user_model.objects.create_superuser(nom, password="x"))
        for nom in ("chef", "autre-chef")
    )
    vues = [
        personne.get(adresse(cpts)).context["adminform"].form["vue"].value()
        for personne in (chef, membre)
    ]
    mina, lou = cpts.equipe.get(), creer("Lou", "CPTS")
    autre_chef.post(adresse(cpts), saisie(cpts, equipe=[mina.pk, lou.pk]))
    page = chef.post(adresse(cpts), saisie(cpts, equipe=[mina.pk], vue=vues[0]))
    assert "autre-chef a enregistré ceci pendant que vous écriviez" in page.text
    assert set(cpts.equipe.all()) == {mina, lou}
    # Un membre n'écrit pas l'équipe : rien de ce qu'il a lu n'a changé.
    assert membre.post(adresse(cpts), saisie(cpts, vue=vues[1])).status_code == 302
    assert set(cpts.equipe.all()) == {mina, lou}
