"""Spécialités et sources : chaque écriture se lit après, ce qui attend se lit avant, et à deux."""

import pytest
from django.db import connection
from django.urls import reverse

from eligibility import actes, cycle, ecriture, models, selectors
from eligibility.documents.differences import Difference
from tests.tables.outils import AUTEUR, ecrire

pytestmark = pytest.mark.django_db
PAGE = "/admin/atelier/references/"
TABLEAU = "/admin/atelier/"
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
MONTANT = ("montants", "1", "base", 1)


def fiche_admin(objet, page: str = "change") -> str:
    return reverse(f"admin:eligibility_{type(objet).__name__.lower()}_{page}", args=[objet.pk])


def renommer(client, libelle: str, slug: str = "urologie", **champs) -> models.Specialite:
    """Comme dans l'administration de Django."""
    specialite = models.Specialite.objects.get(slug=slug)
    envoi = {
        "libelle": libelle, "groupe": specialite.groupe, "synonymes": specialite.synonymes,
        "ordre": specialite.ordre, **champs,
    }  # fmt: skip
    assert client.post(fiche_admin(specialite), envoi).status_code == 302
    return specialite


def creer_source(client, cle: str = "AV9") -> models.Source:
    envoi = {"cle": cle, "libelle": "Avenant 9", "lien": "", "date": "", "lecture": "",
             "verifie_le": ""}  # fmt: skip
    assert client.post(reverse("admin:eligibility_source_add"), envoi).status_code == 302
    return models.Source.objects.get(cle=cle)


def mettre_en_ligne(client, motif: str = "un libellé", choix=None):
    """Ce qui est coché, ou `choix`."""
    page = client.get(PAGE).context
    coche = page["cochees"] if choix is None else choix
    return client.post(PAGE, {"motif": motif, "lue": page["attente"].lue, "choix": list(coche)})


def cases(client) -> list[tuple]:
    return [
        (li["case"], li["quoi"], li["auteurs"]) for li in client.get(PAGE).context["attente"][0]
    ]


def test_ce_qui_attend_se_lit_ligne_a_ligne_puis_va_en_ligne(redaction, publication, client):
    assert "Tout est en ligne" in publication.get(TABLEAU).text
    assert cases(publication) == []
    avant = models.Specialite.objects.get(slug="urologie").libelle
    renommer(redaction, "Urologie refaite")
    creer_source(redaction)
    assert "2 changements attendent d’être mis en ligne" in publication.get(TABLEAU).text
    assert ("Urologie refaite", [("libellé", avant, "Urologie refaite")], "Camille") in cases(
        publication
    )
    ((_, quoi, _),) = [c for c in cases(publication) if c[0] == "AV9"]
    assert ("libellé", "vide", "Avenant 9") in quoi
    assert "Urologie refaite" not in client.get("/api/v1/specialites").text
    assert mettre_en_ligne(publication).status_code == 302
    assert "Tout est en ligne" in publication.get(TABLEAU).text
    assert "Urologie refaite" in client.get("/api/v1/specialites").text


def test_un_rang_qui_change_se_lit_aussi(redaction, publication):
    derniere = models.Specialite.objects.order_by("ordre", "slug").last()
    renommer(redaction, derniere.libelle, derniere.slug, ordre=0)
    (attente,) = cases(publication)
    assert attente[0] == derniere.libelle
    assert [quoi[0] for quoi in attente[1]] == ["place dans les listes"]
    assert attente[2] == "Camille"
    assert mettre_en_ligne(publication).status_code == 302
    assert cases(publication) == []


def test_chaque_ecriture_se_lit_dans_l_histoire_de_l_objet(redaction, admin_client):
    source = models.Source.objects.get(cle="CONV24")
    envoi = {"action": "verifier_aujourd_hui", "_selected_action": [source.pk]}
    redaction.post(reverse("admin:eligibility_source_changelist"), envoi)
    histoire = redaction.get(fiche_admin(source, "history")).text
    assert "<strong>Camille</strong>" in histoire
    assert "vérifié le de «" in histoire
    neuve = creer_source(redaction)
    assert (
        "libellé de « vide » à « Avenant 9 »" in redaction.get(fiche_admin(neuve, "history")).text
    )
    admin_client.post(fiche_admin(neuve, "delete"), {"post": "yes"})
    autre = creer_source(redaction, "AV10")
    envoi = {"action": "delete_selected", "_selected_action": [autre.pk], "post": "yes"}
    admin_client.post(reverse("admin:eligibility_source_changelist"), envoi)
    retires = models.Changement.objects.filter(table="sources", apres__isnull=True)
    assert [(c.cle, c.auteur) for c in retires] == [(["AV10"], "admin"), (["AV9"], "admin")]


@pytest.mark.parametrize("jour", ["01/01/2050", "31/12/2018"])
def test_une_source_se_verifie_depuis_l_aide_et_jusqu_a_aujourd_hui(redaction, jour):
    envoi = {"cle": "AV9", "libelle": "Avenant 9", "verifie_le": jour}
    refus = redaction.post(reverse("admin:eligibility_source_add"), envoi)
    assert "un chiffre est vérifié entre le 1er janvier 2019" in refus.text
    assert not models.Source.objects.filter(cle="AV9").exists()


def test_enregistrer_sans_rien_changer_ne_note_rien(redaction):
    renommer(redaction, models.Specialite.objects.get(slug="urologie").libelle)
    assert not models.Changement.objects.exists()


def test_personne_ne_met_en_ligne_ce_qu_il_a_ecrit(publication, redaction, settings):
    renommer(publication, "Urologie refaite")
    page = publication.get(PAGE)
    assert "une autre personne doit le mettre en ligne" in page.text
    assert "Mettre en ligne ce qui est coché</button>" not in page.text
    renommer(redaction, "Rhumatologie refaite", "rhumatologie")
    refus = mettre_en_ligne(publication, choix=["specialites/urologie", "specialites/rhumatologie"])
    assert refus.status_code == 422
    assert "Décochez-le" in refus.text
    assert models.Publication.objects.count() == 1
    settings.ADMINISTRATEUR_SEUL = True
    assert mettre_en_ligne(publication).status_code == 302
    assert cases(publication) == []


def test_ce_qu_elle_a_ecrit_n_empeche_pas_le_reste(publication, redaction, client):
    """À deux, chacune met en ligne ce que l'autre a écrit ; ce qui reste garde son auteur."""
    renommer(publication, "Urologie refaite")
    renommer(redaction, "Rhumatologie refaite", "rhumatologie")
    page = publication.get(PAGE)
    assert page.context["cochees"] == {"specialites/rhumatologie"}
    assert "une autre personne le met en ligne" in page.text
    assert mettre_en_ligne(publication).status_code == 302
    api = client.get("/api/v1/specialites").text
    assert ("Rhumatologie refaite" in api, "Urologie refaite" in api) == (True, False)
    ((nom, _, auteurs),) = cases(publication)
    assert (nom, auteurs) == ("Urologie refaite", "Dominique")
    assert mettre_en_ligne(publication, choix=["specialites/urologie"]).status_code == 422
    derniere = models.Publication.objects.first()
    assert [(c["table"], c["cle"]) for c in derniere.changements] == [
        ("specialites", ["rhumatologie"])
    ]


def test_une_place_et_une_source_choisies_vont_seules_en_ligne(redaction, publication):
    derniere = models.Specialite.objects.order_by("ordre", "slug").last()
    renommer(redaction, derniere.libelle, derniere.slug, ordre=0)
    renommer(redaction, "Rhumatologie refaite", "rhumatologie")
    creer_source(redaction)
    choix = [f"specialites/{derniere.slug}", "sources/AV9"]
    assert mettre_en_ligne(publication, choix=choix).status_code == 302
    assert [nom for nom, *_ in cases(publication)] == ["Rhumatologie refaite"]
    publiques = selectors.tables().cliche
    assert publiques["specialites"][0]["slug"] == derniere.slug
    assert "AV9" in [source["cle"] for source in publiques["sources"]]
    assert mettre_en_ligne(publication).status_code == 302
    assert cases(publication) == []


def test_rien_de_choisi(redaction, publication):
    renommer(redaction, "Urologie refaite")
    refus = mettre_en_ligne(publication, choix=[])
    assert refus.status_code == 422
    assert "Cochez ce qui doit aller en ligne" in refus.text


def test_ce_qui_est_en_ligne_n_est_plus_de_personne(publication, dominique, camille, redaction):
    """Une ligne écrite par elle puis publiée par un autre : la suite n'est plus la sienne."""
    renommer(publication, "Urologie refaite")
    cycle.mettre_en_ligne(actes.Auteur.de(camille), "relu")
    renommer(redaction, "Urologie encore")
    assert mettre_en_ligne(publication).status_code == 302


def test_defaire_ce_qu_elle_a_ecrit_la_libere(publication, redaction):
    avant = models.Specialite.objects.get(slug="urologie").libelle
    renommer(publication, "Urologie refaite")
    renommer(publication, avant)
    renommer(redaction, "Urologie autrement")
    assert [auteurs for _, _, auteurs in cases(publication)] == ["Camille"]
    assert mettre_en_ligne(publication).status_code == 302


def test_publier_un_brouillon_laisse_attendre_le_reste(publication, brouillon, client, sans_cas):
    """Ce que publie un brouillon est ce que son aperçu a montré : les références d'en ligne."""
    renommer(publication, "Urologie refaite")
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    page = publication.get(f"{FICHE}publier/")
    assert page.context["partiront"] == []
    envoi = {"motif": "x", "lue": page.context["lue"]}
    assert publication.post(f"{FICHE}publier/", envoi).status_code == 302
    assert "Urologie refaite" not in client.get("/api/v1/specialites").text
    assert len(cases(publication)) == 1
    publication.post(f"{FICHE}retirer/", {"motif": "x"})
    assert "Urologie refaite" not in client.get("/api/v1/specialites").text


def test_un_brouillon_emporte_la_source_neuve_qu_il_cite(
    publication, redaction, brouillon, sans_cas
):
    creer_source(redaction)
    renommer(redaction, "Urologie refaite")
    ecrire(brouillon, *MONTANT, valeur="37000.00", source="AV9")
    page = publication.get(f"{FICHE}publier/")
    assert "Partiront aussi" in page.text
    assert [ligne["case"] for ligne in page.context["partiront"]] == ["AV9"]
    envoi = {"motif": "x", "lue": page.context["lue"]}
    assert publication.post(f"{FICHE}publier/", envoi).status_code == 302
    cles = [source["cle"] for source in selectors.tables().cliche["sources"]]
    assert "AV9" in cles
    assert cles == sorted(cles)
    assert [case for case, _, _ in cases(publication)] == ["Urologie refaite"]


def test_ni_la_source_qu_elle_a_ecrite_cachee_dans_un_brouillon(publication, brouillon, sans_cas):
    creer_source(publication)
    ecrire(brouillon, *MONTANT, valeur="37000.00", source="AV9")
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    refus = publication.post(f"{FICHE}publier/", {"motif": "x", "lue": lue})
    assert refus.status_code == 422
    assert "une autre personne doit le mettre en ligne" in refus.text
    brouillon.refresh_from_db()
    assert brouillon.statut == "brouillon"


def test_on_ne_met_en_ligne_que_ce_qu_on_a_lu(publication, redaction):
    renommer(redaction, "Urologie refaite")
    assert "Relisez" in publication.post(PAGE, {"motif": "x"}).text
    lue = publication.get(PAGE).context["attente"].lue
    renommer(redaction, "Rhumatologie refaite", "rhumatologie")
    choix = ["specialites/urologie"]
    refus = publication.post(PAGE, {"motif": "relu en entier", "lue": lue, "choix": choix})
    assert refus.status_code == 422
    assert "depuis que vous avez ouvert cette page" in refus.text
    assert "relu en entier" in refus.text
    assert models.Publication.objects.count() == 1


@pytest.mark.parametrize("motif", [" ", "x" * 501])
def test_mettre_en_ligne_demande_un_motif(publication, redaction, motif):
    renommer(redaction, "Urologie refaite")
    assert mettre_en_ligne(publication, motif).status_code == 422
    assert models.Publication.objects.count() == 1


def test_rien_en_attente_rien_en_ligne(publication):
    assert "Tout est déjà en ligne" in mettre_en_ligne(publication).text
    assert models.Publication.objects.count() == 1


def test_une_specialite_qui_contredit_un_cas_ne_va_pas_en_ligne(publication, redaction):
    renommer(redaction, "Cardiologie", "cardiologie", groupe="excluee")
    refus = mettre_en_ligne(publication)
    assert refus.status_code == 422
    assert "cas de contrôle ne donnent plus" in refus.text
    assert cases(publication)


def test_ecrit_hors_de_l_administration_l_auteur_n_est_pas_invente(publication):
    models.Specialite.objects.filter(slug="urologie").update(libelle="Urologie refaite")
    ((_, _, auteurs),) = cases(publication)
    assert auteurs == "auteur non noté"


def test_une_specialite_neuve_part_a_sa_place_avec_le_brouillon_qui_la_chiffre(
    publication, redaction, brouillon, sans_cas
):
    urologie = models.Specialite.objects.get(slug="urologie")
    envoi = {"libelle": "Andrologie", "slug": "andrologie", "groupe": "autre", "synonymes": "",
             "ordre": urologie.ordre}  # fmt: skip
    assert redaction.post(reverse("admin:eligibility_specialite_add"), envoi).status_code == 302
    cle = ("andrologie", "fa", 30)
    seuil = dict(zip(("specialite", "indicateur", "percentile"), cle, strict=True)) | {
        "valeur": "900.00", "source": None, "fiabilite": "hypothese", "verifie_le": None, "note": "",
    }  # fmt: skip
    ecriture.ecrire(brouillon, [Difference("seuils", cle, None, seuil)], AUTEUR)
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    reponse = publication.post(f"{FICHE}publier/", {"motif": "x", "lue": lue})
    assert reponse.status_code == 302, reponse.context["refus"]
    slugs = list(selectors.tables().referentiel.specialites)
    assert slugs.index("andrologie") + 1 == slugs.index("urologie")
    assert cases(publication) == []


def test_sans_livraison_la_premiere_publication_a_tout_emporte(redaction, publication):
    with connection.cursor() as curseur:
        curseur.execute("UPDATE eligibility_publication SET acte = 'publication'")
    renommer(redaction, "Urologie refaite")
    ((_, _, auteurs),) = cases(publication)
    assert auteurs == "Camille"
