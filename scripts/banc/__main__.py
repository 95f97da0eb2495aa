"""`python -m scripts.banc` : mesure tout, écrit le tableau, sort en erreur si un budget est dépassé."""

import argparse
import sys
from pathlib import Path

from scripts.outils import nginx
from scripts.outils.installation import SANS_LIMITE, installation_neuve

from .mesures import Mesure

BUDGET_MEMOIRE = 128 << 20  # quatre ouvriers dans 512 Mio


def main() -> int:
    options = _options()
    nginx.programme()  # le dire avant d'avoir tout mesuré
    with installation_neuve("banc", **SANS_LIMITE, JOURNAL_ACCES="non") as dossier:
        mesures = _mesurer(options, dossier)
    return _conclure(mesures, options)


def _options() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--court", action="store_true", help="un essai : dix fois moins de tout")
    lecteur.add_argument("--sans-readme", action="store_true", help="n'écrit pas le README")
    return lecteur.parse_args()


def _mesurer(options: argparse.Namespace, dossier: Path) -> list[Mesure]:
    from scripts.outils.adresses import Adresses
    from scripts.outils.serveurs import site

    from . import calcul, fichier, garde, groupe, pages

    diviseur = 10 if options.court else 1
    mesures: list[Mesure] = []

    def ajouter(nouvelles) -> None:
        for mesure in nouvelles:
            mesures.append(mesure)
            print(f"{mesure.quoi} : {mesure.valeur}", flush=True)

    ajouter(calcul.moteur(4_000 // diviseur))
    ajouter(groupe.mesurer(2 if options.court else groupe.GROUPES))
    ajouter(calcul.commande(50_000 // diviseur, dossier))
    combien = 1_000 // diviseur
    adresses = Adresses(6_000 // diviseur)
    ajouter(pages.compter_sql(adresses))
    ajouter([fichier.compter_sql()])
    nu, du_cadre = pages.mesurer_nu(dossier, combien)
    ajouter(du_cadre)
    with site() as serveur:
        for page in pages.PAGES:
            ajouter(pages.mesurer(serveur, page, adresses, combien, nu))
        ajouter(garde.mesurer(serveur, combien, dossier / "staticfiles", dossier / "nginx"))
        ajouter(fichier.mesurer(serveur, fichier.LIGNES // diviseur))
        ajouter([_memoire(serveur.memoire())])
        for page in pages.PAGES:
            if page.pesee:
                ajouter(pages.peser(serveur, page, adresses))
    nu, du_cadre = pages.mesurer_nu(dossier, combien, ouvriers=2)
    ajouter(du_cadre)
    with site(WEB_CONCURRENCY="2") as serveur:
        for page in pages.PAGES:
            ajouter(pages.mesurer(serveur, page, adresses, combien, nu, ouvriers=2))
    return mesures


def _memoire(octets: int) -> Mesure:
    tenu = octets <= BUDGET_MEMOIRE
    budget = f"≤ {BUDGET_MEMOIRE >> 20} Mio"
    return Mesure("mémoire d'un ouvrier, après tout cela", f"{octets >> 20} Mio", budget, tenu)


def _conclure(mesures: list[Mesure], options: argparse.Namespace) -> int:
    from . import rapport

    print(f"\n{rapport.contexte()}\n\n{rapport.tableau(mesures)}\n")
    if not (options.court or options.sans_readme) and not rapport.ecrire_readme(mesures):
        print(f"README.md inchangé : il n'a pas les repères {rapport.DEBUT} et {rapport.FIN}.")
    depasses = [mesure.quoi for mesure in mesures if mesure.tenu is False]
    if depasses:
        print("Budget dépassé :", *depasses, sep="\n- ", file=sys.stderr)
    return 1 if depasses else 0


if __name__ == "__main__":
    sys.exit(main())
