"""Un médecin en quelques caractères : rien ne s'y perd, et n'importe quoi s'y lit sans panne."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from eligibility import selectors
from simulateur.groupe import compact, formulaire
from simulateur.groupe.adresse import en_requete
from simulateur.groupe.declaration import GROUPE_PAR_CLE, MEDECIN_PAR_CLE, MEDECINS_MAX
from simulateur.groupe.lecture import EN_TROP, ILLISIBLE, depuis_adresse, depuis_json
from simulateur.reponses.types import Plusieurs
from tests.groupe.strategies import medecins, noms
from tests.reponses.strategies import exemples

pytestmark = pytest.mark.django_db
AUJOURDHUI = date(2026, 11, 22)
PAGE = Path(settings.RACINE) / "docs" / "adresse-d-un-groupe.md"


def lire(*m: str, **communes: str):
    donnees = {cle: [v] for cle, v in {"date_signature": "2026-12-01", **communes}.items()}
    return depuis_adresse(donnees | {"m": list(m)}, selectors.tables().referentiel, AUJOURDHUI)


def lire_requete(requete: str):
    donnees = dict(QueryDict(requete).lists())
    return depuis_adresse(donnees, selectors.tables().referentiel, AUJOURDHUI)


@exemples(300)
@given(medecins())
def test_ce_qui_est_ecrit_se_relit(medecin):
    """De JSON à l'adresse, et retour : les mêmes réponses, la même adresse."""
    from simulateur.groupe.ecriture import requete_du_groupe

    referentiel = selectors.tables().referentiel
    groupe = {"date_signature": "2027-06-01", "medecins": [medecin]}
    lue = depuis_json(groupe, referentiel, AUJOURDHUI)
    relue = lire_requete(requete_du_groupe(groupe))
    assert relue.membres[0].nom == lue.membres[0].nom
    assert relue.membres[0].erreurs == lue.membres[0].erreurs
    assert relue.erreurs == lue.erreurs
    if lue.calculable:
        assert relue.groupe() == lue.groupe()
    (une,) = (membre.compact() for membre in relue.membres)
    (encore,) = lire(une).membres
    assert encore.compact() == une
    assert encore.lecture.valeurs == lire(une).membres[0].lecture.valeurs


@exemples(300)
@given(noms)
def test_un_nom_revient_tel_qu_il_est(nom):
    relue = lire_requete(en_requete([], [compact.ecrire(nom, {"pmt": ("900",)})]))
    assert relue.membres[0].nom_donne == nom
    assert relue.membres[0].erreurs == {}
    assert relue.membres[0].lecture.valeurs["pmt"] == 900


def test_ce_que_le_formulaire_demande_se_retrouve_dans_l_adresse():
    """Sans lettre, une réponse tapée se perdrait à la page suivante."""
    # Le nom suit « ~ », le contrat se devine.
    assert {*formulaire.CHAMPS_DU_MEDECIN} <= {*compact.LETTRES.values(), "nom", "contrat"}
    assert {*MEDECIN_PAR_CLE} - {"nom"} <= {*compact.LETTRES.values()}
    assert {*GROUPE_PAR_CLE} == {*formulaire.CHAMPS_DU_GROUPE, *formulaire.CHAMPS_DE_L_EMPLOI}
    assert all(len(lettre) == 1 and lettre.isalpha() for lettre in compact.LETTRES)


def test_de_plusieurs_valeurs_chacune_a_son_code_d_un_signe():
    plusieurs = [q for q in compact.QUESTIONS.values() if isinstance(q.type, Plusieurs)]
    assert plusieurs
    for question in plusieurs:
        codes = compact.CODES[question.cle]
        assert set(codes) == set(question.type.libelles)
        assert all(len(code) == 1 for code in codes.values())


@pytest.mark.parametrize(
    "texte",
    [" ", "0", "2p1300", "p1300", "1z3", "1p1300..a1700", "1p1300.", "1.p1300", "11300", "x" * 401,
     "1p1300~" + "n" * 400],
    ids=lambda t: t[:20],
)  # fmt: skip
def test_une_autre_version_ou_une_autre_lettre_est_dite_et_gardee(texte):
    lue = lire(texte, "1p1300")
    assert lue.membres[0].erreurs == {"m": ILLISIBLE}
    assert lue.membres[0].compact() == texte
    assert lue.membres[1].erreurs == {}
    assert not lue.calculable


@pytest.mark.parametrize(
    ("texte", "cle"),
    [("1ptrois", "pmt"), ("1sz.p1300", "secteur"), ("1d20269999", "contrat_signature"),
     ("1ehomme", "specialite"), ("1ihz", "situations"), ("1p1300~" + "n" * 41, "nom")],
)  # fmt: skip
def test_une_valeur_fausse_est_dite_a_sa_reponse(texte, cle):
    (membre,) = lire(texte).membres
    assert cle in membre.erreurs
    assert membre.compact() == texte


@exemples(400)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda o: o.decode("latin-1"))))
def test_n_importe_quoi_se_lit_sans_panne(texte):
    for m in (texte, f"1{texte}", f"1p{texte}", f"1p900~{texte}", f"1p900.d{texte}"):
        for membre in lire(m).membres:
            compacte = membre.compact()
            assert lire(compacte).membres[0].compact() == compacte


@exemples(200)
@given(st.binary(max_size=80))
def test_n_importe_quels_octets_dans_l_adresse(octets):
    reponse = Client().get("/groupe/", QUERY_STRING=f"date_signature=2026-12-01&m=1{quote(octets)}")
    assert reponse.status_code in (200, 302)


def test_trente_medecins_bien_remplis_tiennent_en_deux_mille_caracteres():
    """Nom de dix lettres, patientèle, file active, objectif annoncé, secteur 2 Optam, maître de stage."""
    plein = {
        "secteur": ("2-optam",), "pmt": ("1300",), "file_active": ("1700",), "tranche": ("P50-P90",),
        "pamsu": ("oui",), "objectif_pmt": ("150",), "objectif_fa": ("120",), "option": ("0.5",),
    }  # fmt: skip
    communes = [
        ("date_signature", "2026-12-01"), ("etp", "22.5"), ("forme", "SISA"), ("lieu_de_stage", "oui"),
        ("position", "8"), ("anciennete", "3"), ("at_mp", "0.70"),
    ]  # fmt: skip
    requete = en_requete(communes, [compact.ecrire("Dr Martins", plein)] * MEDECINS_MAX)
    assert len(f"https://exemple.fr/groupe/?{requete}") <= 2_000
    assert lire_requete(requete).calculable


def test_un_m_vide_n_est_personne():
    assert [m.nom for m in lire("", "1p900", "").membres] == ["Médecin 1"]


def test_le_trente_et_unieme_est_dit_et_garde():
    lue = lire(*["1p1300"] * 30, "1p700~Zoé")
    assert [m.erreurs for m in lue.membres] == [{}] * 30 + [{"m": EN_TROP}]
    assert lue.membres[-1].compact() == "1p700~Zoé"
    assert not lue.calculable
    assert lire(*["1p1300"] * 30).calculable


def test_un_contrat_en_cours_ou_termine_se_devine():
    en_cours, termine, aucun = (
        m.lecture.valeurs.get("contrat")
        for m in lire("1c5.d20240901", "1f20230901", "1p900").membres
    )
    assert (en_cours, termine, aucun) == ("en-cours", "termine", None)


def test_l_option_envisagee_sous_un_contrat_en_cours_ne_se_perd_pas():
    """Absente, elle serait celle du contrat."""
    (membre,) = lire("1c5.d20240901.o1").membres
    assert membre.lecture.situation().option == "1"
    assert membre.compact() == "1c5.d20240901.o1"
    assert lire("1p900.o1").membres[0].compact() == "1p900"


def test_la_documentation_dit_chaque_lettre_et_chaque_code():
    page = PAGE.read_text(encoding="utf-8")
    lignes = re.findall(r"^\| `(\w)` \| `(\w+)` \| (.*) \|$", page, flags=re.MULTILINE)
    assert {lettre: cle for lettre, cle, _ in lignes} == compact.LETTRES
    for _, cle, codes in lignes:
        dits = {v: code for code, v in re.findall(r"`(\w+)` : `([^`]+)`", codes)}
        assert dits == compact.CODES.get(cle, {}), cle
        assert (codes == "oui") == (cle in compact.OUI_SEUL)
        assert (codes == "une date") == (cle in compact.DATES)
        if cle in compact.DEFAUTS:
            assert f"sans elle, `{compact.DEFAUTS[cle]}`" in codes
    (pour_tous,) = re.findall(r"^Ce qui vaut pour tous .*$", page, flags=re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", pour_tous)) == set(GROUPE_PAR_CLE)
    assert f"{compact.LONGUEUR_MAX} caractères" in page
    assert f"{MEDECINS_MAX} au plus" in page
    for exemple in re.findall(r"m=(1\S+?)(?:&|$)", page, flags=re.MULTILINE):
        assert lire_requete(f"date_signature=2026-12-01&m={exemple}").calculable
    assert "docs/adresse-d-un-groupe.md" in (Path(settings.RACINE) / "README.md").read_text()
