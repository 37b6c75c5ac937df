"""Seed the lists that behaviour is recorded with.

Names are the field's; meanings are in our own words. The lawful grounds are those of section 93 of the
Education and Inspections Act 2006; nothing else here is law, and no row has been checked against a
school's own policy, so none has a day of checking: schools check and edit.
"""

import datetime

from django.db import migrations

SINCE = datetime.date(2025, 9, 1)
OURS = "Usual practice in schools, in our own words; check against your behaviour policy"
LAW = "Education and Inspections Act 2006, section 93; check the wording before relying on it"
DUTY = (
    "Education and Inspections Act 2006, section 93A, and the 2025 (No. 2) Regulations on recording and "
    "reporting seclusion and restraint, in force from 1 April 2026; kinds in our own words"
)

# list, source, rows of (code, name, what it means, points)
LISTS = [
    ("place", OURS, [
        ("classroom", "Classroom", "", None), ("corridor", "Corridor or stairs", "", None),
        ("hall", "Dining hall", "", None), ("playground", "Playground or field", "", None),
        ("toilets", "Toilets or changing room", "", None), ("library", "Library", "", None),
        ("support-base", "Support base", "", None), ("gate", "Gate or bus", "", None),
        ("trip", "Trip or visit", "", None), ("elsewhere", "Elsewhere", "", None),
    ]),
    ("lesson", OURS, [
        ("arrival", "Arrival or tutor time", "", None), ("english", "English", "", None),
        ("maths", "Mathematics", "", None), ("science", "Science", "", None),
        ("humanities", "Humanities", "", None), ("languages", "Languages", "", None),
        ("arts", "Art, music or drama", "", None), ("pe", "Physical education", "", None),
        ("technology", "Design and technology", "", None),
        ("intervention", "Intervention or group", "", None),
        ("change", "Moving between lessons", "", None), ("break", "Break", "", None),
        ("lunch", "Lunch", "", None), ("assembly", "Assembly", "", None),
        ("going-home", "Going home", "", None),
    ]),
    ("setting", OURS, [
        ("tired", "Slept badly or tired", "As the pupil or home said", None),
        ("hungry", "Hungry or no breakfast", "", None), ("ill", "Unwell or in pain", "", None),
        ("medication", "Medication missed or changed", "", None),
        ("home", "Something at home", "As the pupil or home said", None),
        ("change-of-plan", "Change of plan or adult", "", None),
        ("noise", "Noise or crowd", "", None), ("hard-task", "Work that was hard to start", "", None),
        ("peer", "Trouble with another pupil", "", None), ("waiting", "Long wait", "", None),
        ("none", "Nothing noticed", "", None),
    ]),
    ("behaviour", OURS, [
        ("left-room", "Left the room or place", "Walked or ran out without being asked to", None),
        ("shouted", "Shouted or screamed", "", None),
        ("swore", "Swore or used hurtful words", "Write the words in the account", None),
        ("did-not-start", "Did not start or stopped work", "", None),
        ("did-not-follow", "Did not do what was asked", "Write what was asked, and how often", None),
        ("threw", "Threw things", "", None), ("damaged", "Broke or damaged something", "", None),
        ("pushed", "Pushed or grabbed somebody", "", None),
        ("hit", "Hit, kicked or bit somebody", "", None), ("spat", "Spat", "", None),
        ("hurt-self", "Hurt themselves", "Tell the safeguarding lead as well", None),
        ("hid", "Hid or climbed", "", None), ("cried", "Cried or withdrew", "", None),
    ]),
    ("intensity", OURS, [
        ("1", "1: brief", "Over in moments; the lesson went on and nobody else was stopped", None),
        ("2", "2: noticed", "Others nearby stopped; one reminder was enough", None),
        ("3", "3: needed help", "The lesson was held up, or an adult left what they were doing", None),
        ("4", "4: risk", "Somebody could have been hurt or something broken; others were moved", None),
        ("5", "5: harm or danger", "Somebody was hurt, or it was dangerous to go on", None),
    ]),
    ("step", OURS, [
        ("distraction", "Distraction", "", None), ("reassurance", "Reassurance", "", None),
        ("choices", "Offered choices", "", None), ("change-adult", "Change of adult", "", None),
        ("planned-ignoring", "Planned ignoring", "", None), ("take-up", "Take-up time", "", None),
        ("calm-space", "Calm space", "", None), ("humour", "Humour", "", None),
        ("less-language", "Fewer words", "", None), ("visual-cue", "Visual cue", "", None),
    ]),
    ("ground", LAW, [
        ("injury", "To prevent injury", "To the pupil or to anybody else", None),
        ("offence", "To prevent an offence", "Or what would be one at the age of responsibility", None),
        ("damage", "To prevent damage to property", "", None),
        ("order", "To keep good order", "Where good order and discipline would be lost", None),
    ]),
    ("hold", DUTY, [
        ("guide", "Guided or escorted by force", "Led away with more than a prompting touch", None),
        ("standing-hold", "Held, standing", "", None), ("seated-hold", "Held, seated", "", None),
        ("kneeling-hold", "Held, kneeling", "", None),
        ("ground-hold", "Held on the ground", "Carries risk to breathing: say how long", None),
        ("blocked", "Way blocked or door held", "", None),
        ("secluded", "Seclusion", "Kept alone and prevented from leaving; never as a punishment", None),
        ("aid-removed", "Mobility or communication aid taken away", "Without touch; counts all the same", None),
        ("secured", "Secured to a seat or object", "Other than for safe travel as agreed", None),
        ("other", "Other", "Say what in the account", None),
    ]),
    ("reward", OURS, [
        ("point", "Point", "", 1), ("token", "Token", "", 1), ("badge", "Badge", "", 5),
        ("postcard", "Postcard home", "", 5), ("call-home", "Good news call", "", 5),
    ]),
    ("value", OURS, [
        ("independence", "Independence", "Did it with less help: say which prompt was still needed", None),
        ("kindness", "Kindness", "", None), ("effort", "Effort", "", None),
        ("respect", "Respect", "", None), ("courage", "Courage", "Tried what was hard", None),
        ("responsibility", "Responsibility", "", None), ("calm", "Finding calm again", "", None),
    ]),
    ("question", OURS, [
        ("happened", "What happened?", "", None), ("thinking", "What were you thinking then?", "", None),
        ("feeling", "How did you feel, then and now?", "", None),
        ("affected", "Who has been affected, and how?", "", None),
        ("needs", "What do you need, to move on?", "", None),
        ("right", "What would put it right?", "", None),
        ("next-time", "What will we do another time?", "", None),
    ]),
]  # fmt: skip


def seed(apps, _editor):
    """Add the rows that are not there yet."""
    choices = apps.get_model("pupils", "BehaviourChoice").objects
    for name, source, rows in LISTS:
        for order, (code, words, about, points) in enumerate(rows, start=1):
            fields = {
                "name": words, "about": about, "points": points, "order": order,
                "valid_from": SINCE, "source": source,
            }  # fmt: skip
            choices.get_or_create(school=None, list=name, code=code, defaults=fields)


class Migration(migrations.Migration):
    """Defaults that schools check and edit."""

    dependencies = [("pupils", "0012_add_incidents")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
