"""D'une étape à l'autre : la première qui manque, ce qui se ferme, ce qui reste à corriger."""

from urllib.parse import urldefrag

import pytest

from simulateur.reponses.declaration import PAR_CLE
from tests.parcours.pages import avec_classe, par_id, texte

DEPART = "secteur=1&specialite=medecine-generale"
EN_COURS = "contrat=en-cours&contrat_option=1&contrat_signature=2025-03-01"


@pytest.mark.parametrize(
    ("etape", "requete", "reprise", "fautifs"),
    [
        ("patientele", "", "profil", set()),
        ("resultats", "", "profil", set()),
        ("patientele", "secteur=1", "profil", {"id_specialite_0"}),
        ("option", "specialite=orl", "profil", {"id_secteur_0"}),
        ("resultats", "pmt=1300", "profil", {"id_specialite_0", "id_secteur_0"}),
        ("patientele", f"{DEPART}&contrat=en-cours", "profil",
         {"id_contrat_option_0", "id_contrat_signature"}),
        ("option", f"{DEPART}&contrat=termine", "profil", {"id_contrat_fin"}),
        ("option", f"{DEPART}&pmt=douze", "patientele", {"id_pmt"}),
        ("resultats", f"{DEPART}&pmt=douze&date_signature=x", "patientele", {"id_pmt"}),
        ("resultats", f"{DEPART}&date_signature=x", "option", {"id_date_signature"}),
        ("resultats", f"{DEPART}&{EN_COURS}&date_signature=2024-01-01", "profil",
         {"id_contrat_signature"}),
        ("resultats", f"secteur=9&pmt=x&{DEPART}&secteur=9", "profil", {"id_secteur_0"}),
    ],
)  # fmt: skip
def test_une_etape_atteinte_trop_tot_renvoie_a_la_premiere_qui_manque(
    visite, etape, requete, reprise, fautifs
):
    page = visite.ouvrir(f"/simulation/{etape}/?{requete}")
    assert page.chemin == f"/simulation/{reprise}/"
    assert len(page.sauts) == 1
    assert set(page.erreurs()) == fautifs


def test_ouvrir_le_parcours_ne_reproche_rien(visite):
    page = visite.ouvrir("/simulation/profil/")
    assert page.sauts == []
    assert page.erreurs() == {}
    # Suivre le lien d'une étape à venir, sans rien avoir dit, non plus.
    assert visite.ouvrir("/simulation/option/").erreurs() == {}


OPTION_LUE = "specialite=cardiologie&secteur=1"


@pytest.mark.parametrize(
    ("etape", "requete", "cle", "valeur"),
    [
        ("profil", f"{DEPART}&{EN_COURS}&contrat_signature=hier", "contrat_signature", "hier"),
        ("profil", f"{DEPART}&{EN_COURS}&contrat_signature=01/03/2018", "contrat_signature",
         "01/03/2018"),
        ("profil", f"{DEPART}&{EN_COURS}&contrat_avenant=demain", "contrat_avenant", "demain"),
        ("profil", f"{DEPART}&contrat=termine&contrat_fin=31/02/2024", "contrat_fin", "31/02/2024"),
        ("profil", "specialite=orl&secteur=1&part_clinique=101", "part_clinique", "101"),
        ("profil", f"{DEPART}&date_65=mai", "date_65", "mai"),
        ("patientele", f"{DEPART}&pmt=-5", "pmt", "-5"),
        ("patientele", f"{DEPART}&file_active=<b>\"'", "file_active", "<b>\"'"),
        ("patientele", f"{DEPART}&objectif_pmt=1,5", "objectif_pmt", "1,5"),
        ("patientele", f"{DEPART}&objectif_fa=1e3", "objectif_fa", "1e3"),
        ("option", f"{DEPART}&date_signature=2018-01-01", "date_signature", "01/01/2018"),
        ("option", f"{DEPART}&date_signature=0001-01-01", "date_signature", "0001-01-01"),
        ("option", f"{DEPART}&date_embauche=bientôt", "date_embauche", "bientôt"),
        ("resultats", f"{DEPART}&pmt_an3=beaucoup", "pmt_an3", "beaucoup"),
        ("resultats", f"{DEPART}&fa_an5=-1", "fa_an5", "-1"),
        ("resultats", f"{DEPART}&brut_mensuel=cher", "brut_mensuel", "cher"),
    ],
)  # fmt: skip
def test_une_valeur_fausse_reste_dans_son_champ_a_cote_de_son_erreur(
    visite, etape, requete, cle, valeur
):
    page = visite.ouvrir(f"/simulation/{etape}/?{requete.replace('+', '%2B')}")
    assert page.chemin == f"/simulation/{etape}/"
    nommes = par_id(page.racine)
    champ = nommes[f"id_{cle}"]
    assert champ.get("value") == valeur
    assert champ.get("aria-invalid") == "true"
    decrit = champ.get("aria-describedby", "").split()
    assert f"id_{cle}_error" in decrit
    assert all(nom in nommes for nom in decrit)
    erreur = texte(nommes[f"id_{cle}_error"])
    assert erreur.startswith("Erreur")
    assert len(erreur) > 30
    assert f"id_{cle}" in page.erreurs()
    # Renvoyée telle quelle, elle est encore là : rien de ce qui fut tapé n'est perdu.
    formulaire = page.formulaire(contient=cle)
    assert formulaire.valeurs(cle) == [valeur]


@pytest.mark.parametrize("requete", [
    f"{OPTION_LUE}&option=3",
    f"{OPTION_LUE}&option=1.5",
    f"{OPTION_LUE}&option=1/3",
])  # fmt: skip
def test_une_option_fausse_est_dite_au_dessus_des_cartes(visite, requete):
    page = visite.ouvrir(f"/simulation/resultats/?{requete}")
    assert page.chemin == "/simulation/option/"
    (cible,) = page.erreurs()
    cartes = par_id(page.racine)["cartes"]
    assert cible in par_id(cartes)
    assert avec_classe(cartes, "invalid-feedback")


@pytest.mark.parametrize("jour", ["", "01/12/20", "x"])
def test_une_date_illisible_ne_fait_pas_oublier_l_option_choisie(visite, jour):
    page = visite.ouvrir(f"/simulation/option/?{DEPART}&option=0.5&date_signature={jour}")
    formulaire = page.formulaire(contient="date_signature").remplir(date_signature="01/12/2026")
    assert visite.ouvrir(formulaire.adresse()).reponses["option"] == ["0.5"]


def test_une_option_pas_encore_ouverte_reste_choisie_quand_on_change_autre_chose(visite):
    page = visite.ouvrir(f"/simulation/option/?{DEPART}&option=2&vue=modifier")
    formulaire = page.formulaire(contient="date_signature").remplir(date_signature="01/12/2026")
    resultat = visite.ouvrir(formulaire.adresse())
    assert resultat.reponses["option"] == ["2"]


@pytest.mark.parametrize(
    ("etape", "avant", "changement", "perdues"),
    [
        ("profil", f"{DEPART}&{EN_COURS}", {"contrat": "aucun"},
         {"contrat_option", "contrat_signature"}),
        ("profil", f"{DEPART}&{EN_COURS}&contrat_avenant=2026-01-01&contrat_option_initiale=0.5"
         "&contrat_objectif_atteint=oui", {"contrat": "aucun"},
         {"contrat_option", "contrat_signature", "contrat_avenant", "contrat_option_initiale",
          "contrat_objectif_atteint"}),
        ("profil", f"{DEPART}&contrat=termine&contrat_fin=2024-01-01&circonstances_exceptionnelles=oui",
         {"contrat": "aucun"}, {"contrat_fin", "circonstances_exceptionnelles"}),
        ("profil", "specialite=orl&secteur=1&part_clinique=85", {"specialite": "cardiologie"},
         {"part_clinique"}),
        ("profil", f"{DEPART}&zone=zip&pmt=1300&objectif_pmt=100", {"specialite": "cardiologie"},
         {"zone", "pmt", "objectif_pmt"}),
        ("profil", f"{DEPART}&date_65=2028-05", {"age_65": "oui"}, {"date_65"}),
    ],
)  # fmt: skip
def test_une_question_qui_se_ferme_emporte_sa_reponse(visite, etape, avant, changement, perdues):
    page = visite.ouvrir(f"/simulation/{etape}/?{avant}")
    assert perdues <= set(page.reponses)
    # Le champ reste à l'écran, sans JavaScript : il est envoyé, et ignoré.
    formulaire = page.formulaire().remplir(**changement)
    suite = visite.ouvrir(formulaire.adresse())
    attendues = {c: v for c, v in page.reponses.items() if c not in perdues}
    for cle, valeur in changement.items():
        attendues[cle] = [valeur]
    # L'envoi écrit les réponses par défaut des questions montrées.
    defauts = {c: [PAR_CLE[c].defaut] for c in suite.reponses if PAR_CLE[c].defaut}
    assert suite.reponses == {**defauts, **attendues}
    assert perdues.isdisjoint(suite.reponses)


@pytest.mark.parametrize(
    ("requete", "changement", "ouverte", "zone"),
    [
        ("specialite=cardiologie&secteur=1", {"specialite": "orl"}, {"part_clinique"}, "suite"),
        (DEPART, {"contrat": "en-cours"}, {"contrat_option", "contrat_signature"}, "suite"),
        (DEPART, {"contrat": "termine"}, {"contrat_fin"}, "suite"),
        (f"{DEPART}&age_65=oui", {"age_65": ()}, {"date_65"}, "suite-age"),
    ],
)
def test_sans_javascript_une_question_qui_s_ouvre_est_montree_avant_de_continuer(
    visite, requete, changement, ouverte, zone
):
    page = visite.ouvrir(f"/simulation/profil/?{requete}")
    assert ouverte.isdisjoint(page.formulaire().noms)
    suite = visite.ouvrir(page.formulaire().remplir(**changement).adresse())
    assert suite.chemin == "/simulation/profil/"
    assert urldefrag(suite.adresse).fragment == zone
    assert ouverte <= {e.get("name") for e in par_id(suite.racine)[zone].iter()}
    assert suite.erreurs() == {}
    # Vue une fois, une question facultative ne retient plus.
    if ouverte <= {"part_clinique", "date_65"}:
        assert visite.ouvrir(suite.formulaire().adresse()).chemin == "/simulation/patientele/"


@pytest.mark.parametrize("cle", ["cpts", "bareme"])
def test_les_cles_de_presentation_voyagent_jusqu_au_resultat(visite, cle):
    page = visite.ouvrir(f"/simulation/profil/?{DEPART}&{cle}=abc")
    for attendue in ("patientele", "option", "resultats"):
        page = visite.ouvrir(page.formulaire(contient="envoi").adresse())
        assert page.chemin == f"/simulation/{attendue}/"
        assert page.reponses[cle] == ["abc"]
    (lien,) = [a for a in page.racine.iter("a") if texte(a).startswith("Essayer avec mes chiffres")]
    page = visite.ouvrir(lien.get("href").partition("#")[0])
    assert page.reponses[cle] == ["abc"]
    formulaire = page.formulaire(contient="pmt_an3").remplir(pmt_an3="1400")
    assert visite.ouvrir(formulaire.adresse()).reponses[cle] == ["abc"]


def test_tout_effacer_mene_a_un_parcours_vierge(visite):
    page = visite.ouvrir(f"/simulation/option/?{DEPART}&pmt=1300")
    (lien,) = [a for a in page.racine.iter("a") if texte(a) == "Tout effacer"]
    assert lien.get("href") == "/simulation/profil/"


@pytest.mark.parametrize("etape", ["patientele", "option"])
def test_l_etape_precedente_garde_les_reponses(visite, etape):
    page = visite.ouvrir(f"/simulation/{etape}/?{DEPART}&file_active=1700&pmt=1300&vue=modifier")
    (lien,) = [a for a in page.racine.iter("a") if texte(a) == "Étape précédente"]
    avant = visite.ouvrir(lien.get("href"))
    assert avant.sauts == []
    assert avant.reponses == page.reponses


@pytest.mark.parametrize("secteur", ["", "1"])
def test_entree_dans_la_recherche_montre_ce_qu_elle_trouve(visite, secteur):
    """La touche Entrée envoie l'étape : sans choix, elle revient avec ce qu'on cherchait."""
    page = visite.ouvrir(f"/simulation/profil/?secteur={secteur}")
    page = visite.ouvrir(page.formulaire().remplir(q="psychiatre").adresse())
    assert page.chemin == "/simulation/profil/"
    assert page.reponses["q"] == ["psychiatre"]
    proposees = {c.valeur for c in page.formulaire().controles if c.nom == "specialite"}
    assert "psychiatrie" in proposees
    assert "ophtalmologie" not in proposees
    assert page.erreurs()
