"""Seed the steps of an annual review: what law sets, and lead times that schools usually keep.

Days are from the anchor. Law is as in pupils/statutory.py; paragraphs marked so have not been checked
against the text. Lead times are practice, and a school changes them for itself.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2026, 11, 1)
PRACTICE = "Usual practice of schools; change it to your own"
TWO_WEEKS = (
    "SEND Regulations 2014, regulation 20: two weeks before the meeting (paragraph not checked)"
)

# code, step, anchor, days, last by law, at risk, who, whose, noted on the record, source
STEPS = [
    ("book", "Agree the day of the meeting", "meeting", -84, None, 14, "school", "", False, PRACTICE),
    ("ask", "Ask everybody for advice", "meeting", -28, -14, 7, "school", "", True,
     f"{TWO_WEEKS}; four weeks is usual practice"),
    ("invite", "Invite family, authority and professionals", "meeting", -28, -14, 7, "school", "", False,
     TWO_WEEKS),
    ("views", "Gather the views of the pupil and the parents", "meeting", -21, None, 7, "school", "", True,
     PRACTICE),
    ("papers", "Send the advice to all who are invited", "meeting", -14, -14, 7, "school", "", True,
     "SEND Regulations 2014, regulation 20(4): two weeks before the meeting"),
    ("meeting", "Hold the meeting", "meeting", 0, None, 7, "school", "", True,
     "SEND Regulations 2014, regulation 20: in time for the authority’s four weeks"),
    ("report", "Send the school’s report", "meeting", 14, 14, 7, "school", "", True,
     "SEND Regulations 2014, regulation 20: within two weeks of the meeting (paragraph not checked)"),
    ("decision", "Authority sends its decision", "decision", 0, 0, 7, "authority", "", True,
     "SEND Regulations 2014, regulation 20(10), and Children and Families Act 2014, section 44(1)"),
    ("final_plan", "Authority issues the amended plan", "final_plan", 0, 0, 14, "authority", "", True,
     "SEND Regulations 2014, regulation 22(3); R (L) v Devon [2022] EWHC 493 (Admin)"),
]  # fmt: skip


def seed(apps, _editor):
    """Add the rows that are not there yet."""
    rules = apps.get_model("pupils", "StepRule").objects
    for order, row in enumerate(STEPS, start=1):
        code, what, anchor, days, law, warn, who, role, is_noted, source = row
        fields = {
            "flow": "review", "what": what, "anchor": anchor, "offset_days": days, "law_offset": law,
            "warn_days": warn, "who": who, "owner_role": role, "is_noted": is_noted,
            "source": source, "valid_from": SINCE, "order": order,
        }  # fmt: skip
        rules.get_or_create(school=None, code=f"review-{code}", defaults=fields)


class Migration(migrations.Migration):
    """Defaults that schools check and edit."""

    dependencies = [("pupils", "0028_add_annual_reviews")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
