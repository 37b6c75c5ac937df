"""Seed kinds of access arrangement, deadlines of the exam series, and subjects.

Names are those of the field; what must be on file is said in our own words. None of it has been
checked against the rules of 2026 to 2027, so no row has a day of checking: schools check and edit.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2025, 9, 1)
SOURCE = (
    "Exam boards' rules on adjustments for candidates, as seen for 2025 to 2026; check this year's"
)
SCHOOL, ONLINE, PAPERS = "delegated", "approval", "order"
MONTHS = 26

# code, name, what must be on file, route, needs an assessor's scores, extra time in per cent
KINDS = [
    (
        "extra-time-25", "25% extra time",
        "A plan or an assessor's full report, and that it is the normal way of working. Usually two low "
        "scores in two different areas of speed or processing.",
        ONLINE, True, 25,
    ),
    (
        "extra-time-over-25", "Extra time over 25%",
        "Much lower scores or a severe impairment; the boards look at each request.", ONLINE, True, 50,
    ),
    (
        "reader", "Reader or computer reader",
        "A note of the impairment and that it is the normal way of working. Not for papers that test reading.",
        ONLINE, False, None,
    ),
    (
        "scribe", "Scribe or speech recognition",
        "A low score for speed, legibility or spelling, or a physical need; a cover sheet with each script.",
        ONLINE, True, None,
    ),
    (
        "rest-breaks", "Supervised rest breaks",
        "A note on file. The clock stops. For many needs tried before extra time.", SCHOOL, False, None,
    ),
    (
        "word-processor", "Word processor",
        "The school's policy, and that it is the normal way of working. Spell-check off.",
        SCHOOL, False, None,
    ),
    ("prompter", "Prompter", "A need of attention or processing, on file.", SCHOOL, False, None),
    (
        "separate-room", "Separate room",
        "A long-term need that the school knows of; an invigilator of its own.", SCHOOL, False, None,
    ),
    (
        "read-aloud", "Read aloud or exam pen", "That it is the normal way of working.",
        SCHOOL, False, None,
    ),
    (
        "practical-assistant", "Practical assistant",
        "A physical need; the boards look at each request, and a cover sheet goes with each script.",
        ONLINE, False, None,
    ),
    (
        "communication-professional", "Communication professional",
        "Deaf or with a language need; a person qualified for it.", SCHOOL, False, None,
    ),
    (
        "language-modifier", "Language modifier", "A language need, with a person qualified for it.",
        ONLINE, True, None,
    ),
    (
        "modified-papers", "Modified papers",
        "A vision or other need: Braille, larger, coloured or tactile papers, ordered by the deadline.",
        PAPERS, False, None,
    ),
    (
        "aids", "Coloured overlay, low-vision aid or ear defenders",
        "That it is the normal way of working.", SCHOOL, False, None,
    ),
    (
        "bilingual-dictionary", "Bilingual dictionary",
        "English as an additional language and few years in the country; strict conditions.",
        SCHOOL, False, None,
    ),
]  # fmt: skip

# code, exams, what is due, month, day
DEADLINES = [
    ("summer-papers", "GCSE and GCE, June", "Orders for modified papers", 1, 31),
    ("summer-online", "GCSE and GCE, June", "Online applications", 3, 21),
    ("november-papers", "GCSE, November", "Orders for modified papers", 9, 20),
    ("november-online", "GCSE, November", "Online applications", 11, 1),
]

SUBJECTS = [
    "Art and design", "Business", "Citizenship", "Computer science", "Dance", "Design and technology",
    "Drama", "English language", "English literature", "Food preparation", "French", "Geography",
    "German", "History", "Mathematics", "Media studies", "Music", "Physical education",
    "Religious studies", "Science", "Sociology", "Spanish",
]  # fmt: skip


def seed(apps, _editor):
    """Add the rows that are not there yet."""
    kinds = apps.get_model("pupils", "ArrangementKind").objects
    for order, (code, name, about, route, assessed, percent) in enumerate(KINDS, start=1):
        fields = {
            "name": name, "about": about, "route": route, "needs_assessor": assessed,
            "percent": percent, "validity_months": MONTHS if route == ONLINE else None,
            "valid_from": SINCE, "source": SOURCE, "order": order,
        }  # fmt: skip
        kinds.get_or_create(school=None, code=code, defaults=fields)
    deadlines = apps.get_model("pupils", "ArrangementDeadline").objects
    for code, series, what, month, day in DEADLINES:
        fields = {"series": series, "what": what, "month": month, "day": day, "source": SOURCE}
        deadlines.get_or_create(school=None, code=code, defaults=fields)
    subjects = apps.get_model("pupils", "ExamSubject").objects
    for name in SUBJECTS:
        code = name.lower().replace(" ", "-")
        subjects.get_or_create(school=None, code=code, defaults={"name": name})


class Migration(migrations.Migration):
    """Defaults that schools check and edit."""

    dependencies = [("pupils", "0004_add_access_arrangements")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
