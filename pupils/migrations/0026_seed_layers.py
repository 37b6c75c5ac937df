"""Seed layers of support: the waves schools have long used, and the layers proposed in 2026.

The proposal is no law; a school uses either list, both, or its own. Nothing here has been compared with
a source, so no row has a day of checking.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2014, 9, 1)
PROPOSED = datetime.date(2026, 9, 1)
PRACTICE = "Long practice of schools"
PAPER = "White Paper of 23 Feb 2026, a proposal and not law"

# code, name, list, what it means, on, from, source
LAYERS = [
    ("universal", "Universal", "Layers of support", "Ordinarily available in every class.", True, SINCE, PRACTICE),
    ("targeted", "Targeted", "Layers of support", "For some time, in a small group, to catch up.", True, SINCE, PRACTICE),
    ("targeted-plus", "Targeted Plus", "Layers of support", "With experts from outside or in an inclusion base.",
     False, PROPOSED, PAPER),
    ("specialist", "Specialist", "Layers of support", "Highly personal, often one to one or from outside.",
     True, SINCE, PRACTICE),
    ("wave-1", "Wave 1", "Waves", "Teaching of good quality for everybody.", False, SINCE, PRACTICE),
    ("wave-2", "Wave 2", "Waves", "Small groups for some time, to catch up.", False, SINCE, PRACTICE),
    ("wave-3", "Wave 3", "Waves", "Highly personal support.", False, SINCE, PRACTICE),
]  # fmt: skip


def seed(apps, schema_editor):
    """Add the shared rows."""
    layer = apps.get_model("pupils", "Layer")
    layer.objects.bulk_create(
        layer(
            code=code, name=name, scheme=scheme, about=about, is_on=on, valid_from=since, source=source,
            order=order,
        )
        for order, (code, name, scheme, about, on, since, source) in enumerate(LAYERS)
    )  # fmt: skip


def unseed(apps, schema_editor):
    """Take the shared rows away again; schools keep their own."""
    apps.get_model("pupils", "Layer").objects.filter(school=None).delete()


class Migration(migrations.Migration):
    dependencies = [("pupils", "0025_add_cycles_and_layers")]

    operations = [migrations.RunPython(seed, unseed)]
