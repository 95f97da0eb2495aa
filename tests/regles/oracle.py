"""Les règles des sections 1 et 3, récrites au plus simple pour contrôler le moteur.

Rien ici ne lit eligibility.regles, hors des noms de champs d'une situation.
"""

from datetime import date

from tests.regles.fabrique import (
    ARBITRAL,
    CONVENTION,
    GENERALISTE,
    MONTANTS_2019,
    MONTANTS_2024,
    SPECIALITES,
)

IDS = [
    "secteur",
    "specialite",
    "honoraires_cliniques",
    "activite_minimale",
    "situation_particuliere",
    "nouvel_installe",
    "carence",
    "contrat_en_cours",
    "secretariat",
    "formation",
]


def groupe(situation) -> str:
    return SPECIALITES[situation.specialite]


def etats_attendus(s) -> tuple[str, ...]:
    """L'état des dix critères de la section 1, dans son ordre."""
    g, suivi = groupe(s), s.contrat == "en-cours"
    return (
        "ok" if s.secteur in {"1", "2-optam"} else "bloquant",
        {"excluee": "bloquant", "a_verifier": "a_verifier"}.get(g, "ok"),
        "ok" if g != "clinique_80" or suivi else _seuil(s.part_clinique, 80),
        "ok" if suivi or s.nouvel_installe else _activite(s, g),
        "a_verifier" if s.situations else "ok",
        "ok",
        _carence(s) if s.contrat == "termine" else "ok",
        "ok",
        "a_verifier" if s.secretariat == "non-remplace" else "ok",
        "ok",
    )


def _seuil(valeur, seuil) -> str:
    if valeur is None:
        return "a_verifier"
    return "ok" if valeur >= seuil else "bloquant"


def _activite(s, g: str) -> str:
    patients = s.pmt if g in {"generaliste", "mep"} else s.file_active
    p30 = 775 if s.specialite == GENERALISTE and s.date_signature >= ARBITRAL else None
    if patients is not None and p30 is not None:
        etat = _seuil(patients, p30)
    elif s.tranche != "inconnue":
        etat = "bloquant" if s.tranche == "<P30" else "ok"
    else:
        return "a_verifier"
    return "a_verifier" if etat == "bloquant" and s.situations else etat


def _carence(s) -> str:
    fin = s.contrat_fin
    try:
        possible = fin.replace(year=fin.year + 2)
    except ValueError:  # un 29 février
        possible = date(fin.year + 2, 2, 28)
    if s.date_signature >= possible:
        return "ok"
    return "a_verifier" if s.circonstances_exceptionnelles else "bloquant"


def verdict_attendu(etats) -> str:
    gravite = {"ok": 0, "a_verifier": 1, "bloquant": 2}
    return ("eligible", "a_confirmer", "non_eligible")[max(gravite[etat] for etat in etats)]


def montant_attendu(option: str, tranche: str | None, annee: int, debut: date) -> int | None:
    """€ d'une année qui s'ouvre le jour `debut` (tableau de la section 3)."""
    table = MONTANTS_2019 if debut < CONVENTION else MONTANTS_2024
    base1, base2, base3, p90, p95 = table.get(option, (None,) * 5)
    if tranche == ">=P95" and p95 is not None:
        return p95
    if tranche == "P90-P95" and annee >= 3 and p90 is not None:
        return p90
    return (base1, base2, base3)[min(annee, 3) - 1]


def options_attendues(s) -> list[str]:
    options = ["0.5", "1", "1.5", "2"] if groupe(s) == "generaliste" else ["0.5", "1"]
    if s.contrat != "en-cours":
        return options
    return [s.contrat_option] + [option for option in options if option != s.contrat_option]


def anniversaire(signature: date, rang: int) -> date:
    """Le rang-ième anniversaire, le 29 février ramené au 28."""
    try:
        return signature.replace(year=signature.year + rang)
    except ValueError:
        return date(signature.year + rang, 2, 28)


def conditions_attendues(s, option: str) -> list[str]:
    """Ce qui manque pour signer `option` le jour de référence (section 1)."""
    suivi = s.contrat == "en-cours"
    if option == "1/3":
        return [] if s.date_signature < ARBITRAL else ["fermee"]
    if option in {"0.5", "1"} or (suivi and option == s.contrat_option):
        return []
    remplies = {
        "contrat_1_etp": suivi and s.contrat_option in {"1", "1.5", "2"},
        "troisieme_annee": suivi and s.date_signature >= anniversaire(s.contrat_signature, 2),
        "objectif_atteint": suivi and s.contrat_objectif_atteint is True,
        "zone_zip": s.zone != "hors-zip",
        "zone_a_verifier": s.zone != "inconnue",
    }
    return [nom for nom, remplie in remplies.items() if not remplie]


def champs_refuses(reponses: dict[str, str]) -> set[str]:
    """Les champs fautifs de réponses qui se contredisent, d'après l'interface ; rien d'illisible ici."""
    r = {**reponses}
    generaliste, suivi = r["specialite"] == GENERALISTE, r["contrat"] == "en-cours"
    signature = r["contrat_signature"] if suivi else r["date_signature"]
    champs = set()
    for cle in ("option", "contrat_option", "contrat_option_initiale"):
        if not generaliste and r.get(cle) in {"1.5", "2"}:
            champs.add(cle)
        if cle != "option" and r.get(cle) == "1/3" and signature >= ARBITRAL.isoformat():
            champs.add(cle)
    if r.get("option") == "1/3" and r.get("contrat_option") != "1/3":
        champs.add("option")
    avenant, initiale = r.get("contrat_avenant"), r.get("contrat_option_initiale")
    if avenant and (not initiale or not signature <= avenant <= r["date_signature"]):
        champs.add("contrat_avenant")
    if initiale and not avenant:
        champs.add("contrat_option_initiale")
    if generaliste and signature >= ARBITRAL.isoformat() and _tranche_exclue(r):
        champs.add("tranche")
    return champs


def _tranche_exclue(r: dict[str, str]) -> bool:
    """Généraliste, seuils connus : PMT 775 et 1 045, file active 1 514."""
    if r.get("tranche", "inconnue") == "inconnue":
        return False
    rang = ("<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95").index(r["tranche"])
    bas, haut = 0, 0
    for cle, p30, p50 in (("pmt", 775, 1045), ("file_active", None, 1514)):
        if cle not in r:
            haut = 4
            continue
        patients = int(r[cle])
        if patients >= p50:
            bas, haut = max(bas, 2), 4
        elif p30 is None:
            haut = max(haut, 1)
        elif patients >= p30:
            bas, haut = max(bas, 1), max(haut, 1)
    return not bas <= rang <= haut
