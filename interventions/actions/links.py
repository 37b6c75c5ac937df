"""Why the adults of a group see its pupils: links kept for as long as each place is taken.

For the actions on groups and places, which have asked their policy and changed the totals: these
functions ask none, and must run inside the action's transaction, after the totals.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.models import Group, Place, Session
from pupils.actions.adult import end_links, link_adult
from pupils.models import AdultLink

Kind = AdultLink.Kind
ONE_DAY = datetime.timedelta(days=1)


def _source_of(group: Group) -> str:
    """The name under which a group keeps its links."""
    return f"group:{group.pk}"


@transaction.atomic
def link_places(*, by: Any, group: Group, places: Iterable[Place]) -> None:
    """Link leader and supervising teacher to each pupil until the place ends.

    The link begins today for a place that begins later: whoever prepares a group reads about its
    pupils first. Whoever covers a session of the group is linked for that day.
    """
    today = timezone.localdate()
    adults = [(group.leader, Kind.LEADS)]
    if group.supervising_teacher:
        adults.append((group.supervising_teacher, Kind.SUPPORTS))
    covered = _covered(group, today)
    for place in places:
        for post, kind in adults:
            link_adult(
                by=by, pupil=place.pupil, post=post, kind=kind, detail=group.name,
                starts_on=min(today, place.starts_on), ends_on=place.ends_on,
                source=_source_of(group),
            )  # fmt: skip
        for session in covered:
            if place.starts_on <= session.on <= place.ends_on:
                link_adult(
                    by=by, pupil=place.pupil, post=session.post, kind=Kind.COVERS,
                    starts_on=session.on, ends_on=session.on, detail=group.name,
                    source=f"session:{session.pk}",
                )  # fmt: skip


@transaction.atomic
def end_place_links(*, by: Any, place: Place) -> None:
    """End what goes on after the place's last day."""
    end_links(by=by, source=_source_of(place.group), on=place.ends_on, pupil=place.pupil)
    for session in _covered(place.group, place.ends_on + ONE_DAY):
        end_links(by=by, source=f"session:{session.pk}", on=place.ends_on, pupil=place.pupil)


@transaction.atomic
def end_adult_links(*, by: Any, group: Group, post: Any) -> None:
    """End the links of an adult who no longer leads or supervises the group."""
    yesterday = timezone.localdate() - ONE_DAY
    end_links(by=by, source=_source_of(group), on=yesterday, post=post)


def _covered(group: Group, since: datetime.date) -> list[Session]:
    rows = Session.objects.filter(group=group, on__gte=since, state=Session.State.PLANNED)
    return list(rows.exclude(post=group.leader_id).select_related("post"))
