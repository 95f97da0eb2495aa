"""Une page du guide s'écrit, se relit, attend, part : la vie d'une source, et son texte ligne à ligne."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from eligibility import cycle, models, selectors
from eligibility.models.base import lignes_pleines
from simulateur.guide.models import Page

from .test_references import PAGE, cases, creer_source, fiche_admin, mettre_en_ligne

pytestmark = pytest.mark.django_db
LISTE = "/admin/guide/page/"
TEXTE = "Un essai de page. {CONV24 2026-11-02}\n\n- Un élément {AMELI-AIDE 2026-11-02 secondaire}"


def saisie(**champs) -> dict:
    return {
        "titre": "Une page d’essai", "slug": "essai-de-page", "rubrique": "Essais", "ordre": 500,
        "resume": "Ce qu’elle dit.", "etiquettes": "un\r\ndeux\r\n", "mots": "", "ancres": "question:pmt",
        "corps": TEXTE.replace("\n", "\r\n"), **champs,
    }  # fmt: skip


def creer(client, **champs) -> Page:
    reponse = client.post(f"{LISTE}add/", saisie(**champs))
    assert reponse.status_code == 302, reponse.context["errors"]
    return Page.objects.get(slug=champs.get("slug", "essai-de-page"))


def changer(client, page: Page, **champs):
    return client.post(f"{LISTE}{page.pk}/change/", saisie(**champs))


def en_ligne(slug: str = "essai-de-page") -> dict | None:
    lignes = selectors.tables().cliche["guide"]
    return next((ligne for ligne in lignes if ligne["slug"] == slug), None)


def defauts(client, corps: str) -> list[str]:
    reponse = client.post(f"{LISTE}add/", saisie(corps=corps))
    assert reponse.status_code == 200
    return list(reponse.context["adminform"].form.errors["corps"])


def test_une_page_attend_qu_une_autre_personne_la_mette_en_ligne(redaction, publication):
    page = creer(redaction)
    assert en_ligne() is None
    assert [(nom, auteurs) for nom, _, auteurs in cases(publication)] == [
        ("Une page d’essai", "Camille")
    ]
    assert mettre_en_ligne(publication).status_code == 302
    assert en_ligne() == {
        "slug": "essai-de-page", "titre": "Une page d’essai", "resume": "Ce qu’elle dit.",
        "rubrique": "Essais", "etiquettes": ["un", "deux"], "mots": [], "ancres": ["question:pmt"],
        "corps": TEXTE,
    }  # fmt: skip
    assert cases(publication) == []
    changer(publication, page, titre="Une autre page")
    assert mettre_en_ligne(publication, choix=["guide/essai-de-page"]).status_code == 422
    assert en_ligne()["titre"] == "Une page d’essai"


def test_le_texte_se_compare_ligne_a_ligne(redaction, publication):
    page = creer(redaction)
    mettre_en_ligne(publication)
    voisins = "\n\n".join(f"Paragraphe {n}. {{CONV24 2026-11-02}}" for n in range(1, 9))
    changer(redaction, page, corps=f"{TEXTE}\n\n{voisins}")
    mettre_en_ligne(publication)
    changer(
        redaction, page, corps=f"{TEXTE}\n\n{voisins}".replace("Paragraphe 4.", "Le quatrième.")
    )
    lue = publication.get(PAGE).text
    assert "<li><del>Paragraphe 4. </del><ins>Le quatrième. </ins>{CONV24 2026-11-02}</li>" in lue
    assert "Paragraphe 3." in lue
    assert "Paragraphe 1." not in lue
    histoire = redaction.get(f"{LISTE}{page.pk}/history/").text
    assert "<strong>Camille</strong>" in histoire
    assert "<del>Paragraphe 4. </del>" in histoire
    derniere = models.Publication.objects.first()
    assert "<ins>Paragraphe 8." in publication.get(fiche_admin(derniere)).text


@pytest.mark.parametrize(
    ("corps", "attendu"),
    [
        (
            "Bien. {CONV24 2026-11-02}\n\nSans rien.",
            "Ligne 3 : ce passage ne finit pas par sa source, « Sans rien. »",
        ),
        ("- a {CONV24 2026-11-02}\n- b", "Ligne 2 : ce passage ne finit pas"),
        ("x {AV99 2026-11-02}", "Ligne 1 : la source « AV99 » n’est pas dans la liste"),
        ("x {CONV24 2026-13-02}", "Ligne 1 : « 2026-13-02 » n’est pas une date"),
        ("x {CONV24 2050-01-02}", "Ligne 1 : 2050-01-02 : une source se lit entre"),
        ("x {CONV24 2018-01-02}", "Ligne 1 : 2018-01-02 : une source se lit entre"),
        ("x {CONV24 2026-11-02 peut-être}", "Ligne 1 : « peut-être » n’est pas une fiabilité"),
        ("x {CONV24}", "Ligne 1 : « CONV24 » ne se lit pas comme {CLE AAAA-MM-JJ}"),
        ("x {CONV24 2026-11-02", "Ligne 1 : cette accolade n’est pas celle d’une marque"),
        ("x\n<b>y</b> {CONV24 2026-11-02}", "Ligne 2 : le HTML n’est pas permis"),
    ],
)
def test_un_texte_fautif_dit_la_ligne(redaction, corps, attendu):
    (defaut,) = defauts(redaction, corps)
    assert attendu in defaut.replace("\xa0", " ").replace("\u202f", " ")
    assert not Page.objects.filter(slug="essai-de-page").exists()


def test_un_nom_pris_une_ancre_inconnue(redaction):
    creer(redaction)
    autre = redaction.post(f"{LISTE}add/", saisie()).context["adminform"].form.errors
    assert autre["slug"] == ["Une autre page a déjà ce nom."]
    fautive = saisie(slug="Pas_Bon", ancres="question:pmt\nquestion:perdue")
    erreurs = redaction.post(f"{LISTE}add/", fautive).context["adminform"].form.errors
    assert "question:perdue." in erreurs["ancres"][0]
    assert "sans accent" in erreurs["slug"][0]


def verifier(client, pages: list[Page], source: str = "") -> str:
    envoi = {
        "action": "verifier_aujourd_hui", "source": source,
        "_selected_action": [page.pk for page in pages],
    }  # fmt: skip
    return client.post(LISTE, envoi, follow=True).text


def test_verifiees_aujourd_hui_toutes_ou_celles_d_une_source(redaction, publication):
    page = creer(redaction)
    jour = timezone.localdate().isoformat()
    assert "1 marque vérifiée aujourd’hui, dans 1 page." in verifier(redaction, [page], "CONV24")
    page.refresh_from_db()
    assert page.corps == TEXTE.replace("{CONV24 2026-11-02}", f"{{CONV24 {jour}}}")
    verifier(redaction, [page])
    page.refresh_from_db()
    assert page.corps == TEXTE.replace("2026-11-02", jour)
    assert "Rien à changer" in verifier(redaction, [page])
    dits = models.Changement.objects.filter(table="guide")
    assert [(c.cle, c.auteur) for c in dits] == [(["essai-de-page"], "Camille")] * 3
    assert len(cases(publication)) == 1


def test_une_source_citee_par_une_page_ne_s_efface_pas(redaction, admin_client):
    source = creer_source(redaction)
    creer(redaction, corps="x {AV9 2026-11-02}")
    refus = admin_client.post(fiche_admin(source, "delete"), {"post": "yes"}).text
    assert "Page du guide : Une page d’essai" in refus
    envoi = {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"}
    admin_client.post(reverse("admin:eligibility_source_changelist"), envoi)
    assert models.Source.objects.filter(cle="AV9").exists()


def test_une_page_emporte_la_source_neuve_qu_elle_cite(redaction, publication):
    creer_source(redaction)
    creer(redaction, corps="x {AV9 2026-11-02}")
    assert mettre_en_ligne(publication, choix=["guide/essai-de-page"]).status_code == 302
    assert "AV9" in [source["cle"] for source in selectors.tables().cliche["sources"]]
    assert cases(publication) == []


def test_une_source_ne_quitte_pas_le_site_sous_une_page_qui_la_cite(
    redaction, publication, admin_client
):
    source = creer_source(redaction)
    page = creer(redaction, corps="x {AV9 2026-11-02}")
    mettre_en_ligne(publication)
    changer(redaction, page, corps="x {CONV24 2026-11-02}")
    admin_client.post(fiche_admin(source, "delete"), {"post": "yes"})
    refus = mettre_en_ligne(publication, choix=["sources/AV9"])
    assert refus.status_code == 422
    assert "une source qui n’y est plus (AV9)" in refus.text
    assert mettre_en_ligne(publication).status_code == 302


def test_publier_un_bareme_n_emporte_pas_le_guide(redaction, camille, brouillon, sans_cas):
    """Ni quand ce qui est public date d'avant le guide."""
    cliche = {**selectors.tables().cliche}
    del cliche["guide"]
    creer(redaction)
    tenu = cycle.references.tenir(cycle.base.cliche(), cliche)
    assert tenu["guide"] == []
    (attente, *_) = cycle.references.en_attente(cliche, cycle.base.hors_versions())
    assert attente.difference.table == "guide"


def test_effacer_une_page_attend_aussi(redaction, publication, admin_client):
    page = creer(redaction)
    mettre_en_ligne(publication)
    assert admin_client.post(f"{LISTE}{page.pk}/delete/", {"post": "yes"}).status_code == 302
    assert en_ligne() is not None
    ((nom, _, auteurs),) = cases(publication)
    assert (nom, auteurs) == ("essai-de-page", "admin")
    assert mettre_en_ligne(publication).status_code == 302
    assert en_ligne() is None


def test_chacun_selon_son_groupe(lecture, redaction):
    page = creer(redaction)
    assert lecture.get(f"{LISTE}{page.pk}/change/").status_code == 200
    assert "Aperçu de ce qui est écrit ici" not in lecture.get(f"{LISTE}{page.pk}/change/").text
    assert changer(lecture, page).status_code == 403
    assert lecture.post(f"{LISTE}{page.pk}/apercu/", saisie()).status_code == 403
    assert lecture.get(f"{LISTE}add/").status_code == 403
    assert redaction.post(f"{LISTE}{page.pk}/delete/", {"post": "yes"}).status_code == 403


def test_l_apercu_montre_ce_qui_est_tape_sans_rien_enregistrer(redaction, client, lecture):
    page = creer(redaction)
    tape = saisie(titre="Un autre titre", corps="Pas encore écrit. {CONV24 2026-11-02}")
    apercu = redaction.post(f"{LISTE}{page.pk}/apercu/", tape)
    assert apercu.status_code == 200
    assert "Un autre titre" in apercu.text
    assert "Pas encore écrit." in apercu.text
    assert "Brouillon de ce qui attend : rien de ceci n’est public." in apercu.text
    page.refresh_from_db()
    assert page.corps == TEXTE
    neuve = redaction.post(f"{LISTE}apercu/", saisie(slug="neuve", titre="Toute neuve"))
    assert "Toute neuve" in neuve.text
    assert not Page.objects.filter(slug="neuve").exists()
    assert "Un essai de page." in lecture.get(f"{LISTE}{page.pk}/apercu/").text
    assert redaction.get(f"{LISTE}apercu/").status_code == 404
    assert client.get("/guide/essai-de-page/").status_code == 404


def test_un_apercu_fautif_rend_le_formulaire(redaction):
    page = creer(redaction)
    fautif = redaction.post(f"{LISTE}{page.pk}/apercu/", saisie(corps="Sans source."))
    assert "ce passage ne finit pas par sa source" in fautif.text
    assert f'<form action="{LISTE}{page.pk}/change/"' in fautif.text
    assert "Sans source." in fautif.text


def test_le_guide_qui_attend_se_lit_sous_l_atelier(redaction, client):
    creer(redaction)
    lu = redaction.get(f"{PAGE}apercu/guide/").text
    assert f'href="{PAGE}apercu/guide/essai-de-page/"' in lu
    assert "Un essai de page." in redaction.get(f"{PAGE}apercu/guide/essai-de-page/").text
    assert client.get(f"{PAGE}apercu/guide/").status_code == 302
    assert "essai-de-page" not in client.get("/guide/").text


def test_les_groupes_d_avant_le_guide_recoivent_ses_droits_une_fois():
    Permission.objects.filter(content_type__app_label="guide").delete()
    droits = import_module("simulateur.guide.migrations.0002_droits")
    droits.donner(apps, connection.schema_editor())
    gestes = {
        groupe.name: sorted(
            groupe.permissions.filter(content_type__app_label="guide").values_list(
                "codename", flat=True
            )
        )
        for groupe in Group.objects.filter(name__in=("Lecture", "Rédaction", "Publication"))
    }
    ecrire = ["add_page", "change_page", "view_page"]
    assert gestes == {"Lecture": ["view_page"], "Rédaction": ecrire, "Publication": ecrire}


def test_un_an_sans_relecture(redaction, publication, capsys, monkeypatch):
    page = creer(redaction)
    mettre_en_ligne(publication)
    a_relire = f'<a href="{LISTE}{page.pk}/change/">Une page d’essai</a> : 2 marques'
    assert a_relire not in publication.get("/admin/atelier/completude/").text
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2027, 11, 3))
    assert a_relire in publication.get("/admin/atelier/completude/").text
    with pytest.raises(CommandError):
        call_command("verifier_bareme", strict=True)
    dites = capsys.readouterr().out
    assert "guide, Une page d’essai : 2 marques à relire (plus de douze mois)." in dites


def test_les_listes_s_ecrivent_une_par_ligne():
    assert lignes_pleines(" un\r\n\n deux ") == ["un", "deux"]
