from django.apps import apps as actuelles
from django.contrib.auth.management import create_permissions
from django.db import migrations

GESTES = {
    "Lecture": ("view",),
    "Rédaction": ("view", "add", "change"),
    "Publication": ("view", "add", "change"),
}


def donner(apps, schema_editor):
    """Groups made before the guide was get what they have on specialties and sources, this once."""
    base = schema_editor.connection.alias
    groupes = apps.get_model("auth", "Group").objects.using(base).filter(name__in=GESTES)
    if not groupes:
        return
    create_permissions(actuelles.get_app_config("guide"), verbosity=0, using=base)
    permissions = apps.get_model("auth", "Permission").objects.using(base)
    for groupe in groupes:
        codes = [f"{geste}_page" for geste in GESTES[groupe.name]]
        groupe.permissions.add(
            *permissions.filter(content_type__app_label="guide", codename__in=codes)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("guide", "0001_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(donner, migrations.RunPython.noop)]
