"""Une adresse de chaque page publique, et ce qu’un cache peut en garder."""

from simulateur.plateforme.cache import PRIVE, PUBLIC, UNE_MINUTE

QUESTION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
GROUPE = "m=1p1300.a1700"
# Une adresse de chaque page, et ce qu’elle permet ; None : elle n’en a pas sans rien envoyer.
ATTENDUES = {
    "accueil": ("/", PUBLIC),
    "style": ("/style/", PUBLIC),
    "parcours:etape": ("/simulation/profil/", PUBLIC),
    "resultats:page": (f"/simulation/resultats/?{QUESTION}", PRIVE),
    "demarches:page": (f"/simulation/demarches/?{QUESTION}", PRIVE),
    "impression:fiche": (f"/simulation/impression/?{QUESTION}", PRIVE),
    "agenda:fichier": (f"/simulation/agenda.ics?{QUESTION}", PRIVE),
    "projection:resultat": (f"/simulation/presentation/?{QUESTION}", PRIVE),
    "projection:groupe": (f"/groupe/presentation/?{GROUPE}", PRIVE),
    "groupe:page": (f"/groupe/?{GROUPE}", PRIVE),
    "depliant:page": ("/depliant/?cpts=cpts-exemple", PUBLIC),
    "baremes:liste": ("/baremes/", PUBLIC),
    "baremes:aide": ("/baremes/2026-02-25/", PUBLIC),
    "baremes:employeur": ("/baremes/employeur/2026-06-01/", PUBLIC),
    "baremes:nouveautes": ("/nouveautes/", PUBLIC),
    "guide:liste": ("/guide/", PUBLIC),
    "guide:page": ("/guide/pmt-et-file-active/", PUBLIC),
    "guide:extrait": ("/guide/pmt-et-file-active/extrait/", PUBLIC),
    "lot:page": ("/groupe/fichier/?cpts=cpts-exemple", PUBLIC),
    "lot:modele_csv": ("/groupe/fichier/modele.csv", UNE_MINUTE),
    "lot:modele_xlsx": ("/groupe/fichier/modele.xlsx", UNE_MINUTE),
    "api:estimation": (f"/api/v1/estimation?{QUESTION}", PRIVE),
    "api:estimations": None,
    "api:groupe": None,
    "api:specialites": ("/api/v1/specialites", UNE_MINUTE),
    "api:baremes": ("/api/v1/baremes", UNE_MINUTE),
    "api:bareme": ("/api/v1/baremes/2026-02-25", UNE_MINUTE),
    "api:openapi": ("/api/v1/openapi.json", UNE_MINUTE),
    "api:docs": ("/api/v1/docs", UNE_MINUTE),
    "api:inconnu": None,
    "cpts:logo": None,  # tests/cpts/test_logo.py
    "mentions:legales": ("/mentions-legales/", PUBLIC),
    "mentions:confidentialite": ("/confidentialite/", PUBLIC),
    "mentions:accessibilite": ("/accessibilite/", PUBLIC),
    "mentions:sources": ("/sources/", PUBLIC),
    "mentions:plan": ("/plan-du-site/", PUBLIC),
    "racine:robots": ("/robots.txt", PUBLIC),
    "racine:sitemap": ("/sitemap.xml", PUBLIC),
    "racine:securite": ("/.well-known/security.txt", PUBLIC),
    "integration:page": ("/integration/", PUBLIC),
    "integration:cadre": None,  # les mêmes vues, sous un autre préfixe
    "integration:essai": None,
    "integration:": None,
}
