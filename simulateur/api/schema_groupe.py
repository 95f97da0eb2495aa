"""La réponse de `/api/v1/groupe`, décrite une fois ; elle s'appuie sur les briques de l'estimation."""

from .briques import (
    Schema,
    argent,
    booleen,
    chaine,
    choix,
    entier,
    jour,
    liste,
    objet,
    ou_null,
    renvoi,
    solde,
)
from .schema import FIABILITE, OPTION, SOURCE

ETP = chaine("Équivalents temps plein.", examples=["1.5"])
RANGS = liste(entier(), "Rangs des médecins dans la demande, à partir de 0.")
_ANNEE_COUT = {
    "annee": entier(),
    "cout_employeur": argent(),
    "taxe_salaires": argent(),
    "autres_frais": argent(),
    "aide": ou_null(argent()),
    "reste": ou_null(solde("Coût + taxe + autres frais − aide.")),
}
MOYENNE = chaine("Une décimale, par défaut.", examples=["774.9"])

SCHEMAS_GROUPE: dict[str, Schema] = {
    "EstimationGroupe": objet(
        "Un groupe de médecins : ensemble, chacun pour soi, et les combinaisons. Une estimation : seul le "
        "contrat signé engage.",
        collectif=renvoi("Collectif"),
        individuels=liste(renvoi("Estimation"), "Dans l'ordre de la demande."),
        medecins=liste(renvoi("MedecinDuGroupe"), "Dans l'ordre de la demande."),
        bilan=objet(
            "Sur cinq ans : chacun avec son option, et tous ceux qui peuvent adhérer ensemble (à titre "
            "indicatif quand le verdict du contrat collectif est non_eligible).",
            seuls=renvoi("Totaux"),
            ensemble=ou_null(renvoi("Totaux")),
        ),
        combinaisons=liste(
            renvoi("Combinaison"),
            "Au nombre d'ETP demandé, celles qu'aucune autre n'améliore ; la moins chère d'abord.",
        ),
        reperes=liste(
            renvoi("Combinaison"),
            "Pour comparer : sans contrat collectif, et tout ensemble, quand une autre les améliore.",
        ),
        comparaison=renvoi("Comparaison"),
        bareme=renvoi("BaremeReference"),
        trace=liste(renvoi("LigneTrace"), "Le calcul du contrat collectif, ligne à ligne."),
    ),
    "Totaux": objet(
        etp=ETP,
        aide=argent("Si chaque objectif est atteint."),
        reste=ou_null(solde("Coût de l'employeur − aide ; null : un coût n'est pas connu.")),
        patients=entier("Patients à gagner."),
        certain=booleen("false : au moins autant, un objectif n'étant pas connu."),
    ),
    "Collectif": objet(
        "Le contrat que signeraient ensemble tous ceux qui peuvent adhérer.",
        verdict=choix(("eligible", "non_eligible", "a_confirmer")),
        criteres=liste(renvoi("Critere")),
        adherents=RANGS,
        etp=ETP,
        pmt_moyenne=ou_null(MOYENNE),
        etp_maximum=ETP,
        annees=liste(
            objet(
                annee=entier(),
                debut=jour(),
                bareme=jour("Version du barème qui la paie."),
                montant=ou_null(argent("Si l'objectif est atteint.")),
                source=SOURCE,
                fiabilite=FIABILITE,
            )
        ),
        total=argent(),
        objectif=ou_null(
            objet(
                "Pour le groupe entier. null : le contrat n'existe pas à cette date.",
                pmt=renvoi("ObjectifIndicateur"),
                fa=renvoi("ObjectifIndicateur"),
                echeance=jour(),
                acquis_inconnus=liste(
                    entier(),
                    "Médecins dont le contrat en cours a pu déjà apporter des patients, que rien ne dit : "
                    "l'objectif est alors un maximum.",
                ),
                installes=liste(
                    objet(
                        "Un nouvel installé a ses propres niveaux à atteindre.",
                        medecin=entier(),
                        echeance=jour(),
                        pmt=renvoi("ObjectifIndicateur"),
                        fa=renvoi("ObjectifIndicateur"),
                    )
                ),
            )
        ),
        cout=liste(objet(**_ANNEE_COUT), "Pour la société ; vide : le coût n'est pas connu."),
    ),
    "MedecinDuGroupe": objet(
        nom=chaine(),
        pamsu=booleen(),
        peut_adherer=booleen(),
        criteres=liste(renvoi("Critere"), "Ses conditions pour adhérer."),
        moyenne_sans=ou_null(MOYENNE | {"description": "Patientèle moyenne des autres adhérents."}),
        fin_du_contrat=ou_null(
            objet(
                "Ce que terminer le contrat en cours règle avec la CPAM, au prorata des jours (hypothèse). "
                "Sommes nulles : à un anniversaire, ou taux inconnu.",
                option=OPTION,
                annee=ou_null(entier()),
                verse=ou_null(argent()),
                du=ou_null(argent()),
                a_rendre=ou_null(solde("Négatif : la CPAM le doit encore.")),
            )
        ),
    ),
    "Combinaison": objet(
        collectif=RANGS | {"description": "Ceux qui adhèrent au contrat collectif."},
        etp_collectif=ETP,
        individuels={
            "type": "object",
            "description": "Rang d'un médecin → option de son contrat individuel.",
            "additionalProperties": OPTION,
        },
        aide=argent("Sur cinq ans, si chaque objectif est atteint."),
        aide_exposee=argent("La part de cette aide qui n'est pas payée si personne ne gagne de patient."),
        reste=ou_null(solde("Sur cinq ans, coût de l'employeur − aide.")),
        patients=objet(
            pmt=entier(),
            fa=entier(),
            certain=booleen("false : au moins autant, un objectif n'étant pas connu."),
            fa_certain=booleen("La même chose, de la seule file active."),
        ),
    ),
    "Comparaison": objet(
        etp=ETP,
        etp_tenus=ETP | {
            "description": "Contrats en cours de ceux qui ne peuvent pas adhérer, en plus de `etp`."
        },
        au_net=booleen("Comparées sur le reste à payer ; false : sur l'aide, faute d'un coût."),
        sur_patients=booleen(
            "Comparées aussi sur les patients ; false : un objectif inconnu pourrait changer la liste."
        ),
        trop_de_cas=booleen("Les médecins sont trop différents pour tout peser : aucune combinaison."),
        ecartes=RANGS | {"description": "Ceux qui pourraient adhérer mais dont la PMT manque."},
    ),
}  # fmt: skip
EXEMPLE_GROUPE = {
    "forme": "SISA",
    "etp": "1.5",
    "date_signature": "2026-12-01",
    "medecins": [
        {"nom": "Médecin 1", "specialite": "medecine-generale", "secteur": "1", "pmt": 1300,
         "file_active": 1700},
        {"nom": "Médecin 2", "specialite": "medecine-generale", "secteur": "1", "pmt": 700,
         "file_active": 1000, "pamsu": True},
    ],
}  # fmt: skip
