"""N'importe quoi dans chaque paramètre, à chaque étape : ni panne, ni boucle, une erreur au champ ou rien."""

import pytest

from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE
from simulateur.reponses.types import Plusieurs

ETAPES = ("profil", "patientele", "option", "resultats")
# Des réponses avec lesquelles la question est posée ; les autres questions le sont toujours.
GENERALISTE = {"specialite": "medecine-generale", "secteur": "1"}
EN_COURS = GENERALISTE | {
    "contrat": "en-cours",
    "contrat_option": "1",
    "contrat_signature": "2025-03-01",
}
TERMINE = GENERALISTE | {"contrat": "termine", "contrat_fin": "2024-01-01"}
POSEE_AVEC = {
    "part_clinique": {"specialite": "orl", "secteur": "1"},
    "contrat_fin": TERMINE,
    "circonstances_exceptionnelles": TERMINE,
    **dict.fromkeys(
        (
            "contrat_option",
            "contrat_signature",
            "contrat_objectif_atteint",
            "contrat_avenant",
            "contrat_option_initiale",
        ),
        EN_COURS,
    ),
}
# Écrites comme dans une adresse : des octets, des pour-cent, justes ou non.
BIZARRES = {
    "un texte": "douze%20cents",
    "un nombre négatif": "-5",
    "10 puissance 30": "1" + "0" * 30,
    "l'an 1": "0001-01-01",
    "l'an 9999": "9999-12-31",
    "6 000 caractères": "a" * 6_000,
    "un octet nul": "13%0000",
    "un demi-caractère isolé": "%ED%A0%80",
    "des pour-cent de travers": "%%zz%1%u0041%",
}
# Une question de chaque type suffit pour celles-ci.
PLUS_BIZARRES = {
    "un octet nul seul": "%00",
    "6 900 neuf": "9" * 6_900,
    "un jour qui n'existe pas": "2026-02-30",
    "l'an 1, à la française": "01/01/0001",
    "des octets qui ne sont pas de l'UTF-8": "%FF%FE%C3",
    "un octet brut": "\xff\xe9",
    "des balises": "%3Cscript%3Ealert(1)%3C/script%3E%22'",
    "un gabarit": "%7B%7B%20x%20%7D%7D%7B%25%20if%20%25%7D",
    "un chiffre arabe": "%D9%A1%D9%A2",
    "un sens de lecture retourné": "%E2%80%AE1300",
    "l'infini": "Infinity",
    "un retour à la ligne": "1%0D%0ASet-Cookie:%20x=1",
}
UNE_DE_CHAQUE_TYPE = ("specialite", "secteur", "situations", "age_65", "pmt", "part_clinique",
                      "date_signature", "date_65")  # fmt: skip
AUX_AUTRES_ETAPES = ("un texte", "10 puissance 30", "un octet nul", "un demi-caractère isolé")


def requete(cle: str, valeur: str) -> str:
    base = POSEE_AVEC.get(cle, GENERALISTE)
    autres = "&".join(f"{c}={v}" for c, v in base.items() if c != cle)
    return f"{autres}&{cle}={valeur}"


def verifier_erreur_au_champ(visite, cle: str, nom: str, valeur: str) -> None:
    etape = PAR_CLE[cle].etape
    page = visite.ouvrir(f"/simulation/{etape}/?{requete(cle, valeur)}")
    assert (page.statut, len(page.sauts) <= 1) == (200, True), (cle, nom)
    assert page.chemin == f"/simulation/{etape}/", (cle, nom)
    assert "<script>alert" not in page.html
    # Une seule erreur, au champ : rien d'autre n'est devenu faux.
    (champ,) = page.erreurs()
    assert champ in {f"id_{cle}", f"id_{cle}_0"}, (cle, nom)


@pytest.mark.parametrize("cle", PAR_CLE)
def test_n_importe_quoi_donne_une_erreur_au_champ(visite, cle):
    for nom, valeur in BIZARRES.items():
        verifier_erreur_au_champ(visite, cle, nom, valeur)


@pytest.mark.parametrize("cle", UNE_DE_CHAQUE_TYPE)
def test_pire_encore_donne_une_erreur_au_champ(visite, cle):
    for nom, valeur in PLUS_BIZARRES.items():
        verifier_erreur_au_champ(visite, cle, nom, valeur)


def test_chaque_type_de_reponse_a_sa_question():
    assert {type(PAR_CLE[c].type) for c in UNE_DE_CHAQUE_TYPE} == {
        type(q.type) for q in PAR_CLE.values()
    }


@pytest.mark.parametrize("cle", PAR_CLE)
def test_a_chaque_etape_une_page_et_jamais_de_boucle(visite, cle):
    ordre = ETAPES.index(PAR_CLE[cle].etape)
    for etape in ETAPES:
        if etape == PAR_CLE[cle].etape:
            continue
        # On est repris à l'étape fautive, jamais plus loin.
        attendue = ETAPES[min(ordre, ETAPES.index(etape))]
        for nom in AUX_AUTRES_ETAPES:
            valeur = BIZARRES[nom]
            page = visite.ouvrir(f"/simulation/{etape}/?{requete(cle, valeur)}&{cle}={valeur}")
            assert page.statut == 200, (cle, etape, nom)
            assert len(page.sauts) <= 1, (cle, etape, nom, page.sauts)
            assert page.chemin == f"/simulation/{attendue}/", (cle, etape, nom)


@pytest.mark.parametrize("cle", CLES_DE_PRESENTATION)
def test_une_cle_de_presentation_bizarre_est_ignoree_ou_coupee(visite, cle):
    for etape in ETAPES:
        for nom in AUX_AUTRES_ETAPES:
            page = visite.ouvrir(f"/simulation/{etape}/?{requete(cle, BIZARRES[nom])}")
            assert (page.statut, len(page.sauts) <= 1) == (200, True), (cle, nom)
            assert page.erreurs() == {}
            assert all(len(v) <= 80 for v in page.reponses.get(cle, ()))


@pytest.mark.parametrize("etape", ETAPES)
@pytest.mark.parametrize("cle", ["pmt", "specialite", "situations", "q", "inconnue"])
def test_une_adresse_trop_longue_est_refusee_en_francais(visite, etape, cle):
    page = visite.ouvrir(f"/simulation/{etape}/?{cle}={'a' * 10_000}")
    assert page.statut == 414
    assert page.sauts == []
    assert "Adresse trop longue" in page.html


def test_une_valeur_qui_s_allonge_en_s_ecrivant_finit_par_une_page_claire(visite):
    page = visite.ouvrir(f"/simulation/patientele/?{requete('pmt', '(' * 6_900)}")
    assert page.statut == 414
    assert page.sauts == []
    assert "Adresse trop longue" in page.html


def test_cent_cles_repetees_et_cent_inconnues(visite):
    bruit = "&".join(f"pmt={n}&inconnue{n}=x" for n in range(150))
    page = visite.ouvrir(f"/simulation/resultats/?{requete('secteur', '1')}&{bruit}")
    assert page.statut == 200
    assert page.reponses["pmt"] == ["149"]
    assert not any(cle.startswith("inconnue") for cle in page.reponses)


@pytest.mark.parametrize("cle", [c for c, q in PAR_CLE.items() if isinstance(q.type, Plusieurs)])
def test_une_case_inconnue_parmi_de_bonnes_est_dite(visite, cle):
    page = visite.ouvrir(f"/simulation/profil/?{requete(cle, 'handicap')}&{cle}=autre")
    assert set(page.erreurs()) == {f"id_{cle}_0"}
    assert page.reponses[cle] == ["autre", "handicap"]
    assert page.formulaire().valeurs(cle) == ["handicap"]
