"""L'adresse porte les réponses : une seule écriture, atteinte d'un saut, qui ne bouge plus."""

from urllib.parse import quote, quote_plus, urlencode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from simulateur.parcours.adresse import VUES
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE
from tests.parcours.pages import Visite, reponses_de
from tests.reponses.strategies import coherentes, ecrire, exemples, n_importe_quoi, textes

pytestmark = pytest.mark.django_db

ETAPES = ("profil", "patientele", "option", "resultats")
etapes = st.sampled_from(ETAPES)
visiteur = Visite(Client())
CLES = {*PAR_CLE, *CLES_DE_PRESENTATION}


def verifier_canonique(page) -> None:
    """Rangée, propre, et stable : la rouvrir ne mène nulle part ailleurs."""
    paires = reponses_de(page.adresse)
    assert paires == sorted(paires)
    assert len(set(paires)) == len(paires)
    for cle, valeur in paires:
        assert cle in CLES
        assert valeur == valeur.strip() != ""
    assert dict(paires).get("vue", "modifier") in VUES
    assert visiteur.ouvrir(page.adresse).sauts == []


def ouvrir(etape: str, requete: str):
    page = visiteur.ouvrir(f"/simulation/{etape}/?{requete}")
    # Une écriture canonique plus longue que l'adresse permise est refusée, d'emblée.
    assert page.statut in (200, 414)
    return page


@exemples(100)
@given(etapes, textes())
def test_n_importe_quoi_se_range_d_un_seul_saut(etape, donnees):
    requete = urlencode(donnees, doseq=True, errors="replace")[:7_000]
    page = ouvrir(etape, requete)
    assert len(page.sauts) <= 1
    if page.statut == 200:
        verifier_canonique(page)


@exemples(40)
@given(coherentes(), st.randoms(use_true_random=False), etapes)
def test_l_ordre_les_doublons_et_les_cles_inconnues_n_y_changent_rien(donnees, hasard, etape):
    paires = [(cle, texte) for cle, valeur in donnees.items() for texte in ecrire(cle, valeur)]
    attendue = ouvrir(etape, urlencode(paires))
    desordre = [
        *paires,
        *hasard.sample(paires, 2),
        ("utm_source", "x"),
        ("pmt_an6", "1"),
        ("q", " "),
    ]
    hasard.shuffle(desordre)
    requete = (
        "&&" + "&".join(f"{quote(c)}={quote_plus(f' {v} ')}" for c, v in desordre) + "&&=&vide="
    )
    assert ouvrir(etape, requete).adresse == attendue.adresse
    verifier_canonique(attendue)


morceaux = st.text(alphabet="%&=;+#?/ \tabcDEF0123456789é\x00\x7f-_.~pmtvueq", max_size=40)


@exemples(80)
@given(
    etapes, st.lists(morceaux | n_importe_quoi, max_size=6), st.sampled_from([*sorted(CLES), ""])
)
def test_une_requete_brute_mal_formee_ne_tourne_jamais_en_rond(etape, bouts, cle):
    brute = "&".join([f"{cle}={bouts[0]}" if bouts else cle, *bouts])[:6_900]
    # Un serveur WSGI donne les octets reçus, un par caractère.
    octets = brute.encode("utf-8", "surrogatepass").decode("latin-1")[:6_900]
    page = ouvrir(etape, octets)
    assert len(page.sauts) <= 1


@pytest.mark.parametrize("envoi", [*ETAPES, "", "x", "\x00"])
@pytest.mark.parametrize("etape", ETAPES)
@pytest.mark.parametrize(
    "reponses",
    [
        "",
        "specialite=orl&secteur=1",
        "specialite=orl&secteur=1&contrat=en-cours",
        "specialite=medecine-generale&secteur=1&contrat=termine&date_signature=x&pmt=x",
    ],
)
def test_l_etape_envoyee_n_est_pas_une_reponse_et_ne_fait_pas_tourner(etape, envoi, reponses):
    page = ouvrir(etape, f"{reponses}&{urlencode({'envoi': envoi})}")
    assert len(page.sauts) <= 2
    assert "envoi=" not in page.adresse
    verifier_canonique(page)


GENERALISTE = "specialite=medecine-generale"
DEPART = f"secteur=1&{GENERALISTE}"


@pytest.mark.parametrize(
    ("etape", "requete", "canonique"),
    [
        ("profil", "specialite=medecine-generale&secteur=1", DEPART),
        ("profil", f"{DEPART}&situations=maladie-chronique&situations=handicap&situations=handicap",
         f"secteur=1&situations=handicap&situations=maladie-chronique&{GENERALISTE}"),
        ("patientele", f"{DEPART}&pmt=1%20300&file_active=1.700", f"file_active=1700&pmt=1300&{DEPART}"),
        ("patientele", f"{DEPART}&pmt=5&pmt=1300", f"pmt=1300&{DEPART}"),
        ("profil", "specialite=orl&secteur=1&part_clinique=80,50",
         "part_clinique=80.5&secteur=1&specialite=orl"),
        ("option", f"{DEPART}&date_signature=1/12/2026", f"date_signature=2026-12-01&{DEPART}"),
        ("profil", f"{DEPART}&date_65=5/2028", f"date_65=2028-05&{DEPART}"),
        ("resultats", f"{DEPART}&date_signature=01/12/2026&vue=modifier&q=orl",
         f"date_signature=2026-12-01&{DEPART}"),
        ("profil", f"{DEPART}&vue=autre&cpts=nice&bareme=2026-02-25.1",
         f"bareme=2026-02-25.1&cpts=nice&{DEPART}"),
        ("profil", f"{DEPART}&Pmt=3&PMT=4&csrfmiddlewaretoken=x&envoi=", DEPART),
    ],
)  # fmt: skip
def test_une_seule_ecriture_pour_un_meme_ensemble_de_reponses(etape, requete, canonique):
    page = ouvrir(etape, requete)
    assert len(page.sauts) == (requete != canonique)
    assert page.requete == canonique
    assert page.chemin == f"/simulation/{etape}/"


def test_le_resultat_ecrit_la_date_de_signature_un_lien_dit_demain_la_meme_chose():
    from django.utils import timezone

    page = ouvrir("resultats", DEPART)
    assert page.reponses["date_signature"] == [timezone.localdate().isoformat()]
    assert len(page.sauts) == 1
