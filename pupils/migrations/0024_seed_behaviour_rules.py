"""Seed the numbers that pages of behaviour go by. None has been checked; a school may set its own."""

from django.db import migrations

# code, what it is, number, source
RULES = [
    (
        "suppress-below", "Figures below this are not shown in the governors’ return", 5,
        "Usual practice for small groups (under 5, or under 10); check your own policy",
    ),
]  # fmt: skip


def seed(apps, _editor):
    """Add the rows that are not there yet."""
    rules = apps.get_model("pupils", "BehaviourRule").objects
    for code, name, number, source in RULES:
        fields = {"name": name, "number": number, "source": source}
        rules.get_or_create(school=None, code=code, defaults=fields)


class Migration(migrations.Migration):
    """Defaults that schools check and edit."""

    dependencies = [("pupils", "0023_add_restrictive_interventions")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
