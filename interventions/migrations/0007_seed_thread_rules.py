"""Seed the rules of the golden thread: each need, outcome, line, step and plan serves the one before it.

The figures are practice; the source of each says on what it rests. None has been compared with its
source, so no row has a day of checking.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2026, 9, 1)
# code, name, what it finds, school weeks, source
RULES = [
    ("need-without-outcome", "Needs without an outcome",
     "A need that must be met, and no outcome answers it.", None,
     "SEND Code of Practice 2015, 9.64 to 9.66: outcomes follow from needs"),
    ("outcome-without-provision", "Outcomes without provision",
     "An outcome that no line of provision serves.", None,
     "SEND Code of Practice 2015, 9.69: provision supports the outcomes"),
    ("line-without-session", "Provision without a session",
     "A line in force that no group has delivered for some school weeks.", 3,
     "Children and Families Act 2014, sections 42 and 66; the number of weeks is practice"),
    ("step-without-review", "Targets without a review",
     "A shorter step whose day has passed, and nobody has said what became of it.", None,
     "SEND Code of Practice 2015, 6.53 to 6.56: the impact is reviewed by the agreed date"),
    ("plan-past-review", "Plans past their review",
     "A plan in force whose review was due before today.", None,
     "Children and Families Act 2014, section 44; SEND Code of Practice 2015, 6.65"),
]  # fmt: skip


def seed(apps, schema_editor):
    """Add the shared rows."""
    rule = apps.get_model("interventions", "ThreadRule")
    rule.objects.bulk_create(
        rule(
            code=code, name=name, about=about, weeks=weeks, source=source, order=order,
            valid_from=SINCE,
        )
        for order, (code, name, about, weeks, source) in enumerate(RULES)
    )  # fmt: skip


def unseed(apps, schema_editor):
    """Take the shared rows away again; schools keep their own."""
    apps.get_model("interventions", "ThreadRule").objects.filter(school=None).delete()


class Migration(migrations.Migration):
    dependencies = [("interventions", "0006_add_deliveries_and_thread_rules")]

    operations = [migrations.RunPython(seed, unseed)]
