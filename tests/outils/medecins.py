"""Des réponses d'API qui servent à plusieurs dossiers de tests."""

GENERALISTE = {
    "specialite": "medecine-generale",
    "secteur": "1",
    "pmt": 1300,
    "file_active": 1700,
    "tranche": "P50-P90",
    "date_signature": "2026-12-01",
}
