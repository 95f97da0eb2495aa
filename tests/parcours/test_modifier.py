"""Changer une réponse depuis le résultat, et y revenir avec toutes les autres."""

from urllib.parse import urldefrag, urlencode

import pytest

from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE
from simulateur.reponses.question import RESULTATS
from simulateur.resultats.recapitulatif import DISCRETES
from tests.parcours.pages import avec_classe, par_id, texte

GENERALISTE = {
    "specialite": "medecine-generale", "secteur": "1", "contrat": "aucun", "age_65": "non",
    "nouvel_installe": "oui", "situations": "handicap", "date_65": "2028-05", "zone": "zip",
    "secretariat": "remplace", "pmt": "1300", "file_active": "1700", "tranche": "P50-P90",
    "objectif_pmt": "150", "objectif_fa": "100", "option": "1", "date_signature": "2026-12-01",
    "date_embauche": "2026-12-15", "assistant_qualifie": "oui",
    # À l'étape 4 : rien de tout cela n'est sur les pages que l'on rouvre.
    "pmt_an3": "1400", "fa_an4": "1800", "brut_mensuel": "1850.5", "part": "50", "position": "6",
    "cpts": "nice", "bareme": "2026-02-25.1",
}  # fmt: skip
EN_COURS = {
    "specialite": "medecine-generale", "secteur": "2-optam", "contrat": "en-cours",
    "contrat_option": "1", "contrat_signature": "2023-09-01", "contrat_objectif_atteint": "oui",
    "contrat_avenant": "2025-01-15", "contrat_option_initiale": "0.5", "zone": "zip",
    "secretariat": "sans-objet", "pmt": "1300", "file_active": "1700", "tranche": "P50-P90",
    "option": "2", "date_signature": "2026-12-01", "fa_an3": "1750",
}  # fmt: skip
TERMINE = {
    "specialite": "orl", "secteur": "1", "contrat": "termine", "contrat_fin": "2024-06-30",
    "circonstances_exceptionnelles": "oui", "part_clinique": "85.5", "secretariat": "sans-objet",
    "file_active": "2500", "tranche": "inconnue", "objectif_fa": "90", "option": "0.5",
    "date_signature": "2026-12-01",
}  # fmt: skip
# Ici, les chiffres donnent la tranche : rien n'est à demander, mais on peut la corriger.
TRANCHE_TROUVEE = {
    "specialite": "medecine-generale", "secteur": "1", "pmt": "775", "file_active": "1100",
    "option": "1", "date_signature": "2026-12-01",
}  # fmt: skip
SITUATIONS = {
    "généraliste": GENERALISTE,
    "tranche trouvée": TRANCHE_TROUVEE,
    "contrat en cours": EN_COURS,
    "contrat terminé": TERMINE,
}

# Ce qu'on tape à la place ; aucune de ces réponses ne ferme une autre question.
CHANGEMENTS = {
    "specialite": {"medecine-generale": None, "orl": "chirurgie-generale"},
    "secteur": "2-optam", "contrat": None, "contrat_option": "0.5",
    "contrat_signature": "01/03/2024", "contrat_objectif_atteint": "non",
    "contrat_avenant": "15/02/2025", "contrat_option_initiale": "1.5", "contrat_fin": "01/05/2024",
    "circonstances_exceptionnelles": (), "age_65": None, "nouvel_installe": (),
    "situations": ("handicap", "activite-mixte"), "date_65": "06/2029", "part_clinique": "90",
    "zone": "hors-zip", "secretariat": "non-remplace", "pmt": "1 350", "file_active": "1 800",
    "tranche": "inconnue", "objectif_pmt": "160", "objectif_fa": "110", "option": "0.5",
    "date_signature": "05/01/2027", "date_embauche": "02/02/2027", "assistant_qualifie": (),
}  # fmt: skip
ECRITES = {
    "contrat_signature": "2024-03-01", "contrat_avenant": "2025-02-15", "contrat_fin": "2024-05-01",
    "date_65": "2029-06", "pmt": "1350", "file_active": "1800", "date_signature": "2027-01-05",
    "date_embauche": "2027-02-02",
}  # fmt: skip


def lien_de(page, intitule: str) -> str:
    (recapitulatif,) = avec_classe(page.racine, "recapitulatif")
    (lien,) = [a for a in recapitulatif.iter("a") if texte(a).endswith(f": {normal(intitule)}")]
    return lien.get("href")


def normal(intitule: str) -> str:
    return " ".join(intitule.split())


def cas():
    for nom, situation in SITUATIONS.items():
        for cle in situation:
            if cle in PAR_CLE and PAR_CLE[cle].etape != RESULTATS:
                yield pytest.param(situation, cle, id=f"{nom}, {cle}")


@pytest.mark.parametrize(("situation", "cle"), list(cas()))
def test_chaque_lien_modifier_mene_a_sa_question_et_revient_avec_tout_le_reste(
    visite, situation, cle
):
    resultat = visite.ouvrir(f"/simulation/resultats/?{urlencode(situation)}")
    assert resultat.chemin == "/simulation/resultats/"
    adresse, ancre = urldefrag(lien_de(resultat, PAR_CLE[cle].libelle(situation)))
    page = visite.ouvrir(adresse)
    assert page.sauts == []
    bloc = par_id(page.racine).get(ancre)
    assert bloc is not None, f"#{ancre} n'est pas sur {page.chemin}"
    champs = {e.get("name") for e in bloc.iter() if e.get("name")}
    assert cle in champs, f"#{ancre} ne tient pas « {cle} »"
    assert page.erreurs() == {}

    formulaire = page.formulaire(contient="envoi")
    attendues = {c: [v] for c, v in situation.items() if c != "age_65"}
    nouvelle = CHANGEMENTS[cle]
    if isinstance(nouvelle, dict):
        nouvelle = nouvelle[situation[cle]]
    if nouvelle is not None:
        formulaire.remplir(**{cle: nouvelle})
        textes = [nouvelle] if isinstance(nouvelle, str) else sorted(nouvelle)
        attendues[cle] = [ECRITES.get(cle, t) for t in textes]
    retour = visite.ouvrir(formulaire.adresse())
    assert retour.chemin == "/simulation/resultats/"
    assert len(retour.sauts) <= 1
    assert sans_non_dit(retour.reponses) == sans_non_dit(attendues)


def sans_non_dit(reponses: dict[str, list[str]]) -> dict[str, list[str]]:
    """Une case décochée dit « non » en ne disant rien ; une réponse par défaut ne change rien."""
    return {
        cle: valeurs
        for cle, valeurs in reponses.items()
        if valeurs and not (cle in PAR_CLE and valeurs in (["non"], [PAR_CLE[cle].defaut]))
    }


def test_toutes_les_questions_des_trois_etapes_ont_leur_lien():
    couvertes = {cle for situation in SITUATIONS.values() for cle in situation}
    assert {q.cle for q in PAR_CLE.values() if q.etape != RESULTATS} <= couvertes
    assert set(CHANGEMENTS) >= DISCRETES
    assert {"cpts", "bareme"} == couvertes & set(CLES_DE_PRESENTATION)


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_aucun_lien_modifier_ne_mene_dans_le_vide(visite, situation):
    resultat = visite.ouvrir(f"/simulation/resultats/?{urlencode(situation)}")
    (recapitulatif,) = avec_classe(resultat.racine, "recapitulatif")
    ouvertes = {}
    for lien in recapitulatif.iter("a"):
        adresse, ancre = urldefrag(lien.get("href"))
        if adresse not in ouvertes:
            ouvertes[adresse] = par_id(visite.ouvrir(adresse).racine)
        assert ancre in ouvertes[adresse], f"#{ancre} n'est pas sur {adresse}"


def test_une_tranche_que_donnent_les_chiffres_n_est_pas_dite_inconnue(visite):
    resultat = visite.ouvrir(f"/simulation/resultats/?{urlencode(TRANCHE_TROUVEE)}")
    (recapitulatif,) = avec_classe(resultat.racine, "recapitulatif")
    assert "tranche" not in texte(recapitulatif)


def test_revenir_sans_rien_changer_rend_le_meme_resultat(visite):
    resultat = visite.ouvrir(f"/simulation/resultats/?{urlencode(GENERALISTE)}")
    page = visite.ouvrir(lien_de(resultat, PAR_CLE["pmt"].intitule))
    (lien,) = [a for a in page.racine.iter("a") if texte(a) == "Revenir sans rien changer"]
    assert visite.ouvrir(lien.get("href")).adresse == resultat.adresse


def test_une_faute_en_modifiant_garde_le_chemin_du_retour(visite):
    page = visite.ouvrir(f"/simulation/patientele/?{urlencode(GENERALISTE)}&vue=modifier")
    faute = visite.ouvrir(page.formulaire().remplir(pmt="beaucoup").adresse())
    assert faute.chemin == "/simulation/patientele/"
    assert set(faute.erreurs()) == {"id_pmt"}
    retour = visite.ouvrir(faute.formulaire().remplir(pmt="1301").adresse())
    assert retour.chemin == "/simulation/resultats/"
    assert retour.reponses["pmt"] == ["1301"]


def test_une_question_ouverte_en_modifiant_est_posee_puis_on_revient(visite):
    page = visite.ouvrir(f"/simulation/profil/?{urlencode(GENERALISTE)}&vue=modifier")
    ouverte = visite.ouvrir(page.formulaire().remplir(contrat="termine").adresse())
    assert ouverte.chemin == "/simulation/profil/"
    retour = visite.ouvrir(ouverte.formulaire().remplir(contrat_fin="30/06/2024").adresse())
    assert retour.chemin == "/simulation/resultats/"
    assert retour.reponses["contrat_fin"] == ["2024-06-30"]


def test_recalculer_avec_des_chiffres_de_suivi_garde_tout_le_reste(visite):
    resultat = visite.ouvrir(f"/simulation/resultats/?{urlencode(GENERALISTE)}")
    formulaire = resultat.formulaire(contient="pmt_an5").remplir(pmt_an3="1 450", fa_an4="")
    retour = visite.ouvrir(formulaire.adresse())
    attendues = {c: [v] for c, v in GENERALISTE.items()} | {"pmt_an3": ["1450"]}
    del attendues["fa_an4"]
    assert sans_non_dit(retour.reponses) == sans_non_dit(attendues)


def test_l_adresse_a_copier_rend_le_meme_resultat(visite):
    resultat = visite.ouvrir(f"/simulation/resultats/?{urlencode(GENERALISTE)}")
    lien = par_id(resultat.racine)["lien"].get("value")
    assert lien.startswith("http://testserver/simulation/resultats/?")
    copie = visite.ouvrir(lien.removeprefix("http://testserver"))
    assert copie.sauts == []
    assert copie.reponses == resultat.reponses
    assert "Depuis ce lien" not in copie.html
