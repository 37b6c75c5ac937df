"""Seed the types of need: the national list with the days between which each may be chosen."""

import datetime

from django.db import migrations

COGNITION = "Cognition and learning"
COMMUNICATION = "Communication and interaction"
MENTAL_HEALTH = "Social, emotional and mental health"
SENSORY = "Sensory and/or physical"
NO_AREA = "Uncategorised"

CENSUS = "School census guide, special educational needs type; collected since January 2004"
CODE_2015 = "SEND Code of Practice 2015 and school census 2015"
CENSUS_2025 = "School census 2024 to 2025, special educational needs type"

FIRST_CENSUS = datetime.date(2004, 1, 1)
NEW_CODE = datetime.date(2014, 9, 1)
DOWN_SYNDROME = datetime.date(2024, 9, 1)

# code, name, broad area, from, until, only with SEN support, source
TYPES = [
    ("SPLD", "Specific learning difficulty", COGNITION, FIRST_CENSUS, None, False, CENSUS),
    ("MLD", "Moderate learning difficulty", COGNITION, FIRST_CENSUS, None, False, CENSUS),
    ("SLD", "Severe learning difficulty", COGNITION, FIRST_CENSUS, None, False, CENSUS),
    ("PMLD", "Profound and multiple learning difficulty", COGNITION, FIRST_CENSUS, None, False, CENSUS),
    ("SEMH", "Social, emotional and mental health", MENTAL_HEALTH, NEW_CODE, None, False, CODE_2015),
    ("SLCN", "Speech, language and communication needs", COMMUNICATION, FIRST_CENSUS, None, False, CENSUS),
    ("ASD", "Autistic spectrum disorder", COMMUNICATION, FIRST_CENSUS, None, False, CENSUS),
    ("HI", "Hearing impairment", SENSORY, FIRST_CENSUS, None, False, CENSUS),
    ("VI", "Vision impairment", SENSORY, FIRST_CENSUS, None, False, CENSUS),
    ("MSI", "Multi-sensory impairment", SENSORY, FIRST_CENSUS, None, False, CENSUS),
    ("PD", "Physical disability", SENSORY, FIRST_CENSUS, None, False, CENSUS),
    ("DS", "Down syndrome", NO_AREA, DOWN_SYNDROME, None, False, CENSUS_2025),
    ("OTH", "Other difficulty or disability", NO_AREA, FIRST_CENSUS, None, False, CENSUS),
    (
        "NSA", "SEN support, type of need not yet assessed by a specialist",
        NO_AREA, NEW_CODE, None, True, CODE_2015,
    ),
    (
        "BESD", "Behaviour, emotional and social difficulties (retired)",
        MENTAL_HEALTH, FIRST_CENSUS, datetime.date(2014, 8, 31), False, CENSUS,
    ),
]  # fmt: skip


def seed(apps, _editor):
    """Add the types that are not there yet."""
    need_type = apps.get_model("pupils", "NeedType")
    for order, (code, name, area, since, until, only_support, source) in enumerate(TYPES, start=1):
        need_type.objects.get_or_create(
            school=None,
            code=code,
            defaults={
                "name": name,
                "broad_area": area,
                "valid_from": since,
                "valid_until": until,
                "only_with_support": only_support,
                "source": source,
                "order": order,
            },
        )


class Migration(migrations.Migration):
    """The national list of types of need."""

    dependencies = [("pupils", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
