"""Making groups and changing them; what a change means for planned sessions, places and adults."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.models import School
from core.policy import require
from core.record import Changes, answered, compare_and_set, once
from interventions import policies
from interventions.actions.links import end_adult_links, end_place_links, link_places
from interventions.actions.totals import change_totals, recount_places
from interventions.counts import counts_of
from interventions.models import Group, Place, Session

State = Session.State


@transaction.atomic
def add_group(*, by: Any, school: School, submission_id: Any = None, **fields: Any) -> Group:
    """Make a group: programme, name, leader, supervising teacher, room, minutes, layer, dates."""
    require(policies.add_group(by, school.pk, fields["leader"].pk))
    sent = once(by=by, key=submission_id, use_case="add_group") if submission_id else None
    if fields["leader"].school_id != school.pk:
        raise ValueError("A group is led by a post of its own school.")
    group = Group.objects.create(school=school, **fields)
    changes = {name: (None, value) for name, value in fields.items() if value not in (None, "")}
    audit.record(by=by, action="add_group", about=group, changes=changes)
    if sent:
        answered(sent, f"/interventions/groups/{group.pk}/")
    return group


@transaction.atomic
def edit_group(*, by: Any, group: Group, version: int, **fields: Any) -> Group:
    """Change a group. From today on its planned sessions follow: leader, minutes, room and dates.

    Places that ran as long as the group go on doing so; none outlasts it. Logged sessions stay.
    """
    leader = fields.get("leader", group.leader)
    require(policies.edit_group(by, group, leader.pk))
    was = Group.objects.select_related("leader", "supervising_teacher").get(pk=group.pk)
    changes = compare_and_set(group, version=version, **fields)
    sessions = _planned(group)
    before = counts_of(sessions)
    places = _fit_places(was, group)
    _fit_sessions(was, group, sessions)
    _recount(before, sessions, places, changes)
    _relink(by, was, group, places, changes)
    audit.record(by=by, action="edit_group", about=group, changes=changes)
    return group


def _planned(group: Group) -> list[Session]:
    """Planned sessions from today on, locked."""
    rows = Session.objects.filter(group=group, on__gte=timezone.localdate(), state=State.PLANNED)
    return list(rows.order_by("pk").select_for_update())


def _fit_places(was: Group, group: Group) -> list[Place]:
    """Move the ends of running places with the group's; returns the running places as they are now."""
    places = list(Place.objects.filter(group=group, outcome="").select_related("pupil", "group"))
    changed = []
    for place in places:
        last = group.ends_on if place.ends_on == was.ends_on else min(place.ends_on, group.ends_on)
        if place.ends_on != last:
            place.ends_on = max(last, place.starts_on)
            place.version += 1
            changed.append(place)
    Place.objects.bulk_update(changed, ["ends_on", "version"])
    return places


def _fit_sessions(was: Group, group: Group, sessions: Sequence[Session]) -> None:
    beyond = [one.pk for one in sessions if not group.starts_on <= one.on <= group.ends_on]
    Session.objects.filter(pk__in=beyond, state=State.PLANNED).delete()
    staying = [one for one in sessions if one.pk not in set(beyond)]
    for session in staying:
        if session.post_id == was.leader_id:
            session.post_id = group.leader_id
        if session.minutes == was.minutes:
            session.minutes = group.minutes
        if session.room == was.room:
            session.room = group.room
    Session.objects.bulk_update(staying, ["post", "minutes", "room"])


def _recount(
    before: dict, sessions: Sequence[Session], places: Sequence[Place], changes: Changes
) -> None:
    """Weeks and places by what changed; the places again in full when their dates moved."""
    left = list(Session.objects.filter(pk__in=[session.pk for session in sessions]))
    after = counts_of(left)
    change_totals([(before[one.pk], after.get(one.pk)) for one in sessions])
    if changes.keys() & {"ends_on", "starts_on", "name"}:
        recount_places([place.pk for place in places])


def _relink(by: Any, was: Group, group: Group, places: Sequence[Place], changes: Changes) -> None:
    if "leader" in changes:
        end_adult_links(by=by, group=group, post=was.leader)
    if "supervising_teacher" in changes and was.supervising_teacher:
        end_adult_links(by=by, group=group, post=was.supervising_teacher)
    if not changes.keys() & {"leader", "supervising_teacher", "ends_on", "name"}:
        return
    today = timezone.localdate()
    for place in places:
        if "ends_on" in changes:
            end_place_links(by=by, place=place)
    link_places(by=by, group=group, places=[place for place in places if place.ends_on >= today])
