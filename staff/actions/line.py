"""Who manages whom, as dated lines. Changes wait in line for the school's row, so no two make a loop."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import audit
from core.models import AuditEvent, School
from core.policy import Refused, require
from core.record import Stale, answered, compare_and_set, once
from staff import policies
from staff.line import first_loop_on
from staff.models import LineManagement, Post, StaffMember
from staff.tree import dated_lines

ONE_DAY = datetime.timedelta(days=1)
#: Which line a form showed: its number and version, or nothing where there was none.
Seen = tuple[int, int] | None


@transaction.atomic
def change_manager(
    *,
    by: StaffMember,
    post: Post,
    manager: Post | None,
    starts_on: datetime.date,
    seen: Seen,
    key: uuid.UUID,
) -> LineManagement | None:
    """Put ``post`` under ``manager`` (None: under nobody) from a day; the line before ends then.

    Raises Refused, AlreadyDone, Stale when another line was written since the form was shown, and
    ValidationError with a sentence for a loop, a day outside either post, or a change planned later.
    """
    require(policies.change_manager(by, post))
    submission = once(by=by, key=key, use_case="change_manager")
    School.objects.select_for_update().get(pk=post.school_id)
    last = LineManagement.objects.latest_of(post)
    if (last and (last.pk, last.version)) != seen and last:
        raise Stale(last, {"manager": manager, "starts_on": starts_on})
    _check(post, manager, starts_on, last)
    standing = last if last and last.is_standing(starts_on) else None
    before = standing.manager if standing else None
    old_until = standing.ends_on if standing else None
    if standing:
        _end(standing, starts_on)
    line = None
    if manager:
        line = LineManagement.objects.create(
            school_id=post.school_id, post=post, manager=manager, starts_on=starts_on
        )
    changes = {
        "manager": (before and str(before.person), manager and str(manager.person)),
        "from": (None, starts_on),
        "line": (standing and standing.pk, line and line.pk),
        "until": (old_until, standing and starts_on - ONE_DAY),
    }
    audit.record(by=by, action="change_manager", about=post, changes=changes)
    answered(submission, post.person.get_absolute_url())
    return line


@transaction.atomic
def undo_change_manager(*, by: StaffMember, post: Post) -> None:
    """Take the last change of manager back, as long as nothing was changed since. Raises Refused."""
    require(policies.undo_change_manager(by, post))
    School.objects.select_for_update().get(pk=post.school_id)
    page = AuditEvent.objects.filter(object_type="staff.post", object_id=post.pk).first()
    if page is None or page.action != "change_manager":
        raise Refused(_("Something else was changed since, so this cannot be taken back."))
    was = {row["field"]: (row["old"], row["new"]) for row in page.changes}
    (old_pk, new_pk), until = was["line"], was["until"][0]
    if was["manager"][0] and not old_pk:
        raise Refused(_("That line began on the same day. Choose the manager again instead."))
    line, old = _unchanged(post, new_pk, version=1), _unchanged(post, old_pk, until=was["until"][1])
    if line:
        line.delete()
    if old:
        day = datetime.date.fromisoformat(until) if until else None
        compare_and_set(old, version=old.version, ends_on=day)
    changes = {"manager": (was["manager"][1], was["manager"][0])}
    audit.record(by=by, action="undo_change_manager", about=post, changes=changes)


def _unchanged(
    post: Post, pk: int | None, version: int | None = None, until: str | None = None
) -> LineManagement | None:
    if pk is None:
        return None
    line = LineManagement.objects.filter(pk=pk, post=post).first()
    if (
        line is None
        or (version and (line.version != version or line.ends_on))
        or (until and str(line.ends_on) != until)
    ):
        raise Refused(_("The line was changed since, so this cannot be taken back."))
    return line


def _end(line: LineManagement, starts_on: datetime.date) -> None:
    """End a line the day before the next one; one that began the same day never counted."""
    if line.starts_on == starts_on:
        line.delete()
    else:
        compare_and_set(line, version=line.version, ends_on=starts_on - ONE_DAY)


def _check(
    post: Post, manager: Post | None, starts_on: datetime.date, last: LineManagement | None
) -> None:
    if last and last.starts_on > starts_on:
        raise ValidationError(
            _("The manager changes on %(day)s already. Choose that day or a later one.")
            % {"day": _day(last.starts_on)}
        )
    standing = last if last and last.is_standing(starts_on) else None
    if (standing.manager_id if standing else None) == (manager and manager.pk):
        raise ValidationError(_("That is who manages this post already."))
    for one in filter(None, (post, manager)):
        if not one.is_held(starts_on):
            raise ValidationError(
                _("%(name)s does not hold this post on %(day)s.")
                % {"name": one.person, "day": _day(starts_on)}
            )
    if manager:
        _refuse_loop(post, manager, starts_on)


def _refuse_loop(post: Post, manager: Post, starts_on: datetime.date) -> None:
    if manager.school_id != post.school_id:
        raise ValidationError(_("A line stays within one school."))
    if post.pk == manager.pk:
        raise ValidationError(_("Nobody manages their own post."))
    day = first_loop_on(dated_lines(post.school_id), post.pk, manager.pk, starts_on)
    if day:
        raise ValidationError(
            _(
                "%(manager)s is below %(name)s in the line on %(day)s, so this would make a loop. "
                "Choose somebody else, or move %(manager)s first."
            )
            % {"manager": manager.person, "name": post.person, "day": _day(day)}
        )


def _day(day: datetime.date) -> str:
    return date_format(day, "j M Y")
