"""Le plan du site : une seule liste, dont se font la page, le sitemap et rien d'autre."""

from datetime import date
from typing import NamedTuple

from eligibility.documents.formes import BAREME, EMPLOYEUR
from eligibility.selectors import Tables
from simulateur.baremes import versions
from simulateur.guide import pages as guide
from simulateur.plateforme.pages import chemin
from simulateur.textes.ecriture import date_en_lettres


class Page(NamedTuple):
    """Une page que tout le monde peut ouvrir ; `modifiee` quand une publication la date.

    `pour_moteurs` : les pages qui portent des réponses se disent « noindex », même vides.
    """

    adresse: str
    titre: str
    modifiee: date | None = None
    pour_moteurs: bool = True


class Rubrique(NamedTuple):
    titre: str
    pages: list[Page]


def plan(tables: Tables) -> list[Rubrique]:
    """Toutes les pages sans réponse, dans l'ordre où un visiteur les cherche."""
    publiee = _publiee(tables)
    return [
        Rubrique("Estimer", [
            Page(chemin("accueil"), "Accueil", publiee),
            Page(chemin("parcours:etape", "profil"), "Simuler votre aide", pour_moteurs=False),
            Page(
                chemin("groupe:page"), "À plusieurs : contrats individuels ou contrat collectif",
                pour_moteurs=False,
            ),
            Page(chemin("lot:page"), "Un fichier de médecins"),
        ]),
        Rubrique("Comprendre", [
            Page(chemin("baremes:liste"), "Barèmes", publiee),
            *_versions(tables, BAREME, "Barème de l’aide du {}"),
            *_versions(tables, EMPLOYEUR, "Coûts d’employeur du {}"),
            Page(chemin("baremes:nouveautes"), "Nouveautés", publiee),
            Page(chemin("mentions:sources"), "Sources", publiee),
        ]),
        Rubrique("Le guide", [
            Page(chemin("guide:liste"), "Toutes les pages, et y chercher"),
            *(Page(chemin("guide:page", p.slug), p.titre) for p in guide.de(tables).pages),
        ]),
        Rubrique("Montrer et réutiliser", [
            Page(chemin("depliant:page"), "Dépliant à imprimer"),
            Page(chemin("integration:page"), "Intégrer le simulateur à votre site"),
            Page(chemin("api:docs"), "L’API"),
        ]),
        Rubrique("Ce site", [
            Page(chemin("mentions:legales"), "Mentions légales"),
            Page(chemin("mentions:confidentialite"), "Confidentialité"),
            Page(chemin("mentions:accessibilite"), "Accessibilité"),
            Page(chemin("mentions:plan"), "Plan du site"),
        ]),
    ]  # fmt: skip


def _versions(tables: Tables, genre: str, titre: str) -> list[Page]:
    return [
        Page(v.adresse, titre.format(date_en_lettres(v.debut)), _jour(v.document.get("publie_le")))
        for v in versions.versions(tables, genre)
    ]


def _publiee(tables: Tables) -> date | None:
    """Le jour de la dernière publication."""
    jours = [
        jour
        for genre in (BAREME, EMPLOYEUR)
        for v in versions.versions(tables, genre)
        if (jour := _jour(v.document.get("publie_le")))
    ]
    return max(jours, default=None)


def _jour(valeur: str | None) -> date | None:
    return date.fromisoformat(valeur) if valeur else None
