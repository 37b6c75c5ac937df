"""Seed kinds of agencies: who comes, whether few are told, and after how long somebody asks again.

The services are those of domain.md 3.8 and of a usual school's directory. The days are this house's
own default, no rule of law, and nobody has checked them: schools check and edit.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2025, 9, 1)
SOURCE = "House default; agree with the service how long it takes to answer"
USUAL, SOON, LONG = 28, 10, 42

# code, service, who comes, shown to few, days without news before asking again
KINDS = (
    ("ep", "Educational psychology", "Educational psychologist", False, LONG),
    ("salt", "Speech and language therapy", "Speech and language therapist", False, LONG),
    ("ot", "Occupational therapy", "Occupational therapist", False, LONG),
    ("physio", "Physiotherapy", "Physiotherapist", False, LONG),
    ("hearing", "Teachers of the deaf", "Qualified teacher of the deaf", False, USUAL),
    (
        "vision",
        "Vision impairment service",
        "Qualified teacher of the vision impaired",
        False,
        USUAL,
    ),
    ("specialist", "Specialist teaching service", "Specialist teacher", False, USUAL),
    ("autism", "Autism outreach", "Autism outreach teacher", False, USUAL),
    ("nurse", "School nursing", "School nurse", False, USUAL),
    ("paediatrics", "Community paediatrics", "Community paediatrician", True, LONG),
    ("camhs", "Child and adolescent mental health", "Mental health practitioner", True, USUAL),
    ("social-care", "Children's social care", "Social worker", True, SOON),
    ("family-help", "Family help and early help", "Family help worker", True, USUAL),
    ("virtual-school", "Virtual school", "Virtual school officer", True, USUAL),
    ("youth-justice", "Youth justice", "Youth justice worker", True, USUAL),
    ("sen-casework", "Local authority SEN casework", "SEN caseworker", False, USUAL),
    ("sendiass", "SENDIASS: advice for parents", "SENDIASS adviser", False, USUAL),
    ("attendance", "Education welfare and attendance", "Education welfare officer", True, USUAL),
    ("voluntary", "Charity or voluntary group", "Mentor or volunteer", False, USUAL),
    ("dco", "Designated clinical officer", "Designated clinical or medical officer", False, LONG),
)


def seed(apps, schema_editor):
    """Add the shared kinds."""
    kind = apps.get_model("pupils", "AgencyKind")
    kind.objects.bulk_create(
        kind(
            code=code, name=name, who=who, is_sensitive=few, chase_days=days, source=SOURCE,
            valid_from=SINCE, order=place,
        )
        for place, (code, name, who, few, days) in enumerate(KINDS, start=1)
    )  # fmt: skip


def remove(apps, schema_editor):
    """Take the shared kinds away again."""
    apps.get_model("pupils", "AgencyKind").objects.filter(school=None).delete()


class Migration(migrations.Migration):
    dependencies = [("pupils", "0015_add_people_around_a_pupil")]

    operations = [migrations.RunPython(seed, remove)]
