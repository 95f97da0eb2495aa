"""Who may do what in the workshop: three groups, each with what the one before may do, and more."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db.models import Q

from eligibility.documents import registre

LIRE, REDIGER, PUBLIER = "eligibility.lire", "eligibility.rediger", "eligibility.publier"

# Of the tables' app, then of each model of the references: they are written in Django's own screens.
GROUPES = {
    "Lecture": (("lire", "view_publication"), ("view",)),
    "Rédaction": (("lire", "rediger", "view_publication"), ("view", "add", "change")),
    "Publication": (("lire", "rediger", "publier", "view_publication"), ("view", "add", "change")),
}


def creer_groupes(sender, **kwargs) -> None:
    """After each migration: groups that are missing are made; those that somebody changed are left."""
    from django.contrib.auth.models import Group, Permission

    modeles = [reference.modele._meta for reference in registre.references().values()]
    for app in dict.fromkeys((sender.label, *(modele.app_label for modele in modeles))):
        create_permissions(apps.get_app_config(app), verbosity=0)
    for nom, (codes, gestes) in GROUPES.items():
        groupe, cree = Group.objects.get_or_create(name=nom)
        if cree:
            voulues = Q(content_type__app_label=sender.label, codename__in=codes)
            for modele in modeles:
                voulues |= Q(
                    content_type__app_label=modele.app_label,
                    codename__in=[f"{geste}_{modele.model_name}" for geste in gestes],
                )
            groupe.permissions.set(Permission.objects.filter(voulues))
