"""La grille : changer des cases, dire d'où elles viennent, ne rien perdre, ne rien écraser."""

import pytest
from django.utils import timezone

from eligibility import actes, models, selectors
from simulateur.atelier.saisie import nombre_saisi
from tests.tables.outils import ecrire, ligne

from .conftest import connecter, creer

pytestmark = pytest.mark.django_db
GRILLE = "/admin/atelier/bareme/2026-02-25.2/tables/{}/"
MONTANT = ("montants", "1", "base", 1)
PROVENANCE = {"source": "CONV24", "fiabilite": "officiel", "pourquoi": "relu"}


def envoyer(client, table: str, **champs):
    page = client.get(GRILLE.format(table))
    vu = page.context["vu"]
    envoi = {"vu": vu, "action": "enregistrer", "devenir_auteur": "oui", **champs}
    return client.post(GRILLE.format(table), envoi)


def test_changer_une_case(redaction, brouillon):
    reponse = envoyer(redaction, "montants", **{"1~base~1": "37 500,50"}, **PROVENANCE)
    assert reponse.status_code == 302
    assert ligne(brouillon, *MONTANT) == {
        "option": "1", "ligne": "base", "annee": 1, "valeur": "37500.50", "source": "CONV24",
        "fiabilite": "officiel", "verifie_le": None, "note": "",
    }  # fmt: skip
    changement = models.Changement.objects.get()
    assert (changement.auteur, changement.pourquoi) == ("Camille", "relu")
    assert "1 case enregistrée" in redaction.get(reponse.url).text


def test_on_revient_a_la_case_qu_on_vient_d_ecrire(redaction, publication, brouillon):
    envoyer(publication, "montants", **{"0.5~base~1": "17000"}, **PROVENANCE)
    deux = {"1~base~2": "27000", "1~>=P95~1": "33000"}
    reponse = envoyer(redaction, "montants", **deux, **PROVENANCE)
    adresse, ancre = reponse.url.split("#")
    assert ancre == "case-1~base~2", "la première dans l'ordre de la grille"
    page = redaction.get(adresse)
    assert {c.champ for c in page.context["grille"].cases if c.ecrite} == deux.keys()
    assert 'ecrite" id="case-1~base~2" tabindex="-1">' in page.text
    assert page.text.count(">Enregistré<") == 2
    assert "Enregistré<" not in publication.get(adresse).text, "ce sont ses cases à elle"
    assert "Enregistré<" not in redaction.get(GRILLE.format("montants")).text
    encore = redaction.post(adresse, {"vu": page.context["vu"], "1~base~3": "20900", **PROVENANCE})
    assert encore.url.endswith("#case-1~base~3")
    seconde = redaction.get(encore.url.split("#")[0])
    assert {c.champ for c in seconde.context["grille"].cases if c.ecrite} == {"1~base~3"}


@pytest.mark.parametrize("depuis", ["9" * 4_500, "-1", "²", "un"])
def test_un_rang_impossible_dans_l_adresse_n_est_pas_une_panne(redaction, brouillon, depuis):
    assert redaction.get(GRILLE.format("montants"), {"depuis": depuis}).status_code == 200


def test_l_ancre_d_une_cle_a_signes(redaction, brouillon):
    reponse = envoyer(redaction, "montants", **{"1~>=P95~1": "33000"}, **PROVENANCE)
    assert reponse.url.endswith("#case-1~%3E%3DP95~1")


def test_une_date_fausse_garde_tout_ce_qui_est_tape(redaction, brouillon):
    """Les cases, les lignes cochées et la provenance entière, l'erreur dite à son champ."""
    champs = {**PROVENANCE, "verifie_le": "31/02/2026", "note": "page 3", "lignes": ["0.5~base~1"]}
    reponse = envoyer(redaction, "montants", **{"1~base~1": "37000"}, **champs)
    assert reponse.status_code == 422
    texte = reponse.text
    assert 'value="0.5~base~1" checked' in texte
    assert texte.count(" checked") == 1
    for garde in ('value="37000"', 'value="31/02/2026"', 'value="page 3"', 'value="relu"'):
        assert garde in texte, garde
    assert '<option value="CONV24" selected>' in texte
    assert 'id="id_verifie_le_error">Écrivez le jour ainsi' in texte
    assert 'autofocus id="erreurs"' in texte


def test_une_source_se_choisit_par_ce_qu_elle_est(redaction, brouillon):
    models.Source.objects.create(cle="LONGUE", libelle="x" * 300)
    texte = redaction.get(GRILLE.format("montants")).text
    assert '<option value="CONV24">CONV24 – Convention médicale 2024-2029' in texte
    assert f"LONGUE – {'x' * 89}…<" in texte


def test_une_case_non_envoyee_ou_laissee_reste(redaction, brouillon):
    avant = ligne(brouillon, "montants", "1", "base", 2)
    reponse = envoyer(redaction, "montants", **{"1~base~2": "28000"}, **PROVENANCE)
    assert reponse.status_code == 302
    assert ligne(brouillon, "montants", "1", "base", 2) == avant
    assert not models.Changement.objects.exists()


def test_vider_une_case_la_rend_a_completer(redaction, brouillon):
    envoyer(redaction, "montants", **{"1~base~1": ""})
    videe = ligne(brouillon, *MONTANT)
    assert (videe["valeur"], videe["fiabilite"], videe["source"]) == (None, "a_completer", None)


def test_remplir_une_case_qui_n_existait_pas(redaction, brouillon):
    assert ligne(brouillon, "montants", "1", "P90-P95", 1) is None
    envoyer(redaction, "montants", **{"1~P90-P95~1": "40000"}, **PROVENANCE)
    assert ligne(brouillon, "montants", "1", "P90-P95", 1)["valeur"] == "40000.00"


@pytest.mark.parametrize(
    ("champs", "message", "ancre"),
    [
        ({"1~base~1": "beaucoup"}, "« beaucoup » n’est pas un nombre.", "1~base~1"),
        ({"1~base~1": "-3"}, "Cette valeur va de 0 à", "1~base~1"),
        ({"1~base~1": "38.000"}, "Écrivez 38\u00a0000 ou 38,000.", "1~base~1"),
        ({"1~base~1": "38000,123"}, "2 décimales au plus", "1~base~1"),
        ({"1~base~1": "37000", "fiabilite": ""}, "à quel point ces valeurs sont sûres", "id_fiabilite"),
        ({"1~base~1": "37000", "source": ""}, "d’où viennent ces valeurs", "id_source"),
        ({"1~base~1": "37000", "verifie_le": "demain"}, "Écrivez le jour ainsi", "id_verifie_le"),
        ({"1~base~1": "37000", "verifie_le": "2999-01-01"}, "2019, année où", "id_verifie_le"),
        ({"1~base~1": "37000", "verifie_le": "01/01/1900"}, "2019, année où", "id_verifie_le"),
    ],
)  # fmt: skip
def test_une_erreur_se_dit_a_sa_case_et_rien_ne_se_perd(
    redaction, brouillon, champs, message, ancre
):
    reponse = envoyer(redaction, "montants", **{**PROVENANCE, "1~base~2": "27500", **champs})
    assert reponse.status_code == 422
    assert message in reponse.text
    assert f'href="#{ancre}"' in reponse.text
    assert 'value="27500"' in reponse.text, "l'autre case tapée est gardée"
    assert not models.Changement.objects.exists()


def test_deux_personnes_sur_la_meme_case(brouillon, redaction):
    autre = connecter(creer("Sacha", "Rédaction"))
    vu = redaction.get(GRILLE.format("montants")).context["vu"]
    envoyer(autre, "montants", **{"1~base~1": "37000", "1~base~2": "27000"}, **PROVENANCE)
    champs = {"vu": vu, "action": "enregistrer", "1~base~1": "36000", "1~base~2": "28000",
              "1~base~3": "21000", **PROVENANCE}  # fmt: skip
    reponse = redaction.post(GRILLE.format("montants"), champs)
    assert reponse.status_code == 422
    assert "Sacha a changé cette case pendant ce temps" in reponse.text
    assert ligne(brouillon, *MONTANT)["valeur"] == "37000.00"
    # Enregistrer de nouveau le formulaire reçu : cette fois en connaissance de cause.
    champs["vu"] = reponse.context["vu"]
    champs["1~base~2"] = next(
        case.texte for case in reponse.context["grille"].cases if case.champ == "1~base~2"
    )
    assert redaction.post(GRILLE.format("montants"), champs).status_code == 302
    assert ligne(brouillon, *MONTANT)["valeur"] == "36000.00"
    assert ligne(brouillon, "montants", "1", "base", 2)["valeur"] == "27000.00", "celle de Sacha"
    assert ligne(brouillon, "montants", "1", "base", 3)["valeur"] == "21000.00"


def test_deux_personnes_sur_des_cases_differentes(brouillon, redaction):
    autre = connecter(creer("Sacha", "Rédaction"))
    vu = redaction.get(GRILLE.format("montants")).context["vu"]
    envoyer(autre, "montants", **{"1~base~2": "27000"}, **PROVENANCE)
    champs = {"vu": vu, "1~base~1": "36000", "1~base~2": "28000", **PROVENANCE}
    assert redaction.post(GRILLE.format("montants"), champs).status_code == 302
    assert ligne(brouillon, *MONTANT)["valeur"] == "36000.00"
    assert ligne(brouillon, "montants", "1", "base", 2)["valeur"] == "27000.00"


def test_verifie_aujourd_hui_sur_des_lignes_cochees(redaction, brouillon):
    cases = [("1", "base", 1), ("1", "base", 2), ("0.5", "base", 1), ("1", ">=P95", 1)]
    for cle in cases:
        ecrire(brouillon, "montants", *cle, verifie_le="2025-01-01")
    vu = redaction.get(GRILLE.format("montants")).context["vu"]
    champs = {"vu": vu, "action": "verifier", "lignes": ["1~base~1", "0.5~base~1"]}
    redaction.post(GRILLE.format("montants"), champs)
    *cochees, laissee = [ligne(brouillon, "montants", *cle)["verifie_le"] for cle in cases]
    assert set(cochees) == {timezone.localdate().isoformat()}
    assert laissee == "2025-01-01"
    vide = redaction.post(GRILLE.format("montants"), {"action": "verifier"}, follow=True)
    assert "Cochez d’abord" in vide.text


def test_on_ne_marque_verifie_que_ce_qu_on_a_lu(redaction, publication, brouillon):
    page = GRILLE.format("montants")
    vu = redaction.get(page).context["vu"]
    envoyer(publication, "montants", **{"1~base~2": "27000"}, source="CONV24", fiabilite="officiel")
    avant = ligne(brouillon, *MONTANT)["verifie_le"]
    champs = {"vu": vu, "action": "verifier", "lignes": ["1~base~1"]}
    dit = redaction.post(page, champs, follow=True).text
    assert "1 ETP, de base, année 2 (Dominique)" in dit
    assert ligne(brouillon, "montants", "1", "base", 2)["verifie_le"] is None
    assert ligne(brouillon, *MONTANT)["verifie_le"] == avant
    envoyer(redaction, "montants", action="verifier", lignes=["1~base~1"])
    assert ligne(brouillon, "montants", "1", "base", 2)["verifie_le"] is not None


def test_les_controles_se_lisent_a_la_case(redaction, brouillon):
    ecrire(brouillon, "montants", "1", "base", 2, valeur="39000.00")
    page = redaction.get(GRILLE.format("montants")).text
    assert "39\u202f000 € après 38\u202f000 €".replace(" €", "\u00a0€") in page


def test_les_options_se_choisissent_dans_une_liste(redaction, brouillon):
    envoyer(redaction, "options", **{"1": "fermee"}, **PROVENANCE)
    assert ligne(brouillon, "options", "1")["etat"] == "fermee"
    refus = envoyer(redaction, "options", **{"1": "entrouverte"}, **PROVENANCE)
    assert "Choisissez un état de la liste" in refus.text
    envoyer(redaction, "options", **{"1": ""})
    assert ligne(brouillon, "options", "1") is None


def test_les_seuils_se_filtrent_et_le_filtre_reste(redaction, brouillon):
    page = redaction.get(GRILLE.format("seuils"), {"q": "cardio"})
    assert {r.groupe for r, _ in page.context["grille"].rangees} == {
        "Cardiologie et maladies vasculaires",
        "Chirurgie thoracique et cardio-vasculaire",
    }
    adresse = GRILLE.format("seuils") + "?q=cardio"
    reponse = redaction.post(adresse, {"vu": 0, "cardiologie~fa~50": "1 600", **PROVENANCE})
    assert reponse.url.startswith(f"{adresse}&depuis=")
    assert ligne(brouillon, "seuils", "cardiologie", "fa", 50)["valeur"] == "1600"
    assert (
        "Aucune spécialité ne correspond"
        in redaction.get(GRILLE.format("seuils"), {"q": "zzz"}).text
    )


def test_une_version_publiee_ne_s_ecrit_pas(redaction, brouillon):
    publiee = "/admin/atelier/bareme/2026-02-25.1/tables/montants/"
    page = redaction.get(publiee)
    assert '<input type="text" name="1~base~1"' not in page.text
    redaction.post(publiee, {"1~base~1": "1", **PROVENANCE})
    assert not models.Changement.objects.exists()


def test_ce_qui_etait_tape_quand_le_brouillon_est_devenu_public_se_copie(
    redaction, brouillon, sans_cas
):
    from eligibility import cycle

    ecrire(brouillon, *MONTANT, valeur="37000.00")
    grille = GRILLE.format("montants")
    envoi = {"vu": redaction.get(grille).context["vu"], "1~base~1": "37000", "1~base~2": "27 123,4x",
             "1~base~3": "20 900", **PROVENANCE}  # fmt: skip
    cycle.publier(brouillon, actes.Auteur("Dominique"), "un avenant")
    page = redaction.post(grille, envoi, follow=True).text
    assert "elle ne change plus" in page
    assert "27 123,4x" in page
    assert "20 900" in page
    assert ligne(brouillon, "montants", "1", "base", 3)["valeur"] != "20900.00"


def test_les_parametres_de_l_employeur(redaction, camille):
    from eligibility import cycle

    jeu = cycle.copier(models.JeuEmployeur.objects.latest("date_effet"), actes.Auteur("C", camille))
    adresse = f"/admin/atelier/employeur/2026-06-01.{jeu.revision}/tables/parametres/"
    redaction.post(adresse, {"vu": 0, "taux_at_mp": "0,85", "fiabilite": "hypothese"})
    page = redaction.get(adresse).text
    assert "En euros par mois" in page, "les deux SMIC se distinguent"
    assert "En euros par heure" in page
    assert ligne(jeu, "parametres", "taux_at_mp")["valeur"] == "0.8500"


def test_le_nombre_de_requetes_ne_suit_pas_le_nombre_de_cases(
    redaction, brouillon, django_assert_max_num_queries
):
    selectors.tables()  # un processus qui a déjà servi
    with django_assert_max_num_queries(23):
        redaction.get(GRILLE.format("seuils"))


@pytest.mark.parametrize(
    ("texte", "decimales", "valeur"),
    [
        ("1 200", 0, "1200"),
        ("1\u202f200", 0, "1200"),
        ("1.200", 0, "1200"),
        ("0,3981", 4, "0.3981"),
        ("8,55 %", 4, "8.5500"),
        ("38 000 €", 2, "38000.00"),
        ("0.016", 4, "0.0160"),
    ],
)
def test_un_nombre_s_ecrit_de_plusieurs_facons(texte, decimales, valeur):
    assert nombre_saisi(texte, decimales) == valeur
