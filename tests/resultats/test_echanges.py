"""Ce que les petits formulaires du résultat échangent vaut la page entière, sans rien perdre."""

from urllib.parse import parse_qsl, urlencode
from xml.etree.ElementTree import Element

import pytest

from tests.parcours.pages import arbre, par_id, texte

pytestmark = pytest.mark.django_db

PAGE = "/simulation/resultats/"
BASE = (
    "date_signature=2026-12-01&file_active=1700&objectif_fa=100&objectif_pmt=200&pmt=1300&secteur=1"
    "&specialite=medecine-generale&tranche=P50-P90"
)
SECTIONS = ("annees", "options", "engagement", "suivi", "cout", "calendrier", "raisons")


def echange(visite, requete: str, cible: str, **entetes):
    entetes = {"HX-Request": "true", "HX-Target": cible, **entetes}
    return visite.client.get(PAGE, QUERY_STRING=requete, headers=entetes)


def forme(element: Element) -> tuple:
    """Un élément et tout ce qu'il contient, sauf ce qui est tapé : une adresse l'écrit autrement."""
    ecartes = ("value",) if element.get("type") == "text" else ()
    return (
        element.tag,
        sorted((nom, valeur) for nom, valeur in element.attrib.items() if nom not in ecartes),
        (element.text or "").strip(),
        [(forme(enfant), (enfant.tail or "").strip()) for enfant in element],
    )


@pytest.mark.parametrize(
    "tape",
    [
        {"pmt_an3": "1 350", "fa_an3": "", "vue": "suivi"},
        {"pmt_an3": "1100", "fa_an3": "1700"},
        {"pmt_an3": "beaucoup", "fa_an3": "1700"},
        {"position": "", "brut_mensuel": "2300", "part": "50", "vue": "cout"},
        {"brut_mensuel": "-3", "vue": "cout"},
    ],
    ids=["partiel", "baisse", "illisible", "cout", "cout illisible"],
)
def test_l_echange_est_le_resultat_de_la_page_entiere(visite, tape):
    reponse = echange(visite, f"{BASE}&{urlencode(tape)}", "resultat")
    assert reponse.status_code == 200
    fragment = par_id(arbre(reponse.content.decode()))
    entiere = visite.ouvrir(reponse["X-Adresse"])
    assert entiere.sauts == [], "l'adresse donnée n'est pas canonique"
    assert forme(fragment["resultat"]) == forme(par_id(entiere.racine)["resultat"])
    assert fragment["annonce"].get("data-hx-swap-oob") == "innerHTML"
    assert "annonce" in par_id(entiere.racine)
    redonne = parse_qsl(reponse["X-Adresse"].partition("?")[2])
    for cle, valeur in tape.items():
        champ = fragment.get(f"id_{cle}")
        if valeur and champ is not None:
            assert champ.get("value") == valeur, "ce qui est tapé reste tel quel"
        assert not valeur or cle in dict(redonne)


def test_une_valeur_illisible_se_dit_a_son_champ_et_rien_ne_se_perd(visite):
    reponse = echange(visite, f"{BASE}&pmt_an3=1350&fa_an3=beaucoup", "resultat")
    fragment = par_id(arbre(reponse.content.decode()))
    assert "nombre entier de patients" in texte(fragment["id_fa_an3_error"])
    assert texte(fragment["annonce"]).startswith("À corriger. File active")
    assert "erreurs" not in fragment, "la page bougerait sous le champ"
    assert fragment["id_pmt_an3"].get("value") == "1350"


@pytest.mark.parametrize("section", SECTIONS)
def test_le_calcul_d_une_section_est_celui_de_la_page_qui_ouvre_tout(visite, section):
    reponse = echange(visite, BASE, f"calcul-{section}")
    assert "X-Adresse" not in reponse
    fragment = par_id(arbre(reponse.content.decode()))
    entiere = par_id(visite.ouvrir(f"{PAGE}?{BASE}&vue=calcul").racine)
    assert forme(fragment[f"calcul-{section}"]) == forme(entiere[f"calcul-{section}"])
    # L'élément qui prend le focus après l'échange a le nom du lien qui l'a demandé.
    ferme = par_id(visite.ouvrir(f"{PAGE}?{BASE}").racine)
    assert ferme[f"d-ou-{section}"].tag == "a"
    assert fragment[f"d-ou-{section}"].tag == "summary"


def test_une_adresse_a_reprendre_change_de_page_au_lieu_de_s_y_mettre(visite):
    reponse = echange(visite, "secteur=1", "resultat")
    assert reponse["HX-Redirect"].startswith("/simulation/profil/?")
    assert reponse.content == b""


def test_deux_cibles_n_ont_pas_la_meme_etiquette(visite):
    etiquettes = {
        echange(visite, BASE, cible)["ETag"]
        for cible in ("resultat", "calcul-cout", "calcul-suivi", "")
    }
    assert len(etiquettes) == 4


def test_les_exemples_a_essayer_gardent_tout_le_reste(visite):
    page = visite.ouvrir(f"{PAGE}?{BASE}&position=9&pmt_an4=1200")
    essais = [a for a in page.racine.iter("a") if a.get("class") == "essai"]
    assert [texte(a) for a in essais] == [
        "objectif atteint",
        "à mi-chemin",
        "patientèle inchangée",
        "un indicateur juste sous son plancher",
    ]
    niveaux = [("1500", "1800"), ("1400", "1750"), ("1300", "1700"), ("1299", "1800")]
    for essai, (pmt, fa) in zip(essais, niveaux, strict=True):
        reponses = dict(parse_qsl(essai.get("href").partition("?")[2].partition("#")[0]))
        assert (reponses["pmt_an3"], reponses["fa_an3"]) == (pmt, fa)
        assert "pmt_an4" not in reponses
        assert reponses.items() >= dict(parse_qsl(BASE)).items() | {("position", "9")}
        ouvert = visite.ouvrir(essai.get("href"))
        essaye = [a for a in ouvert.racine.iter("a") if a.get("aria-current") == "true"]
        assert texte(essai) in {texte(a) for a in essaye}


def test_le_piege_est_dit_avant_qu_on_le_demande_et_se_voit_quand_on_l_essaie(visite):
    page = visite.ouvrir(f"{PAGE}?{BASE}")
    section = texte(next(s for s in page.racine.iter("section") if "s-suivi" in str(s.attrib)))
    assert "Le piège" in section
    assert "Le pire cas" in section
    assert not list(page.racine.iter("form"))
    piege = visite.ouvrir(f"{PAGE}?{BASE}&pmt_an3=1299&fa_an3=1800")
    (tableau,) = (t for t in piege.racine.iter("table") if t.get("class") == "suivi")
    assert "0\u202f%" in "".join(tableau.itertext())
    assert "L’avance dépasse le montant dû" in texte(tableau)


def test_un_exemple_porte_sur_la_prochaine_lecture_et_garde_celles_qui_sont_passees(visite):
    suivi = (
        "contrat=en-cours&contrat_option=1&contrat_signature=2023-09-01&fa_an3=1750&pmt_an3=1400"
        f"&pmt_an4=1450&pmt_an5=1600&{BASE}"
    )
    page = visite.ouvrir(f"{PAGE}?{suivi}")
    essais = [a for a in page.racine.iter("a") if a.get("class") == "essai"]
    reponses = dict(parse_qsl(essais[0].get("href").partition("?")[2].partition("#")[0]))
    # Au 1er décembre 2026, les années 3 et 4 sont lues : seule l'année 5 s'essaie.
    lues = {"pmt_an3": "1400", "fa_an3": "1750", "pmt_an4": "1450"}
    assert {c: v for c, v in reponses.items() if "_an" in c} == {
        **lues,
        "pmt_an5": "1500",
        "fa_an5": "1800",
    }


def test_sans_lecture_a_venir_rien_a_essayer(visite):
    fini = f"contrat=en-cours&contrat_option=1&contrat_signature=2021-12-02&{BASE}"
    page = visite.ouvrir(f"{PAGE}?{fini}")
    assert [a for a in page.racine.iter("a") if a.get("class") == "essai"] == []
