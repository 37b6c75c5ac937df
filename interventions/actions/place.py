"""Pupils' places in a group: given, changed, ended early and taken back.

The group's sessions are locked before its places change (see actions/session.py), then the totals are
rebuilt for these places, then the links to adults and the record book follow.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit
from core.models import AuditEvent
from core.policy import Refused, require
from core.record import compare_and_set, once
from interventions import policies
from interventions.actions.links import end_place_links, link_places
from interventions.actions.totals import recount_places
from interventions.models import Group, Place, Session
from pupils.models import Pupil


@transaction.atomic
def add_places(
    *, by: Any, group: Group, pupils: Sequence[Pupil], submission_id: Any = None, answer: str = "",
    **fields: Any,
) -> list[Place]:  # fmt: skip
    """Give several pupils a place with the same dates, measure, target and criterion."""
    require(policies.add_place(by, group))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_places", answer=answer)
    if any(pupil.school_id != group.school_id for pupil in pupils):
        raise ValueError("A group takes pupils of its own school.")
    _lock_sessions(group)
    made = [
        Place(school_id=group.school_id, group=group, pupil=pupil, **fields) for pupil in pupils
    ]
    try:
        with transaction.atomic():
            Place.objects.bulk_create(made)
    except IntegrityError:
        raise Refused(_("One of these pupils has a place in the group already.")) from None
    recount_places([place.pk for place in made])
    link_places(by=by, group=group, places=made)
    for place in made:
        changes = {name: (None, value) for name, value in fields.items() if value not in (None, "")}
        audit.record(by=by, action="add_place", about=place, changes=changes)
    return made


@transaction.atomic
def edit_place(*, by: Any, place: Place, version: int, **fields: Any) -> Place:
    """Change dates, measure, target or criterion of a running place."""
    require(policies.edit_place(by, place))
    return _change(by, place, version, "edit_place", fields)


@transaction.atomic
def end_place(
    *, by: Any, place: Place, version: int, on: datetime.date, outcome: str, outcome_note: str = ""
) -> Place:
    """End a place, ``on`` being its last day, with what came of it."""
    require(policies.end_place(by, place))
    last = max(place.starts_on, min(on, place.ends_on))
    fields = {"ends_on": last, "outcome": outcome, "outcome_note": outcome_note}
    return _change(by, place, version, "end_place", fields)


@transaction.atomic
def undo_end_place(*, by: Any, place: Place) -> Place:
    """Take the end of a place back: it runs again until the day it had before."""
    require(policies.undo_end_place(by, place))
    fields = {"ends_on": _end_before(place), "outcome": "", "outcome_note": ""}
    return _change(by, place, place.version, "undo_end_place", fields)


def _change(by: Any, place: Place, version: int, action: str, fields: dict[str, Any]) -> Place:
    _lock_sessions(place.group)
    changes = compare_and_set(place, version=version, **fields)
    recount_places([place.pk])
    end_place_links(by=by, place=place)
    if not place.outcome:
        link_places(by=by, group=place.group, places=[place])
    audit.record(by=by, action=action, about=place, changes=changes)
    return place


def _lock_sessions(group: Group) -> Iterable[int]:
    rows = Session.objects.filter(group=group).order_by("pk").select_for_update()
    return list(rows.values_list("pk", flat=True))


def _end_before(place: Place) -> datetime.date:
    """The last day that the record book names for the time before the end."""
    pages = AuditEvent.objects.filter(
        object_type=place._meta.label_lower, object_id=place.pk, action="end_place"
    )
    page = pages.order_by("-sequence").first()
    for change in page.changes if page else ():
        if change["field"] == "ends_on":
            return datetime.date.fromisoformat(change["old"])
    return place.ends_on
