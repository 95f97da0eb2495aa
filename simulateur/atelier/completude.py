"""What is missing and what is getting old, by what it costs doctors."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from eligibility import roles, selectors
from eligibility.documents import base, objets
from eligibility.documents.formes import BAREME, EMPLOYEUR, TABLES, VERSIONS, Document
from eligibility.models.choix import Statut
from eligibility.regles import fraicheur
from eligibility.regles.bareme import Bareme, Referentiel
from eligibility.regles.vocabulaire import (
    EXCLUE,
    FA,
    GROUPES_ACTIVITE_PMT,
    OPTIONS_COURANTES,
    PERCENTILES,
    PMT,
    indicateurs,
)
from simulateur.guide import relecture
from simulateur.guide.models import Page
from simulateur.textes import atelier as textes

from .acces import reserve
from .versions import nom_de

EXEMPLES = 5


class Manque(NamedTuple):
    """One specialty: how many thresholds and series of objectives nobody gave; what that blocks (codes)."""

    libelle: str
    lien: str
    seuils: int
    objectifs: int
    bloque: tuple[str, ...]


@reserve(roles.LIRE)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    tables = selectors.tables()
    jour = timezone.localdate()
    bareme = tables.bareme_at(jour)
    version = f"{bareme.version}.{bareme.revision}"
    manques = manques_par_specialite(tables.referentiel, bareme)
    contexte = admin.site.each_context(request) | {
        "bareme": version,
        "manques": [(m, [textes.BLOQUE[code] for code in m.bloque]) for m in manques],
        "montants_vides": [
            textes.mot("option", option) + ", " + textes.mot("ligne", ligne) + ", "
            + textes.mot("annee", annee)
            for (option, ligne, annee), cellule in bareme.montants.items()
            if cellule.valeur is None
        ],
        "vieilles": [
            v for genre in (BAREME, EMPLOYEUR)
            for document in tables.cliche[VERSIONS[genre]]
            if (v := a_relire(document, jour))
        ],
        "guide": _du_guide(tables.cliche, jour),
        "a_venir": _a_venir(jour),
    }  # fmt: skip
    return render(request, "atelier/completude.html", contexte)


def manques_par_specialite(referentiel: Referentiel, bareme: Bareme) -> list[Manque]:
    """Specialties that lack figures, those that block most first."""
    grille = reverse(
        "atelier:table", args=(BAREME, f"{bareme.version}.{bareme.revision}", "seuils")
    )
    manques = []
    for specialite in referentiel.specialites.values():
        if specialite.groupe == EXCLUE:
            continue
        lus = indicateurs(specialite.groupe)
        absents = {
            (i, p) for i in lus for p in PERCENTILES if bareme.seuil(specialite.slug, i, p) is None
        }
        objectifs = sum(
            (specialite.slug, option, indicateur) not in bareme.objectifs
            for option in OPTIONS_COURANTES
            for indicateur in lus
        )
        if absents or objectifs:
            bloque = tuple(_bloque(specialite.groupe, absents, objectifs))
            lien = f"{grille}?q={specialite.libelle}"
            manques.append(Manque(specialite.libelle, lien, len(absents), objectifs, bloque))
    return sorted(manques, key=lambda m: (-len(m.bloque), -m.seuils, m.libelle))


def _bloque(groupe: str, absents: set[tuple[str, int]], objectifs: int):
    """What a doctor of this specialty does not learn, by its code in the words of the workshop."""
    minimum = PMT if groupe in GROUPES_ACTIVITE_PMT else FA  # pediatricians: the file active
    if (minimum, 30) in absents:
        yield "eligibilite"
    if any(percentile >= 90 for _, percentile in absents):
        yield "majoration"
    if any(percentile == 50 for _, percentile in absents):
        yield "tranche"
    if objectifs:
        yield "objectif"


def a_relire(document: Document, jour: date) -> dict[str, Any] | None:
    """The figures of a version that nobody checked for a year, table by table; None: all are fresh."""
    tables = []
    for table in TABLES[document["genre"]]:
        vieilles = [
            ligne
            for ligne in document[table]
            if ligne["fiabilite"] != "a_completer"
            and fraicheur.a_relire(objets.jour(ligne["verifie_le"]), jour)
        ]
        if vieilles:
            version = f"{document['version']}.{document['revision']}"
            lien = reverse("atelier:table", args=(document["genre"], version, table))
            jamais = sum(1 for ligne in vieilles if ligne["verifie_le"] is None)
            tables.append(
                {
                    "titre": textes.TABLES[table],
                    "nombre": len(vieilles),
                    "jamais": jamais,
                    "lien": lien,
                }
            )
    if not tables:
        return None
    return {"titre": f"{textes.GENRES[document['genre']]} du {textes.ecrire(document['version'])}",
            "tables": tables}  # fmt: skip


def _du_guide(cliche: Document, jour: date) -> list[tuple[relecture.Vieille, str]]:
    """Public pages with marks to be read again, each with where it is written; empty once it is erased."""
    ecrites = dict(Page.objects.values_list("slug", "pk"))
    return [
        (
            page,
            reverse("admin:guide_page_change", args=[pk]) if (pk := ecrites.get(page.slug)) else "",
        )
        for page in relecture.a_relire(cliche.get("guide", ()), jour)
    ]


def _a_venir(jour: date) -> list[dict[str, Any]]:
    """Versions that take effect after `jour`, published or not, and drafts at work."""
    trouvees = []
    for modele in base.MODELES.values():
        versions = modele.objects.exclude(statut=Statut.ARCHIVE).order_by("date_effet")
        trouvees += [
            {"version": v, "statut": textes.STATUTS[v.statut], "lien": nom_de(v).adresse("fiche")}
            for v in versions
            if v.date_effet > jour or v.statut == Statut.BROUILLON
        ]
    return trouvees
