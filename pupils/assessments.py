"""Needs assessments, read: those of a pupil, what stands in the way, the family's time to answer a draft."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.models import Advice, Assessment, Pupil
from pupils.statutory import draft_comments_until, ehcna_deadlines


def assessments_of(person: Any, pupil: Pupil) -> list[Assessment]:
    """Every request for a pupil that the person may read, newest first; one query."""
    found = Assessment.objects.visible_to(person).filter(pupil=pupil)
    return list(found.select_related("council", "owner__person"))


def lateness(assessment: Assessment, advice: list[Advice]) -> list[str]:
    """What is late, in sentences that say by how much, until when law wanted it, and by which rule."""
    if not assessment.is_open or not assessment.received_on:
        return []
    today, due = timezone.localdate(), ehcna_deadlines(assessment.received_on)
    awaited = [
        (not assessment.decision_on, due["decision"], _("The decision whether to assess"), "5(1)"),
        (
            not (assessment.draft_on or assessment.no_plan_on), due["no_plan"],
            _("A draft, or word that there will be no plan,"), "10",
        ),
        (not assessment.final_on, due["final_plan"], _("The final plan"), "13(2)"),
    ]  # fmt: skip
    said = [
        _late(what, day, rule, today) for is_awaited, day, what, rule in awaited
        if is_awaited and day < today
    ]  # fmt: skip
    return said[:1] + [
        _late(_("The advice of %(name)s") % {"name": one.adviser}, one.due_on, "8(1)", today)
        for one in advice
        if not one.returned_on and one.due_on < today
    ]


def _late(what: str, due: datetime.date, rule: str, today: datetime.date) -> str:
    late = (today - due).days
    words = ngettext(
        "%(what)s was due by %(day)s and is %(n)s day late (SEND Regulations 2014, regulation %(rule)s).",
        "%(what)s was due by %(day)s and is %(n)s days late (SEND Regulations 2014, regulation %(rule)s).",
        late,
    )
    return words % {"what": what, "day": format_date(due, "j M Y"), "n": late, "rule": rule}


def answer_until(assessment: Assessment) -> datetime.date | None:
    """Until when, at the least, the family may answer the draft; None without one or once answered."""
    if not assessment.draft_on or assessment.comments_on or not assessment.is_open:
        return None
    return draft_comments_until(assessment.draft_on)
