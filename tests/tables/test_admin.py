"""L'administration de base : lisible, sans requête par ligne, et qui dit vrai au site."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from eligibility import models, selectors

pytestmark = pytest.mark.django_db

MODELES = [
    "bareme", "montant", "seuil", "segmentobjectif", "parametre", "ouvertureoption",
    "jeuemployeur", "parametreemployeur", "specialite", "source",
]  # fmt: skip


@pytest.fixture
def bareme():
    return models.Bareme.objects.get(date_effet="2026-02-25")


@pytest.fixture
def montant(bareme):
    return models.Montant.objects.get(bareme=bareme, option="1", ligne="base", annee=1)


def liste(modele: str) -> str:
    return reverse(f"admin:eligibility_{modele}_changelist")


def fiche(objet) -> str:
    return reverse(f"admin:eligibility_{type(objet).__name__.lower()}_change", args=[objet.pk])


def champs(reponse) -> dict:
    """Les champs d'un formulaire affiché, tels qu'un navigateur les renverrait."""
    formulaire = reponse.context["adminform"].form
    return {nom: v for nom in formulaire.fields if (v := formulaire[nom].value()) is not None}


def champs_de_liste(reponse) -> dict:
    jeu = reponse.context["cl"].formset
    envoi = {f"{jeu.prefix}-{nom}": v for nom, v in jeu.management_form.initial.items()}
    for formulaire in jeu.forms:
        for nom in formulaire.fields:
            valeur = formulaire[nom].value()
            envoi[formulaire.add_prefix(nom)] = "" if valeur is None else valeur
    return envoi


def test_accueil_groupe_et_en_francais(admin_client):
    page = admin_client.get(reverse("admin:index")).content.decode()
    ordre = ["Simulateur de l’aide", "Barèmes", "Montants", "Seuils de patientèle",
             "Segments d’objectif", "Paramètres", "Ouverture des options", "Coût employeur",
             "Barèmes employeur", "Paramètres employeur", "Références",
             "Spécialités", "Sources"]  # fmt: skip
    rangs = [page.index(titre) for titre in ordre]
    assert rangs == sorted(rangs)


@pytest.mark.parametrize("modele", MODELES)
def test_listes_fiches_et_ajouts_s_ouvrent(admin_client, modele, bareme):
    if modele == "segmentobjectif":
        models.SegmentObjectif.objects.create(
            bareme=bareme, specialite=models.Specialite.objects.get(slug="cardiologie"), option="1",
            indicateur="fa", debut=0, patients_debut=1, fiabilite="hypothese",
        )  # fmt: skip
    classe = next(m for m in vars(models).values() if getattr(m, "__name__", "").lower() == modele)
    objet = classe.objects.first()
    for adresse in (liste(modele), fiche(objet), reverse(f"admin:eligibility_{modele}_add")):
        reponse = admin_client.get(adresse)
        assert reponse.status_code == 200
        assert "unsafe" not in reponse.headers["Content-Security-Policy"]
        assert "<style" not in (page := reponse.content.decode())
        assert "style=" not in page
    assert admin_client.get(liste(modele), {"q": "ameli"}).status_code == 200


@pytest.mark.parametrize("modele", MODELES)
def test_aucune_requete_par_ligne(admin_client, modele, django_assert_max_num_queries):
    """Session, compte, filtres, comptes et page : le nombre de lignes n'y change rien."""
    with django_assert_max_num_queries(12):
        admin_client.get(liste(modele))


def test_recherche_d_une_specialite_par_ce_qu_un_medecin_tape(admin_client):
    page = admin_client.get(liste("seuil"), {"q": "gynéco"})
    assert {seuil.specialite.slug for seuil in page.context["cl"].result_list} == {"gynecologie"}
    reponse = admin_client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "eligibility",
            "model_name": "seuil",
            "field_name": "specialite",
            "term": "psy",
        },
    )
    assert len(reponse.json()["results"]) == 2


def test_changer_une_case_change_le_site_et_la_revision(admin_client, montant):
    avant = selectors.copie()
    envoi = champs(admin_client.get(fiche(montant))) | {"valeur": "39000"}
    reponse = admin_client.post(fiche(montant), envoi, follow=True)
    assert "passe en révision 2" in reponse.content.decode()
    selectors.vider_memoire()
    apres = selectors.bareme_at(date(2026, 12, 1))
    assert apres.montants["1", "base", 1].valeur == 39_000
    assert (apres.version, apres.revision) == ("2026-02-25", 2)
    assert selectors.empreinte() != avant.empreinte
    assert LogEntry.objects.get().object_repr == str(montant)


def test_enregistrer_sans_rien_changer_ne_releve_rien(admin_client, montant, bareme):
    admin_client.post(fiche(montant), champs(admin_client.get(fiche(montant))))
    bareme.refresh_from_db()
    assert bareme.revision == 1


def test_plusieurs_cases_d_une_liste_une_seule_revision(admin_client, bareme):
    adresse = f"{liste('montant')}?bareme__id__exact={bareme.pk}"
    envoi = champs_de_liste(admin_client.get(adresse))
    for rang in (0, 1, 2):
        envoi[f"form-{rang}-valeur"] = 500 + rang
    reponse = admin_client.post(adresse, envoi | {"_save": "1"}, follow=True)
    assert reponse.status_code == 200
    bareme.refresh_from_db()
    assert bareme.revision == 2
    assert models.Montant.objects.filter(valeur__in=[500, 501, 502]).count() == 3


def test_une_liste_suit_l_ordre_de_la_convention_et_ses_ecritures(admin_client, bareme):
    reponse = admin_client.get(liste("montant"), {"bareme__id__exact": bareme.pk, "option": "1"})
    assert [str(case) for case in reponse.context["cl"].result_list] == [
        "1 ETP, de base, année 1",
        "1 ETP, de base, année 2",
        "1 ETP, de base, année 3 et suivantes",
        "1 ETP, P90 à P94, année 3 et suivantes",
        "1 ETP, P95 et plus, année 1",
        "1 ETP, P95 et plus, année 2",
        "1 ETP, P95 et plus, année 3 et suivantes",
    ]
    page = reponse.content.decode()
    assert 'value="38000"' in page
    assert 'placeholder="à compléter"' in page


def test_une_virgule_se_lit(admin_client, montant):
    admin_client.post(
        fiche(montant), champs(admin_client.get(fiche(montant))) | {"valeur": "38000,50"}
    )
    montant.refresh_from_db()
    assert montant.valeur == Decimal("38000.50")


def test_vider_une_case_depuis_la_liste_demande_sa_marque(admin_client, bareme):
    adresse = f"{liste('montant')}?bareme__id__exact={bareme.pk}"
    envoi = champs_de_liste(admin_client.get(adresse)) | {"form-0-valeur": "", "_save": "1"}
    reponse = admin_client.post(adresse, envoi)
    assert "La case est vide" in reponse.content.decode()
    envoi["form-0-fiabilite"] = "a_completer"
    assert admin_client.post(adresse, envoi).status_code == 302
    assert models.Montant.objects.filter(bareme=bareme, valeur=None).count() == 5


def test_effacer_des_lignes_releve_la_revision(admin_client, bareme, montant):
    envoi = {"action": "delete_selected", "_selected_action": [montant.pk], "post": "yes"}
    assert admin_client.post(liste("montant"), envoi).status_code == 302
    bareme.refresh_from_db()
    assert bareme.revision == 2
    assert not models.Montant.objects.filter(pk=montant.pk).exists()


@pytest.mark.parametrize("modele", ["bareme", "parametre"])
def test_ce_dont_le_calcul_a_besoin_ne_s_efface_pas(admin_client, bareme, modele):
    objet = bareme if modele == "bareme" else bareme.parametres.first()
    adresse = reverse(f"admin:eligibility_{modele}_delete", args=[objet.pk])
    assert admin_client.post(adresse, {"post": "yes"}).status_code == 403
    admin_client.post(
        liste(modele), {"action": "delete_selected", "_selected_action": [objet.pk], "post": "yes"}
    )
    assert type(objet).objects.filter(pk=objet.pk).exists()


def test_un_brouillon_ne_releve_rien(admin_client, bareme):
    brouillon = models.Bareme.objects.create(date_effet=date(2030, 1, 1), intitule="à venir")
    cellule = models.Montant.objects.create(
        bareme=brouillon, option="1", ligne="base", annee=1, valeur=1, fiabilite="hypothese"
    )
    admin_client.post(fiche(cellule), champs(admin_client.get(fiche(cellule))) | {"valeur": "2"})
    brouillon.refresh_from_db()
    assert brouillon.revision == 1


def test_la_fiche_d_un_bareme_compte_ses_cases(admin_client, bareme):
    page = admin_client.get(fiche(bareme)).content.decode()
    assert "Seuils de patientèle : " in page
    assert "177 cases à compléter" in page
    assert f"?bareme__id__exact={bareme.pk}&amp;fiabilite__exact=a_completer" in page
    vides = admin_client.get(
        liste("seuil"), {"bareme__id__exact": bareme.pk, "fiabilite__exact": "a_completer"}
    )
    assert vides.context["cl"].result_count == 177


def test_publier_date_la_publication_et_une_correction_garde_son_numero(admin_client, bareme):
    envoi = champs(admin_client.get(fiche(bareme)))
    admin_client.post(fiche(bareme), envoi | {"statut": "archive"})
    bareme.refresh_from_db()
    assert (bareme.statut, bareme.revision) == ("archive", 1)
    avant = bareme.publie_le
    admin_client.post(fiche(bareme), envoi | {"statut": "publie"})
    bareme.refresh_from_db()
    assert bareme.publie_le > avant
    ajout = {"date_effet": "2026-02-25", "statut": "brouillon", "intitule": "Correction"}
    assert admin_client.post(reverse("admin:eligibility_bareme_add"), ajout).status_code == 302
    assert models.Bareme.objects.get(intitule="Correction").revision == 2


def test_les_tables_demandent_un_compte(client):
    assert client.get(liste("montant")).status_code == 302
