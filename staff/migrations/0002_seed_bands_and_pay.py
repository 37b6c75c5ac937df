"""The three bands, the points of the national spine with their old numbers, and known pay.

The figures are national, for illustration: a London school enters its own table, which then wins.
"""

import datetime
from decimal import Decimal

from django.db import migrations

SPINE = "NJC"
LAST_POINT = 43
#: Points of the spine before 1 April 2019 and what they became. From 29 the old number is six more.
OLD_TO_NEW = {
    18: 7, 19: 8, 20: 9, 21: 11, 22: 12, 23: 14, 24: 15, 25: 17, 26: 19, 27: 20, 28: 22,
    **{new + 6: new for new in range(23, LAST_POINT + 1)},
}  # fmt: skip
BANDS = (
    (1, "TA, induction", "SC4", (18, 19), (7, 8)),
    (2, "TA, post induction", "SC4", (20, 21), (9, 11)),
    (3, "HLTA", "SO1", (29, 31), (23, 25)),
)
BAND_SOURCE = (
    "The school's job description gives points before April 2019; today's points are derived"
)
FROM_2024, FROM_2025 = datetime.date(2024, 4, 1), datetime.date(2025, 4, 1)
#: Pounds a year, full time, of 1 April 2024 and 1 April 2025.
PAY = {
    7: (25584, 26403), 8: (25992, 26824), 9: (26409, 27254), 11: (27269, 28142),
    18: (30559, 31537), 19: (31067, 32061), 23: (33366, 34434), 25: (35235, 36363),
    29: (38626, 39862), 31: (40476, 41771),
}  # fmt: skip
SOURCE_2024 = "National pay scale 2024 to 2025; unchecked against the circular"
SOURCE_2025 = "Derived: 2024 to 2025 figure plus 3.2%; unchecked against the circular"


def seed(apps, schema_editor):
    """Add bands, points and the shared awards."""
    band = apps.get_model("staff", "Band")
    point = apps.get_model("staff", "PayPoint")
    award = apps.get_model("staff", "PayAward")
    for number, name, scale, old, new in BANDS:
        band.objects.create(
            number=number,
            name=name,
            scale=scale,
            first_old_point=old[0],
            last_old_point=old[1],
            first_point=new[0],
            last_point=new[1],
            source=BAND_SOURCE,
        )
    old_of = {new: old for old, new in OLD_TO_NEW.items()}
    points = {
        new: point.objects.create(spine=SPINE, point=new, old_point=old_of.get(new))
        for new in range(3, LAST_POINT + 1)
    }
    for number, figures in PAY.items():
        for day, pounds, source in zip(
            (FROM_2024, FROM_2025), figures, (SOURCE_2024, SOURCE_2025), strict=True
        ):
            award.objects.create(
                pay_point=points[number],
                effective_from=day,
                annual_fte=Decimal(pounds),
                source=source,
            )


def unseed(apps, schema_editor):
    """Take the shared rows away again."""
    apps.get_model("staff", "PayAward").objects.filter(school=None).delete()
    apps.get_model("staff", "PayPoint").objects.filter(spine=SPINE).delete()
    apps.get_model("staff", "Band").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]

    operations = [migrations.RunPython(seed, unseed)]
