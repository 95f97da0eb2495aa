"""Le document OpenAPI 3.1, fait de la déclaration des réponses : une question de plus y paraît seule."""

from typing import Any

from eligibility.regles.bareme import Referentiel
from simulateur.groupe.declaration import (
    COMMUNES,
    GROUPE_PAR_CLE,
    MEDECIN_PAR_CLE,
    MEDECINS_MAX,
)
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, QUESTIONS
from simulateur.reponses.question import Question
from simulateur.reponses.types import Choix, OuiNon

from .briques import Schema, liste, objet, ou_null, renvoi
from .demande import OCTETS_ESTIMATION, OCTETS_LOT, SITUATIONS_MAX
from .schema import SCHEMAS
from .schema_groupe import EXEMPLE_GROUPE, SCHEMAS_GROUPE

EXEMPLE = {
    "specialite": "medecine-generale",
    "secteur": "1",
    "pmt": 1300,
    "file_active": 1700,
    "tranche": "P50-P90",
    "option": "1",
    "date_signature": "2026-12-01",
}
PRESENTATION = (
    "Une estimation de l'aide à l'emploi d'un assistant médical, à partir des réponses d'un médecin. "
    "Ni compte, ni cookie ; rien n'est gardé. Ouverte à toute page (CORS). Les sommes sont des chaînes à "
    "deux décimales. Une réponse à une question qui n'est pas posée est ignorée, bonne ou mauvaise ; une "
    "clé inconnue est une erreur. Site non officiel : seul le contrat signé avec la CPAM engage."
)


def document(referentiel: Referentiel, racine: str) -> dict[str, Any]:
    """Le document entier ; `racine` : protocole et hôte du site."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Simulateur de l'aide à l'emploi d'un assistant médical (site non officiel)",
            "version": "1.0.0",
            "description": PRESENTATION,
        },
        "servers": [{"url": racine}],
        "paths": _chemins(referentiel),
        "components": {
            "schemas": {
                "Reponses": reponses(referentiel),
                "Lot": objet(
                    situations={
                        **liste(renvoi("Reponses"), "Une fautive a ses erreurs à sa place."),
                        "maxItems": SITUATIONS_MAX,
                    }
                ),
                "Groupe": _groupe(referentiel),
                **SCHEMAS,
                **SCHEMAS_GROUPE,
            },
            "responses": {
                nom: {"description": description, **_json(renvoi("Erreurs"))}
                for nom, description in REFUS.items()
            },
        },
    }


IGNOREES: Schema = {
    cle: {"description": "Présentation du site : ignorée."} for cle in CLES_DE_PRESENTATION
}
REFUS = {
    "400": "Le corps n'est pas un objet JSON.",
    "404": "Rien de ce nom.",
    "413": f"Corps trop grand : {OCTETS_ESTIMATION // 1024} Kio, "
    f"{OCTETS_LOT // 1024} Kio pour un lot.",
    "415": "Le corps annoncé n'est pas du JSON.",
    "422": "Au moins une réponse est fautive ou manque : une phrase par champ.",
    "429": "Trop de demandes de la même adresse : attendez Retry-After secondes.",
    "500": "Un défaut de notre côté ; aucun montant n'est montré.",
    "503": "Les barèmes ne sont pas encore chargés.",
}


def schema_json(question: Question, referentiel: Referentiel) -> Schema:
    """Une réponse en JSON : valeurs naturelles, null pour une absence."""
    schema = _schema(question, referentiel)
    if question.obligatoire and not question.selon:
        return schema | {"description": description(question)}
    return ou_null(schema) | {"description": description(question)}


def schema_adresse(question: Question, referentiel: Referentiel) -> Schema:
    """La même dans une adresse, où tout est texte."""
    if isinstance(question.type, OuiNon):
        return {"type": "string", "enum": list(question.type.libelles)}
    return _schema(question, referentiel)


def _schema(question: Question, referentiel: Referentiel) -> Schema:
    if question.type is None:  # la spécialité, dont la liste est une table
        return {"type": "string", "enum": list(referentiel.specialites)}
    return question.type.schema()


def description(question: Question) -> str:
    """Ce que dit la question, pour qui écrit un programme."""
    phrases = [question.intitule, question.pourquoi, question.aide]
    if question.unite:
        phrases.append(f"Unité : {question.unite}.")
    if isinstance(question.type, Choix):
        sens = " ; ".join(f"`{code}` : {mots}" for code, mots in question.type.libelles.items())
        phrases.append(f"{sens}.")
    if question.selon:
        cles = ", ".join(f"`{cle}`" for cle in question.selon)
        obligatoire = "obligatoire quand elle est posée, " if question.obligatoire else ""
        phrases.append(f"Question {obligatoire}posée selon {cles} ; sinon ignorée.")
    if question.defaut:
        phrases.append(f"Sans réponse : `{question.defaut}`.")
    elif question.inconnu:
        phrases.append("Peut rester inconnue.")
    return " ".join(phrase if phrase[-1] in ".?" else f"{phrase}." for phrase in phrases if phrase)


def obligatoires() -> list[str]:
    """Les clés toujours demandées ; d'autres le deviennent selon les réponses."""
    return [question.cle for question in QUESTIONS if question.obligatoire and not question.selon]


def reponses(referentiel: Referentiel) -> Schema:
    return {
        "type": "object",
        "description": "Les réponses d'un médecin. Toutes les clés sont facultatives, sauf "
        f"{' et '.join(f'`{cle}`' for cle in obligatoires())}.",
        "properties": {q.cle: schema_json(q, referentiel) for q in QUESTIONS} | IGNOREES,
        "required": obligatoires(),
        "additionalProperties": False,
        "examples": [EXEMPLE],
    }


def _groupe(referentiel: Referentiel) -> Schema:
    """Le groupe : ses réponses, et celles de chaque médecin, moins ce qui vaut pour tous."""
    medecin = reponses(referentiel)
    propres = {cle: schema_json(question, referentiel) for cle, question in MEDECIN_PAR_CLE.items()}
    proprietes = {cle: s for cle, s in medecin["properties"].items() if cle != "date_signature"}
    return {
        "type": "object",
        "description": "Plusieurs médecins devant une décision. Les réponses communes "
        f"({', '.join(f'`{cle}`' for cle in COMMUNES)}) valent pour la société et pour chacun.",
        "properties": {
            **{cle: schema_json(q, referentiel) for cle, q in GROUPE_PAR_CLE.items()},
            **IGNOREES,
            "medecins": {
                **liste(medecin | {"properties": propres | proprietes, "examples": []}),
                "description": f"De chaque médecin : {', '.join(f'`{cle}`' for cle in propres)}, et ses "
                "réponses, comme pour une estimation.",
                "minItems": 1,
                "maxItems": MEDECINS_MAX,
            },
        },
        "required": ["medecins"],
        "additionalProperties": False,
        "examples": [EXEMPLE_GROUPE],
    }


def _parametres(referentiel: Referentiel) -> list[dict[str, Any]]:
    parametres = []
    for question in QUESTIONS:
        parametre = {
            "name": question.cle,
            "in": "query",
            "description": description(question),
            "required": question.cle in obligatoires(),
            "schema": schema_adresse(question, referentiel),
        }
        if question.cle in EXEMPLE:
            parametre["example"] = EXEMPLE[question.cle]
        parametres.append(parametre)
    return parametres


def _json(schema: Schema, **suite: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema, **suite}}}


def _operation(nom: str, resume: str, rendu: Schema, *refus: str, **suite: Any) -> dict[str, Any]:
    reponses_ = {"200": {"description": "Voici.", **_json(rendu)}}
    for statut in (*refus, "429", "503"):
        reponses_[statut] = {"$ref": f"#/components/responses/{statut}"}
    return {"operationId": nom, "summary": resume, **suite, "responses": reponses_}


def _chemins(referentiel: Referentiel) -> dict[str, Any]:
    corps = _json(renvoi("Reponses"), example=EXEMPLE)
    lot = _json(renvoi("Lot"), example={"situations": [EXEMPLE]})
    une_ou_erreurs = {"oneOf": [renvoi("Estimation"), renvoi("Erreurs")]}
    version = {
        "name": "version",
        "in": "path",
        "required": True,
        "description": "Le jour où le barème prend effet.",
        "schema": {"type": "string", "format": "date"},
        "example": referentiel.baremes[-1].version,
    }
    return {
        "/api/v1/estimation": {
            "get": _operation(
                "estimer",
                "L'estimation d'une situation, avec les paramètres du site",
                renvoi("Estimation"),
                "422", "500",
                parameters=_parametres(referentiel),
            ),
            "post": _operation(
                "estimerJson",
                "L'estimation d'une situation envoyée en JSON",
                renvoi("Estimation"),
                "400", "413", "415", "422", "500",
                requestBody={"required": True, **corps},
            ),
        },
        "/api/v1/estimations": {
            "post": _operation(
                "estimerLot",
                f"Jusqu'à {SITUATIONS_MAX} situations, rendues dans le même ordre",
                liste(une_ou_erreurs),
                "400", "413", "415", "422",
                requestBody={"required": True, **lot},
            ),
        },
        "/api/v1/groupe": {
            "post": _operation(
                "estimerGroupe",
                f"Jusqu'à {MEDECINS_MAX} médecins : contrat collectif, contrats individuels, combinaisons",
                renvoi("EstimationGroupe"),
                "400", "413", "415", "422", "500",
                requestBody={
                    "required": True, **_json(renvoi("Groupe"), example=EXEMPLE_GROUPE)
                },
            ),
        },
        "/api/v1/specialites": {
            "get": _operation("specialites", "Les spécialités", liste(renvoi("Specialite"))),
        },
        "/api/v1/baremes": {
            "get": _operation("baremes", "Les barèmes publiés", liste(renvoi("BaremeResume"))),
        },
        "/api/v1/baremes/{version}": {
            "get": _operation(
                "bareme",
                "Un barème entier, avec ses sources",
                renvoi("Bareme"),
                "404",
                parameters=[version],
            ),
        },
    }  # fmt: skip
