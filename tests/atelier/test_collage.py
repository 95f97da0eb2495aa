"""Coller depuis un tableur : compris tel qu'on l'écrit, refusé ligne par ligne, écrit tout ou rien."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eligibility import controles, models
from eligibility.documents import base
from simulateur.atelier import collage
from tests.tables.outils import ligne

pytestmark = pytest.mark.django_db
PAGE = "/admin/atelier/bareme/2026-02-25.2/tables/{}/coller/"
PROVENANCE = {"source": "CONV24", "fiabilite": "officiel", "verifie_le": "", "note": "annexe 10"}
COLONNES = {"source": "CONV24", "fiabilite": "officiel", "verifie_le": None, "note": "annexe 10"}


def lire(brouillon, texte: str, table: str = "seuils") -> collage.Collage:
    connues = controles.connues()
    document = base.document(brouillon)
    return collage.lire(texte, table, document, connues.specialites, COLONNES)


def valeurs(lu: collage.Collage) -> dict:
    return {d.cle: d.apres and d.apres.get("valeur") for d in lu.differences}


TITRES = "Spécialité;Indicateur;P30;P50;P90;P95"


@pytest.mark.parametrize(
    "texte",
    [
        "Cardiologie et maladies vasculaires\tfile active\t1 200\t1600\t2.700\t3100",
        "Spécialité\tIndicateur\tP30\tP50\tP90\tP95\ncardiologie\tFA\t1200\t1600\t2700\t3100\n",
        f"{TITRES}\r\nCARDIOLOGIE ET MALADIES VASCULAIRES;fa;1 200;1 600;2 700;3 100\r\n",
        "Spécialité,P30,P50,P90,P95\ncardiologie,1200,1600,2700,3100",
        "P95\tP90\tP50\tP30\tSpécialité\n3100\t2700\t1600\t1200\tCardiologie",
        f"{TITRES}\rcardiologie;fa;1200;1600;2700;3100\r",
        "\n\n cardiologie ; ; 1200 ; 1600 ; 2700 ; 3100 \n\n",
        "Spécialité\t30e percentile\tP 50\tPercentile 90\tp95\n"
        "Cardiologie\t1\u00a0200\t1\u202f600,0\t2 700\t3100",
        "Spécialité\tP30\ncardiologie\t1200\nSpécialité\tP50\tP90\tP95\ncardiologie\t1600\t2700\t3100",
    ],
)
def test_toutes_les_facons_de_l_ecrire(brouillon, texte):
    lu = lire(brouillon, texte)
    assert lu.erreurs == []
    assert valeurs(lu) == {
        ("cardiologie", "fa", 30): "1200",
        ("cardiologie", "fa", 50): "1600",
        ("cardiologie", "fa", 90): "2700",
        ("cardiologie", "fa", 95): "3100",
    }


@pytest.mark.parametrize("vide", ["", "-", "nc", "–"])
def test_une_case_vide_ne_change_rien(brouillon, vide):
    lu = lire(brouillon, f"cardiologie;fa;{vide};1600;;")
    assert valeurs(lu) == {("cardiologie", "fa", 50): "1600"}


@pytest.mark.parametrize(
    ("texte", "erreurs"),
    [
        (f"{TITRES}\nalchimie;fa;1;2;3;4", [(2, "« alchimie » n’est pas reconnue")]),
        (f"{TITRES}\n{'x' * 200_000};fa;1;2;3;4", [(2, "n’est pas un tableau")]),
        (f"{TITRES}\nRumatologie;fa;1;2;3;4", [(2, "Voulez-vous dire « Rhumatologie » ?")]),
        (f"{TITRES}\n\ncardiologie;fa;mille;2;3;x", [
            (3, "P30 : « mille » n’est pas un nombre entier"), (3, "P95 : « x »"),
        ]),
        ("cardiologie;pmt;1;2;3;4", [(1, "file active seulement")]),
        ("medecine-generale;;1;2;3;4", [(1, "« PMT » ou « file active »")]),
        ("cardiologie;fa;1;2;3;4;5", [(1, "7 colonnes, 6 attendues")]),
        ("cardiologie;fa;1\ncardiologie;fa;2", [(2, "répète la ligne 1")]),
        ("cardiologie fa 1200 1600", [(1, "Une seule colonne est lue")]),
        ("cardiologie\tfa\t1\nurologie;fa;1", [(2, "Une seule colonne est lue")]),
        ("Annexe 10\n\ncardiologie\tfa\tx", [(1, "Une seule colonne"), (3, "P30 : « x »")]),
        ("medecine-generale;pmt;1\n;fa;2", [(2, "Il manque la spécialité")]),
        ("Spécialité;P30;p30\ncardiologie;1;2", [(1, "« P30 » est donnée deux fois")]),
        ('cardiologie;fa;1\n"urologie;fa;2\nalchimie;fa;3', [(2, "refermez les guillemets")]),
        ("cardiologie;fa;;;;", [(1, "Aucune ligne de chiffres")]),
        ("cardiologie;fa;1200,5", [(1, "P30 : « 1200,5 » n’est pas un nombre entier")]),
        ("Spécialité;Indicateur;P30;Couleur\ncardiologie;fa;1;bleu", [(1, "« Couleur »")]),
        ("Indicateur;P30;P50;P90\nfa;1;2;3", [(1, "Il manque la colonne")]),
        ("", [(1, "Aucune ligne")]),
        (TITRES, [(1, "Aucune ligne")]),
    ],
)  # fmt: skip
def test_chaque_erreur_a_sa_ligne(brouillon, texte, erreurs):
    lu = lire(brouillon, texte)
    assert lu.differences == []
    assert [e.ligne for e in lu.erreurs][: len(erreurs)] == [numero for numero, _ in erreurs]
    for (_, morceau), erreur in zip(erreurs, lu.erreurs, strict=False):
        assert morceau in erreur.message


@pytest.mark.parametrize("ligne", ["cardiologie;fa;1", "alchimie;fa;x"])
def test_dix_mille_lignes_se_refusent_d_une_phrase(brouillon, ligne):
    lu = lire(brouillon, f"{ligne}\n" * 10_000)
    assert [e.ligne for e in lu.erreurs] == [collage.LIGNES_MAXIMUM + 1]
    assert "Pas plus de 2\u202f000 lignes" in lu.erreurs[0].message


def test_une_ligne_en_double_se_dit_une_fois(brouillon):
    lu = lire(brouillon, "cardiologie;fa;1;2;3;4\n" * 3)
    assert [tuple(e) for e in lu.erreurs] == [
        (2, "Cette ligne répète la ligne 1."), (3, "Cette ligne répète la ligne 1."),
    ]  # fmt: skip


def test_toutes_les_specialites_a_deux_percentiles(brouillon):
    """Des colonnes manquent, des espaces insécables séparent les milliers."""
    specialites = controles.connues().specialites.values()
    lignes = [f"{s.libelle}\tfile active\t1\u00a0200\t2\u202f700" for s in specialites]
    lu = lire(brouillon, "\n".join(["Spécialité\tIndicateur\tP50\tP90", *lignes]))
    assert lu.erreurs == []
    assert lu.lignes == len(lignes) > 40
    assert set(valeurs(lu).values()) == {"1200", "2700"}
    assert {cle[2] for cle in valeurs(lu)} == {50, 90}


def test_mille_erreurs_et_une_page_qui_se_lit(redaction, brouillon):
    refus = envoyer(redaction, "alchimie;fa;1\n" * 1_000, "apercu")
    assert refus.status_code == 422
    assert "1000 erreurs" in refus.text
    assert refus.text.count("« alchimie » n’est pas reconnue") == 100
    assert "Et d’autres" in refus.text


SEGMENTS = "Spécialité;Option;Indicateur;Début;Fin;Patients à gagner;Patients à la fin\n"


def test_des_objectifs(brouillon):
    texte = f"{SEGMENTS}cardiologie;1 ETP;fa;0;1 000;300;200\ncardiologie;1;fa;1000;;200;\n"
    lu = lire(brouillon, texte, "objectifs")
    assert lu.erreurs == []
    assert [d.cle for d in lu.differences] == [
        ("cardiologie", "1", "fa", 0), ("cardiologie", "1", "fa", 1000),
    ]  # fmt: skip
    assert lu.differences[0].apres["fin"] == 1000
    assert lu.differences[1].apres["fin"] is None


@pytest.mark.parametrize(
    ("suite", "message"),
    [
        ("cardiologie;3;fa;0;;300;", "L’option « 3 »"),
        ("cardiologie;1;fa;;;300;", "au moins un début"),
        ("cardiologie;1;fa;0;;;", "au moins un début"),
        ("cardiologie;1;fa;zéro;;300;", "Début : « zéro »"),
    ],
)
def test_un_objectif_mal_ecrit(brouillon, suite, message):
    assert message in lire(brouillon, SEGMENTS + suite, "objectifs").erreurs[0].message


def envoyer(client, texte: str, action: str, table: str = "seuils", **autres):
    return client.post(
        PAGE.format(table), {"texte": texte, "action": action, **PROVENANCE, **autres}
    )


def test_d_abord_l_apercu_puis_l_ecriture(redaction, brouillon):
    texte = "cardiologie;fa;1200;1600;2700;2600"
    apercu = envoyer(redaction, texte, "apercu")
    assert apercu.status_code == 200
    assert "4 cases à changer" in apercu.text
    assert "un percentile plus haut ne peut" in apercu.text, "les contrôles se lisent dans l'aperçu"
    assert not models.Changement.objects.exists()
    ecrite = envoyer(redaction, texte, "ecrire", pourquoi="annexe 10")
    assert ecrite.status_code == 302
    seuil = ligne(brouillon, "seuils", "cardiologie", "fa", 50)
    assert (seuil["valeur"], seuil["source"], seuil["note"]) == ("1600", "CONV24", "annexe 10")
    assert {c.pourquoi for c in models.Changement.objects.all()} == {"annexe 10"}
    assert "Le brouillon dit déjà tout cela" in envoyer(redaction, texte, "apercu").text


def test_une_seule_ligne_fausse_et_rien_ne_s_ecrit(redaction, brouillon):
    texte = "cardiologie;fa;1200;1600;2700;3100\nalchimie;fa;1;2;3;4"
    refus = envoyer(redaction, texte, "ecrire")
    assert refus.status_code == 422
    assert "Ligne 2" in refus.text
    assert "alchimie;fa;1;2;3;4" in refus.text, "le texte collé est gardé"
    assert not models.Changement.objects.exists()


def test_un_fichier_csv_de_tableur(redaction, brouillon):
    for octets in (
        f"{TITRES}\ncardiologie;fa;1200;1600;2700;3100".encode("utf-8-sig"),
        f"{TITRES}\ncardiologie;fa;1200;1600;2700;3100".encode("cp1252"),
    ):
        fichier = SimpleUploadedFile("annexe.csv", octets)
        apercu = envoyer(redaction, "", "apercu", fichier=fichier)
        assert "4 cases à changer" in apercu.text
        assert "cardiologie;fa;1200" in apercu.text, "ce qui a été lu reste dans le champ"


@pytest.mark.parametrize(
    ("champs", "message"),
    [
        ({}, "Collez des lignes"),
        ({"fichier": SimpleUploadedFile("x.csv", b"a" * 600_000)}, "trop gros"),
        ({"texte": "cardiologie;fa;1", "fiabilite": ""}, "à quel point"),
        ({"texte": "cardiologie;fa;1", "source": ""}, "d’où viennent"),
        ({"texte": "cardiologie;fa;1", "verifie_le": "01/01/1900"}, "Un chiffre est vérifié entre"),
    ],
)
def test_un_envoi_incomplet(redaction, brouillon, champs, message):
    reponse = redaction.post(PAGE.format("seuils"), {**PROVENANCE, "action": "ecrire", **champs})
    assert reponse.status_code == 422
    assert message in reponse.text


def test_un_fichier_lu_reste_quand_la_date_est_fausse(redaction, brouillon):
    fichier = SimpleUploadedFile("annexe.csv", b"cardiologie;fa;1200")
    reponse = envoyer(redaction, "", "apercu", fichier=fichier, verifie_le="31/02/2026")
    assert reponse.status_code == 422
    assert "Écrivez le jour ainsi" in reponse.text
    assert "cardiologie;fa;1200</textarea>" in reponse.text


def test_on_ne_colle_que_dans_un_brouillon(redaction, brouillon):
    assert (
        redaction.get("/admin/atelier/bareme/2026-02-25.1/tables/seuils/coller/").status_code == 403
    )
    assert redaction.get(PAGE.format("montants")).status_code == 404


def test_ce_qui_est_ecrit_se_compte_en_chiffres_et_en_lignes(redaction, brouillon):
    envoi = envoyer(redaction, "cardiologie;fa;1200;1600;2700;3100", "ecrire")
    assert "4 chiffres écrits dans le brouillon (1 ligne)." in redaction.get(envoi.url).text


def test_une_specialite_a_un_seul_indicateur_n_a_pas_a_choisir(brouillon):
    (erreur,) = lire(brouillon, "cardiologie;1200;1600;2700;3100").erreurs
    assert "PMT" not in erreur.message
    assert "« 1200 » : laissez-la vide, ou écrivez « file active »" in erreur.message


def test_la_table_suivante_reprend_d_ou_vient_le_texte(redaction, publication, brouillon):
    """Le même texte se recopie table après table : sa source ne se redemande pas, elle se montre."""
    page = PAGE.format("seuils")
    assert redaction.get(page).context["reprise"] is False
    envoi = {
        **PROVENANCE,
        "verifie_le": "22/11/2026",
        "texte": "cardiologie;fa;1200;1600;2700;3100",
    }
    assert redaction.post(page, {**envoi, "action": "ecrire"}).status_code == 302
    suivante = redaction.get(PAGE.format("objectifs"))
    formulaire = suivante.context["formulaire"]
    assert formulaire["source"].value() == "CONV24"
    assert formulaire["fiabilite"].value() == "officiel"
    assert 'value="22/11/2026"' in suivante.text
    assert "votre dernière saisie du jour" in suivante.text
    # D'une autre personne, rien n'est repris.
    assert publication.get(PAGE.format("objectifs")).context["reprise"] is False


def test_tout_ce_qui_manque_se_dit_d_un_coup(redaction, brouillon):
    texte = "cardiologie;fa;douze;1600;2700;3100"
    reponse = redaction.post(PAGE.format("seuils"), {"texte": texte})
    assert reponse.status_code == 422
    assert "d’où viennent ces valeurs" in reponse.text or "à quel point" in reponse.text
    assert "Ligne 1" in reponse.text


def test_un_chiffre_impossible_se_dit_avant_de_l_ecrire(redaction, brouillon):
    envoi = {**PROVENANCE, "texte": "cardiologie;fa;1200;1600;2700;2600"}
    reponse = redaction.post(PAGE.format("seuils"), envoi)
    assert "de publier</strong>" in reponse.text
    assert "button principal" not in reponse.text
    bon = redaction.post(
        PAGE.format("seuils"), {**PROVENANCE, "texte": "cardiologie;fa;1200;1600;2700;3100"}
    )
    assert "de publier</strong>" not in bon.text


def test_une_seule_case_se_dit_au_singulier(redaction, brouillon):
    envoi = {**PROVENANCE, "texte": "cardiologie;fa;1200;;;"}
    assert (
        "Écrire cette case dans le brouillon" in redaction.post(PAGE.format("seuils"), envoi).text
    )
