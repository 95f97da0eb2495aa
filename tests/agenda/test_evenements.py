"""Ce que disent les événements, et ce qu'ils taisent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles import estimer
from simulateur.agenda.evenements import agenda
from simulateur.textes import agenda as textes
from tests.agenda.fichier import ADRESSE, NOUVEAU, SUIVI, evenements
from tests.regles.fabrique import REFERENTIEL, situation
from tests.reponses.strategies import exemples

JOUR = date(2026, 11, 22)
MENTION = "Barème 2026-02-25, révision 1. Estimation : seul le contrat avec la CPAM engage."


def normal(mots: str) -> str:
    return " ".join(mots.replace("\n", " / ").split())


def lus(visite, requete: str) -> list[tuple[str, str, str]]:
    page = visite.ouvrir(f"{ADRESSE}?{requete}")
    assert (page.statut, page.chemin) == (200, ADRESSE)
    return [
        (
            e.jour.isoformat(),
            normal(e.titre).removeprefix("Assistant médical – "),
            normal(e.description),
        )
        for e in evenements(page.reponse.content)
    ]


@pytest.mark.django_db
def test_un_nouveau_contrat_de_bout_en_bout(visite):
    hypothese = f"Date non officielle : hypothèse. / {MENTION}"
    assert lus(visite, NOUVEAU)[:9] == [
        ("2026-12-01", "Signature du contrat avec la CPAM", MENTION),
        (
            "2027-01-01",
            "Versement de l’année 1 : 38 000 €, au plus tard ce jour",
            f"Versement attendu entre le 1er décembre 2026 et le 1er janvier 2027. / {MENTION}",
        ),
        ("2027-12-01", "Début de l’année 2 du contrat", MENTION),
        ("2027-12-01", "Versement de l’année 2 : 28 000 €, au plus tard ce jour", MENTION),
        ("2028-12-01", "Début de l’année 3 du contrat", MENTION),
        (
            "2028-12-01",
            "Date limite du titre d’assistant médical (CQP ou FAE) : 24 mois après l’embauche",
            hypothese,
        ),
        ("2028-12-01", "Lecture de votre patientèle : l’objectif doit être atteint", hypothese),
        ("2028-12-01", "Acompte de l’année 3 : 11 000 €", MENTION),
        (
            "2029-02-01",
            "Solde de l’année 3 : jusqu’à 11 000 €, au plus tard ce jour",
            f"Versement attendu entre le 1er décembre 2028 et le 1er février 2029. / {MENTION}",
        ),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("suivi", "solde"),
    [
        (
            "fa_an3=1700&pmt_an3=1450",
            "Solde de l’année 3 : 5 500 € aux niveaux supposés, au plus tard ce jour",
        ),
        # Un solde nul garde son événement : il remplace le montant d'un import précédent.
        ("pmt_an3=1299", "Solde de l’année 3 : 0 € aux niveaux supposés, au plus tard ce jour"),
        ("pmt_an3=1500", "Solde de l’année 3, au plus tard ce jour : montant pas encore connu"),
    ],
)
def test_le_suivi_change_le_solde_et_dit_ce_qu_il_ne_sait_pas(visite, suivi, solde):
    dits = lus(visite, f"{NOUVEAU}&objectif_fa=100&objectif_pmt=200&{suivi}")
    assert [titre for jour, titre, _ in dits if jour == "2029-02-01"] == [solde]


@pytest.mark.django_db
def test_un_montant_de_source_secondaire_le_dit(visite):
    avenant = f"{SUIVI}&contrat_objectif_atteint=oui&option=2&zone=zip"
    marques = {titre: description for _, titre, description in lus(visite, avenant)}
    assert marques["Acompte de l’année 4 : 22 000 €"].startswith(
        "Montant non officiel : source secondaire."
    )


@pytest.mark.django_db
def test_ce_qui_est_passe_le_jour_de_reference_n_y_est_plus(visite):
    jours = [jour for jour, _, _ in lus(visite, SUIVI)]
    assert min(jours) >= "2026-12-01"
    assert "2027-09-01" in jours
    titres = {titre for _, titre, _ in lus(visite, SUIVI)}
    assert "Signature du contrat avec la CPAM" not in titres


@pytest.mark.django_db
def test_seuls_les_montants_des_versements_sortent(visite):
    requete = (
        "at_mp=7.13&brut_mensuel=2713&date_signature=2026-12-01&file_active=1719&objectif_fa=113"
        "&objectif_pmt=217&pmt=1317&secteur=2-optam&situations=handicap&specialite=medecine-generale"
        "&tarif=37&taxe_deja_due=1913"
    )
    octets = visite.ouvrir(f"{ADRESSE}?{requete}").reponse.content
    assert evenements(octets)
    deplie = octets.replace(b"\r\n ", b"").replace("\u202f".encode(), b"").decode()
    for reponse in ("1317", "1719", "113 ", "217", "2713", "1913", "handicap", "optam", "generale"):
        assert reponse not in deplie
    for lien in ("http", "URL", "simulation", "?"):
        assert lien not in deplie


def test_un_texte_long_est_plie_sans_couper_un_caractere(monkeypatch):
    """Un, deux, trois, quatre octets, et ce que le format échappe, à toutes les colonnes."""
    estimation = estimer(situation(), REFERENTIEL)
    for decalage in range(8):
        long = "x" * decalage + "é€\u202f😀,;\\ «\u00a0à\u00a0»" * 60
        monkeypatch.setattr(textes, "titre", lambda *_, long=long: long)
        for evenement in evenements(agenda(estimation, JOUR).to_ical()):
            assert evenement.titre == long


@exemples(200)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
)
def test_tout_texte_revient_comme_il_est_parti(texte):
    estimation = estimer(situation(), REFERENTIEL)
    with pytest.MonkeyPatch.context() as correctif:
        correctif.setattr(textes, "titre", lambda *_: texte)
        titres = {e.titre for e in evenements(agenda(estimation, JOUR).to_ical())}
    assert titres == {texte}


@pytest.mark.parametrize("jour", [date(2027, 1, 1), date(2027, 7, 1), date(2028, 2, 29)])
def test_la_date_de_revision_est_le_debut_du_jour_a_paris(jour):
    """Jamais dans le futur, même pour qui vient juste après minuit."""
    heure = "T220000Z" if jour.month == 7 else "T230000Z"
    veille = jour - timedelta(days=1)
    octets = agenda(estimer(situation(), REFERENTIEL), jour).to_ical()
    assert {e.revise for e in evenements(octets)} == {f"{veille:%Y%m%d}{heure}"}
