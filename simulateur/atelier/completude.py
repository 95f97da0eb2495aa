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
from eligibility.regles.lacunes import Lacune, lacunes
from simulateur.guide import relecture
from simulateur.guide.models import Page
from simulateur.textes import atelier as textes

from .acces import reserve
from .versions import nom_de


class Manque(NamedTuple):
    """A specialty that lacks something: its name, the thresholds to fill."""

    libelle: str
    lien: str
    lacune: Lacune


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
        "manques": [(m, [textes.BLOQUE[code] for code in m.lacune.bloque]) for m in manques],
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
    for lacune in lacunes(referentiel, bareme):
        libelle = referentiel.specialites[lacune.specialite].libelle
        manques.append(Manque(libelle, f"{grille}?q={libelle}", lacune))
    return sorted(manques, key=lambda m: (-len(m.lacune.bloque), -m.lacune.seuils, m.libelle))


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
