"""Publier et revenir en arrière : par une autre personne, en connaissance de cause, en un geste."""

import pytest
from django.urls import reverse

from eligibility import actes, cycle, models
from simulateur.cas import attente, ecriture
from simulateur.models import CasDeControle
from tests.tables.outils import AUTEUR, ecrire, en_vigueur, ligne

pytestmark = pytest.mark.django_db
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
RESULTAT = "/simulation/resultats/"
REPONSES = {
    "specialite": "medecine-generale", "secteur": "1", "pmt": "1300", "file_active": "1700",
    "tranche": "P50-P90", "date_signature": "2026-12-01",
}  # fmt: skip
MONTANT = ("montants", "1", "base", 1)


def statuts() -> dict[int, str]:
    lues = models.Bareme.objects.filter(date_effet="2026-02-25")
    return {version.revision: version.statut for version in lues}


def envoyer(client, motif: str):
    """Le bouton de la page de publication, comme elle vient d'être lue."""
    lue = client.get(f"{FICHE}publier/").context["lue"]
    return client.post(f"{FICHE}publier/", {"motif": motif, "lue": lue})


def resultat(client) -> str:
    return client.get(RESULTAT, REPONSES, follow=True).text


def test_de_la_correction_au_site_public(redaction, publication, client, sans_cas):
    assert "38\u202f000" in resultat(client)
    reponse = redaction.post("/admin/atelier/bareme/2026-02-25.1/corriger/")
    assert reponse.url == FICHE
    brouillon = models.Bareme.objects.get(revision=2)
    ecrire(brouillon, *MONTANT, valeur="37000.00", source="CONV24")
    assert "38\u202f000" in resultat(client), "un brouillon n'est pas public"
    page = publication.get(f"{FICHE}publier/").text
    assert "37\u202f000" in page
    assert "1 ETP, de base, année 1" in page
    sans_motif = envoyer(publication, " ")
    assert sans_motif.status_code == 422
    assert statuts() == {1: "publie", 2: "brouillon"}
    envoyer(publication, "Montant relu")
    assert statuts() == {1: "archive", 2: "publie"}
    assert "37\u202f000" in resultat(client)
    publication.post(f"{FICHE}retirer/", {"motif": "Mal relu"})
    assert statuts() == {1: "publie", 2: "archive"}
    assert "38\u202f000" in resultat(client)
    assert [p.motif for p in models.Publication.objects.all()[:2]] == ["Mal relu", "Montant relu"]


@pytest.mark.parametrize("geste", ["corriger", "dater"])
def test_un_brouillon_ne_se_copie_pas(redaction, dominique, geste):
    """Copié par Camille, ce que Dominique y a écrit n’aurait plus son nom : elle le publierait seule."""
    cycle.copier(en_vigueur(), actes.Auteur("Dominique", dominique))
    refus = redaction.post(f"{FICHE}{geste}/", {"date_effet": "2027-01-01"})
    assert refus.status_code == 409
    assert "Un brouillon ne se copie pas" in refus.text
    assert models.Bareme.objects.filter(statut="brouillon").count() == 1


def test_publier_dit_dans_le_journal_ce_qui_a_change(redaction, publication, brouillon, sans_cas):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    envoyer(publication, "Montant relu")
    (changement,) = models.Publication.objects.first().changements
    assert (changement["genre"], changement["version"], changement["cle"]) == (
        "bareme", "2026-02-25", ["1", "base", 1],
    )  # fmt: skip
    assert changement["apres"]["valeur"] == "37000.00"


def test_personne_ne_publie_son_propre_brouillon(publication, dominique, settings, sans_cas):
    publication.post("/admin/atelier/bareme/2026-02-25.1/corriger/")
    ecrire(models.Bareme.objects.get(revision=2), *MONTANT, valeur="37000.00")
    assert "une autre personne doit le publier" in publication.get(FICHE).text
    assert "une autre personne" in publication.get(f"{FICHE}publier/").text
    assert envoyer(publication, "x").status_code == 403
    assert statuts()[2] == "brouillon"
    settings.ADMINISTRATEUR_SEUL = True
    assert envoyer(publication, "x").status_code == 302
    assert statuts()[2] == "publie"


def test_ecrire_une_case_suffit_a_ne_plus_pouvoir_publier(publication, brouillon, sans_cas):
    publication.post(
        f"{FICHE}tables/montants/",
        {"vu": 0, "1~base~1": "37000", "fiabilite": "hypothese", "devenir_auteur": "on"},
    )
    assert envoyer(publication, "x").status_code == 403


def test_une_erreur_bloque_un_avertissement_attend_une_raison(
    redaction, publication, brouillon, sans_cas
):
    ecrire(brouillon, "montants", "0.5", "base", 3, valeur="14500.00")
    ecrire(brouillon, "parametres", "carence_mois", valeur=None, fiabilite="a_completer")
    page = redaction.get(FICHE).text
    assert "Le calcul a besoin de cette valeur" in page
    refus = envoyer(publication, "x")
    assert "corrigez-les avant de publier" in refus.text
    ecrire(brouillon, "parametres", "carence_mois", valeur="24.00", fiabilite="officiel")
    refus = envoyer(publication, "x")
    assert "acceptez-les avec une raison" in refus.text
    fiche = redaction.get(FICHE)
    noms = [a["nom"] for a in fiche.context["anomalies"] if a["a_accepter"]]
    assert len(noms) == 2, "l'année 3 monte, et dépasse la ligne P90"
    redaction.post(f"{FICHE}accepter/", {"anomalies": noms, "raison": ""})
    assert not models.AvertissementAccepte.objects.exists()
    redaction.post(f"{FICHE}accepter/", {"anomalies": noms, "raison": "écrit ainsi"})
    assert "écrit ainsi" in redaction.get(FICHE).text
    assert envoyer(publication, "x").status_code == 302


def test_une_case_acceptee_qui_change_se_regarde_de_nouveau(redaction, brouillon):
    def bloquees() -> list[bool]:
        return [a["bloque"] for a in redaction.get(FICHE).context["anomalies"]]

    ecrire(brouillon, "montants", "0.5", "base", 2, valeur="19000.01")
    (anomalie,) = (a for a in redaction.get(FICHE).context["anomalies"] if "année" in a["phrase"])
    envoi = {"anomalies": [anomalie["nom"]], "raison": "écrit ainsi"}
    redaction.post(f"{FICHE}accepter/", envoi)
    assert bloquees().count(False) == 1
    ecrire(brouillon, "montants", "0.5", "base", 2, valeur="19000.02")
    assert bloquees().count(False) == 0


def test_un_cas_de_controle_qui_echoue_bloque_puis_se_met_a_jour(publication, redaction, brouillon):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    refus = envoyer(publication, "x")
    assert "cas de contrôle ne donnent plus ce qui est attendu" in refus.text
    assert statuts()[2] == "brouillon"
    adresse = f"{reverse('atelier:cas')}?version=bareme/2026-02-25.2"
    page = redaction.get(adresse)
    tous = redaction.get(f"{reverse('atelier:mettre_a_jour_cas')}?version=bareme/2026-02-25.2")
    rouges = [li["cas"].pk for cle in ("exemples", "lignes") for li in tous.context[cle]]
    assert page.context["rouges"] == len(rouges) > 10
    envoi = {"version": "bareme/2026-02-25.2", "cas": rouges, "raison": ""}
    redaction.post(reverse("atelier:mettre_a_jour_cas"), envoi)
    assert redaction.get(adresse).context["rouges"] == len(rouges), "sans raison, rien"
    redaction.post(reverse("atelier:mettre_a_jour_cas"), {**envoi, "raison": "nouveau montant"})
    assert redaction.get(adresse).context["rouges"] == 0
    assert envoyer(publication, "x").status_code == 302
    cas = reverse("atelier:un_cas", args=[rouges[0]])
    assert "nouveau montant" in redaction.get(cas).text


def test_on_ne_publie_que_ce_qu_on_a_lu(publication, brouillon, sans_cas):
    """Une case changée entre la lecture et le bouton : rien n'est public, la page se relit."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    ecrire(brouillon, *MONTANT, valeur="36000.00")
    refus = publication.post(f"{FICHE}publier/", {"motif": "Montant relu", "lue": lue})
    assert refus.status_code == 422
    assert "Quelqu’un a changé ce brouillon" in refus.text
    assert "36\u202f000" in refus.text
    assert statuts() == {1: "publie", 2: "brouillon"}
    envoi = {"motif": "Montant relu", "lue": refus.context["lue"]}
    assert publication.post(f"{FICHE}publier/", envoi).status_code == 302
    assert statuts() == {1: "archive", 2: "publie"}


def test_on_ne_publie_que_les_attendus_qu_on_a_lus(publication, redaction, brouillon, sans_cas):
    """Ce que des cas attendront part avec le brouillon : changé entre-temps, il se relit aussi."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    cas = CasDeControle.objects.first()
    attente.mettre(brouillon, {cas.pk: {"total": "1.00"}}, AUTEUR, "un essai")
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    attente.mettre(brouillon, {cas.pk: {"total": "2.00"}}, AUTEUR, "un essai")
    refus = publication.post(f"{FICHE}publier/", {"motif": "Montant relu", "lue": lue})
    assert refus.status_code == 422
    assert "ou ce que des cas attendent avec lui" in refus.text
    assert statuts() == {1: "publie", 2: "brouillon"}
    envoi = {"motif": "Montant relu", "lue": refus.context["lue"]}
    assert publication.post(f"{FICHE}publier/", envoi).status_code == 302


def test_la_vue_d_ensemble_dit_les_cases_et_les_cas(publication, redaction, brouillon):
    """Des cases justes n'empêchent pas un cas d'être en écart : les deux se disent."""
    seul = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    assert "Tous les cas de contrôle donnent ce qui est attendu" in redaction.get(FICHE).text
    ecriture.modifier(seul, {"attendu": {**seul.attendu, "manque": 36}}, AUTEUR, "un essai")
    fiche = redaction.get(FICHE).text
    assert "Rien d’impossible ni d’étrange dans les cases." in fiche
    assert "Un cas de contrôle ne donne plus ce qui est attendu</strong>" in fiche
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    assert (
        "cas de contrôle ne donnent plus ce qui est attendu</strong>" in redaction.get(FICHE).text
    )


def test_un_seul_cas_en_ecart_se_dit_au_singulier(publication, brouillon):
    seul = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    ecriture.modifier(seul, {"attendu": {**seul.attendu, "manque": 36}}, AUTEUR, "un essai")
    ecrire(brouillon, "seuils", "nephrologie", "fa", 95, valeur="2500", fiabilite="hypothese")
    page = publication.get(f"{FICHE}publier/").text
    assert "Un cas ne donne pas ce qui est attendu" in page
    assert (
        "Un cas de contrôle ne donne plus ce qui est attendu : « " in envoyer(publication, "x").text
    )


def test_la_page_de_publication_marque_les_exemples_de_l_accueil(publication, brouillon):
    marque = "exemple de la page d’accueil</strong>"
    exemple = CasDeControle.objects.filter(theme="exemples").first()
    autre = CasDeControle.objects.exclude(theme="exemples").first()
    attente.mettre(brouillon, {autre.pk: {"total": "1.00"}}, AUTEUR, "un essai")
    assert marque not in publication.get(f"{FICHE}publier/").text
    attente.mettre(brouillon, {exemple.pk: {"total": "1.00"}}, AUTEUR, "un essai")
    page = publication.get(f"{FICHE}publier/").text
    assert page.count(marque) == 2, "parmi ceux qui changent, et parmi ceux qui échoueraient"


def test_un_brouillon_se_supprime_son_histoire_reste(redaction, brouillon):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    redaction.post(f"{FICHE}supprimer/", {"mot": "un doublon"})
    assert statuts() == {1: "publie"}
    assert models.Changement.objects.count() == 1
    redaction.post("/admin/atelier/bareme/2026-02-25.1/supprimer/", {"mot": "un doublon"})
    assert statuts() == {1: "publie"}
    tableau = redaction.get("/admin/atelier/").text
    assert "Brouillons supprimés (1)" in tableau
    assert "(un doublon)" in tableau
    assert f'href="{FICHE}histoire/"' in tableau
    histoire = redaction.get(f"{FICHE}histoire/")
    dits = [(ligne["acte"], ligne["pourquoi"]) for ligne in histoire.context["changements"]]
    assert dits == [
        ("brouillon supprimé", "un doublon"),
        ("", "un essai"),
        ("brouillon créé", "copie de 2026-02-25, révision 1"),
    ]
    assert redaction.get("/admin/atelier/bareme/2026-02-25.9/histoire/").status_code == 404


def test_enregistrer_dans_un_brouillon_supprime_rend_ce_qui_etait_ecrit(redaction, brouillon):
    redaction.post(f"{FICHE}supprimer/", {"mot": "un doublon"})
    envoi = {"vu": 0, "1~base~1": "37123", "pourquoi": "page 3"}
    perdu = redaction.post(f"{FICHE}tables/montants/", envoi)
    assert perdu.status_code == 404
    assert "quelqu’un a peut-être supprimé" in perdu.text
    assert "<td>37123</td>" in perdu.text
    assert "<td>page 3</td>" in perdu.text
    assert "csrfmiddlewaretoken</th>" not in perdu.text
    cas = CasDeControle.objects.first()
    adresse = f"/admin/atelier/cas/{cas.pk}/modifier/"
    ecriture.supprimer(cas, AUTEUR, "un doublon")
    assert "<dd>relu</dd>" in redaction.post(adresse, {"raison": "relu"}).text


def test_supprimer_le_brouillon_d_une_autre_demande_pourquoi(publication, brouillon):
    cas = CasDeControle.objects.first()
    attente.mettre(brouillon, {cas.pk: {"total": "1.00"}}, AUTEUR, "un essai")
    fiche = publication.get(FICHE).text
    assert "un cas mis à jour</strong>" in fiche
    assert "Ce brouillon a été commencé par Camille" in fiche
    refus = publication.post(f"{FICHE}supprimer/", {"mot": " "})
    assert refus.status_code == 422
    assert 'id="suppression" open' in refus.text
    assert statuts()[2] == "brouillon"
    publication.post(f"{FICHE}supprimer/", {"mot": "un doublon"})
    etape = models.Etape.objects.first()
    assert (etape.auteur, etape.mot) == ("Dominique", "un doublon ; avec lui, un cas mis à jour")


def test_les_cas_changes_depuis_la_derniere_publication_se_voient(publication, brouillon, sans_cas):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    assert "Cas changés depuis" not in publication.get(f"{FICHE}publier/").text
    premier, second = CasDeControle.objects.all()[:2]
    nom = premier.nom
    ecriture.supprimer(premier, AUTEUR, "il gênait")
    ecriture.modifier(second, {"source": "ailleurs"}, AUTEUR, "relu")
    page = publication.get(f"{FICHE}publier/")
    assert "Cas changés depuis la dernière publication</strong> : 2" in page.text
    dits = [ligne["changement"].nom for ligne in page.context["cas"]["changes"]]
    assert dits == [second.nom, nom]
    assert "supprimé (il gênait)" in page.text
    envoyer(publication, "Montant relu")
    suivant = cycle.copier(en_vigueur(), AUTEUR)
    ecrire(suivant, *MONTANT, valeur="36000.00")
    suite = publication.get("/admin/atelier/bareme/2026-02-25.3/publier/").text
    assert "Cas changés depuis" not in suite


def test_une_version_a_une_autre_date(redaction, client):
    adresse = "/admin/atelier/bareme/2026-02-25.1/dater/"
    refus = redaction.post(adresse, {"date_effet": "bientôt"})
    assert refus.status_code == 422
    assert 'id="nouvelle-date" open>' in refus.text
    assert 'value="bientôt"' in refus.text
    assert "Écrivez le jour ainsi" in refus.text
    assert models.Bareme.objects.filter(statut="brouillon").count() == 0
    reponse = redaction.post(adresse, {"date_effet": "01/01/2027"})
    assert reponse.url == "/admin/atelier/bareme/2027-01-01.1/"
    page = redaction.get(reponse.url).text.replace("\u00a0", " ")
    assert "du 1er janvier 2027" in page
    assert "aucune case remplie" in page
    neuve = models.Bareme.objects.get(date_effet="2027-01-01")
    assert ligne(neuve, *MONTANT)["valeur"] == "38000.00"


def test_un_avertissement_deja_public_n_est_pas_redemande(publication, camille, sans_cas):
    """Corriger le SMIC ne demande pas de s'expliquer sur trente valeurs que personne n'a touchées."""
    publie = models.JeuEmployeur.objects.get(date_effet="2026-06-01")
    jeu = cycle.copier(publie, actes.Auteur("Camille", camille))
    ecrire(jeu, "parametres", "smic", valeur="1880.0000")
    fiche = publication.get("/admin/atelier/employeur/2026-06-01.2/")
    assert len(fiche.context["anomalies"]) > 20
    assert not any(a["a_accepter"] for a in fiche.context["anomalies"])
    assert "Déjà public" in fiche.text
    adresse = "/admin/atelier/employeur/2026-06-01.2/publier/"
    lue = publication.get(adresse).context["lue"]
    assert publication.post(adresse, {"motif": "SMIC", "lue": lue}).status_code == 302
