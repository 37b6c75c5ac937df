"""Kinds of emergency that every school starts with."""

from django.db import migrations

KINDS = [
    ("medical", "Medical emergency"),
    ("missing", "Pupil missing or run away"),
    ("distress", "Great distress, or danger to the pupil or others"),
    ("contact", "A parent or carer must be reached at once"),
    ("cover", "Sent in to cover without a handover"),
]


def add(apps, schema_editor):
    """Write the shared rows."""
    model = apps.get_model("pupils", "EmergencyKind")
    model.objects.bulk_create(
        model(code=code, name=name, order=place) for place, (code, name) in enumerate(KINDS)
    )


class Migration(migrations.Migration):
    dependencies = [("pupils", "0017_add_emergency_access")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
