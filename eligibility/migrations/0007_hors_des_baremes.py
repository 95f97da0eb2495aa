from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("eligibility", "0006_origines"),
    ]

    operations = [
        migrations.AlterField(
            model_name="publication",
            name="acte",
            field=models.CharField(
                choices=[
                    ("livraison", "tables livrées avec le site"),
                    ("publication", "publication"),
                    ("retrait", "retour en arrière"),
                    ("references", "hors des barèmes"),
                ],
                max_length=12,
                verbose_name="acte",
            ),
        ),
    ]
