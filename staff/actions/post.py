"""Posts: giving one, changing it, ending it with its lines, and taking the end back."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import audit
from core.models import AuditEvent, School
from core.policy import Refused, require
from core.record import Changes, answered, compare_and_set, once
from staff import policies
from staff.models import LineManagement, Post, StaffMember

LINE = "line "


@transaction.atomic
def write_post(
    *, by: StaffMember, school: School, person: StaffMember, fields: dict[str, Any]
) -> Post:
    """Create a post and its page in the record book, inside the transaction of an action above.

    Raises Refused, and ValidationError where the person holds an open post of this role already.
    """
    require(policies.add_post(by, school.pk, fields["role"], person.pk))
    if fields.get("covers_trust"):
        require(policies.cover_trust(by, school.pk))
    _refuse_second(school.pk, person, fields["role"])
    post = Post(school=school, person=person, **fields)
    post.full_clean(exclude=["school", "person"])
    post.save(force_insert=True)
    audit.record(
        by=by,
        action="add_post",
        about=post,
        changes={name: (None, value) for name, value in fields.items() if value},
    )
    return post


@transaction.atomic
def add_post(
    *, by: StaffMember, school: School, person: StaffMember, key: uuid.UUID, fields: dict[str, Any]
) -> Post:
    """Give a colleague one more post. Raises Refused, AlreadyDone, ValidationError."""
    require(policies.add_post(by, school.pk, fields["role"], person.pk))
    submission = once(by=by, key=key, use_case="add_post")
    post = write_post(by=by, school=school, person=person, fields=fields)
    answered(submission, person.get_absolute_url())
    return post


@transaction.atomic
def edit_post(*, by: StaffMember, post: Post, version: int, fields: dict[str, Any]) -> Post:
    """Change a post's role, band, point, hours or first day. Raises Refused, Stale."""
    require(policies.edit_post(by, post))
    role = fields.get("role", post.role)
    require(policies.add_post(by, post.school_id, role, post.person_id))
    if fields.get("covers_trust") and not post.covers_trust:
        require(policies.cover_trust(by, post.school_id))
    if role != post.role and not post.ends_on:
        _refuse_second(post.school_id, post.person, role)
    changed = compare_and_set(post, version=version, **fields)
    if changed:
        audit.record(by=by, action="edit_post", about=post, changes=changed)
    return post


@transaction.atomic
def end_post(*, by: StaffMember, post: Post, version: int, on: datetime.date) -> None:
    """Give a post its last day; its lines up and down end with it.

    Raises Refused, Stale, and ValidationError when a line is planned to begin after that day.
    """
    require(policies.end_post(by, post))
    School.objects.select_for_update().get(pk=post.school_id)
    changed = compare_and_set(post, version=version, ends_on=on)
    for line in _lines_after(post, on):
        if line.starts_on > on:
            raise ValidationError(_planned(line))
        changed[f"{LINE}{line.pk}"] = (line.ends_on, on)
        compare_and_set(line, version=line.version, ends_on=on)
    audit.record(by=by, action="end_post", about=post, changes=changed)


@transaction.atomic
def undo_end_post(*, by: StaffMember, post: Post, version: int) -> None:
    """Open a post and its lines again, as long as nothing else was changed since it ended.

    What the end changed is read from the record book. Raises Refused, Stale.
    """
    require(policies.undo_end_post(by, post))
    School.objects.select_for_update().get(pk=post.school_id)
    page = AuditEvent.objects.filter(object_type="staff.post", object_id=post.pk).first()
    if page is None or page.action != "end_post" or not post.ends_on:
        raise Refused(_("Something else was changed since, so this end cannot be taken back."))
    _refuse_second(post.school_id, post.person, post.role)
    changed = compare_and_set(post, version=version, ends_on=None)
    changed |= _reopen(page)
    audit.record(by=by, action="undo_end_post", about=post, changes=changed)


def _reopen(page: AuditEvent) -> Changes:
    ended = {
        int(row["field"].removeprefix(LINE)): (row["old"], row["new"])
        for row in page.changes
        if row["field"].startswith(LINE)
    }
    reopened: Changes = {}
    for line in LineManagement.objects.filter(pk__in=ended).select_related("post", "manager"):
        old, new = ended[line.pk]
        until = datetime.date.fromisoformat(old) if old else None
        if str(line.ends_on) != new or not _may_stand(line, until):
            raise Refused(_("The line was changed since, so this end cannot be taken back."))
        reopened[f"{LINE}{line.pk}"] = (line.ends_on, until)
        compare_and_set(line, version=line.version, ends_on=until)
    return reopened


def _may_stand(line: LineManagement, until: datetime.date | None) -> bool:
    """Whether nobody took the place since, and both posts last as long as the line would."""
    if LineManagement.objects.filter(post=line.post_id, starts_on__gt=line.starts_on).exists():
        return False
    return all(
        end.ends_on is None or (until is not None and until <= end.ends_on)
        for end in (line.post, line.manager)
    )


def _lines_after(post: Post, on: datetime.date) -> list[LineManagement]:
    lines = LineManagement.objects.filter(Q(post=post) | Q(manager=post))
    standing = lines.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return list(standing.select_related("post__person", "manager__person").order_by("pk"))


def _planned(line: LineManagement) -> str:
    return _("%(name)s is to be managed by %(manager)s from %(day)s. Take that back first.") % {
        "name": line.post.person,
        "manager": line.manager.person,
        "day": date_format(line.starts_on, "j M Y"),
    }


def _refuse_second(school_id: int, person: StaffMember, role: str) -> None:
    held = Post.objects.filter(school=school_id, person=person, role=role, ends_on__isnull=True)
    if held.exists():
        raise ValidationError(
            _("%(name)s holds an open post of this role already.") % {"name": person}
        )
