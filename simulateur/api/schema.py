"""Les réponses de l'API, décrites une fois (JSON Schema 2020-12) : OpenAPI, page, tests les lisent ici."""

from eligibility.regles.vocabulaire import FIABILITES, LIGNES_MONTANT, OPTIONS, TRANCHES
from simulateur.textes.options import CONDITIONS

from .briques import (
    Schema,
    actes,
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
    taux,
)

FIABILITE = choix(
    (*FIABILITES, ""),
    "Officiel, source secondaire, hypothèse, à compléter ; vide : dit par le médecin.",
)
SOURCE = chaine("Clé d'une source du barème ; vide : dit par le médecin, ou somme.")
OPTION = choix(OPTIONS, "Équivalents temps plein.")
TRANCHE = choix(TRANCHES)

SCHEMAS: dict[str, Schema] = {
    "Estimation": objet(
        "Ce que les règles disent d'une situation. Une estimation : seul le contrat signé engage.",
        verdict=choix(("eligible", "non_eligible", "a_confirmer"), "Le pire des critères."),
        criteres=liste(renvoi("Critere"), "Toujours les dix, dans l'ordre des règles."),
        tranche=ou_null(choix(TRANCHES, "null : les seuils connus ne suffisent pas à la dire.")),
        options=liste(renvoi("Option"), "Celle du contrat en cours d'abord."),
        echeances=liste(renvoi("Echeance"), "Par date."),
        questions_cpam=liste(chaine(), "Ce qui manque, en questions prêtes à envoyer à la CPAM."),
        cout=ou_null(renvoi("Cout")),
        bareme=renvoi("BaremeReference"),
        trace=liste(renvoi("LigneTrace"), "Le calcul, ligne à ligne."),
        reponses={
            "allOf": [renvoi("Reponses")],
            "description": "Les réponses comprises, avec l'option et le jour retenus : la même demande "
            "redonne le même résultat.",
        },
    ),
    "Critere": objet(
        id=chaine(examples=["activite_minimale"]),
        etat=choix(("ok", "bloquant", "a_verifier")),
        explication=chaine(),
        changerait=chaine("Ce qui changerait la réponse ; vide : rien à faire."),
        constat=ou_null(chaine("Ce qui est constaté.", examples=["740"])),
        seuil=ou_null(chaine("Ce qui est demandé.", examples=["775"])),
        manque=ou_null(entier("Patients qui manquent.")),
        source=SOURCE,
        fiabilite=FIABILITE,
    ),
    "Option": objet(
        option=OPTION,
        ouverte=booleen("Le médecin peut la signer ; les montants sont calculés dans tous les cas."),
        conditions_manquantes=liste(choix(tuple(CONDITIONS))),
        annees=liste(renvoi("Annee")),
        total=argent("Somme des années listées, en euros."),
        total_a_venir=argent("Somme des années qui s'ouvrent à partir de date_signature."),
        total_certain=booleen("false : le taux d'une année n'est pas connu."),
        alternatives=liste(
            objet(tranche=TRANCHE, annees=liste(renvoi("Annee")), total=argent()),
            "Tranche inconnue : ce que donneraient les tranches majorées encore possibles.",
        ),
        objectif=renvoi("Objectif"),
    ),
    "Annee": objet(
        "Une année du contrat. Sans case au barème : montants et taux à null, versements vides.",
        annee=entier(),
        debut=jour("L'anniversaire qui l'ouvre."),
        bareme=jour("Version du barème qui la paie."),
        montant_maximal=ou_null(argent()),
        taux=ou_null(taux("null : inconnu.")),
        montant=ou_null(argent("montant_max quand le taux est inconnu.")),
        taux_min=ou_null(taux()),
        taux_max=ou_null(taux()),
        montant_min=ou_null(argent()),
        montant_max=ou_null(argent()),
        periode=choix(("passee", "en_cours", "a_venir"), "Lue au jour date_signature."),
        versements=liste(renvoi("Versement")),
        trop_percu=ou_null(argent("Acompte versé au-delà du dû, à régler avec la CPAM.")),
    ),
    "Versement": objet(
        nature=choix(("totalite", "acompte", "solde")),
        montant=ou_null(argent()),
        au_plus_tot=jour(),
        au_plus_tard=jour(),
    ),
    "Objectif": objet(
        regle=choix(("65_ans", "p95", "nouvel_installe", "bareme", "declare", "inconnu")),
        echeance=jour("Le jour où le niveau est lu."),
        pmt=ou_null(renvoi("ObjectifIndicateur")),
        fa=renvoi("ObjectifIndicateur"),
    ),
    "ObjectifIndicateur": objet(
        "Des patients ; null : personne ne peut le dire. pmt est null quand la spécialité ne l'utilise pas.",
        depart=ou_null(entier()),
        cible=ou_null(entier()),
        a_gagner=ou_null(entier()),
        plancher=ou_null(entier("Sous ce niveau, l'aide diminue ou s'arrête.")),
    ),
    "Echeance": objet(
        date=jour(),
        type=choix(
            (
                "signature", "anniversaire", "versement", "objectif", "formation",
                "secretariat", "fin_contrat", "reconduction", "prolongation", "carence",
            )
        ),
        libelle=chaine(),
    ),
    "Cout": objet(
        "Ce que coûte l'emploi avec l'option choisie, et ce qui reste à payer une fois l'aide reçue. null : "
        "aucun salaire ni taux d'employeur n'est publié.",
        parametres=jour("Version des salaires et des taux en vigueur le jour date_signature."),
        hypotheses=liste(chaine(), "Ce que les montants supposent, ou pourquoi il n'y en a pas."),
        annees=liste(
            renvoi("AnneeCout"),
            "Les années de contrat dont les taux sont connus ; aucune quand le salaire dépasse le plafond.",
        ),
    ),
    "AnneeCout": objet(
        "Une année de contrat, pour la part de ce médecin.",
        annee=entier(),
        cout_employeur=argent("Salaires et cotisations, réduction générale déduite."),
        taxe_salaires=argent("La taxe que cet emploi ajoute."),
        autres_frais=argent("Ceux que le médecin indique."),
        aide=ou_null(argent("null : aucune case au barème.")),
        reste=ou_null(solde("Coût + taxe + autres frais − aide ; négatif : l'aide dépasse le coût.")),
        dont_formation=ou_null(
            liste(
                argent(),
                "Coût des heures de formation, au moins et au plus, déjà dans le coût ; année 1 seulement.",
            )
        ),
        actes_par_jour=ou_null(actes("Consultations de plus qui couvriraient le reste. null : sans tarif.")),
        actes_par_semaine=ou_null(actes()),
    ),
    "BaremeReference": objet(
        "La version en vigueur le jour date_signature.",
        version=jour(),
        revision=entier(),
        publie_le=ou_null(jour()),
        verifie_le=ou_null(jour()),
    ),
    "LigneTrace": objet(
        etape=chaine(),
        formule=chaine(),
        valeur=chaine(),
        source=SOURCE,
        fiabilite=FIABILITE,
    ),
    "Erreurs": {
        "type": "object",
        "description": "Une entrée par champ fautif, ou « _ » quand toute la demande est en cause. "
        "La phrase dit quoi indiquer.",
        "properties": {
            "erreurs": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "examples": [
                    {"pmt": "Indiquez un nombre entier de patients, par exemple 1\u202f300."}
                ],
            },
            "reference": chaine("À citer au support ; erreurs 500 seulement."),
        },
        "required": ["erreurs"],
        "additionalProperties": False,
    },
    "Specialite": objet(
        slug=chaine("La valeur de `specialite`.", examples=["medecine-generale"]),
        libelle=chaine(),
        groupe=chaine("Le groupe de règles."),
        synonymes=liste(chaine()),
    ),
}  # fmt: skip

_MARQUE = {
    "source": SOURCE,
    "fiabilite": FIABILITE,
    "verifie_le": ou_null(jour("null : non vérifié.")),
}
_INDICATEUR = choix(("pmt", "fa"))
_RESUME = SCHEMAS["BaremeReference"]["properties"] | {"source": SOURCE}

SCHEMAS |= {
    "BaremeResume": objet(**_RESUME),
    "Bareme": objet(
        "Une version entière. Une case vide vaut null : elle existe, personne n'en connaît la valeur.",
        **_RESUME,
        montants=liste(
            objet(
                option=OPTION,
                ligne=choix(LIGNES_MONTANT),
                annee=entier("3 : année 3 et suivantes."),
                valeur=ou_null(argent()),
                **_MARQUE,
            )
        ),
        seuils=liste(
            objet(
                specialite=chaine(),
                indicateur=_INDICATEUR,
                percentile=entier(),
                valeur=ou_null(entier("Patients.")),
                **_MARQUE,
            )
        ),
        objectifs=liste(
            objet(
                specialite=chaine(),
                option=OPTION,
                indicateur=_INDICATEUR,
                debut=entier("Patientèle de départ, borne incluse."),
                fin=ou_null(entier("Borne exclue ; null : sans limite.")),
                patients_debut=entier("Patients à gagner au début du segment."),
                patients_fin=ou_null(entier("À la fin, en ligne droite ; null : nombre constant.")),
                **_MARQUE,
            )
        ),
        options=liste(
            objet(
                option=OPTION,
                etat=choix(("ouverte", "conditions", "fermee")),
                source=SOURCE,
                fiabilite=FIABILITE,
            )
        ),
        parametres=liste(
            objet(
                cle=chaine(),
                unite=chaine(),
                valeur={"type": ["number", "null"]},
                **_MARQUE,
            )
        ),
        sources=liste(
            objet(
                cle=chaine(),
                libelle=chaine(),
                lien=chaine("Vide : inconnu."),
                date=ou_null(jour()),
            )
        ),
    ),
}
