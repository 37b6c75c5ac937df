"""Seed the starter library of programmes. Every figure can be edited; a school's own row wins.

Where a source gives a range, the figure used for planning stands in the field and the range in
``source``. ``is_checked`` is False where a figure has not been confirmed with the publisher.
"""

from django.db import migrations

TARGETED, SPECIALIST = "targeted", "specialist"

# name, area, layer, pupils from, to, minutes, times a week, weeks, usual measure, scripted,
# evidence, confirmed, what the sources say
PROGRAMMES = [
    ("NELI", "Language", TARGETED, 3, 6, 30, 3, 20, "LanguageScreen", True, "trials", True,
     "Age 4 to 5: groups of 3 to 6, 30 minutes 3 times a week, and 15 minutes one to one twice a week, 20 weeks"),
    ("Catch Up Literacy", "Reading", TARGETED, 1, 1, 15, 2, 30, "Reading age", True, "trials", True,
     "Age 6 to 14: one to one, 15 minutes twice a week; 30 weeks in one trial, 10 to 44 reported"),
    ("Catch Up Numeracy", "Number", TARGETED, 1, 1, 15, 2, 30, "Maths age", True, "", False,
     "One to one, 15 minutes twice a week, about 30 weeks"),
    ("1stClass@Number 1", "Number", TARGETED, 1, 4, 30, 3, 10, "Sandwell", True, "", True,
     "Year 2: up to 4 pupils, 30 minutes 3 times a week, 24 to 30 sessions, about 10 weeks"),
    ("1stClass@Number 2", "Number", TARGETED, 1, 4, 30, 3, 10, "Sandwell", True, "", False,
     "Years 3 and 4: up to 4 pupils, 30 minutes 3 times a week, about 10 weeks"),
    ("Success@Arithmetic", "Number", TARGETED, 1, 3, 30, 3, 10, "Sandwell or standard score", True, "", False,
     "Key stages 2 and 3: up to 3 pupils, 30 minutes 3 times a week, about 9 to 10 weeks"),
    ("Numbers Count", "Number", SPECIALIST, 1, 3, 30, 4, 12, "Sandwell", False, "", False,
     "One to three pupils, 30 minutes 3 to 5 times a week, about 12 weeks"),
    ("Switch-on (Reading/Writing)", "Reading", TARGETED, 1, 1, 20, 5, 11, "Reading age", True, "", False,
     "Key stages 2 and 3: one to one, 20 to 30 minutes 5 times a week, 10 to 12 weeks"),
    ("Toe by Toe", "Decoding", TARGETED, 1, 1, 20, 5, 23, "Reading age", True, "", False,
     "One to one, 10 to 20 minutes 5 times a week, about 20 to 26 weeks"),
    ("Precision Teaching", "Fluency", TARGETED, 1, 1, 10, 5, 5, "One-minute probe: correct and errors", False, "", False,
     "Any fluency skill: one to one, 5 to 10 minutes 5 times a week, 4 to 6 weeks"),
    ("Lexia Core5 / PowerUp", "Reading", TARGETED, 1, 1, 25, 4, 12, "Units or level, reading age", True, "", False,
     "Individual online: 20 to 30 minutes 3 to 5 times a week, a term or longer"),
    ("Read Write Inc. Fresh Start", "Decoding", TARGETED, 8, 12, 40, 4, 33, "RWI assessment", True, "", False,
     "Years 5 to 9: 8 to 12 pupils, 25 to 60 minutes 3 to 5 times a week, about 33 modules"),
    ("Reciprocal Reading", "Comprehension", TARGETED, 4, 8, 30, 2, 12, "NGRT", False, "", False,
     "4 to 8 pupils, 20 to 30 minutes 2 to 3 times a week, 12 weeks or more"),
    ("Inference Training", "Comprehension", TARGETED, 4, 5, 45, 2, 10, "Comprehension age", False, "", False,
     "4 to 5 pupils, 40 to 45 minutes twice a week, 10 weeks"),
    ("Paired Reading", "Fluency", TARGETED, 1, 2, 15, 4, 8, "Reading age", False, "", False,
     "One to one or with a peer, 10 to 20 minutes 3 to 5 times a week, 6 to 10 weeks"),
    ("Hornet / Word Wasp", "Spelling", TARGETED, 1, 1, 20, 5, 20, "Spelling age", True, "", False,
     "Spelling and decoding: one to one, 15 to 20 minutes 5 times a week, 20 weeks or more"),
    ("Units of Sound, Nessy, IDL", "Reading", TARGETED, 1, 1, 20, 3, 16, "Reading or spelling age", True, "", False,
     "Literacy online, individual: 15 to 30 minutes 2 to 5 times a week, 12 to 26 weeks"),
    ("Talk Boost KS1/KS2", "Language", TARGETED, 4, 4, 35, 3, 10, "Tracker", True, "", False,
     "4 pupils, 30 to 40 minutes 3 times a week, 10 weeks"),
    ("Colourful Semantics", "Language", TARGETED, 1, 4, 20, 3, 10, "Levels or GAS", False, "", False,
     "Expressive language: one to four pupils, 15 to 20 minutes 2 to 3 times a week, 6 to 12 weeks"),
    ("Talkabout", "Social skills", TARGETED, 4, 8, 40, 1, 12, "Talkabout assessment", False, "", False,
     "4 to 8 pupils, 40 minutes once a week, 6 to 40 weeks"),
    ("Lego-based therapy", "Social communication", TARGETED, 3, 6, 30, 1, 8, "Rating scale or GAS", False, "", True,
     "3 to 6 pupils as engineer, supplier and builder, 20 to 45 minutes once a week, 6 to 12 weeks"),
    ("ELSA", "Emotional literacy", TARGETED, 1, 4, 40, 1, 9, "SDQ, ELSA checklist", False, "", False,
     "One to one or a small group, 30 to 60 minutes once a week, 6 to 12 weeks"),
    ("Zones of Regulation", "Self-regulation", TARGETED, 1, 8, 40, 1, 18, "SDQ or own scale", True, "", False,
     "1 to 8 pupils, 30 to 45 minutes once a week, 18 lessons"),
    ("Drawing and Talking", "Social, emotional and mental health", SPECIALIST, 1, 1, 30, 1, 12, "SDQ", False, "", False,
     "One to one, 30 minutes once a week, 12 weeks"),
    ("Nurture group", "Social, emotional and mental health", SPECIALIST, 6, 12, 150, 5, 30, "Boxall", False, "", False,
     "6 to 12 pupils, 4 to 5 half days a week, 2 to 4 terms"),
    ("Sensory circuits", "Sensory", TARGETED, 4, 8, 15, 5, None, "Readiness scale", False, "", False,
     "4 to 8 pupils, 10 to 15 minutes 5 times a week, ongoing"),
    ("Attention Autism", "Joint attention", SPECIALIST, 3, 8, 15, 5, None, "Engagement model", False, "", False,
     "3 to 8 pupils, 10 to 20 minutes 4 to 5 times a week, stages 1 to 4"),
    ("PECS / TEACCH stations", "Communication and independence", SPECIALIST, 1, 1, 20, 5, None, "Phase or prompt level", True, "", False,
     "One to one, daily, ongoing; minutes are the school's own"),
    ("Fizzy / Clever Hands", "Motor", TARGETED, 2, 6, 20, 3, 10, "OT checklist", True, "", False,
     "2 to 6 pupils, 20 minutes 2 to 3 times a week, 8 to 12 weeks"),
    ("Pre-teach / overlearning", "Curriculum", TARGETED, 1, 5, 20, 3, None, "Class assessment", False, "", True,
     "1 to 5 pupils, 15 to 20 minutes 2 to 5 times a week, rolling"),
    ("Handwriting / touch typing", "Access", TARGETED, 1, 8, 15, 4, 9, "Words per minute", False, "", True,
     "1 to 8 pupils, 10 to 20 minutes 3 to 5 times a week, 6 to 12 weeks"),
]  # fmt: skip


def seed(apps, _editor):
    """Add the programmes that are not there yet."""
    programme = apps.get_model("interventions", "Programme")
    for row in PROGRAMMES:
        (name, area, layer, least, most, minutes, times, weeks, measure, scripted, evidence,
         checked, source) = row  # fmt: skip
        programme.objects.get_or_create(
            school=None,
            name=name,
            defaults={
                "area_of_need": area, "layer": layer, "smallest_group": least,
                "largest_group": most, "minutes": minutes, "times_a_week": times, "weeks": weeks,
                "measure_note": measure, "is_scripted": scripted, "evidence": evidence,
                "is_checked": checked, "source": source,
            },
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("interventions", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
