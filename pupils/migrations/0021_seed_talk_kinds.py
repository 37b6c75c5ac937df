"""Seed what contacts are about, the kinds of meetings with their agendas, and the weeks of silence that count.

The weeks are defaults of our own and have not been checked, so no row has a day of checking.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2025, 9, 1)
COP = (
    "SEND Code of Practice 2015, 6.65: schools meet parents at least three times a year; "
    "13 school weeks are a third of a school year. The weeks are a default of ours."
)
OWN = "A default of ours: every half term for pupils with a plan"

CONTACTS = [
    ("progress", "Progress and learning"), ("wellbeing", "Wellbeing"), ("behaviour", "Behaviour"),
    ("attendance", "Attendance"), ("medical", "Health and medicine"),
    ("provision", "Support and provision"), ("plan", "Plan, review or assessment"),
    ("transition", "Moving on"), ("praise", "Good news"), ("complaint", "Complaint or worry at home"),
    ("other", "Something else"),
]  # fmt: skip

WELCOME, NEXT = "Welcome, and who is here", "What happens next, who does it, by when"
MEETINGS = [
    ("parents", "Parents’ meeting", [WELCOME, "What is going well", "What is hard", NEXT]),
    (
        "review", "Review of support",
        [WELCOME, "The pupil’s view", "The family’s view", "Each outcome: where it stands",
         "What was provided, and what was not", NEXT],
    ),
    (
        "annual-review", "Annual review of an EHC plan",
        [WELCOME, "The pupil’s view", "The family’s view", "Reports and advice",
         "Each outcome: where it stands", "Does the plan still fit", NEXT],
    ),
    (
        "taf", "Team around the child or family",
        [WELCOME, "The pupil’s and the family’s view", "News from each service",
         "Actions from last time", NEXT],
    ),
    ("professionals", "Professionals’ meeting", [WELCOME, "News from each service", NEXT]),
    ("transition", "Meeting about moving on", [WELCOME, "What works here", "What changes", NEXT]),
    ("other", "Another meeting", []),
]  # fmt: skip

RULES = [
    ("quiet-plan", "No contact home: pupils with an EHC plan", 6, OWN),
    ("quiet-support", "No contact home: pupils on SEN support", 13, COP),
]


def seed(apps, _editor):
    """Add the rows that are not there yet."""
    kinds = apps.get_model("pupils", "TalkKind").objects
    rows = [("contact", code, name, []) for code, name in CONTACTS]
    rows += [("meeting", f"meeting-{code}", name, agenda) for code, name, agenda in MEETINGS]
    for order, (use, code, name, agenda) in enumerate(rows, start=1):
        fields = {
            "use": use, "name": name, "agenda": "\n".join(agenda), "valid_from": SINCE,
            "order": order,
        }  # fmt: skip
        kinds.get_or_create(school=None, code=code, defaults=fields)
    rules = apps.get_model("pupils", "TalkRule").objects
    for order, (code, name, weeks, source) in enumerate(RULES, start=1):
        fields = {"name": name, "weeks": weeks, "source": source, "order": order}
        rules.get_or_create(school=None, code=code, defaults=fields)


class Migration(migrations.Migration):
    """Defaults that schools check and edit."""

    dependencies = [("pupils", "0020_add_contact_log")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
