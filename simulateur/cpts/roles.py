"""Who writes a CPTS: its own team, that row alone; who publishes tables, every row and what embeds it."""

from django.contrib.auth.management import create_permissions

GROUPE = "CPTS"
# Its address, its parents allowed: opening a door on the site is not for who walks through it.
ADMINISTRER = "cpts.administrer_cpts"
A_LA_CPTS = ("view_cpts", "change_cpts")
A_LA_PUBLICATION = (*A_LA_CPTS, "add_cpts", "administrer_cpts")


def creer_groupe(sender, **kwargs) -> None:
    """After the first migration: the group, and what publishers get; what somebody changed is left."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0)
    groupe, cree = Group.objects.get_or_create(name=GROUPE)
    if not cree:
        return
    permissions = Permission.objects.filter(content_type__app_label="cpts")
    groupe.permissions.set(permissions.filter(codename__in=A_LA_CPTS))
    publication = Group.objects.filter(name="Publication").first()
    if publication is not None:
        publication.permissions.add(*permissions.filter(codename__in=A_LA_PUBLICATION))
