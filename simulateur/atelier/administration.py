"""The admin site: French titles, and the workshop first.

Apart from `simulateur.admin`: importing that package registers the tables on the site made here.
"""

from django.urls import reverse

from eligibility import roles
from simulateur.comptes.site import SiteProtege

# What a reader looks for together; models not listed here keep Django's own grouping.
GROUPES = (
    ("Références", ("Specialite", "Source")),
    ("Historique", ("Publication",)),
)


class SiteAdministration(SiteProtege):
    site_title = "Administration du simulateur"
    site_header = "Simulateur de l’aide à l’emploi d’un assistant médical"
    index_title = "Les tables du site"
    empty_value_display = "—"

    def get_app_list(self, request, app_label=None) -> list[dict]:
        listes = super().get_app_list(request, app_label)
        listes.sort(key=lambda liste: liste["app_label"] != "eligibility")  # tables first
        groupes = [groupe for liste in listes for groupe in _grouper(liste)]
        if app_label is None and request.user.has_perm(roles.LIRE):
            groupes.insert(0, _atelier())
        return groupes


def _atelier() -> dict:
    """The workshop as the admin lists a table."""
    adresse = reverse("atelier:tableau")
    entree = {
        "name": "Barèmes et brouillons", "object_name": "Atelier", "admin_url": adresse,
        "add_url": None, "view_only": False, "perms": {"change": True},
    }  # fmt: skip
    return {
        "name": "Atelier des barèmes", "app_label": "atelier", "app_url": adresse,
        "has_module_perms": True, "models": [entree],
    }  # fmt: skip


def _grouper(liste: dict) -> list[dict]:
    if liste["app_label"] != "eligibility":
        return [liste]
    modeles = {modele["object_name"]: modele for modele in liste["models"]}
    groupes = []
    for titre, noms in GROUPES:
        presents = [modeles[nom] for nom in noms if nom in modeles]
        if presents:
            groupes.append({**liste, "name": titre, "models": presents})
    return groupes
