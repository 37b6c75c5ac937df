"""Seed the measures most schools share, and name the usual one of the programmes that say it.

Reliability differs between tests and their forms, so it stands empty until the school copies the
figure from its own manual; without it a change is not called real. Licensed questionnaires take
totals only.
"""

from decimal import Decimal

from django.db import migrations

MANUAL = "Enter the reliability from the manual of your test"

# name, scale, unit, lowest, highest, higher is better, answered by, sd, weeks between tests, source
MEASURES = [
    ("Reading, standardised score", "standardised", "", 40, 160, True, "", 15, 6,
     f"Mean 100, standard deviation 15. {MANUAL}"),
    ("Spelling, standardised score", "standardised", "", 40, 160, True, "", 15, 6,
     f"Mean 100, standard deviation 15. {MANUAL}"),
    ("Number, standardised score", "standardised", "", 40, 160, True, "", 15, 6,
     f"Mean 100, standard deviation 15. {MANUAL}"),
    ("Language, standardised score", "standardised", "", 40, 160, True, "", 15, 6,
     f"Mean 100, standard deviation 15. {MANUAL}"),
    ("Reading age", "reading_age", "", 48, 240, True, "", None, 6,
     "In months, typed as 7:02. Ratio gain: Brooks, What works for children and young people with literacy difficulties?"),
    ("Spelling age", "spelling_age", "", 48, 240, True, "", None, 6,
     "In months, typed as 7:02. Ratio gain: Brooks, What works for children and young people with literacy difficulties?"),
    ("Goal attainment (GAS)", "gas", "", 10, 90, True, "", 10, 4,
     "T score from goals rated -2 to +2, 50 when all are met as expected; Kiresuk and Sherman, 1968"),
    ("SDQ total difficulties, teacher", "sdq", "", 0, 40, False, "teacher", None, 12,
     "Licensed questionnaire: enter the total of the four difficulty scales, never the items"),
    ("SDQ total difficulties, parent", "sdq", "", 0, 40, False, "parent", None, 12,
     "Licensed questionnaire: enter the total of the four difficulty scales, never the items"),
    ("SDQ total difficulties, pupil 11 to 17", "sdq", "", 0, 40, False, "self", None, 12,
     "Licensed questionnaire: enter the total of the four difficulty scales, never the items"),
    ("Boxall developmental strands", "boxall_up", "", 0, 136, True, "teacher", None, 12,
     "Licensed profile, 34 statements rated 0 to 4: enter the total; it rises as the pupil improves"),
    ("Boxall diagnostic profile", "boxall_down", "", 0, 136, False, "teacher", None, 12,
     "Licensed profile, 34 statements rated 0 to 4: enter the total; it falls as the pupil improves"),
    ("Words right in a minute", "own", "words", 0, 250, True, "", None, 2,
     "One-minute check on a passage set or word list; write which in the note"),
    ("Errors in a minute", "own", "errors", 0, 100, False, "", None, 2,
     "One-minute check on a passage set or word list; write which in the note"),
    ("Words typed in a minute", "own", "words", 0, 150, True, "", None, 4,
     "Handwriting or typing, counted over one minute or more"),
    ("Key stage 2 scaled score", "own", "", 80, 120, True, "", None, 6,
     "80 to 120; 100 is the expected standard"),
    ("Teacher rating, 0 to 10", "own", "", 0, 10, True, "teacher", None, 4,
     "An agreed statement rated by the same adult each time; write the statement in the note"),
]  # fmt: skip

USUAL = {
    "Reading age": "Reading age",
    "Spelling age": "Spelling age",
    "One-minute probe: correct and errors": "Words right in a minute",
    "Words per minute": "Words typed in a minute",
    "SDQ": "SDQ total difficulties, teacher",
    "SDQ, ELSA checklist": "SDQ total difficulties, teacher",
    "SDQ or own scale": "SDQ total difficulties, teacher",
    "Boxall": "Boxall developmental strands",
}


def seed(apps, _editor):
    """Add the measures that are not there yet, then name them in the programmes."""
    measures = apps.get_model("interventions", "Measure").objects
    for name, scale, unit, lowest, highest, higher, informant, sd, weeks, source in MEASURES:
        measures.get_or_create(
            school=None,
            name=name,
            defaults={
                "scale": scale, "unit": unit, "lowest": lowest, "highest": highest,
                "higher_is_better": higher, "informant": informant,
                "standard_deviation": None if sd is None else Decimal(sd),
                "min_weeks": weeks, "source": source,
            },
        )  # fmt: skip
    programmes = apps.get_model("interventions", "Programme").objects
    for words, name in USUAL.items():
        usual = measures.get(school=None, name=name)
        programmes.filter(school=None, measure_note=words, usual_measure=None).update(
            usual_measure=usual
        )


class Migration(migrations.Migration):
    dependencies = [("interventions", "0002_seed_programmes")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
