"""Les cas de plusieurs médecins : lus, ouverts, écrits depuis une adresse, comparés avec un brouillon."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from eligibility import selectors
from eligibility.documents import base
from simulateur.atelier import etude as etudes
from simulateur.atelier import impact
from simulateur.atelier.ecarts import exemple
from simulateur.cas import attendu as attendus
from simulateur.cas import faits
from simulateur.cas.comparaison import ecarts
from simulateur.cas.controle import calculer
from simulateur.cas.groupes import CLES, CRITERES
from simulateur.cas.liens import du_resultat
from simulateur.groupe.lecture import depuis_adresse, depuis_json
from simulateur.models import CasDeControle
from simulateur.reponses.ecriture import est_un_groupe
from tests.tables.outils import ecrire

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 22)
MELANGE = "Le médecin P95 reste seul, les deux autres adhèrent"
ADRESSE = (
    "https://exemple.fr/groupe/?date_signature=2026-12-01&etp=1.5&forme=SISA"
    "&m=1p1300.a1700~Dr+Aub%C3%A9pine&m=1p900.a1300.j"
)


def tous() -> list[CasDeControle]:
    return [cas for cas in CasDeControle.objects.all() if est_un_groupe(cas.reponses)]


def un(nom: str) -> CasDeControle:
    return CasDeControle.objects.get(nom=nom)


def resultat(cas: CasDeControle) -> dict:
    return calculer(cas.reponses, selectors.tables().referentiel)


def test_le_corpus_a_ses_groupes_et_chaque_fait_y_sert():
    assert len(tous()) >= 25
    cites = {cle for cas in tous() for cle in cas.attendu} - {"erreur_champ"}
    assert cites == CLES


def test_l_adresse_d_un_cas_dit_le_meme_groupe_que_ses_reponses(client):
    referentiel = selectors.tables().referentiel
    for cas in tous():
        page, requete = du_resultat(cas.reponses)
        assert page == "groupe:page"
        if "erreur_champ" in cas.attendu:
            continue
        lue = depuis_adresse(dict(QueryDict(requete).lists()), referentiel, JOUR)
        assert lue.groupe() == depuis_json(cas.reponses, referentiel, JOUR).groupe(), cas.nom
        assert lue.en_json()["medecins"]
    # Déjà dans sa forme : la page ne renvoie pas ailleurs.
    assert client.get(reverse(page), QUERY_STRING=requete).status_code in (200, 302)


def test_chaque_fait_faux_est_un_ecart():
    for cas in tous():
        if "erreur_champ" in cas.attendu:
            continue
        obtenu = resultat(cas)
        for champ in faits.champs(cas.attendu):
            faux = faits.composer([(champ.nom, "autre chose")])
            assert ecarts(faux, obtenu), (cas.nom, champ.nom)
        relu = attendus.relire(dict.fromkeys(cas.attendu.keys() - {CRITERES}), obtenu)
        assert ecarts(relu, obtenu) == []


def test_un_fait_d_un_medecin_n_est_pas_celui_d_un_groupe():
    obtenu = resultat(un(MELANGE))
    assert ecarts({"verdict": "eligible"}, obtenu) == ["« verdict » n'est pas une clé d'attendu."]
    assert ecarts({CRITERES: {"inconnu": "ok"}}, obtenu) == [
        "Critère « inconnu » : condition remplie attendu, rien obtenu"
    ]
    seul = resultat(un("Généraliste à qui il manque 35 patients"))
    assert ecarts({"collectif_total": "1.00"}, seul)
    assert ecarts({"collectif_total": "1.00"}, {"erreurs": {"etp": "…"}}) == [
        "Réponses refusées : aucun attendu, etp obtenu"
    ]


def test_la_page_d_un_cas_le_dit_en_mots_et_l_ouvre(redaction, brouillon, client):
    adresse = reverse("atelier:un_cas", args=[un(MELANGE).pk])
    page = redaction.get(adresse)
    assert "La moins chère : qui adhère (numéros)" in page.text
    assert "<td>2\u00a0; 3</td>" in page.text
    assert client.get(page.context["lien"]).status_code == 200
    assert page.context["lien"].startswith("/groupe/?date_signature=2026-12-01&etp=3&forme=SISA&m=")
    lien = redaction.get(adresse, {"version": "bareme/2026-02-25.2"}).context["lien_brouillon"]
    assert lien.startswith("/admin/atelier/bareme/2026-02-25.2/apercu/groupe/?")
    assert redaction.get(lien).status_code == 200


def test_un_cas_s_ecrit_depuis_l_adresse_d_un_groupe(redaction):
    nouveau = reverse("atelier:nouveau_cas")
    champs = {"adresse": ADRESSE, "nom": "Un groupe à moi", "theme": "essais", "source": ""}
    propose = redaction.post(nouveau, champs)
    assert "Contrat collectif, aide de chaque année" in propose.text
    gardes = ["collectif_verdict", "collectif_criteres.forme", "collectif_total"]
    envoi = {**champs, "faits": gardes, "fait-collectif_total": "198 000,50"}
    redaction.post(nouveau, envoi)
    cas = un("Un groupe à moi")
    assert cas.attendu == {
        "collectif_verdict": "eligible", "collectif_criteres": {"forme": "ok"},
        "collectif_total": "198000.50",
    }  # fmt: skip
    assert cas.reponses["medecins"] == [
        {"nom": "Dr Aubépine", "specialite": "medecine-generale", "secteur": "1", "pmt": 1300,
         "file_active": 1700},
        {"specialite": "medecine-generale", "secteur": "1", "pmt": 900, "file_active": 1300,
         "pamsu": True},
    ]  # fmt: skip
    page = redaction.get(reverse("atelier:un_cas", args=[cas.pk]))
    assert "198\u202f000,50 attendu, 198\u202f000 obtenu" in page.text
    assert ADRESSE.removeprefix("https://exemple.fr") == page.context["lien"]


@pytest.mark.parametrize(
    ("adresse", "message"),
    [
        (f"{ADRESSE}&m=9p1", "ne peut pas être lu"),
        (ADRESSE.replace("date_signature=2026-12-01&", ""), "Sans date de signature"),
    ],
)
def test_une_adresse_de_groupe_qui_ne_fait_pas_un_cas(redaction, adresse, message):
    envoi = {"adresse": adresse, "nom": "x", "theme": "essais", "faits": ["collectif_verdict"]}
    reponse = redaction.post(reverse("atelier:nouveau_cas"), envoi)
    assert reponse.status_code == 422
    assert message in reponse.text


def test_un_cas_rouge_attend_ce_qu_un_brouillon_en_fait(redaction, brouillon):
    ecrire(brouillon, "parametres", "collectif_objectif_pmt", valeur="270.00")
    cas = un("Groupe de deux, exactement 775 de moyenne")
    page = redaction.get(
        reverse("atelier:un_cas", args=[cas.pk]), {"version": "bareme/2026-02-25.2"}
    )
    assert "Objectif commun, patientèle médecin traitant : 260 attendu, 270 obtenu" in page.text
    nouveau = attendus.relire(cas.attendu, calculer(cas.reponses, etude(brouillon).apres))
    assert nouveau == cas.attendu | {"collectif_objectif_pmt": 270}


def etude(brouillon) -> etudes.Etude:
    return impact._etude(base.document(brouillon))


def des_groupes(une: etudes.Etude) -> list[etudes.Ecart]:
    """Ce que le brouillon change aux groupes, cas de contrôle et groupes visés."""
    rangs = [rang for rang, essai in enumerate(une.essais[:700]) if est_un_groupe(essai.reponses)]
    return [ecart for rang in rangs if (ecart := etudes.comparer(une, rang))]


@pytest.mark.parametrize(
    ("cle", "valeur", "quoi"),
    [
        ("collectif_montant_annee_1", "40000.00", "aide"),
        ("collectif_objectif_fa", "120.00", "objectif"),
        ("collectif_objectif_mois", "36.00", "objectif"),
        ("collectif_pmt_moyenne_min", "800.00", "contrat collectif"),
        ("collectif_bonus_mois", "202701.00", "ETP au plus"),
        ("collectif_bonus_etp", "1.00", "ETP au plus"),
        ("collectif_installe_mois", "24.00", "objectif"),
        ("collectif_carence_mois", "36.00", "carence après la sortie"),
    ],
)
def test_un_chiffre_du_contrat_collectif_a_son_effet_et_sa_cause(brouillon, cle, valeur, quoi):
    ecrire(brouillon, "parametres", cle, valeur=valeur)
    une = etude(brouillon)
    trouves = des_groupes(une)
    assert {une.differences[ecart.cause].cle for ecart in trouves} == {(cle,)}
    assert [ecart for ecart in trouves if ecart.essai.cas]
    assert [ecart for ecart in trouves if not ecart.essai.cas]
    for ecart in trouves:
        dit = exemple(ecart, "/admin/apercu/", {})
        assert any(quoi in libelle for libelle, _, _ in dit["quoi"]), dit
        assert dit["public"].startswith("/groupe/?")
        assert dit["brouillon"].startswith("/admin/apercu/groupe/?")
        assert dit["medecin"].startswith(("SISA, ", "SCM, ", "SCP, ", "SEL, "))


def test_deux_chiffres_du_contrat_collectif_sont_une_combinaison(brouillon):
    ecrire(brouillon, "parametres", "collectif_montant_annee_1", valeur="40000.00")
    ecrire(brouillon, "parametres", "collectif_montant_annee_2", valeur="30000.00")
    assert {ecart.cause for ecart in des_groupes(etude(brouillon))} == {etudes.COMBINAISON}


def test_sans_chiffre_du_contrat_collectif_aucun_groupe_n_est_ajoute(brouillon):
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    une = etude(brouillon)
    assert not [e for e in une.essais if not e.cas and est_un_groupe(e.reponses)]
    assert des_groupes(une) == []
