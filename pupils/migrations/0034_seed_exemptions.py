"""What the law lets a school leave out of an answer, November 2026; none of the sources checked yet."""

import datetime

from django.db import migrations

SINCE = datetime.date(2018, 5, 25)
ACT = "Data Protection Act 2018, {} (not checked, November 2026)"
ROWS = [
    (
        "third_party", "Information about another person",
        "It names or shows somebody else, who has not agreed, and giving it would not be reasonable.",
        "schedule 2, part 3, paragraph 16", True,
    ),
    (
        "serious_harm", "Serious harm to somebody’s health",
        "Giving education data would be likely to harm the health of the pupil or another person.",
        "schedule 3, part 4, paragraph 19", False,
    ),
    (
        "health", "Health data that would do serious harm",
        "Ask the health professional who is responsible before it is given or kept back.",
        "schedule 3, part 2, paragraph 5", False,
    ),
    (
        "social_work", "Social work data that would do serious harm",
        "From children’s social care: ask them before it is given or kept back.",
        "schedule 3, part 3, paragraph 11", False,
    ),
    (
        "child_abuse", "Child abuse data",
        "A parent asks, and giving it would not be in the best interests of the child.",
        "schedule 3, part 5, paragraph 21", False,
    ),
    (
        "court", "Supplied in a report to a court",
        "Processed by a court, and its rules allow it to be kept from the pupil.",
        "schedule 3, part 4, paragraph 18", True,
    ),
    (
        "references", "References given in confidence", "A confidential reference for education or work.",
        "schedule 2, part 4, paragraph 24", True,
    ),
    (
        "exams", "Exam scripts and marks", "Written in an exam, or marks before they are announced.",
        "schedule 2, part 4, paragraph 25", True,
    ),
    (
        "legal", "Legal advice", "Between the school and its lawyers.",
        "schedule 2, part 4, paragraph 19", True,
    ),
    (
        "crime", "Prevention of crime", "Giving it would be likely to prejudice it.",
        "schedule 2, part 1, paragraph 2", False,
    ),
]  # fmt: skip


def seed(apps, schema_editor):
    """Write the list once."""
    exemption = apps.get_model("pupils", "DisclosureExemption")
    for order, (code, name, about, where, is_told) in enumerate(ROWS, start=1):
        fields = {
            "name": name, "about": about, "source": ACT.format(where), "is_told": is_told,
            "valid_from": SINCE, "order": order, "is_checked": False,
        }  # fmt: skip
        exemption.objects.create(school=None, code=code, **fields)


class Migration(migrations.Migration):
    dependencies = [("pupils", "0033_add_subject_requests")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
