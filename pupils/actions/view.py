"""Saved views of a list: kept, renamed, shared with a role, deleted, and taken back."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from core import audit
from core.models import AuditEvent, School
from core.policy import require
from core.record import once
from pupils import policies
from pupils.models import SavedView

PARTS = ("name", "query", "role", "is_default", "page", "school_id")


class NameTaken(Exception):
    """The person has a view of this name already."""


@transaction.atomic
def save_view(
    *, by: Any, school: School, page: str, query: str, name: str, role: str = "",
    is_default: bool = False, submission_id: Any = None,
) -> SavedView:  # fmt: skip
    """Keep a filter under a name. Raises AlreadyDone for a form sent before, and NameTaken."""
    view = SavedView(school=school, page=page, query=query[:500], name=name, person=by)
    view.role, view.is_default = role, is_default
    require(policies.edit_view(by, view))
    require(policies.share_view(by, school.pk) if role else "")
    if submission_id:
        once(by=by, key=submission_id, use_case="save_view", answer=f"{reverse(page)}?{query}")
    _refuse_taken(view)
    _one_default(view)
    view.save()
    audit.record(by=by, action="save_view", about=view, changes=_parts(view))
    return view


@transaction.atomic
def edit_view(
    *, by: Any, view: SavedView, name: str, role: str | None = None, is_default: bool = False
) -> SavedView:
    """Rename a view, share it with a role, or make it the one the page opens with. Raises NameTaken."""
    require(policies.edit_view(by, view))
    if role is None:
        role = view.role
    if role and role != view.role:
        require(policies.share_view(by, view.school_id))
    before = _parts(view)
    view.name, view.role, view.is_default = name, role, is_default
    _refuse_taken(view)
    _one_default(view)
    view.save(update_fields=["name", "role", "is_default"])
    changes = {
        part: (before[part][1], value)
        for part, (_old, value) in _parts(view).items()
        if before[part][1] != value
    }
    audit.record(by=by, action="edit_view", about=view, changes=changes)
    return view


@transaction.atomic
def delete_view(*, by: Any, view: SavedView) -> AuditEvent:
    """Delete a view; returns the page of the record book from which it can be brought back."""
    require(policies.edit_view(by, view))
    gone = {part: (value, None) for part, (_old, value) in _parts(view).items()}
    event = audit.record(by=by, action="delete_view", about=view, changes=gone)
    view.delete()
    return event


@transaction.atomic
def undo_delete_view(*, by: Any, event_id: int) -> SavedView:
    """Bring back a view the person deleted. Raises AuditEvent.DoesNotExist if there was none."""
    event = AuditEvent.objects.get(pk=event_id, actor_id=by.pk, action="delete_view")
    kept = {change["field"]: change["old"] for change in event.changes}
    view = SavedView(person=by, **kept)
    require(policies.edit_view(by, view))
    same = SavedView.objects.filter(
        person=by, school=view.school_id, page=view.page, name=view.name
    ).first()
    if same:
        return same
    _one_default(view)
    view.save()
    audit.record(by=by, action="undo_delete_view", about=view, changes=_parts(view))
    return view


def _refuse_taken(view: SavedView) -> None:
    same = SavedView.objects.filter(
        person=view.person_id, school=view.school_id, page=view.page, name=view.name
    )
    if same.exclude(pk=view.pk).exists():
        raise NameTaken(view.name)


def _one_default(view: SavedView) -> None:
    """A page opens with one view: the others of the person are no longer the default."""
    if view.is_default:
        SavedView.objects.filter(
            person=view.person_id, page=view.page, school=view.school_id
        ).exclude(pk=view.pk).update(is_default=False)


def _parts(view: SavedView) -> dict[str, tuple[Any, Any]]:
    return {part: (None, getattr(view, part)) for part in PARTS}
