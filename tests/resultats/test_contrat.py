"""« Où en est votre contrat » : l'année où il est, ce qui vient, ce qu'il faut signer, le rythme."""

import pytest

from tests.parcours.pages import avec_classe, texte

pytestmark = pytest.mark.django_db

PAGE = "/simulation/resultats/"
MEDECIN = "file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"


def sections(visite, requete: str) -> dict[str, object]:
    page = visite.ouvrir(f"{PAGE}?{requete}&{MEDECIN}")
    return {s.get("aria-labelledby"): s for s in page.racine.iter("section")}


def en_cours(signature: str, jour: str, **reste: str) -> str:
    suite = "".join(f"&{cle}={valeur}" for cle, valeur in reste.items())
    return f"contrat=en-cours&contrat_option=1&contrat_signature={signature}&date_signature={jour}{suite}"


@pytest.mark.parametrize(
    ("signature", "jour", "etat"),
    [
        ("2024-09-01", "2026-12-01", "dans l’année 3 de votre contrat, commencée le 1er septembre 2026"),
        ("2024-09-01", "2026-09-01", "dans l’année 3 de votre contrat, commencée le 1er septembre 2026"),
        ("2024-09-01", "2026-08-31", "dans l’année 2 de votre contrat, commencée le 1er septembre 2025"),
        ("2020-03-01", "2026-12-01", "dans l’année 7 de votre contrat, prolongé, commencée le 1er mars 2026"),
        ("2025-02-01", "2030-06-01", "dans l’année 6 de votre contrat, reconduit, commencée le 1er février"),
        ("2026-12-01", "2026-12-01", "Votre contrat commence le 1er décembre 2026"),
        ("2019-09-01", "2030-01-01", "Les années de votre contrat sont passées"),
    ],
)  # fmt: skip
def test_l_annee_ou_en_est_le_contrat(visite, signature, jour, etat):
    dit = texte(sections(visite, en_cours(signature, jour))["s-contrat"])
    assert etat in dit.replace("\u00a0", " ")


def test_les_prochains_versements_et_ce_qu_il_faut_signer(visite):
    section = sections(visite, en_cours("2024-09-01", "2026-12-01"))["s-contrat"]
    listes = [[texte(li) for li in ul] for ul in section.iter("ul")]
    assert [ligne.partition(" : ")[0] for ligne in listes[0]] == [
        "1er septembre 2027",
        "1er novembre 2027",
    ]
    assert any(ligne.startswith("31 août 2029") for ligne in listes[1])
    # Trois liens à la suite, que rien d'autre ne sépare.
    (liens,) = avec_classe(section, "grappe")
    assert len(list(liens.iter("a"))) == 3


@pytest.mark.parametrize(
    ("signature", "dit", "jamais"),
    [
        ("2025-02-01", "Reconduction tacite du contrat : rien à signer", "avenant qui prolonge"),
        ("2023-09-01", "avenant qui prolonge le contrat ; sans lui, il prend fin", "tacite"),
    ],
)
def test_au_terme_ce_qui_se_passe_si_l_on_ne_signe_rien(visite, signature, dit, jamais):
    section = texte(sections(visite, en_cours(signature, "2026-12-01"))["s-contrat"])
    assert dit in section
    assert jamais not in section


def test_un_contrat_reconduit_n_est_pas_dit_prolonge_par_avenant(visite):
    dits = {
        signature: texte(sections(visite, en_cours(signature, "2031-06-01"))["s-annees"])
        for signature in ("2025-02-01", "2023-09-01")
    }
    assert "reconduit tacitement" in dits["2025-02-01"]
    assert "par avenant" not in dits["2025-02-01"]
    assert "nous le supposons prolongé par avenant" in dits["2023-09-01"]


def test_sans_contrat_rien_de_tout_cela(visite):
    vues = sections(visite, "date_signature=2026-12-01")
    assert "s-contrat" not in vues
    assert "Années passées" not in texte(vues["s-annees"])


def test_les_annees_passees_et_a_venir_sont_a_part_avec_le_bareme_qui_paie(visite):
    section = sections(visite, en_cours("2023-09-01", "2026-12-01"))["s-annees"]
    periodes = [texte(th) for th in section.iter("th") if th.get("scope") == "rowgroup"]
    assert periodes == ["Années passées", "Année en cours", "Années à venir"]
    dit = texte(section)
    for bareme in ("1er mai 2023", "22 juin 2024", "25 février 2026"):
        assert f"barème du {bareme}" in dit.replace("\u00a0", " ")


def test_le_rythme_se_lit_avec_l_objectif(visite):
    objectif = "&objectif_pmt=200&objectif_fa=100"
    neuf = texte(sections(visite, "date_signature=2026-12-01" + objectif)["s-engagement"])
    assert "encore 200 patients à gagner, soit environ 9 patients par mois" in neuf.replace(
        "\u00a0", " "
    )
    suivi = en_cours("2024-09-01", "2026-12-01") + objectif
    assert "Compté depuis votre niveau de départ" in texte(sections(visite, suivi)["s-engagement"])
    lu = suivi + "&pmt_an3=1500&fa_an3=1750"
    dit = texte(sections(visite, lu)["s-engagement"]).replace("\u00a0", " ")
    assert "le niveau à atteindre le 1er septembre 2027 est déjà tenu" in dit
    assert "encore 50 patients à gagner, soit environ 6 patients par mois" in dit
    assert "Compté depuis" not in dit


def test_65_ans_avant_la_prochaine_lecture_se_dit_pareil_partout(visite):
    requete = "date_signature=2026-12-01&date_65=2028-06&objectif_pmt=200&objectif_fa=100"
    page = visite.ouvrir(f"{PAGE}?{requete}&pmt_an3=1280&fa_an3=1650&{MEDECIN}&tranche=P50-P90")
    dit = texte(page.racine).replace("\u00a0", " ")
    assert "Vous aurez 65 ans avant la prochaine lecture" in dit
    assert "Tant que vous gardez 90 % du départ, l’aide est entière" in dit
    assert "jamais supprimée d’un coup" in dit
    assert "elle doit être maintenue" in dit
    (niveaux,) = avec_classe(page.racine, "niveaux")
    assert [texte(th) for th in niveaux.iter("th") if th.get("scope") == "col"] == [
        "En patients",
        "Départ",
    ]
    for faux in ("même d’un patient", "+ 200 de", "encore 200", "l’objectif doit être atteint"):
        assert faux not in dit, faux


@pytest.mark.parametrize(
    ("mois", "jour"),
    [
        ("2028-05", "Dès le 1er février 2029, premier anniversaire"),
        ("2028-02", "Dès le 1er février 2029, premier anniversaire"),
        ("2028-01", "Dès le 1er février 2028, premier anniversaire"),
        ("2031-05", "Dès le premier anniversaire après vos 65 ans"),
    ],
)
def test_65_ans_en_route_dit_de_quel_jour(visite, mois, jour):
    requete = en_cours("2025-02-01", "2026-12-01", date_65=mois) + "&objectif_pmt=150"
    dit = texte(sections(visite, requete)["s-engagement"]).replace("\u00a0", " ")
    assert jour in dit


def test_un_montant_annonce_aux_niveaux_supposes_le_dit(visite):
    objectif = en_cours("2025-02-01", "2026-12-01") + "&objectif_pmt=150&objectif_fa=120"
    supposes = "&pmt_an3=1400&fa_an3=1800"
    for suivi, attendu in (("", False), (supposes, True)):
        page = visite.ouvrir(f"{PAGE}?{objectif}{suivi}&{MEDECIN}&tranche=P50-P90")
        annonces = avec_classe(page.racine, "verdict") + avec_classe(page.racine, "resume")
        assert len(annonces) == 2
        for annonce in annonces:
            assert ("aux niveaux supposés" in texte(annonce)) is attendu


def test_un_objectif_dit_atteint_ne_demande_plus_de_rythme(visite):
    requete = en_cours(
        "2023-09-01", "2026-12-01", contrat_objectif_atteint="oui", objectif_pmt="200"
    )
    dit = texte(sections(visite, requete)["s-engagement"]).replace("\u00a0", " ")
    assert "par mois" not in dit
    assert "à chaque anniversaire, depuis le 1er septembre 2025" in dit


def test_une_option_envisagee_ne_compte_que_les_annees_a_venir(visite):
    requete = en_cours("2023-09-01", "2026-12-01", option="2", zone="zip")
    vues = sections(visite, requete)
    dit = texte(vues["s-annees"]).replace("\u202f", " ").replace("\u00a0", " ")
    assert "Total des années à venir, au plus44 000 €" in dit
    assert "132 000 €" not in dit
    assert dit.count("pour mémoire") == 2
    # Le coût aussi : l'aide d'une option pas encore tenue n'a pas payé l'année déjà commencée.
    (memoire, *a_venir) = [
        texte(tr.find("th")) for tr in vues["s-cout"].iter("tr") if tr.find("td") is not None
    ]
    assert "pour mémoire" in memoire
    assert a_venir
    assert not any("pour mémoire" in titre for titre in a_venir)
    assert "si l’avenant est signé" in texte(vues["s-contrat"]).replace("\u00a0", " ")
