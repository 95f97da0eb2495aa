"""Les écrans à vérifier : chaque étape vide, remplie, fausse ; le résultat sous ses trois verdicts."""

from urllib.parse import quote

GENERALISTE = "secteur=1&specialite=medecine-generale"
REMPLI = f"file_active=1700&pmt=1300&{GENERALISTE}"
PROLONGE = (
    "contrat=en-cours&contrat_option=1&contrat_signature=2021-03-01&date_signature=2026-12-01"
    f"&file_active=1600&pmt=1100&{GENERALISTE}&tranche=P50-P90"
)
EN_COURS = (
    "contrat=en-cours&contrat_avenant=2026-01-15&contrat_objectif_atteint=oui&contrat_option=1"
    "&contrat_option_initiale=0.5&contrat_signature=2024-09-01"
)
DATE = "date_signature=2026-12-01"

GROUPE = (
    f"{DATE}&etp=2&forme=SISA&m=1p1300.a1700~Dr+Martin&m=1p700.a1000.j~Dr+Petit"
    "&m=1p2400.a2500.t95~Dr+Roux&m=1p1000.a1300.c1.d20250301~Dr+Blanc"
    "&m=1s2.p1500.a1600~Dr+Noir&m=1ecardiologie.a2000.n~Dr+C%C5%93ur"
)

ECRANS = {
    "accueil": "/",
    "style": "/style/",
    "page introuvable": "/nulle-part/",
    "mentions légales": "/mentions-legales/",
    "confidentialité": "/confidentialite/",
    "accessibilité": "/accessibilite/",
    "sources": "/sources/",
    "plan du site": "/plan-du-site/",
    "profil vide": "/simulation/profil/",
    "profil rempli": f"/simulation/profil/?{EN_COURS}&date_65=2028-05&{GENERALISTE}"
    "&situations=handicap&zone=zip",
    "profil, recherche": "/simulation/profil/?q=gyneco&specialite=orl",
    "profil, spécialité clinique": "/simulation/profil/?contrat=termine&contrat_fin=2024-01-01"
    "&part_clinique=85&secteur=1&specialite=orl",
    "profil faux": "/simulation/profil/?contrat=en-cours&contrat_avenant=x&contrat_signature=x"
    "&date_65=x&situations=x&vue=erreurs&zone=x&secretariat=x",
    "patientèle vide": f"/simulation/patientele/?{GENERALISTE}",
    "patientèle remplie": f"/simulation/patientele/?file_active=1700&objectif_pmt=150&pmt=1300"
    f"&{GENERALISTE}&tranche=P50-P90",
    "patientèle fausse": f"/simulation/patientele/?file_active=beaucoup&pmt=-1&{GENERALISTE}&tranche=x",
    "option vide": f"/simulation/option/?{GENERALISTE}",
    "option remplie": f"/simulation/option/?assistant_qualifie=oui&date_embauche=2026-12-15&{DATE}"
    f"&file_active=1700&option=0.5&pmt=1300&{GENERALISTE}",
    "option fausse": f"/simulation/option/?date_embauche=x&date_signature=x&option=3&{GENERALISTE}",
    "option fermée, en modifiant": f"/simulation/option/?{DATE}&option=2&{GENERALISTE}&vue=modifier",
    "résultat éligible": f"/simulation/resultats/?{DATE}&{REMPLI}",
    "démarches": f"/simulation/demarches/?{DATE}&{REMPLI}",
    "démarches, refus": f"/simulation/demarches/?{DATE}&file_active=900&pmt=600&secteur=2"
    "&specialite=medecine-generale",
    "résultat à confirmer": f"/simulation/resultats/?{DATE}&{GENERALISTE}&situations=handicap",
    "résultat non éligible": f"/simulation/resultats/?{DATE}&file_active=900&pmt=600&secteur=2"
    "&specialite=medecine-generale",
    "résultat suivi": f"/simulation/resultats/?{DATE}&fa_an3=1800&{REMPLI}&objectif_pmt=200&pmt_an3=1400",
    "résultat faux": f"/simulation/resultats/?brut_mensuel=x&{DATE}&fa_an3=x&{GENERALISTE}",
    "contrat suivi": f"/simulation/resultats/?{EN_COURS}&{DATE}&option=2&{REMPLI}&zone=zip",
    "contrat prolongé": f"/simulation/resultats/?{PROLONGE}",
    "résultat, coût à remplir": f"/simulation/resultats/?{DATE}&{REMPLI}&vue=cout",
    "résultat, suivi à remplir": f"/simulation/resultats/?{DATE}&{REMPLI}&vue=suivi",
    "résultat, tout le calcul": f"/simulation/resultats/?{DATE}&{REMPLI}&vue=calcul",
    "fiche éligible": f"/simulation/impression/?{DATE}&{REMPLI}",
    "fiche d’un refus": f"/simulation/impression/?{DATE}&file_active=900&pmt=600&secteur=2"
    "&specialite=medecine-generale",
    "fiche d’un contrat prolongé": f"/simulation/impression/?{PROLONGE}",
    "présentation": f"/simulation/presentation/?{DATE}&{REMPLI}",
    "présentation d’un refus": f"/simulation/presentation/?{DATE}&file_active=900&pmt=600&secteur=2"
    "&specialite=medecine-generale",
    "présentation d’un groupe": f"/groupe/presentation/?{GROUPE}",
    "dépliant": "/depliant/",
    "guide": "/guide/",
    "guide, recherche": "/guide/?q=teletravail",
    "guide, recherche vaine": "/guide/?q=zzz",
    "guide, une page": "/guide/pmt-et-file-active/",
    "guide, une page longue": "/guide/percentiles-et-tranches/",
    "guide, page introuvable": "/guide/pmt/",
    "barèmes": "/baremes/",
    "barème": "/baremes/2026-02-25/",
    "barème, une spécialité": "/baremes/2024-06-22/?q=chirurgie",
    "barème, recherche vaine": "/baremes/2019-08-21/?q=zzz",
    "salaires et taux": "/baremes/employeur/2026-06-01/",
    "nouveautés": "/nouveautes/",
    "résultat d’un autre barème": f"/simulation/resultats/?bareme=2024-06-22.1&{DATE}&{REMPLI}",
    "groupe vide": "/groupe/",
    "groupe": f"/groupe/?{GROUPE}",
    "groupe, un médecin à changer": f"/groupe/?{GROUPE}&rang=3&vue=modifier",
    "groupe, un médecin faux": f"/groupe/?{GROUPE}&contrat=en-cours&envoi=medecin&nom=X&pmt=beaucoup",
    "groupe faux": f"/groupe/?{DATE}&etp=1.2&forme=SA&m=1p1300&m=2zzz&m=1pbeaucoup",
    "groupe, SEL": f"/groupe/?{DATE}&forme=SEL&m=1p700.a900&m=1p600.a800.n",
    "fichier de médecins": "/groupe/fichier/",
    "API": "/api/v1/docs",
    "intégration": "/integration/",
    "intégration d’une CPTS": "/integration/?cpts=cpts-exemple",
    "cadre, profil": "/embed/simulation/profil/?cpts=cpts-exemple",
    "cadre, patientèle": f"/embed/simulation/patientele/?cpts=cpts-exemple&{GENERALISTE}",
    "cadre, option": f"/embed/simulation/option/?cpts=cpts-exemple&{GENERALISTE}",
    "cadre, résultat": f"/embed/simulation/resultats/?cpts=cpts-exemple&{DATE}&{REMPLI}",
    "résultat d’une CPTS": f"/simulation/resultats/?cpts=cpts-exemple&{DATE}&{REMPLI}",
    "fiche d’une CPTS": f"/simulation/impression/?cpts=cpts-exemple&{DATE}&{REMPLI}",
    "tranche haute": f"/simulation/resultats/?age_65=oui&{DATE}&file_active=9000&secteur=1"
    f"&specialite=cardiologie&tranche={quote('>=P95')}",
}
