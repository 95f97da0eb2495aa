"""Who may do what in the workshop: three groups, each with what the one before may do, and more."""

from django.contrib.auth.management import create_permissions

LIRE, REDIGER, PUBLIER = "eligibility.lire", "eligibility.rediger", "eligibility.publier"

# Specialties and sources are written in Django's own screens.
LECTURE = tuple(f"eligibility.view_{modele}" for modele in ("specialite", "source", "publication"))
ECRITURE = tuple(
    f"eligibility.{geste}_{modele}"
    for modele in ("specialite", "source")
    for geste in ("add", "change")
)
GROUPES = {
    "Lecture": (LIRE, *LECTURE),
    "Rédaction": (LIRE, REDIGER, *LECTURE, *ECRITURE),
    "Publication": (LIRE, REDIGER, PUBLIER, *LECTURE, *ECRITURE),
}


def creer_groupes(sender, **kwargs) -> None:
    """After each migration: groups that are missing are made; those that somebody changed are left."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0)
    for nom, permissions in GROUPES.items():
        groupe, cree = Group.objects.get_or_create(name=nom)
        if cree:
            codes = [permission.partition(".")[2] for permission in permissions]
            groupe.permissions.set(
                Permission.objects.filter(content_type__app_label="eligibility", codename__in=codes)
            )
