"""La page d'un groupe : son état est son adresse, chaque geste mène à une autre."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from tests.parcours.pages import arbre, avec_classe, par_id, texte

pytestmark = pytest.mark.django_db

DATE = "date_signature=2026-12-01"
DEUX = f"{DATE}&forme=SISA&m=1p1300.a1700~Anne&m=1p700.a1000~Bruno"


@pytest.fixture
def ouvrir(client):
    """ouvrir(requête) : l'arbre de la page, où mènent les redirections."""

    def ouvrir(requete: str):
        reponse = client.get(f"/groupe/?{requete}", follow=True)
        assert reponse.status_code == 200
        ouvrir.adresse = reponse.redirect_chain[-1][0] if reponse.redirect_chain else ""
        return arbre(reponse.content.decode())

    return ouvrir


def medecins(adresse: str) -> list[str]:
    return parse_qs(urlsplit(adresse).query).get("m", [])


def geste(racine, rang: int, mot: str) -> str:
    """Où mène le geste `mot` du médecin de ce rang."""
    ligne = next(e for e in avec_classe(racine, "membres"))[rang]
    return next(a.get("href") for a in ligne.iter("a") if texte(a).startswith(mot))


def requete(adresse: str) -> str:
    return urlsplit(adresse).query


def section(racine, id_: str) -> str:
    titre = par_id(racine)[id_]
    parent = {enfant: parent for parent in racine.iter() for enfant in parent}
    return texte(parent[titre])


def test_la_page_vide_demande_le_premier_medecin(ouvrir):
    racine = ouvrir("")
    assert "Le premier médecin" in texte(racine)
    assert par_id(racine)["medecin"].get("open") is not None
    assert "resultat" not in par_id(racine)


def test_un_medecin_s_ajoute_par_son_formulaire(ouvrir):
    envoi = (
        f"{DATE}&envoi=medecin&m=1p900~Anne&nom=Bruno&pmt=1+300&file_active=1700&secteur=2-optam"
    )
    racine = ouvrir(
        envoi + "&specialite=medecine-generale&pamsu=oui&contrat=aucun&tranche=inconnue"
    )
    assert medecins(ouvrir.adresse) == ["1p900~Anne", "1so.p1300.a1700.j~Bruno"]
    assert "Bruno" in section(racine, "g-deux")


def test_un_medecin_faux_garde_tout_et_dit_l_erreur_a_son_champ(ouvrir):
    faux = "nom=Zo%C3%A9&pmt=beaucoup&secteur=1&specialite=medecine-generale"
    racine = ouvrir(f"{DEUX}&envoi=medecin&{faux}")
    noms = par_id(racine)
    assert noms["medecin_pmt"].get("value") == "beaucoup"
    assert noms["medecin_nom"].get("value") == "Zoé"
    assert "nombre entier de patients" in texte(noms["medecin_pmt_error"])
    assert "medecin_pmt_error" in noms["medecin_pmt"].get("aria-describedby")
    (resume,) = avec_classe(racine, "resume-erreurs")
    assert [a.get("href") for a in resume.iter("a")] == ["#medecin_pmt"]
    assert len(avec_classe(racine, "membres")[0]) == 2
    # Les deux autres sont toujours comparés.
    assert "Anne" in section(racine, "g-deux")


def test_la_cpts_et_le_bareme_vu_suivent_le_medecin_qu_on_ajoute(ouvrir):
    racine = ouvrir(f"{DEUX}&cpts=cpts-exemple&bareme=2026-02-25.1")
    formulaire = par_id(racine)["medecin"]
    caches = {e.get("name"): e.get("value") for e in formulaire.iter("input")}
    assert (caches["cpts"], caches["bareme"]) == ("cpts-exemple", "2026-02-25.1")


def test_un_medecin_se_change_a_sa_place(ouvrir):
    racine = ouvrir(DEUX)
    racine = ouvrir(requete(geste(racine, 0, "Modifier")))
    assert par_id(racine)["medecin_pmt"].get("value") == "1300"
    ouvrir(
        f"{DEUX}&envoi=medecin&rang=0&nom=Anne&pmt=1400&file_active=1700&secteur=1&specialite=orl"
    )
    # L'ORL n'a pas de patientèle médecin traitant : la question n'est plus posée.
    assert medecins(ouvrir.adresse) == ["1eorl.a1700~Anne", "1p700.a1000~Bruno"]


def test_doubler_monter_retirer_remettre(ouvrir):
    racine = ouvrir(DEUX)
    anne, bruno = medecins(f"?{DEUX}")
    assert medecins(geste(racine, 0, "Copier")) == [anne, f"{anne} (copie)", bruno]
    assert medecins(geste(racine, 1, "Monter")) == [bruno, anne]
    assert medecins(geste(racine, 0, "Descendre")) == [bruno, anne]
    retire = geste(racine, 0, "Retirer")
    assert medecins(retire) == [bruno]
    racine = ouvrir(requete(retire))
    remettre = next(a.get("href") for a in racine.iter("a") if texte(a).startswith("Annuler"))
    assert "« Anne » ne fait plus partie du groupe. Annuler, remettre Anne" in texte(racine)
    assert medecins(remettre) == [anne, bruno]
    assert "retire" not in remettre
    # Le lien d'après n'en parle plus.
    assert "retire" not in geste(racine, 0, "Copier")


def test_une_copie_porte_un_nom_que_personne_n_a(ouvrir):
    long = "Docteur Anne-Marie de la Tour du Pin-Bo."
    racine = ouvrir(f"{DATE}&m=1p900~Anne&m=1p900~Anne+(copie)&m=1p900&m=1p900~{long}")
    copies = [medecins(geste(racine, rang, "Copier"))[rang + 1] for rang in range(4)]
    assert copies == [
        "1p900~Anne (copie 2)",
        "1p900~Anne (copie 2)",
        "1p900",
        "1p900~Docteur Anne-Marie de la Tour du (copie)",
    ]


def test_l_adresse_a_une_seule_ecriture(client):
    reponse = client.get(f"/groupe/?m=1a1700.p1300&forme=SISA&etp=1,5&inconnu=1&{DATE}")
    assert reponse.status_code == 302
    assert reponse["Location"] == (
        "/groupe/?date_signature=2026-12-01&etp=1.5&forme=SISA&m=1p1300.a1700"
    )
    assert client.get(reponse["Location"]).status_code == 200


def test_le_groupe_faux_dit_ses_erreurs_et_ne_calcule_rien(ouvrir):
    racine = ouvrir(f"{DATE}&etp=1.2&forme=SISA&m=1p1300&m=2cassé")
    noms = par_id(racine)
    assert noms["groupe_etp"].get("value") == "1.2"
    assert "par demi" in texte(noms["groupe_etp_error"])
    assert "adresse est abîmée" in texte(racine)
    assert "resultat" not in noms
    # Ce qui n'a pas pu être lu reste dans l'adresse.
    assert medecins(geste(racine, 0, "Copier"))[-1] == "2cassé"


def test_trente_medecins_et_pas_un_de_plus(ouvrir):
    trente = "&".join(["m=1p1300.a1700"] * 30)
    racine = ouvrir(f"{DATE}&{trente}")
    assert "Les médecins (30)" in texte(racine)
    assert "le maximum" in texte(racine)
    racine = ouvrir(f"{DATE}&{trente}&envoi=medecin&secteur=1&specialite=orl&nom=Un+de+trop")
    assert "30 médecins au plus" in texte(racine)
    assert len(avec_classe(racine, "membres")[0]) == 30


def test_les_noms_se_deplient_quand_ils_sont_nombreux(ouvrir):
    racine = ouvrir(f"{DATE}&etp=12&" + "&".join(f"m=1p1300.a1700~N{rang}" for rang in range(12)))
    resumes = {texte(e) for e in racine.iter("summary")}
    assert {"12 médecins, 12 ETP", "12 médecins", "Les 12 médecins qui le pourraient"} <= resumes
    assert "summary" not in {
        e.tag for t in avec_classe(ouvrir(DEUX), "combinaisons") for e in t.iter()
    }


def test_le_resultat_dit_ce_qui_bloque_et_ce_qui_l_ouvrirait(ouvrir):
    racine = ouvrir(f"{DATE}&forme=SEL&m=1p700.a900&m=1p600.a800")
    (verdict,) = avec_classe(racine, "verdict")
    assert "Non éligible" in texte(verdict)
    assert "Signez par une SISA, une SCM ou une SCP" in texte(verdict)
    assert "Il manque 250 patients" in texte(verdict)
    assert "source secondaire" in texte(racine)


def test_le_supplement_des_docteurs_juniors_a_sa_date(ouvrir):
    deux = "m=1p1250.a1700.j~A&m=1p1000.a1450.j~B"
    (verdict,) = avec_classe(
        ouvrir(f"{deux}&etp=3&date_signature=2026-10-31"), "verdict-non_eligible"
    )
    assert "ne s’ouvre qu’à partir du 1er novembre 2026" in texte(verdict)
    assert "Signez à partir du 1er novembre 2026, ou demandez 2 ETP au plus" in texte(verdict)
    (verdict,) = avec_classe(ouvrir(f"{deux}&etp=3.5&{DATE}"), "verdict-non_eligible")
    assert "pour un contrat signé à partir du 1er novembre 2026" in texte(verdict)
    assert avec_classe(ouvrir(f"{deux}&etp=3&date_signature=2026-11-01"), "verdict-eligible")


def test_le_contrat_collectif_a_la_date_de_son_bareme(ouvrir):
    (verdict,) = avec_classe(ouvrir("m=1p1250&m=1p1000&date_signature=2026-01-10"), "verdict")
    assert "Il existe depuis le 25 février 2026 : choisissez une date" in texte(verdict)


def test_un_medecin_seul_ne_fait_pas_un_groupe(ouvrir):
    """Rien de publié ne dit qu'un seul suffit : à confirmer, et aucune combinaison n'en lie un seul."""
    racine = ouvrir(f"{DATE}&m=1p1300.a1700~Anne")
    assert avec_classe(racine, "verdict-a_confirmer")
    assert "rien de publié ne dit si un seul suffit" in section(racine, "g-raisons")
    (table,) = avec_classe(racine, "combinaisons")
    assert [texte(rang[1]) for rang in table.find("tbody")] == ["personne"]


def test_un_lien_garde_sa_date(ouvrir):
    """Copié aujourd'hui, il dit la même chose demain ; « Refaire la comparaison » l'écrit aussi."""
    jour = timezone.localdate()
    racine = ouvrir("m=1p1300.a1700~Anne&m=1p900.a1300~Bruno")
    noms = par_id(racine)
    assert f"date_signature={jour.isoformat()}" in texte(noms["lien-groupe"])
    assert noms["groupe_date_signature"].get("value") == f"{jour:%d/%m/%Y}"
    date = texte(par_id(ouvrir(DEUX))["lien-groupe"])
    assert date.count("date_signature") == 1
    assert "date_signature=2026-12-01" in date


def test_qui_baisse_la_moyenne(ouvrir):
    raisons = section(ouvrir(DEUX), "g-raisons")
    assert "En moyenne, 1 000 patients médecin traitant, pour 775 demandés" in raisons
    assert "Bruno, 700 : sans cette adhésion, 1 300 en moyenne." in raisons
    assert "Anne, 1 300" not in raisons


def test_une_moyenne_qui_ne_tombe_pas_juste_ne_se_dit_pas_juste(ouvrir):
    """774, 775 et 775 : 2 324 / 3, pas 775 ni 774,6. Sans le premier, 775 ; sans un autre, 774,5."""
    racine = ouvrir(f"{DATE}&m=1p774.a1000~Anne&m=1p775.a1000&m=1p775.a1000")
    raisons = section(racine, "g-raisons")
    assert "En moyenne, un peu plus de 774,6 patients médecin traitant ; il en faut 775." in raisons
    assert "Anne, 774 : sans cette adhésion, 775 en moyenne." in raisons
    racine = ouvrir(f"{DATE}&m=1p700.a1000~Anne&m=1p700.a1000~Bob&m=1p775.a1000&m=1p849.a1000")
    raisons = section(racine, "g-raisons")
    assert "Bob, 700 : sans cette adhésion, un peu plus de 774,6 en moyenne." in raisons


def test_un_medecin_dont_rien_n_est_dit_ne_s_ajoute_pas(ouvrir):
    propose = "&specialite=medecine-generale&secteur=1&contrat=aucun&option=1&tranche=inconnue"
    racine = ouvrir(f"{DEUX}&envoi=medecin&nom=&pmt=&file_active={propose}")
    assert "Dites au moins une chose" in texte(par_id(racine)["medecin_pmt_error"])
    assert len(avec_classe(racine, "membres")[0]) == 2
    # Un nom suffit, et le secteur proposé se lit sous le champ.
    ouvrir(f"{DEUX}&envoi=medecin&nom=Zo%C3%A9{propose}")
    assert medecins(ouvrir.adresse)[-1] == "1~Zoé"
    assert "Secteur 1, sauf autre choix." in texte(racine)


def test_le_medecin_retire_se_nomme_meme_sans_nom(ouvrir):
    racine = ouvrir(f"{DATE}&m=1p1300&m=1p700&m=cass%C3%A9")
    assert "« Médecin 2 » ne fait plus partie" in texte(
        ouvrir(requete(geste(racine, 1, "Retirer")))
    )
    assert "« Médecin 3 » ne fait plus partie" in texte(
        ouvrir(requete(geste(racine, 2, "Retirer")))
    )


def test_les_barres_portent_les_chiffres_du_tableau(ouvrir):
    medecins_ = "&m=1p2300.a2900.t95&m=1p980.a1400.x140.y70.o5&m=1p860.a1250.x150.y80.o5"
    racine = ouvrir(f"{DATE}&etp=2{medecins_}")
    dessin, annees = avec_classe(racine, "graphique")
    (table,) = avec_classe(racine, "combinaisons")
    lues = [texte(c) for rang in table.iter("tr") for c in rang.iter("td")]
    chiffres = [texte(t) for t in dessin.iter("text") if "valeur" in t.get("class")]
    assert len(chiffres) == 4
    assert set(chiffres) <= set(lues)
    # Le surplus part à gauche de l'axe.
    assert len(avec_classe(dessin, "axe")) == 2
    assert [texte(t) for t in annees.iter("text") if "valeur" in t.get("class")][:2] == [
        "76 000 €",
        "56 000 €",
    ]


def test_le_contrat_a_terminer_et_son_prorata(ouvrir):
    racine = ouvrir(f"{DATE}&m=1p1000.a1300.c1.d20250301~Claire&m=1p1300.a1700~Denis")
    engagement = section(racine, "g-objectif")
    assert "28 000 € versés pour 21 096 € dus, soit 6 904 € à rendre" in engagement
    assert "Indiquez la patientèle d’aujourd’hui de Claire" in engagement


def test_les_patients_d_aujourd_hui_reduisent_l_objectif_commun(ouvrir):
    """Contrat signé en 2025, avant sa première lecture : 1 060 − 1 000 = 60 ; 3,5 × 260 − 60 = 850."""
    medecins_ = "&m=1p1000.a1500.c1.d20250301.u1060.w1560~Chlo%C3%A9" + "&m=1p1100.a1600" * 3
    engagement = section(ouvrir(f"{DATE}&etp=3.5{medecins_}"), "g-objectif")
    assert "gagne 850 patients médecin traitant (de 4 360 à 5 210)" in engagement
    assert "325 patients de file active" in engagement


def test_sans_nombre_demande_ceux_qui_ne_peuvent_pas_adherer_ne_comptent_pas(ouvrir):
    """Deux généralistes à 0,5 ; une cardiologue et un secteur 2 n'ajoutent rien au contrat collectif."""
    racine = ouvrir(f"{DATE}&m=1p1100.a1600.o5&m=1p1200.a1700.o5&m=1ecardiologie.a1800&m=1s2.p1500")
    (verdict,) = avec_classe(racine, "verdict")
    assert "2 médecins pourraient signer un contrat collectif de 1 ETP" in texte(verdict)


def test_le_code_qr_jusqu_a_600_caracteres(ouvrir):
    assert avec_classe(ouvrir(DEUX), "qr")
    racine = ouvrir(DEUX + "&m=1p1300.a1700~Un+nom+plut%C3%B4t+long" * 20)
    assert not avec_classe(racine, "qr")
    assert "trop longue pour un code QR" in texte(racine)


def test_un_bareme_qui_a_change_se_dit(ouvrir):
    assert "changé" not in texte(ouvrir(f"{DEUX}&bareme=2026-02-25.1"))
    assert avec_classe(ouvrir(f"{DEUX}&bareme=2024-06-22.1"), "avis-attention")


def test_chaque_medecin_mene_a_son_resultat(client, ouvrir):
    racine = ouvrir(DEUX)
    liens = [a.get("href") for a in racine.iter("a") if "voir le résultat" in texte(a)]
    assert len(liens) == 2
    for lien in liens:
        assert client.get(lien).status_code == 200, lien
