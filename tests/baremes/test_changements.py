"""Ce qui a changé : d'une version à l'autre, et par correction."""

from datetime import date

import pytest

from eligibility import cycle, models, selectors
from eligibility.documents.differences import Difference, differences
from eligibility.regles.parametres import COLLECTIF
from simulateur.baremes import journal
from simulateur.baremes.changements import lire as lire_changements
from tests.parcours.pages import arbre, texte
from tests.tables.outils import AUTEUR, ecrire, en_vigueur

from .ecriture import VERSION, corriger, mettre_en_ligne, retirer
from .lecture import section

pytestmark = pytest.mark.django_db
MONTANT = ("montants", "1", "base", 1)


def test_d_une_version_a_l_autre(lire):
    html = lire("/baremes/2024-06-22/")
    lues = {
        texte(rangee[0]): (texte(rangee[1]), texte(rangee[2]))
        for rangee in arbre(html).iter("tr")
        if len(rangee) == 3 and rangee[1].tag == "td" and not rangee[1].get("class")
    }
    assert lues["1 ETP, de base, année 1"] == ("36 000 €", "38 000 €")
    assert lues["2 ETP, de base, année 3 et suivantes"] == ("–", "44 000 €")
    assert lues["1/3 ETP, de base, année 1"] == ("12 000 €", "–")
    assert lues["Délai de qualification après l’embauche"] == ("36 mois", "24 mois")
    assert lues["2 ETP"] == ("fermée aux nouveaux contrats", "ouverte sous conditions")
    # Tout ce qui diffère est un chiffre montré, ou compté sans l'être.
    cliche = selectors.tables().cliche["baremes"]
    avant, apres = cliche[1], cliche[2]
    ecarts = [d for d in differences(avant, apres) if d.avant and d.apres]
    bouge = [d for d in ecarts if {"valeur", "etat"} & set(d.colonnes)]
    nouvelles = [d for d in differences(avant, apres) if not (d.avant and d.apres)]
    chiffrees = [d for d in nouvelles if (d.avant or d.apres)["valeur"] is not None]
    assert len(lues) == len(bouge) + len(chiffrees)
    assert f"{len(ecarts) - len(bouge)} autres lignes" in html


def test_rien_ne_change_et_rien_a_comparer(lire):
    mettre_en_ligne(cycle.copier(en_vigueur(), AUTEUR, date(2027, 1, 1)))
    assert "Aucun chiffre ne change." in section(lire("/baremes/2027-01-01/"), "changements")
    assert "rien à lui comparer" in section(lire("/baremes/2019-08-21/"), "changements")
    assert "Aucune depuis sa publication." in section(lire(f"/baremes/{VERSION}/"), "changements")


def test_une_correction_se_lit_sur_sa_version_et_dans_les_nouveautes(lire):
    corriger(*MONTANT, valeur="37000.00")
    dite = "1 ETP, de base, année 1 : 37 000 € au lieu de 38 000 €."
    corrections = section(lire(f"/baremes/{VERSION}/"), "changements").partition("Corrections")[2]
    assert dite in corrections
    assert "un essai" in corrections
    assert dite not in section(lire("/baremes/2024-06-22/"), "changements")
    nouvelles = texte(arbre(lire("/nouveautes/")))
    assert "Correction : barème du 25 février 2026, révision 2 un essai" in nouvelles
    assert dite in nouvelles
    assert nouvelles.index("révision 2") < nouvelles.index("Première mise en ligne")
    assert "Tables livrées avec le site." in nouvelles


def test_un_retour_en_arriere_se_dit(lire):
    retirer(corriger(*MONTANT, valeur="37000.00"))
    corrections = section(lire(f"/baremes/{VERSION}/"), "changements").partition("Corrections")[2]
    assert "Retour à une révision précédente. montant mal lu" in corrections
    assert "38 000 € au lieu de 37 000 €" in corrections
    assert "Retour en arrière : barème du 25 février 2026" in texte(arbre(lire("/nouveautes/")))


def test_une_nouvelle_version_n_est_pas_une_correction(lire):
    nouvelle = cycle.copier(en_vigueur(), AUTEUR, date(2030, 1, 1))
    ecrire(nouvelle, *MONTANT, valeur="39000.00")
    mettre_en_ligne(nouvelle)
    page = section(lire("/baremes/2030-01-01/"), "changements")
    assert "Aucune depuis sa publication." in page
    nouvelles = texte(arbre(lire("/nouveautes/")))
    assert "Nouveau : barème du 1er janvier 2030" in nouvelles
    assert "39 000 € au lieu de 38 000 €" in nouvelles
    cycle.retirer(nouvelle, AUTEUR, "trop tôt")
    assert "/baremes/2030-01-01/" not in lire("/nouveautes/")


def test_les_salaires_et_taux_ont_leurs_nouvelles(lire):
    jeu = models.JeuEmployeur.objects.get(date_effet=date(2026, 6, 1), statut="publie")
    correction = cycle.copier(jeu, AUTEUR)
    ecrire(correction, "parametres", "smic", valeur="1870")
    mettre_en_ligne(correction)
    dite = "SMIC, brut mensuel : 1 870 € au lieu de 1 867,02 €."
    assert dite in section(lire("/baremes/employeur/2026-06-01/"), "changements")
    assert "Correction : salaires et taux du 1er juin 2026, révision 2" in texte(
        arbre(lire("/nouveautes/"))
    )
    assert 'href="/baremes/employeur/2026-06-01/"' in lire("/nouveautes/")


def test_une_longue_nouvelle_est_abregee_et_le_dit(lire):
    brouillon = cycle.copier(en_vigueur(), AUTEUR)
    vides = models.Seuil.objects.filter(bareme=brouillon, valeur=None)
    vides = vides.exclude(specialite__slug="medecine-generale")
    combien = vides.update(valeur=4321, fiabilite="secondaire")
    mettre_en_ligne(brouillon)
    page = lire(f"/baremes/{VERSION}/")
    comparees, _, corrigees = section(page, "changements").partition("Corrections")
    nouvelles = texte(arbre(lire("/nouveautes/")))
    # D'une version à l'autre, le contrat collectif est apparu aussi.
    tous = combien + len(COLLECTIF)
    for lue, montrees, sur in (
        (nouvelles, 12, combien), (comparees, 60, tous), (corrigees, 60, combien)
    ):  # fmt: skip
        assert lue.count("4 321") == montrees
        assert f"et {sur - montrees} autres chiffres." in lue
    assert section(page, "seuils").count("4 321") == combien


@pytest.mark.parametrize(
    ("avant", "apres", "dite"),
    [
        ("775", None, "à compléter désormais, 775 patients auparavant"),
        (None, "775", "775 patients, jusque-là à compléter"),
        ("775", "absente", "supprimé, 775 patients auparavant"),
        ("absente", "775", "775 patients, nouveau"),
        ("774", "775", "775 patients au lieu de 774 patients"),
    ],
)
def test_un_chiffre_qui_bouge_en_mots(avant, apres, dite):
    def ligne(valeur):
        return None if valeur == "absente" else {"valeur": valeur}

    difference = Difference("seuils", ("medecine-generale", "pmt", 30), ligne(avant), ligne(apres))
    (chiffre,) = lire_changements("bareme", [difference], selectors.tables()).chiffres
    assert chiffre.phrase.replace("\xa0", " ") == (
        f"Médecine générale, patientèle médecin traitant, P30 : {dite}"
    )


def test_le_journal_se_lit_comme_les_versions_se_nomment():
    """`objet` est le nom d'une version en mots : le journal y retrouve sa date et sa révision."""
    corriger(*MONTANT, valeur="37000.00")
    derniere = next(journal.entrees(selectors.tables()))
    assert (derniere.genre, derniere.version, derniere.revision) == ("bareme", VERSION, 2)
