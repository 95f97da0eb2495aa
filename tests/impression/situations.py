"""Les médecins dont on imprime la fiche : les cas courants, puis les plus longs."""

from urllib.parse import quote

GENERALISTE = "secteur=1&specialite=medecine-generale"
DATE = "date_signature=2026-12-01"

COURANTES = {
    "tranche connue": f"{DATE}&file_active=1700&pmt=1300&{GENERALISTE}&tranche=P50-P90",
    "tranche inconnue": f"{DATE}&file_active=1700&pmt=1300&{GENERALISTE}",
    "sans chiffre": f"{DATE}&{GENERALISTE}",
    "refus": f"{DATE}&file_active=900&pmt=600&secteur=2&specialite=medecine-generale",
    "refus, patientèle": f"{DATE}&file_active=500&pmt=300&{GENERALISTE}",
    "avenant": "contrat=en-cours&contrat_avenant=2026-01-15&contrat_objectif_atteint=oui"
    "&contrat_option=1&contrat_option_initiale=0.5&contrat_signature=2024-09-01"
    f"&{DATE}&file_active=1700&option=2&pmt=1300&{GENERALISTE}&tranche=P50-P90&zone=zip",
    "suivi": f"{DATE}&fa_an3=1800&fa_an4=1850&file_active=1700&objectif_pmt=200&pmt=1300"
    f"&pmt_an3=1400&pmt_an4=1290&{GENERALISTE}&tranche=P50-P90",
    "65 ans": f"age_65=oui&{DATE}&file_active=9000&secteur=1&specialite=cardiologie"
    f"&tranche={quote('>=P95')}",
}
# Dix années de cinq options et des tranches à comparer, ou toutes les réponses données.
LONGUES = {
    "tiers temps prolongé": "contrat=en-cours&contrat_option=1/3&contrat_signature=2019-11-01"
    f"&{DATE}&file_active=1600&pmt=1100&{GENERALISTE}",
    "prolongé": "contrat=en-cours&contrat_option=1&contrat_signature=2021-03-01"
    f"&{DATE}&file_active=1600&pmt=1100&{GENERALISTE}&tranche=P50-P90",
    "suivi de trois ans": "contrat=en-cours&contrat_option=1&contrat_signature=2023-09-01"
    f"&{DATE}&fa_an3=1800&fa_an4=1850&fa_an5=1900&file_active=1700&objectif_fa=150"
    f"&objectif_pmt=100&pmt=1300&pmt_an3=1400&pmt_an4=1350&pmt_an5=1290&{GENERALISTE}"
    "&tranche=P50-P90",
    "65 ans et suivi": "contrat=en-cours&contrat_option=1&contrat_signature=2023-09-01"
    f"&date_65=2026-05&{DATE}&fa_an3=1700&fa_an4=1650&fa_an5=1600&file_active=1700&pmt=1300"
    f"&pmt_an3=1300&pmt_an4=1250&pmt_an5=1200&{GENERALISTE}&tranche=P50-P90",
    "tout est dit": f"anciennete=4&assistant_qualifie=non&at_mp=1.1&autres_frais=1200"
    f"&brut_mensuel=2300&date_embauche=2026-12-15&{DATE}&etp_employe=0.8&fa_an3=2600&fa_an4=2650"
    "&fa_an5=2700&file_active=2500&jours_travailles=210&objectif_fa=200&part=100&part_clinique=85"
    "&position=7&secretariat=non-remplace&secteur=1&situations=handicap&specialite=orl&tarif=48"
    "&taxe_deja_due=300",
}
TOUTES = COURANTES | LONGUES
FICHE = "/simulation/impression/"
