"""Which group delivers which line of a plan: said, ended, taken back; and a copy of the golden thread taken."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import require
from core.record import compare_and_set, once
from interventions import policies
from interventions.models import LineDelivery, Place
from pupils.models import Plan

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def link_line(
    *, by: Any, plan: Plan, key: uuid.UUID, place: Place, submission_id: Any = None
) -> LineDelivery:
    """Say that a place of the pupil delivers a line, from its first day or the end of an earlier link.

    Raises ValidationError where the place delivers another line: its minutes count once.
    """
    require(policies.link_line(by, plan))
    if submission_id:
        answer = reverse("plan_delivery", args=[plan.pk])
        once(by=by, key=submission_id, use_case="link_line", answer=answer)
    place = Place.objects.select_for_update().get(pk=place.pk)
    if place.pupil_id != plan.pupil_id:
        raise ValueError("A line is delivered by a place of the same pupil.")
    if LineDelivery.objects.open().filter(place=place).exists():
        raise ValidationError(_("This group delivers a line for the pupil already."))
    ended = LineDelivery.objects.filter(place=place).aggregate(last=Max("ends_on"))["last"]
    starts_on = max(place.starts_on, ended + ONE_DAY) if ended else place.starts_on
    link = LineDelivery.objects.create(
        school_id=plan.school_id, pupil=plan.pupil, key=key, place=place, starts_on=starts_on,
        linked_by=by,
    )  # fmt: skip
    changes = {"place": (None, place.pk), "starts_on": (None, starts_on)}
    audit.record(by=by, action="link_line", about=link, changes=changes)
    return link


@transaction.atomic
def unlink_line(*, by: Any, link: LineDelivery, version: int) -> LineDelivery:
    """End a link today: what was delivered until now stays with the line."""
    require(policies.unlink_line(by, link))
    changes = compare_and_set(
        link, version=version, ends_on=max(link.starts_on, timezone.localdate())
    )
    audit.record(by=by, action="unlink_line", about=link, changes=changes)
    return link


@transaction.atomic
def undo_unlink_line(*, by: Any, link: LineDelivery) -> LineDelivery:
    """Let a link go on that was ended."""
    require(policies.undo_unlink_line(by, link))
    changes = compare_and_set(link, version=link.version, ends_on=None)
    audit.record(by=by, action="undo_unlink_line", about=link, changes=changes)
    return link


@transaction.atomic
def export_golden_thread(*, by: Any, school: School, filters: str, count: int) -> None:
    """Record that a list of broken threads was taken as a file: with which filters, and how many rows."""
    require(policies.export_golden_thread(by))
    changes = {"filters": (None, filters), "rows": (None, count)}
    audit.record(
        by=by, action="export_golden_thread", about=school, changes=changes, school_id=school.pk
    )
