"""L'attendu d'un cas suit sa version : il attend avec le brouillon, change avec lui, revient avec lui."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from eligibility import cycle, models, rattrapage, selectors
from simulateur.atelier.cas_presentation import suite
from simulateur.cas import attente as attentes
from simulateur.cas import ecriture
from simulateur.cas.controle import echecs
from simulateur.models import AttenduEnAttente, CasDeControle, ChangementDeCas
from tests.tables.outils import AUTEUR, ecrire, en_vigueur, publier

pytestmark = pytest.mark.django_db
METTRE = "atelier:mettre_a_jour_cas"
MONTANT = ("montants", "1", "base", 1)
FICHE = "/admin/atelier/bareme/2026-02-25.2/"


def rouges_en_public() -> int:
    selectors.oublier()
    return len(echecs(selectors.tables().referentiel))


def envoyer(client, motif: str):
    """Le bouton de la page de publication, comme elle vient d'être lue."""
    lue = client.get(f"{FICHE}publier/").context["lue"]
    return client.post(f"{FICHE}publier/", {"motif": motif, "lue": lue})


def attendus_du_jour() -> dict[int, dict]:
    return dict(CasDeControle.objects.values_list("pk", "attendu"))


def changer(brouillon, valeur="37000.00") -> None:
    ecrire(brouillon, *MONTANT, valeur=valeur)


def accepter_tout(client, version, raison="nouveau montant", **coche):
    """Ce que fait la page « mettre à jour tous les cas en écart » ; les cas choisis."""
    nom = suite(version).partition("=")[2]
    page = client.get(reverse(METTRE), {"version": nom})
    choisis = [ligne["cas"].pk for cle in ("exemples", "lignes") for ligne in page.context[cle]]
    envoi = {"version": nom, "cas": choisis, "raison": raison, "lue": page.context["lue"]}
    envoi |= coche
    reponse = client.post(reverse(METTRE), envoi, follow=True)
    assert reponse.status_code in (200, 422)
    return choisis


@pytest.fixture
def attendu(redaction, brouillon):
    """Un brouillon qui change un montant, et les attendus qui le suivent ; combien."""
    changer(brouillon)
    return len(accepter_tout(redaction, brouillon))


def test_un_brouillon_qui_attend_laisse_le_public_conforme(redaction, brouillon, attendu):
    assert attendu > 10
    assert rouges_en_public() == 0
    sortie = StringIO()
    call_command("verifier_bareme", stdout=sortie)
    assert "0 en écart" in sortie.getvalue()
    page = redaction.get(reverse("atelier:cas"), {"version": "bareme/2026-02-25.2"})
    assert page.context["rouges"] == 0
    assert f"L’attendu de {attendu} cas change avec ce brouillon" in page.text
    un = redaction.get(page.context["page"][0]["lien"]).text
    assert "Conforme au brouillon" in un
    attend = AttenduEnAttente.objects.first().cas
    avec = redaction.get(reverse("atelier:un_cas", args=[attend.pk]) + suite(brouillon)).text
    assert "nouveau montant (Camille" in avec
    assert "devient" in avec
    sans = redaction.get(reverse("atelier:un_cas", args=[attend.pk])).text
    assert "Conforme à ce qui est public" in sans
    assert "L’attendu change aussi avec" in sans


def test_supprimer_le_brouillon_oublie_ce_qu_il_attendait(redaction, attendu):
    redaction.post(f"{FICHE}supprimer/", {"mot": "un doublon"})
    assert not AttenduEnAttente.objects.exists()
    assert rouges_en_public() == 0
    neuf = cycle.copier(en_vigueur(), AUTEUR)
    assert attentes.attendus(neuf) == {}


def test_publier_change_les_attendus_et_retirer_les_rend(publication, brouillon, attendu):
    avant = attendus_du_jour()
    assert envoyer(publication, "Montant relu").status_code == 302
    assert rouges_en_public() == 0
    assert not AttenduEnAttente.objects.exists()
    publie = models.Publication.objects.first()
    changements = ChangementDeCas.objects.filter(publication=publie)
    assert changements.count() == attendu
    un = changements.first()
    assert (un.auteur, un.raison, un.quoi) == ("Camille", "nouveau montant", "publication")
    assert un.avant == {"attendu": avant[un.cas_id]}
    assert un.apres == {"attendu": CasDeControle.objects.get(pk=un.cas_id).attendu}
    histoire = publication.get(reverse("atelier:un_cas", args=[un.cas_id])).text
    assert f"attendu changé par la publication n° {publie.pk} (nouveau montant)" in histoire
    assert "37\u202f000" in histoire
    retirer = publication.get(f"{FICHE}retirer/")
    assert len(retirer.context["cas"]["retours"]) == attendu
    publication.post(f"{FICHE}retirer/", {"motif": "Mal relu"})
    assert attendus_du_jour() == avant
    assert rouges_en_public() == 0
    assert ChangementDeCas.objects.filter(quoi="retrait", raison="Mal relu").count() == attendu


def test_publier_de_nouveau_apres_un_retour(publication, redaction, brouillon, attendu):
    """La correction reprise de la version retirée retrouve ses attendus, et la garde est contente."""
    publier(brouillon)
    apres = attendus_du_jour()
    cycle.retirer(brouillon, AUTEUR, "trop tôt")
    reprise = cycle.copier(brouillon, AUTEUR)
    assert len(attentes.attendus(reprise)) == attendu
    publier(reprise)
    assert attendus_du_jour() == apres
    assert rouges_en_public() == 0
    cycle.retirer(reprise, AUTEUR, "encore")
    assert models.Bareme.objects.get(statut="publie", date_effet=reprise.date_effet).revision == 1
    assert rouges_en_public() == 0
    suite = cycle.mettre_en_ligne(AUTEUR, "rien ne bloque la suite")
    assert models.Publication.objects.first() == suite


def test_deux_corrections_retirees_l_une_apres_l_autre(redaction, brouillon, attendu):
    avant = attendus_du_jour()
    publier(brouillon)
    milieu = attendus_du_jour()
    seconde = cycle.copier(en_vigueur(), AUTEUR)
    assert attentes.attendus(seconde) == {}, "ce qui est public n'attend rien"
    changer(seconde, "36000.00")
    accepter_tout(redaction, seconde)
    publier(seconde)
    cycle.retirer(seconde, AUTEUR, "")
    assert attendus_du_jour() == milieu
    assert rouges_en_public() == 0
    cycle.retirer(brouillon, AUTEUR, "")
    assert attendus_du_jour() == avant
    assert rouges_en_public() == 0


def test_deux_brouillons_attendent_autre_chose_du_meme_cas(redaction, brouillon, attendu):
    """Chacun se juge avec le sien ; le second publié garde ce que le premier a changé, ou se refait."""
    autre = cycle.copier(en_vigueur(), AUTEUR)
    changer(autre, "36000.00")
    accepter_tout(redaction, autre, "un autre montant")
    assert AttenduEnAttente.objects.count() == 2 * attendu
    assert rouges_en_public() == 0
    publier(brouillon)
    assert rouges_en_public() == 0
    assert len(attentes.attendus(autre)) == attendu
    rattrapage.reprendre(autre, AUTEUR)
    publier(autre)
    assert rouges_en_public() == 0
    un = ChangementDeCas.objects.first()
    second, premier = ChangementDeCas.objects.filter(cas=un.cas_id)
    assert (premier.raison, second.raison) == ("nouveau montant", "un autre montant")
    assert second.avant == premier.apres


def test_un_cas_change_expres_depuis_n_est_pas_rendu(publication, brouillon, attendu):
    publier(brouillon)
    un = ChangementDeCas.objects.first().cas
    un.refresh_from_db()
    voulu = {**un.attendu, "verdict": "eligible"}
    ecriture.modifier(un, {"attendu": voulu}, AUTEUR, "relu dans la convention")
    page = publication.get(f"{FICHE}retirer/")
    assert [r["cas"].pk for r in page.context["cas"]["retours"] if not r["rendu"]] == [un.pk]
    assert "quelqu’un l’a changé depuis" in page.text
    cycle.retirer(brouillon, AUTEUR, "")
    un.refresh_from_db()
    assert un.attendu == voulu
    assert rouges_en_public() == 1


def test_copier_un_brouillon_copie_ce_qu_il_attend(brouillon, attendu):
    copie = cycle.copier(brouillon, AUTEUR)
    assert attentes.attendus(copie) == attentes.attendus(brouillon)
    assert attentes.de(copie).popitem()[1].auteur == "Camille"


def test_la_page_de_publication_dit_avant_le_bouton(publication, redaction, brouillon):
    changer(brouillon)
    page = publication.get(f"{FICHE}publier/")
    echouent = page.context["cas"]["echouent"]
    assert len(echouent) > 10
    assert "la publication serait refusée" in page.text
    assert echouent[0]["lien"].endswith("?version=bareme/2026-02-25.2")
    accepter_tout(redaction, brouillon)
    page = publication.get(f"{FICHE}publier/")
    assert page.context["cas"]["echouent"] == []
    assert len(page.context["cas"]["changent"]) == len(echouent)
    assert "nouveau montant (Camille)" in page.text
    assert "38\u202f000\u00a0; 28\u202f000" in page.text


def test_la_page_de_publication_juge_ce_qui_partirait(publication, brouillon):
    """Une spécialité qui attend ne part pas avec le brouillon : elle ne fait échouer aucun cas ici."""
    models.Specialite.objects.filter(slug="cardiologie").update(groupe="excluee")
    assert publication.get(f"{FICHE}publier/").context["cas"]["echouent"] == []


def test_qui_ecrit_les_attendus_d_un_brouillon_ne_le_publie_pas(publication, brouillon):
    changer(brouillon)
    accepter_tout(publication, brouillon)
    assert not AttenduEnAttente.objects.exists(), "rien sans l'avoir accepté"
    accepter_tout(publication, brouillon, devenir_auteur="oui")
    assert "une autre personne doit le publier" in publication.get(f"{FICHE}publier/").text
    assert envoyer(publication, "x").status_code == 403


def test_qui_publie_est_prevenue_puis_retire_ce_qu_elle_a_decide(publication, redaction, brouillon):
    """La seule à publier ne s'enferme pas dehors : un geste défait, l'histoire garde les deux."""
    changer(brouillon)
    choisis = accepter_tout(redaction, brouillon)
    attentes.oublier(brouillon, CasDeControle.objects.get(pk=choisis[0]), AUTEUR)
    adresse = reverse(METTRE) + suite(brouillon)
    assert "Vous ne pourrez plus publier ce brouillon vous-même" in publication.get(adresse).text
    assert "Vous ne pourrez plus publier" not in redaction.get(adresse).text
    liste = publication.get(reverse("atelier:cas") + suite(brouillon)).text
    assert 'name="devenir_auteur"' in liste
    accepter_tout(publication, brouillon, devenir_auteur="oui")
    assert "Vous ne pourrez plus publier" not in publication.get(adresse).text, "c'est fait"
    fiche = publication.get(FICHE).text
    assert "Vous avez décidé de ce qu’un cas attend" in fiche
    assert "Retirer ma mise à jour de cas</button>" in fiche
    publication.post(f"{FICHE}retirer-mes-cas/")
    assert len(attentes.attendus(brouillon)) == len(choisis) - 1, "celles de Camille restent"
    accepter_tout(redaction, brouillon)
    pas = [(e.pas, e.auteur) for e in models.Etape.objects.exclude(pas="creation")]
    assert pas == [
        ("attendus", "Camille"), ("oubli", "Dominique"), ("attendus", "Dominique"),
        ("oubli", "Camille"), ("attendus", "Camille"),
    ]  # fmt: skip
    assert "mises à jour de cas retirées (« " in publication.get(f"{FICHE}histoire/").text
    assert envoyer(publication, "Montant relu").status_code == 302


def test_modifier_un_cas_avec_un_brouillon_previent_aussi(publication, brouillon):
    changer(brouillon)
    cas = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    adresse = reverse("atelier:modifier_cas", args=[cas.pk]) + suite(brouillon)
    page = publication.get(adresse)
    assert "Vous ne pourrez plus publier ce brouillon vous-même" in page.text
    coches = {f"fait-{li['nom']}": li["texte"] for li in page.context["faits"] if li["garde"]}
    envoi = {**coches, "fait-manque": "36", "faits": [nom[5:] for nom in coches], "raison": "x"}
    envoi["nom"] = cas.nom
    refus = publication.post(adresse, envoi)
    assert refus.status_code == 422
    assert "Cochez que vous l’acceptez" in refus.text
    assert not AttenduEnAttente.objects.exists()
    assert publication.post(adresse, {**envoi, "devenir_auteur": "on"}).status_code == 302
    assert AttenduEnAttente.objects.get().cas == cas


def test_des_chiffres_qui_changent_pendant_qu_on_lit(redaction, brouillon):
    changer(brouillon)
    page = redaction.get(reverse(METTRE), {"version": "bareme/2026-02-25.2"})
    envoi = {
        "version": "bareme/2026-02-25.2", "lue": page.context["lue"], "raison": "x",
        "cas": [page.context["lignes"][0]["cas"].pk],
    }  # fmt: skip
    changer(brouillon, "36000.00")
    refus = redaction.post(reverse(METTRE), envoi, follow=True)
    assert "Les chiffres ont changé" in refus.text
    assert not AttenduEnAttente.objects.exists()


def test_un_brouillon_publie_entre_temps_ne_change_plus_rien(redaction, brouillon, attendu):
    cas = AttenduEnAttente.objects.first().cas_id
    publier(brouillon)
    avant = attendus_du_jour()
    envoi = {"version": "bareme/2026-02-25.2", "cas": [cas], "raison": "trop tard"}
    refus = redaction.post(reverse(METTRE), envoi, follow=True)
    assert "publiée ou archivée" in refus.text
    assert attendus_du_jour() == avant
    page = redaction.get(reverse("atelier:cas"), {"version": "bareme/2026-02-25.2"})
    assert "voici ce qui est public" in page.text


def test_renoncer_a_changer_un_cas_avec_un_brouillon(redaction, brouillon, attendu):
    cas = AttenduEnAttente.objects.first().cas
    envoi = {"action": "oublier", "version": "bareme/2026-02-25.2"}
    redaction.post(reverse("atelier:un_cas", args=[cas.pk]), envoi)
    assert cas.pk not in attentes.attendus(brouillon)
    assert AttenduEnAttente.objects.count() == attendu - 1


def test_mettre_a_jour_sur_ce_qui_est_public_vaut_tout_de_suite(redaction):
    cas = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    faux = {**cas.attendu, "manque": 36}
    ecriture.modifier(cas, {"attendu": faux}, AUTEUR, "une erreur")
    redaction.post(reverse(METTRE), {"cas": [cas.pk], "raison": "mal compté"})
    cas.refresh_from_db()
    assert cas.attendu["manque"] == 35
    assert not AttenduEnAttente.objects.exists()
    page = redaction.get(reverse("atelier:un_cas", args=[cas.pk])).text
    assert "Patients manquants : «\u00a036\u00a0» devient «\u00a035\u00a0»" in page
    assert "mal compté" in page


def test_un_bareme_employeur_a_les_siens(brouillon):
    jeu = cycle.copier(models.JeuEmployeur.objects.get(date_effet="2026-06-01"), AUTEUR)
    cas = CasDeControle.objects.first()
    for total in ("1.00", "2.00"):
        attentes.mettre(jeu, {cas.pk: {"total": total}}, AUTEUR, "un essai")
    assert attentes.attendus(jeu) == {cas.pk: {"total": "2.00"}}
    assert attentes.attendus(brouillon) == {}
    jeu.delete()
    assert not AttenduEnAttente.objects.exists()
