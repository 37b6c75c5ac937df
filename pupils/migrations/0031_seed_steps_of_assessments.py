"""Seed the steps of an EHC needs assessment: what law sets, and lead times before the request is sent.

Days are from the anchor; law is as in pupils/statutory.py.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2026, 11, 1)
PRACTICE = "Usual practice of schools; change it to your own"

# code, step, anchor, days, last by law, at risk, who, noted on the record, source
STEPS = [
    ("views", "Gather the views of the pupil and the parents", "sending", -21, None, 7, "school", False,
     PRACTICE),
    ("evidence", "Put together what was tried and what it achieved", "sending", -14, None, 7, "school",
     False, PRACTICE),
    ("received", "Send the request to the authority", "sending", 0, None, 7, "school", True, PRACTICE),
    ("decision", "Authority says whether it will assess", "received", 42, 42, 14, "authority", True,
     "SEND Regulations 2014, regulation 5(1): six weeks"),
    ("no_plan", "Authority sends a draft, or says that there will be no plan", "received", 112, 112, 28,
     "authority", True, "SEND Regulations 2014, regulation 10: sixteen weeks"),
    ("comments", "Answer the draft plan with the family", "draft", 14, None, 10, "school", True,
     "SEND Regulations 2014, regulation 13(1): the family has at least 15 days; the setting answers in 15"),
    ("final", "Authority issues the final plan", "received", 140, 140, 28, "authority", True,
     "SEND Regulations 2014, regulation 13(2): twenty weeks"),
]  # fmt: skip


def seed(apps, _editor):
    """Add the rows that are not there yet."""
    rules = apps.get_model("pupils", "StepRule").objects
    for order, row in enumerate(STEPS, start=1):
        code, what, anchor, days, law, warn, who, is_noted, source = row
        fields = {
            "flow": "assessment", "what": what, "anchor": anchor, "offset_days": days,
            "law_offset": law, "warn_days": warn, "who": who, "is_noted": is_noted,
            "source": source, "valid_from": SINCE, "order": order,
        }  # fmt: skip
        rules.get_or_create(school=None, code=f"assessment-{code}", defaults=fields)


class Migration(migrations.Migration):
    """Defaults that schools check and edit."""

    dependencies = [("pupils", "0030_add_needs_assessments")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
