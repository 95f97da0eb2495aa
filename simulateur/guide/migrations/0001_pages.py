import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("titre", models.CharField(max_length=150, verbose_name="titre")),
                (
                    "slug",
                    models.CharField(
                        error_messages={"unique": "Une autre page a déjà ce nom."},
                        help_text="Ce qui suit « /guide/ » dans son adresse : il ne change plus.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Des lettres sans accent, des chiffres et des tirets, comme « temps-partiel ».",
                            )
                        ],
                        verbose_name="nom dans l’adresse",
                    ),
                ),
                ("resume", models.CharField(max_length=300, verbose_name="en une phrase")),
                (
                    "rubrique",
                    models.CharField(
                        help_text="Le titre sous lequel la liste des pages la range.",
                        max_length=80,
                        verbose_name="rubrique",
                    ),
                ),
                (
                    "ordre",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Rang dans le guide, le plus petit d’abord.",
                        verbose_name="ordre",
                    ),
                ),
                (
                    "etiquettes",
                    models.TextField(
                        blank=True, help_text="Une par ligne.", verbose_name="étiquettes"
                    ),
                ),
                (
                    "mots",
                    models.TextField(
                        blank=True,
                        help_text="Ce que les médecins tapent et que le texte ne dit pas, un par ligne.",
                        verbose_name="autres mots",
                    ),
                ),
                (
                    "ancres",
                    models.TextField(
                        blank=True,
                        help_text="Les endroits du site qui ouvrent cette page, un par ligne : question:pmt.",
                        verbose_name="ce qu’elle explique",
                    ),
                ),
                (
                    "corps",
                    models.TextField(
                        help_text="Du Markdown, sans HTML. Chaque paragraphe et chaque élément de liste finit par sa source et le jour où elle a été lue : {CONV24 2026-11-22} ; {CLE 2026-11-22 secondaire} quand aucun texte officiel ne le dit, {CLE 2026-11-22 hypothese} quand c’est notre lecture.",
                        verbose_name="texte",
                    ),
                ),
            ],
            options={
                "verbose_name": "page du guide",
                "verbose_name_plural": "pages du guide",
                "ordering": ["ordre", "slug"],
            },
        ),
    ]
