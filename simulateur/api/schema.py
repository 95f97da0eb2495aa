"""Les réponses de l'API, décrites une fois (JSON Schema 2020-12) : OpenAPI, page, tests les lisent ici."""

from typing import Any

from eligibility.regles.vocabulaire import FIABILITES, LIGNES_MONTANT, OPTIONS, TRANCHES
from simulateur.textes.options import CONDITIONS

Schema = dict[str, Any]


def chaine(description: str = "", **suite: Any) -> Schema:
    return {"type": "string", **_dit(description), **suite}


def entier(description: str = "") -> Schema:
    return {"type": "integer", **_dit(description)}


def booleen(description: str = "") -> Schema:
    return {"type": "boolean", **_dit(description)}


def choix(valeurs: tuple[str, ...], description: str = "") -> Schema:
    return {"type": "string", "enum": list(valeurs), **_dit(description)}


def jour(description: str = "") -> Schema:
    return {"type": "string", "format": "date", **_dit(description)}


def argent(description: str = "") -> Schema:
    return {
        "type": "string",
        "pattern": r"^\d+\.\d{2}$",
        "examples": ["38000.00"],
        **_dit(description),
    }


def taux(description: str = "") -> Schema:
    return {
        "type": "string",
        "pattern": r"^(1|0(\.\d{1,6})?)$",
        "examples": ["1"],
        **_dit(description),
    }


def liste(element: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": element, **_dit(description)}


def renvoi(nom: str) -> Schema:
    return {"$ref": f"#/components/schemas/{nom}"}


def ou_null(schema: Schema) -> Schema:
    """La même chose, ou null : ce que personne ne sait dire."""
    if "$ref" in schema or "oneOf" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


def objet(description: str = "", **proprietes: Schema) -> Schema:
    """Un objet dont toutes ces propriétés sont toujours là, et aucune autre."""
    return {
        "type": "object",
        **_dit(description),
        "properties": proprietes,
        "required": list(proprietes),
        "additionalProperties": False,
    }


def _dit(description: str) -> Schema:
    return {"description": description} if description else {}


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
        verdict=choix(("eligible", "non_eligible", "a_confirmer"), "Le pire des dix critères."),
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
    "Cout": {
        "type": "object",
        "description": "Le coût de l'emploi et ce qui reste à payer. null : pas encore calculé.",
    },
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
                    {"pmt": "Indiquez un nombre entier de patients, par exemple 1 300."}
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
