"""The demo's needs assessment: week 9 of 20, one adviser late, the school's own advice sent in time."""

import datetime

from pupils.actions.step import lay_out_advice, lay_out_steps
from pupils.models import Advice, Assessment, Council, Pupil
from pupils.statutory import advice_due
from staff.models import Post

Day = datetime.date
DAY = datetime.timedelta(days=1)
COUNCIL = "Northmere County Council"


def make_assessments(posts: dict[str, Post], pupils: dict[str, Pupil], today: Day) -> None:
    """Samira Chowdhury's request, received 61 days ago; the authority decided a day late to assess."""
    pupil, owner = pupils["Chowdhury"], posts["senco"]
    received = today - 61 * DAY
    council = Council.objects.create(
        school_id=pupil.school_id, name=COUNCIL, contact="SEND casework team"
    )
    made = Assessment.objects.create(
        school_id=pupil.school_id, pupil=pupil, council=council, requested_by="school", owner=owner,
        planned_on=received - DAY, received_on=received, decision_on=received + 43 * DAY, decision="assess",
        grounds="Three cycles of SEN support, Word Aware and Talk Boost among them; understanding of long "
        "sentences stays two years behind.",
    )  # fmt: skip
    asked = today - 45 * DAY
    for source, who, returned in (
        ("school", owner, asked + 30 * DAY),
        ("psychologist", "Dr Rowena Blythe", None),
        ("speech", "Callie Marchetti", asked + 38 * DAY),
    ):
        name = {"name": who} if isinstance(who, str) else {"post": who}
        advice = Advice.objects.create(
            school_id=pupil.school_id, pupil=pupil, assessment=made, source=source, asked_on=asked,
            due_on=advice_due(asked), returned_on=returned,
            wanted="Language work every day with a trained adult." if returned else "", **name,
        )  # fmt: skip
        lay_out_advice(by=owner.person, advice=advice)
    lay_out_steps(by=owner.person, of=made)
    for step in made.steps.undone().filter(code__in=["assessment-views", "assessment-evidence"]):
        step.done_on, step.done_by = step.due_on, owner.person
        step.save()
