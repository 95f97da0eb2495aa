"""« Et si je n'atteins pas l'objectif ? »: the worst case, the trap, examples to try, in words."""

from simulateur.textes.ecriture import typographie, typographier

# The worst case by rule of the objective; ordinary rules: by number of indicators.
PIRES_CAS = typographier(
    {
        "ordinaire": "Le pire cas : un indicateur passe, même d'un patient, sous son niveau de départ. L'aide de "
        "l'année est alors nulle, et l'avance déjà versée est à régler avec la CPAM (hypothèse).",
        "file_active": "Le pire cas : la file active passe, même d'un patient, sous son niveau de départ. L'aide "
        "de l'année est alors nulle, et l'avance déjà versée est à régler avec la CPAM (hypothèse).",
        "65_ans": "Le pire cas : votre patientèle descend sous le plancher. L'aide de l'année est alors réduite "
        "en proportion, jamais supprimée d'un coup (hypothèse).",
        "p95": "Le pire cas : un indicateur descend sous le plancher. L'aide de l'année est alors nulle, et "
        "l'avance déjà versée est à régler avec la CPAM (hypothèse).",
        "nouvel_installe": "Le pire cas : le second objectif, que personne ne connaît encore, n'est pas atteint. "
        "Les années garanties restent acquises.",
    }
)
PIEGE = typographie(
    "Le piège : atteindre l'objectif d'un indicateur ne suffit pas si l'autre est passé sous son départ. "
    "Surveillez les deux."
)
# Examples, set in one tap on the first year followed.
SCENARIOS = typographier(
    {
        "atteint": "objectif atteint",
        "mi_chemin": "à mi-chemin",
        "inchangee": "patientèle inchangée",
        "plancher": "juste au plancher",
        "sous_plancher": "un indicateur juste sous son plancher",
    }
)
# With one indicator only.
SCENARIOS_SEUL = {**SCENARIOS, "sous_plancher": "juste sous le plancher"}
INTERVALLE = typographie("de {mini} à {maxi}")
PAS_ENCORE = typographie("pas encore connu")

INDICATEURS = typographier({"pmt": "Patients médecin traitant", "fa": "Patients de la file active"})
ANNEE_LUE = typographie("Année {annee}, lue le {date}")
