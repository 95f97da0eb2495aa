"""Écrire un cas de contrôle : depuis un résultat, ou sur ce qu'il dit ; ses faits, un par un."""

import pytest
from django.urls import reverse

from simulateur.cas import attente as attentes
from simulateur.cas import ecriture, faits
from simulateur.cas.ecritures import Illisible
from simulateur.models import CasDeControle, ChangementDeCas
from tests.tables.outils import AUTEUR

pytestmark = pytest.mark.django_db
RESULTAT = (
    "https://exemple.fr/simulation/resultats/?date_signature=2026-12-01&file_active=1700"
    "&pmt=1300&secteur=1&specialite=medecine-generale&tranche=P50-P90"
)


def test_un_cas_depuis_l_adresse_d_un_resultat(redaction):
    adresse = reverse("atelier:nouveau_cas")
    champs = {"adresse": RESULTAT, "nom": "Un cas à moi", "theme": "essais", "source": "regles §3"}
    propose = redaction.post(adresse, champs)
    assert propose.status_code == 200
    assert 'value="38\u202f000\u00a0; 28\u202f000' in propose.text
    assert not CasDeControle.objects.filter(nom="Un cas à moi").exists()
    rien = redaction.post(adresse, {**champs, "propose": "oui"})
    assert "Cochez au moins une chose" in rien.text
    cree = redaction.post(adresse, {**champs, "faits": ["verdict", "montants"]})
    cas = CasDeControle.objects.get(nom="Un cas à moi")
    assert cree.url == reverse("atelier:un_cas", args=[cas.pk])
    assert cas.attendu["verdict"] == "eligible"
    assert cas.attendu.keys() == {"verdict", "montants"}
    assert cas.reponses["pmt"] == 1300
    page = redaction.get(cree.url)
    assert "Conforme à ce qui est public" in page.text
    sans_raison = redaction.post(cree.url, {"action": "supprimer"}, follow=True)
    assert "Dites pourquoi" in sans_raison.text
    assert CasDeControle.objects.filter(pk=cas.pk).exists()
    redaction.post(cree.url, {"action": "supprimer", "raison": "un doublon"})
    assert not CasDeControle.objects.filter(pk=cas.pk).exists()
    liste = redaction.get(reverse("atelier:cas")).text
    assert "« Un cas à moi » supprimé (un doublon)" in liste
    garde = ChangementDeCas.objects.filter(nom="Un cas à moi")
    assert [c.quoi for c in garde] == ["suppression", "creation"]
    assert garde[0].avant["reponses"]["pmt"] == 1300
    assert garde[0].auteur == "Camille"


def test_ce_qui_doit_sortir_se_corrige_des_la_creation(redaction):
    envoi = {
        "adresse": RESULTAT, "nom": "Un cas qui contredit", "theme": "essais",
        "faits": ["total"], "fait-total": "131 999,50",
    }  # fmt: skip
    redaction.post(reverse("atelier:nouveau_cas"), envoi)
    cas = CasDeControle.objects.get(nom="Un cas qui contredit")
    assert cas.attendu == {"total": "131999.50"}
    page = redaction.get(reverse("atelier:un_cas", args=[cas.pk])).text
    assert "Aide, total : 131\u202f999,50 attendu, 132\u202f000 obtenu" in page


def test_un_fait_retape_sans_ses_espaces_n_est_pas_un_fait_change(redaction):
    envoi = {
        "adresse": RESULTAT, "nom": "Un cas sobre", "theme": "essais", "faits": ["verdict"],
        "fait-total": "132000",
    }  # fmt: skip
    assert redaction.post(reverse("atelier:nouveau_cas"), envoi).status_code == 302
    envoi = {**envoi, "nom": "Un autre", "fait-total": "131000"}
    refus = redaction.post(reverse("atelier:nouveau_cas"), envoi)
    assert "Cochez ce fait" in refus.text


def test_les_themes_connus_se_proposent(redaction):
    page = redaction.get(reverse("atelier:nouveau_cas")).text
    assert '<option value="exemples"></option>' in page
    assert 'list="themes"' in page
    assert "Où le cas se range" in page


def test_rien_n_est_perdu_de_ce_qui_est_mal_tape(redaction):
    envoi = {
        "adresse": RESULTAT, "nom": "", "theme": "essais", "propose": "oui",
        "faits": ["total", "verdict"], "fait-total": "cent trente", "fait-verdict": "Non éligible",
    }  # fmt: skip
    reponse = redaction.post(reverse("atelier:nouveau_cas"), envoi)
    assert reponse.status_code == 422
    assert 'value="cent trente"' in reponse.text
    assert "« cent trente » n’est pas un nombre." in reponse.text
    assert "<option selected>Non éligible</option>" in reponse.text
    assert 'href="#fait-total"' in reponse.text


@pytest.mark.parametrize(
    ("champs", "message"),
    [
        ({"adresse": ""}, "Collez l’adresse d’un résultat"),
        ({"adresse": "https://exemple.fr/"}, "ne porte aucune réponse"),
        ({"adresse": RESULTAT.replace("date_signature", "q")}, "Sans date de signature"),
        ({"nom": ""}, "obligatoire"),
        ({"theme": "deux mots"}, "lettres"),
    ],
)
def test_un_cas_mal_ecrit(redaction, champs, message):
    envoi = {"adresse": RESULTAT, "nom": "x", "theme": "essais", "faits": ["verdict"], **champs}
    reponse = redaction.post(reverse("atelier:nouveau_cas"), envoi)
    assert reponse.status_code == 422
    assert message in reponse.text
    assert not CasDeControle.objects.filter(theme="essais").exists()


@pytest.fixture
def cas():
    return CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")


def formulaire(client, adresse: str, **autres) -> dict:
    """Le formulaire tel qu'il s'ouvre, sur lequel taper `autres`."""
    page = client.get(adresse)
    envoi = {"vue": page.context["vue"], "raison": "relu dans la convention", "faits": []}
    for ligne in page.context["faits"]:
        envoi[f"fait-{ligne['nom']}"] = ligne["texte"]
        envoi["faits"] += [ligne["nom"]] if ligne["garde"] else []
    envoi |= {champ.name: champ.value() for champ in page.context["identite"]}
    return envoi | autres


def test_chaque_fait_du_corpus_se_relit_comme_il_s_ecrit():
    for cas in CasDeControle.objects.all():
        for champ in faits.champs(cas.attendu):
            voulu = champ.valeur
            if champ.nom == "erreur_champ" and isinstance(voulu, str):
                voulu = [voulu]
            relu = champ.type.lire(champ.dit)
            assert (relu, type(relu)) == (voulu, type(voulu)), (cas.nom, champ.nom)
        assert faits.composer((c.nom, c.valeur) for c in faits.champs(cas.attendu)) == cas.attendu


def test_enregistrer_sans_rien_toucher_ne_change_rien(redaction):
    for cas in CasDeControle.objects.all()[::40]:
        adresse = reverse("atelier:modifier_cas", args=[cas.pk])
        envoi = formulaire(redaction, adresse)
        envoi = {nom: valeur for nom, valeur in envoi.items() if valeur is not None}
        assert redaction.post(adresse, envoi).status_code == 302
        assert CasDeControle.objects.get(pk=cas.pk).attendu == cas.attendu
    assert not ChangementDeCas.objects.exists()


def test_modifier_un_cas_son_nom_et_ce_qui_doit_sortir(redaction, cas):
    adresse = reverse("atelier:modifier_cas", args=[cas.pk])
    envoi = formulaire(redaction, adresse, nom="Il en manque 36", **{"fait-manque": "36"})
    envoi["faits"] += ["montants"]
    envoi["fait-montants"] = "37 000 ; rien ; 22 000,50"
    redaction.post(adresse, envoi)
    cas.refresh_from_db()
    assert (cas.nom, cas.attendu["manque"]) == ("Il en manque 36", 36)
    assert cas.attendu["montants"] == ["37000.00", None, "22000.50"]
    page = redaction.get(reverse("atelier:un_cas", args=[cas.pk])).text
    assert "En écart avec ce qui est public : Patients manquants : 36 attendu, 35 obtenu" in page
    assert "Patients manquants : «\u00a035\u00a0» devient «\u00a036\u00a0»" in page
    assert (
        "Aide de chaque année : «\u00a0non vérifié\u00a0» devient «\u00a037\u202f000\u00a0; rien"
        in page
    )
    assert "relu dans la convention" in page


def test_un_fait_decoche_n_est_plus_verifie(redaction, cas):
    adresse = reverse("atelier:modifier_cas", args=[cas.pk])
    envoi = formulaire(redaction, adresse)
    envoi["faits"].remove("manque")
    redaction.post(adresse, envoi)
    cas.refresh_from_db()
    assert "manque" not in cas.attendu


def test_ce_qu_on_tape_sans_cocher_ne_disparait_pas_en_silence(redaction, cas):
    adresse = reverse("atelier:modifier_cas", args=[cas.pk])
    reponse = redaction.post(adresse, formulaire(redaction, adresse, **{"fait-total": "12"}))
    assert reponse.status_code == 422
    assert "Cochez ce fait" in reponse.text
    assert 'value="12"' in reponse.text


def test_sans_raison_ni_bonne_saisie_rien_n_est_ecrit_ni_perdu(redaction, cas):
    adresse = reverse("atelier:modifier_cas", args=[cas.pk])
    envoi = formulaire(
        redaction, adresse, raison="", nom="Un nouveau nom", **{"fait-manque": "trente-six"}
    )
    reponse = redaction.post(adresse, envoi)
    assert reponse.status_code == 422
    for dit in (
        "Dites pourquoi ce cas change", "« trente-six » n’est pas un nombre entier.",
        'value="trente-six"', 'value="Un nouveau nom"',
    ):  # fmt: skip
        assert dit in reponse.text
    avant = cas.attendu
    cas.refresh_from_db()
    assert cas.attendu == avant
    assert cas.nom != "Un nouveau nom"


def test_un_nom_deja_pris(redaction, cas):
    adresse = reverse("atelier:modifier_cas", args=[cas.pk])
    autre = CasDeControle.objects.exclude(pk=cas.pk).first()
    reponse = redaction.post(adresse, formulaire(redaction, adresse, nom=autre.nom))
    assert reponse.status_code == 422
    assert "Un autre cas porte déjà ce nom." in reponse.text


def test_deux_personnes_modifient_le_meme_cas(redaction, cas):
    adresse = reverse("atelier:modifier_cas", args=[cas.pk])
    envoi = formulaire(redaction, adresse, **{"fait-manque": "40"})
    ecriture.modifier(cas, {"attendu": {**cas.attendu, "manque": 36}}, AUTEUR, "plus vite")
    reponse = redaction.post(adresse, envoi)
    assert "Quelqu’un a changé ce cas" in reponse.text
    assert 'value="40"' in reponse.text
    cas.refresh_from_db()
    assert cas.attendu["manque"] == 36


@pytest.mark.parametrize("quand", ["avant", "au même instant"])
@pytest.mark.parametrize("suite", ["", "?version=bareme/2026-02-25.2"])
def test_un_cas_supprime_pendant_qu_on_ecrit(redaction, brouillon, cas, monkeypatch, quand, suite):
    """Rien n'est écrit, et ce qui était tapé se copie."""
    adresse = reverse("atelier:modifier_cas", args=[cas.pk]) + suite
    envoi = formulaire(redaction, adresse, raison="relu page 12", **{"fait-manque": "41"})
    if quand == "avant":
        ecriture.supprimer(cas, AUTEUR, "doublon")
    else:
        # L'acte, et lui seul, arrive après la suppression.
        module, acte = (attentes, "mettre") if suite else (ecriture, "modifier")
        vrai = getattr(module, acte)

        def apres(*args, **options):
            ecriture.supprimer(CasDeControle.objects.get(pk=cas.pk), AUTEUR, "doublon")
            return vrai(*args, **options)

        monkeypatch.setattr(module, acte, apres)
    reponse = redaction.post(adresse, envoi)
    assert reponse.status_code == 409
    assert "Quelqu’un a supprimé ce cas" in reponse.text
    assert "relu page 12" in reponse.text
    assert "<dd>41</dd>" in reponse.text
    assert not CasDeControle.objects.filter(pk=cas.pk).exists()


def test_ecrire_ce_qui_doit_sortir_avec_un_brouillon(redaction, brouillon, cas):
    adresse = f"{reverse('atelier:modifier_cas', args=[cas.pk])}?version=bareme/2026-02-25.2"
    page = redaction.get(adresse)
    assert [champ.name for champ in page.context["identite"]] == ["nom"], "et rien d'autre"
    redaction.post(adresse, formulaire(redaction, adresse, **{"fait-manque": "36"}))
    avant = cas.attendu
    cas.refresh_from_db()
    assert cas.attendu == avant, "rien ne change avant la publication"
    assert attentes.attendus(brouillon)[cas.pk] == {**avant, "manque": 36}
    lien = f"{reverse('atelier:un_cas', args=[cas.pk])}?version=bareme/2026-02-25.2"
    assert "36 attendu, 35 obtenu" in redaction.get(lien).text
    redaction.post(adresse, formulaire(redaction, adresse, **{"fait-manque": "35"}))
    assert attentes.attendus(brouillon) == {}, "revenu à ce qui est attendu aujourd'hui"


@pytest.mark.parametrize(
    ("nom", "texte", "message"),
    [
        ("total", "38.000", "Écrivez 38\u00a0000 ou 38,000."),
        ("total", "1,234", "2 décimales au plus"),
        ("total", "99999999", "va jusqu’à"),
        ("montants", "1 ;; 2", "La valeur n° 2 est vide"),
        ("montants", "1 ; x", "Valeur n° 2 : « x » n’est pas un nombre."),
        ("verdict", "peut-être", "n’est pas dans la liste : Éligible"),
        ("objectif_echeance", "31/02/2026", "n’est pas un jour"),
        ("echeances", "01/12/2026 ; signature\nbientôt", "Ligne 2 : il y faut 2 valeurs"),
        ("echeances", "01/12/2026 ; fête", "Ligne 1 : Valeur n° 2 : « fête »"),
        ("dont_formation", "4 537", "Écrivez une fourchette"),
        ("dont_formation", " à ", "Écrivez une fourchette"),
        ("objectif_pmt", "beaucoup", "n’est pas un nombre entier"),
    ],
)
def test_ce_qui_ne_se_lit_pas_se_dit(nom, texte, message):
    with pytest.raises(Illisible) as refus:
        faits.decrit(nom)[1].lire(texte.strip() if nom != "dont_formation" else texte)
    assert message in str(refus.value)


@pytest.mark.parametrize(
    ("nom", "texte", "valeur"),
    [
        ("reste", "−8 592,39 ; -1", ["-8592.39", "-1.00"]),
        ("taux_valeurs", "1,0 ; 0,80", ["1", "0.8"]),
        ("actes_par_jour", "0 ; 1,3", ["0.0", "1.3"]),
        ("alternatives", "aucun", []),
        ("tranche", "inconnue", None),
        ("objectif_pmt", "Sans objet", None),
        ("objectif_pmt", "150", {"a_gagner": 150}),
        ("objectif_echeance", "1/3/2027", "2027-03-01"),
        ("objectif_echeance", "01.03.27", "2027-03-01"),
        ("objectif_echeance", "2027-03-01", "2027-03-01"),
        ("ouverte", "non", False),
        ("criteres.secteur", "bloquant", "bloquant"),
    ],
)
def test_ce_qui_se_tape_devient_du_json(nom, texte, valeur):
    assert faits.decrit(nom)[1].lire(texte) == valeur
