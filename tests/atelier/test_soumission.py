"""Qui a fini d'écrire soumet ; qui publie le voit d'abord, publie ou renvoie ; tout se lit après."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from eligibility import actes, cycle, echanges, models
from eligibility.documents import base
from eligibility.regles.dates import ajouter_mois
from simulateur.cas import attente
from simulateur.cas.modele import CasDeControle
from tests.tables.outils import AUTEUR, corriger_et_publier, ecrire, en_vigueur

pytestmark = pytest.mark.django_db
TABLEAU = "/admin/atelier/"
FICHE = "/admin/atelier/bareme/2026-02-25.2/"
MONTANT = ("montants", "1", "base", 1)


@pytest.fixture
def ecrit(brouillon):
    """Un brouillon qui change un montant, et que rien n'empêche de publier."""
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    return brouillon


def soumettre(client, mot: str = "montant relu à deux"):
    return client.post(f"{FICHE}soumettre/", {"mot": mot})


def a_publier(client) -> list:
    return [ligne["version"] for ligne in client.get(TABLEAU).context["a_publier"]]


def test_soumettre_publier(redaction, publication, ecrit, sans_cas):
    assert "n’a pas été soumis" in publication.get(f"{FICHE}publier/").text
    assert a_publier(publication) == []
    assert soumettre(redaction).url == FICHE
    fiche = redaction.get(FICHE).text
    assert "Soumis à publication par Camille le" in fiche
    assert "montant relu à deux" in fiche
    assert "Soumettre à publication</button>" not in fiche, "une fois suffit"
    assert a_publier(publication) == [ecrit]
    assert "<h2>À publier</h2>" in publication.get(TABLEAU).text
    assert "<h2>À publier</h2>" not in redaction.get(TABLEAU).text
    page = publication.get(f"{FICHE}publier/")
    assert "Soumis à publication par Camille" in page.text
    envoi = {"motif": "Montant relu", "lue": page.context["lue"]}
    assert publication.post(f"{FICHE}publier/", envoi).status_code == 302
    assert a_publier(publication) == []


def test_un_brouillon_change_n_est_plus_a_publier(redaction, publication, ecrit, sans_cas):
    soumettre(redaction)
    ecrire(ecrit, *MONTANT, valeur="36000.00")
    assert "modifié depuis la soumission" in redaction.get(FICHE).text
    assert "modifié depuis la soumission" in publication.get(f"{FICHE}publier/").text
    assert a_publier(publication) == []
    soumettre(redaction, "corrigé")
    assert a_publier(publication) == [ecrit]


def test_remettre_la_case_remet_ce_qui_etait_soumis(redaction, publication, ecrit, sans_cas):
    soumettre(redaction)
    ecrire(ecrit, *MONTANT, valeur="36000.00")
    ecrire(ecrit, *MONTANT, valeur="37000.00")
    assert a_publier(publication) == [ecrit]


def test_un_attendu_change_apres_la_soumission_se_voit(redaction, publication, ecrit, sans_cas):
    soumettre(redaction)
    cas = CasDeControle.objects.first()
    attente.mettre(ecrit, {cas.pk: {"total": "1.00"}}, AUTEUR, "un essai")
    assert "modifié depuis la soumission" in publication.get(f"{FICHE}publier/").text
    assert a_publier(publication) == []
    soumettre(redaction, "avec les cas")
    assert a_publier(publication) == [ecrit]


def test_qui_publie_renvoie_avec_une_raison(redaction, publication, ecrit, sans_cas):
    soumettre(redaction)
    assert publication.post(f"{FICHE}renvoyer/", {"mot": " "}).status_code == 422
    assert a_publier(publication) == [ecrit]
    assert publication.post(f"{FICHE}renvoyer/", {"mot": "page 3 ?"}).url == FICHE
    assert a_publier(publication) == []
    fiche = redaction.get(FICHE).text
    assert "Renvoyé à la rédaction par Dominique" in fiche
    assert "page 3 ?" in fiche
    encore = publication.post(f"{FICHE}renvoyer/", {"mot": "encore"})
    assert "n’est pas soumis à publication" in encore.text
    soumettre(redaction)
    assert a_publier(publication) == [ecrit]


def test_qui_a_soumis_se_reprend_et_lui_seul(redaction, publication, ecrit, sans_cas):
    assert '<span class="etat etat-brouillon">brouillon</span>' in redaction.get(FICHE).text
    soumettre(redaction)
    for page in (FICHE, TABLEAU):
        assert '<span class="etat etat-brouillon">soumis</span>' in redaction.get(page).text
    assert "Retirer ma soumission</button>" not in publication.get(FICHE).text
    publication.post(f"{FICHE}annuler-la-soumission/")
    assert a_publier(publication) == [ecrit]
    assert "Retirer ma soumission</button>" in redaction.get(FICHE).text
    dit = redaction.post(f"{FICHE}annuler-la-soumission/", follow=True).text
    assert "n’est plus soumis à publication" in dit
    assert '<span class="etat etat-brouillon">brouillon</span>' in dit
    assert "Retirer ma soumission" not in dit
    assert "Soumission retirée par Camille" in dit
    assert "Renvoyé à la rédaction" not in dit, "personne ne l'a renvoyée"
    assert a_publier(publication) == []
    soumettre(redaction)
    assert a_publier(publication) == [ecrit]


def test_l_accueil_de_l_atelier_dit_qu_un_cas_contredit_ce_qui_est_public(redaction):
    assert "contredi" not in redaction.get(TABLEAU).text.partition("Cas de contrôle</h2>")[0]
    cas = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    cas.attendu = {**cas.attendu, "manque": 36}
    cas.save()
    assert "Un cas de contrôle contredit</a>" in redaction.get(TABLEAU).text.replace(
        " ce qui est public</a>", "</a>"
    )


def test_qui_redige_ne_renvoie_pas(redaction, ecrit, sans_cas):
    soumettre(redaction)
    assert redaction.post(f"{FICHE}renvoyer/", {"mot": "x"}).status_code == 403


def test_un_brouillon_qui_ne_se_publierait_pas_ne_se_soumet_pas(
    redaction, publication, ecrit, sans_cas
):
    ecrire(ecrit, "parametres", "carence_mois", valeur=None, fiabilite="a_completer")
    assert 'href="#controles"' in redaction.get(FICHE).text
    refus = soumettre(redaction, "voilà")
    assert refus.status_code == 422
    assert '<a href="#controles">Ce brouillon a des erreurs' in refus.text
    assert 'value="voilà"' in refus.text, "le mot n'est pas perdu"
    ecrire(ecrit, "parametres", "carence_mois", valeur="24.00", fiabilite="officiel")
    ecrire(ecrit, "montants", "0.5", "base", 3, valeur="14500.00")
    assert "Des avertissements attendent" in soumettre(redaction).text
    assert a_publier(publication) == []


def test_un_brouillon_que_des_cas_contredisent_ne_se_soumet_pas(redaction, publication, ecrit):
    """Qui rédige les voit avant qui publie, avec le chemin pour les mettre à jour."""
    refus = soumettre(redaction, "voilà")
    assert refus.status_code == 422
    assert "cas de contrôle ne donnent plus ce qui est attendu : « " in refus.text
    cas = "/admin/atelier/cas/?version=bareme/2026-02-25.2"
    assert f'<a href="{cas}">' in refus.text
    assert 'value="voilà"' in refus.text
    assert not models.Etape.objects.filter(pas="soumission").exists()
    effet = redaction.get(f"{FICHE}effet/").text
    assert "ne peut être ni soumis ni publié ainsi" in effet
    assert f'<a href="{cas}">' in effet
    page = redaction.get("/admin/atelier/cas/mettre-a-jour/?version=bareme/2026-02-25.2")
    rouges = [ligne["cas"].pk for cle in ("exemples", "lignes") for ligne in page.context[cle]]
    envoi = {"version": "bareme/2026-02-25.2", "cas": rouges, "raison": "nouveau montant"}
    redaction.post("/admin/atelier/cas/mettre-a-jour/", envoi)
    assert soumettre(redaction).status_code == 302
    assert a_publier(publication) == [ecrit]
    assert (
        "Tous les cas de contrôle donnent ce qui est attendu"
        in redaction.get(f"{FICHE}effet/").text
    )


def test_pas_de_bouton_quand_la_publication_serait_refusee(publication, ecrit):
    page = publication.get(f"{FICHE}publier/")
    assert "la publication serait refusée" in page.text
    assert "Publier maintenant" not in page.text
    refus = publication.post(
        f"{FICHE}publier/", {"motif": "Montant relu", "lue": page.context["lue"]}
    )
    assert "Publier maintenant" not in refus.text
    assert "Montant relu</textarea>" in refus.text


def test_on_soumet_avec_un_mot_et_quelque_chose_a_publier(redaction, brouillon):
    assert soumettre(redaction, " ").status_code == 422
    refus = soumettre(redaction)
    assert "il n’y a rien à publier" in refus.text
    assert not models.Etape.objects.filter(pas="soumission").exists()


def test_publier_sans_rien_changer_est_refuse(publication, brouillon):
    page = publication.get(f"{FICHE}publier/")
    assert "il n’y a rien à publier" in page.text
    refus = publication.post(f"{FICHE}publier/", {"motif": "x", "lue": page.context["lue"]})
    assert refus.status_code == 422
    brouillon.refresh_from_db()
    assert brouillon.statut == "brouillon"


def test_publier_sans_avoir_lu_est_refuse_et_le_motif_reste(publication, ecrit, sans_cas):
    refus = publication.post(f"{FICHE}publier/", {"motif": "Montant relu"})
    assert refus.status_code == 422
    assert "Relisez ce qui suit" in refus.text
    assert "Montant relu</textarea>" in refus.text
    ecrit.refresh_from_db()
    assert ecrit.statut == "brouillon"


def test_un_refus_garde_le_motif(publication, ecrit):
    """Les cas de contrôle refusent : la phrase écrite attend qu'on les ait vus."""
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    refus = publication.post(f"{FICHE}publier/", {"motif": "Montant relu", "lue": lue})
    assert "cas de contrôle ne donnent plus" in refus.text
    assert "Montant relu</textarea>" in refus.text


def test_toute_l_histoire_d_une_version(redaction, publication, ecrit, sans_cas):
    ecrire(ecrit, "montants", "0.5", "base", 3, valeur="14500.00")
    noms = [a["nom"] for a in redaction.get(FICHE).context["anomalies"] if a["a_accepter"]]
    redaction.post(f"{FICHE}accepter/", {"anomalies": noms, "raison": "écrit ainsi"})
    soumettre(redaction)
    publication.post(f"{FICHE}renvoyer/", {"mot": "page 3 ?"})
    soumettre(redaction, "page 3, oui")
    lue = publication.get(f"{FICHE}publier/").context["lue"]
    publication.post(f"{FICHE}publier/", {"motif": "Montant relu", "lue": lue})
    publication.post(f"{FICHE}retirer/", {"motif": "mal relu"})
    lignes = redaction.get(f"{FICHE}histoire/").context["changements"]
    dits = [
        (ligne["acte"].partition(", ")[2] or ligne["acte"], ligne["pourquoi"]) for ligne in lignes
    ]
    assert dits == [
        ("retour en arrière", "mal relu"),
        ("publication", "Montant relu"),
        ("soumis à publication", "page 3, oui"),
        ("renvoyé à la rédaction", "page 3 ?"),
        ("soumis à publication", "montant relu à deux"),
        ("avertissement accepté", "écrit ainsi"),
        ("avertissement accepté", "écrit ainsi"),
        ("", "un essai"),
        ("", "un essai"),
        ("brouillon créé", "copie de 2026-02-25, révision 1"),
    ]
    assert "brouillon créé (copie de 2026-02-25, révision 1)" in redaction.get(FICHE).text


def test_l_histoire_d_une_version_remplacee_dit_par_quoi(lecture, sans_cas):
    corriger_et_publier(*MONTANT, valeur="37000.00")
    (ligne,) = lecture.get("/admin/atelier/bareme/2026-02-25.1/histoire/").context["changements"]
    assert ligne["acte"] == "n° 2, publication"


def test_une_longue_histoire_se_lit_en_entier_ailleurs(lecture, brouillon):
    for valeur in range(25):
        ecrire(brouillon, *MONTANT, valeur=f"{37000 + valeur}.00")
    fiche = lecture.get(FICHE)
    assert len(fiche.context["changements"]) == 20
    assert "6 lignes de plus" in fiche.text
    assert len(lecture.get(f"{FICHE}histoire/").context["changements"]) == 26


def test_une_revision_publiee_se_compare_a_celle_qu_elle_a_remplacee(lecture, sans_cas):
    corriger_et_publier(*MONTANT, valeur="37000.00")
    fiche = lecture.get(FICHE)
    assert str(fiche.context["origine"]) == "2026-02-25, révision 1"
    assert len(fiche.context["differences"]) == 1
    ancienne = lecture.get("/admin/atelier/bareme/2026-02-25.1/")
    assert ancienne.context["origine"].version < "2026-02-25"


def test_revenir_rend_la_revision_remplacee_non_la_derniere_rejetee(sans_cas):
    """1, puis 2 rejetée, puis 3 rejetée : c'est 1 qui revient, pas 2."""
    for valeur in ("37000.00", "36000.00"):
        publiee = corriger_et_publier(*MONTANT, valeur=valeur)
        cycle.retirer(publiee, AUTEUR, "mal lu")
        assert en_vigueur().revision == 1


def test_un_numero_de_revision_ne_sert_qu_une_fois(redaction, brouillon):
    """L'histoire nomme les versions par leur numéro : un brouillon supprimé garde le sien."""
    redaction.post(f"{FICHE}supprimer/", {"mot": "un doublon"})
    assert cycle.copier(en_vigueur(), AUTEUR).revision == 3


@pytest.mark.parametrize("jour", ["01/01/1900", "31/12/2018", "01/01/2999"])
def test_une_date_d_effet_impossible_se_dit_a_son_champ(redaction, jour):
    refus = redaction.post("/admin/atelier/bareme/2026-02-25.1/dater/", {"date_effet": jour})
    assert refus.status_code == 422
    assert "Une version prend effet entre le 1er janvier 2019" in refus.text
    assert f'value="{jour}"' in refus.text
    assert not models.Bareme.objects.filter(statut="brouillon").exists()


def test_dans_cinq_ans_c_est_encore_possible(redaction):
    adresse = "/admin/atelier/bareme/2026-02-25.1/dater/"
    aujourd_hui = timezone.localdate()
    limite = ajouter_mois(aujourd_hui, 60)
    for jour, statut in ((limite + timedelta(days=1), 422), (limite, 302)):
        reponse = redaction.post(adresse, {"date_effet": jour.isoformat()})
        assert reponse.status_code == statut


def test_une_version_a_venir_dit_a_quels_contrats_elle_s_appliquera(publication, sans_cas):
    prochaine = date(timezone.localdate().year + 1, 1, 1)
    cycle.copier(en_vigueur(), AUTEUR, prochaine)
    page = publication.get(f"/admin/atelier/bareme/{prochaine}.1/publier/").text
    attendu = f"s’appliquera aux contrats signés à partir du 1er janvier {prochaine.year}"
    assert attendu in page.replace("\u00a0", " ")


def test_le_cycle_lui_meme_refuse_qui_a_ecrit(camille, dominique, ecrit, sans_cas, settings):
    """Quel que soit l'écran ou la commande qui le demande au nom de quelqu'un."""
    with pytest.raises(actes.ActeRefuse, match="son_propre_brouillon"):
        cycle.publier(ecrit, actes.Auteur.de(camille), "x")
    settings.ADMINISTRATEUR_SEUL = True
    assert cycle.publier(ecrit, actes.Auteur.de(camille), "x")


def test_un_fichier_date_d_un_autre_siecle_n_entre_pas():
    document = {**base.document(en_vigueur()), "version": "1900-01-01"}
    with pytest.raises(echanges.FichierRefuse, match="effet"):
        echanges.lire(json.dumps(document))
