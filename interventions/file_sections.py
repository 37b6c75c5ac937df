"""Sections of the pupil's file on this floor: places in groups, sessions, scores.

What a mark says of a word to the leader ("tell the leader") is between colleagues and stays here.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interventions.models import Score
from interventions.pupil_sessions import doses_of, marks_of
from interventions.scales import show_value
from pupils import file_sections
from pupils.file_sections import Item, Section, field, fields_of
from pupils.models import Pupil
from pupils.policies import see_progress

MARK = {
    "Code": "code", "MinutesAttended": "minutes", "Engagement": "engagement", "Prompt": "prompt",
    "TrialsRight": "trials_right", "TrialsOf": "trials_of", "Note": "note", "NextStep": "next_step",
}  # fmt: skip
PLACE = {
    "StartDate": "starts_on", "EndDate": "ends_on", "Target": "target", "Outcome": "outcome",
    "OutcomeNote": "outcome_note",
}  # fmt: skip


def add_sections() -> None:
    """Register them."""
    for one in SECTIONS:
        file_sections.add(one)


def _places(person: Any, pupil: Pupil) -> Iterable[Item]:
    if see_progress(person, pupil):
        return
    for dose in doses_of(pupil, person):
        place, group = dose.place, dose.place.group
        fields = [
            field("Group", _("Group"), str(group)),
            field("Programme", _("Programme"), group.programme.name),
            *fields_of(place, **PLACE),
            field("Dose", _("What was given"), dose.words),
        ]
        yield Item(f"place:{place.pk}", str(group), fields, place.starts_on)


def _sessions(person: Any, pupil: Pupil) -> Iterable[Item]:
    """Every session with a mark of the pupil, the oldest first: two queries."""
    if see_progress(person, pupil):
        return
    for mark in reversed(marks_of(pupil, person)):
        session = mark.session
        fields = [
            *fields_of(session, Date="on"), field("Group", _("Group"), str(session.group)),
            field("RunBy", _("Run by"), session.post.person.full_name), *fields_of(mark, **MARK),
        ]  # fmt: skip
        yield Item(f"session:{mark.pk}", str(session.group), fields, session.on)


def _scores(person: Any, pupil: Pupil) -> Iterable[Item]:
    if see_progress(person, pupil):
        return
    rows = Score.objects.visible_to(person).filter(pupil=pupil)
    for row in rows.select_related("measure", "assessed_by").order_by("on", "pk"):
        measure = row.measure
        fields = [
            *fields_of(row, Date="on"), field("Measure", _("Measure"), measure.name),
            *fields_of(row, Point="point"),
            field("Value", _("Score"), row.value, show_value(measure.scale, float(row.value))),
            *fields_of(row, Limit="limit", Paper="paper"),
            field("AssessedBy", _("Tested by"), row.assessed_by.full_name),
            *fields_of(row, Note="note"),
        ]  # fmt: skip
        yield Item(f"score:{row.pk}", measure.name, fields, row.on)


SECTIONS = (
    Section(
        "places", gettext_lazy("Groups and programmes"), 70,
        ("Group", "Programme", *PLACE, "Dose"), _places,
    ),
    Section(
        "sessions", gettext_lazy("Sessions"), 80, ("Date", "Group", "RunBy", *MARK), _sessions,
        is_table=True,
    ),
    Section(
        "scores", gettext_lazy("Measures and scores"), 90,
        ("Date", "Measure", "Point", "Value", "Limit", "Paper", "AssessedBy", "Note"), _scores,
        is_table=True,
    ),
)  # fmt: skip
