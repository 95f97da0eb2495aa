"""The facts that a case of several doctors may check, and how each is written."""

from simulateur.textes.mots import OPTIONS, VERDICTS

from .ecritures import (
    NIVEAU,
    OUI_NON,
    SOMME,
    SOMMES,
    Chiffre,
    Compte,
    Ecriture,
    Jour,
    Liste,
    Mot,
    Peut,
    Rang,
    Rangees,
)

ETP = Chiffre(1, fixe=False)
MOYENNE = Chiffre(1)
VERDICT = Mot(VERDICTS)
MEDECINS = Liste(Rang())
INSTALLES = Rangees(
    (Rang(), Jour(), NIVEAU, NIVEAU),
    lambda rangees: rangees or (),
    lambda rangees: rangees,
)

FAITS_DU_GROUPE: dict[str, tuple[str, Ecriture]] = {
    "collectif_verdict": ("Contrat collectif", VERDICT),
    "collectif_adherents": ("Médecins qui peuvent adhérer (numéros)", MEDECINS),
    "collectif_etp": ("ETP du contrat collectif", ETP),
    "pmt_moyenne": ("Patientèle moyenne", Peut(MOYENNE, "inconnue")),
    "pmt_manque": ("Patients manquants, en tout", Peut(Compte())),
    "etp_maximum": ("ETP au plus", ETP),
    "collectif_baremes": ("Contrat collectif, barème de chaque année", Liste(Jour())),
    "collectif_montants": ("Contrat collectif, aide de chaque année", SOMMES),
    "collectif_total": ("Contrat collectif, aide en tout", Peut(SOMME)),
    "collectif_objectif_pmt": ("Objectif commun, patientèle médecin traitant", Peut(Compte())),
    "collectif_objectif_fa": ("Objectif commun, file active", Peut(Compte())),
    "collectif_echeance": ("Objectif commun, échéance", Peut(Jour())),
    "collectif_acquis_inconnus": (
        "Médecins dont les patients déjà gagnés ne sont pas dits (numéros)",
        Peut(MEDECINS),
    ),
    "collectif_installes": (
        "Nouveaux installés (numéro ; échéance ; patients médecin traitant ; file active)",
        INSTALLES,
    ),
    "collectif_cout": ("Société, coût de l’employeur par année", SOMMES),
    "collectif_taxe": ("Société, taxe sur les salaires par année", SOMMES),
    "collectif_reste": ("Société, reste à payer par année", SOMMES),
    "peut_adherer": ("Chaque médecin peut adhérer", Liste(OUI_NON)),
    "moyennes_sans": ("Patientèle moyenne sans chaque médecin", Liste(MOYENNE)),
    "verdicts": ("Verdict de chaque médecin seul", Liste(VERDICT)),
    "verses": ("Contrats à terminer, déjà versé", SOMMES),
    "dus": ("Contrats à terminer, dû au prorata", SOMMES),
    "a_rendre": ("Contrats à terminer, à rendre", SOMMES),
    "combinaisons": ("Nombre de combinaisons", Compte()),
    "combinaisons_etp": ("ETP auxquels elles sont comparées", ETP),
    "sur_patients": ("Comparées sur les patients", OUI_NON),
    "ecartes": ("Médecins laissés de côté, sans patientèle (numéros)", MEDECINS),
    "meilleure_collectif": ("La moins chère : qui adhère (numéros)", Peut(MEDECINS)),
    "meilleure_etp": ("La moins chère : ETP ensemble", Peut(ETP)),
    "meilleure_individuels": (
        "La moins chère : option de chacun, seul",
        Peut(Liste(Mot(OPTIONS))),
    ),
    "meilleure_aide": ("La moins chère : aide sur cinq ans", Peut(SOMME)),
    "meilleure_exposee": ("La moins chère : aide qui dépend des patients", Peut(SOMME)),
    "meilleure_pmt": ("La moins chère : patients médecin traitant à gagner", Peut(Compte())),
    "meilleure_fa": ("La moins chère : file active à gagner", Peut(Compte())),
}
