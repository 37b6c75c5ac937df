"""Keep the columns of each imported file, with the field each was used as."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table of the columns of a file."""

    dependencies = [("pupils", "0005_seed_access_arrangements")]

    operations = [
        migrations.CreateModel(
            name="ImportColumn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("heading", models.CharField(max_length=120, verbose_name="heading")),
                ("field", models.CharField(blank=True, max_length=30, verbose_name="used as")),
                ("nearest", models.CharField(blank=True, max_length=60, verbose_name="looks like")),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="pupils.import",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parent", "place"), name="import_column_has_its_place"
                    )
                ],
            },
        ),
    ]
