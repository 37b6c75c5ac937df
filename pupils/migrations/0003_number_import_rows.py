"""Number import rows by their place in the file: one line of a transfer file may hold many pupils."""

from django.db import migrations, models
from django.db.models import F


def number(apps, _editor):
    """Lines were unique until now, so they serve as places."""
    apps.get_model("pupils", "ImportRow").objects.update(place=F("line"))


class Migration(migrations.Migration):
    """A row stands once a place, no longer once a line."""

    dependencies = [("pupils", "0002_seed_need_types")]

    operations = [
        migrations.RemoveConstraint("importrow", "import_row_stands_once_a_line"),
        migrations.AddField("importrow", "place", models.PositiveIntegerField(default=0)),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AlterModelOptions("importrow", {"ordering": ["place"]}),
        migrations.AlterModelOptions("import", {"ordering": ["-made_at", "-pk"]}),
        migrations.AddConstraint(
            "importrow",
            models.UniqueConstraint(fields=["parent", "place"], name="import_row_has_its_place"),
        ),
    ]
