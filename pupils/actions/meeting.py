"""Meetings planned, minuted, signed, corrected by a version, cancelled. Signed minutes never change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, answered, compare_and_set, once
from pupils import policies
from pupils.actions.contact import Agreed, agree
from pupils.meetings import agreed_text
from pupils.models import AgendaItem, Attendee, Meeting, Pupil
from staff.models import Post

State = Meeting.State
PLAN = ("kind", "starts_at", "minutes", "place", "lead")


@dataclass(frozen=True)
class Asked:
    """Somebody asked to a meeting: a post, or a person by name."""

    kind: str
    name: str
    role: str = ""
    post: Post | None = None


@dataclass(frozen=True)
class Item:
    """What was written about one item of the agenda."""

    title: str
    notes: str = ""
    decision: str = ""
    staff_notes: str = ""


@transaction.atomic
def plan_meeting(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], agenda: Sequence[str],
    people: Sequence[Asked], submission_id: Any = None,
) -> Meeting:  # fmt: skip
    """Plan a meeting with its agenda and whom it asks. Raises AlreadyDone when sent before."""
    require(policies.plan_meeting(by, pupil))
    sent = once(by=by, key=submission_id, use_case="plan_meeting") if submission_id else None
    meeting = Meeting.objects.create(
        school_id=pupil.school_id, pupil=pupil, planned_by=by, **fields
    )
    _write_items(meeting, [Item(title) for title in agenda])
    _write_people(meeting, [(one, "") for one in people])
    changes = {name: (None, _kept(fields[name])) for name in PLAN}
    changes |= {"agenda": (None, len(agenda)), "people": (None, len(people))}
    audit.record(by=by, action="plan_meeting", about=meeting, changes=changes, secret=["place"])
    if sent:
        answered(sent, reverse("meeting", args=[meeting.pk]))
    return meeting


@transaction.atomic
def edit_meeting(
    *, by: Any, meeting: Meeting, version: int, fields: dict[str, Any], agenda: Sequence[str],
    people: Sequence[Asked],
) -> Meeting:  # fmt: skip
    """Change the plan. An item that keeps its title keeps what was written about it. Raises Stale."""
    meeting = _locked(meeting)
    if meeting.version != version:
        raise Stale(meeting, fields, more=[_both(_("agenda"), _titles(meeting), agenda)])
    require(policies.edit_meeting(by, meeting))
    before = _titles(meeting)
    changes = _changed(compare_and_set(meeting, version=version, **fields))
    written = {item.title: item for item in meeting.items.all()}
    kept = [_item(written[title]) if title in written else Item(title) for title in agenda]
    lost = [row for title, row in written.items() if title not in agenda and row.is_minuted]
    if lost:
        raise Refused(
            _("“%(title)s” has minutes already, so it stays on the agenda.") % {"title": lost[0]}
        )
    came = {(one.kind, one.post_id, one.name): one.came for one in meeting.people.all()}
    _write_items(meeting, kept)
    keys = [(one.kind, getattr(one.post, "pk", None), one.name) for one in people]
    _write_people(
        meeting, [(one, came.get(key, "")) for one, key in zip(people, keys, strict=True)]
    )
    if before != list(agenda):
        changes["agenda"] = (len(before), len(agenda))
    audit.record(by=by, action="edit_meeting", about=meeting, changes=changes, secret=["place"])
    return meeting


@transaction.atomic
def write_minutes(
    *, by: Any, meeting: Meeting, version: int, items: Sequence[Item], came: dict[int, str],
    actions: Sequence[Agreed] = (), submission_id: Any = None,
) -> Meeting:  # fmt: skip
    """Write the minutes item by item, who came, and what was agreed. Raises Stale with both texts."""
    meeting = _locked(meeting)
    if submission_id:
        answer = reverse("meeting", args=[meeting.pk])
        once(by=by, key=submission_id, use_case="write_minutes", answer=answer)
    if meeting.version != version:
        mine = _text([Item(one.title, one.notes, one.decision) for one in items])
        theirs = _text([_item(row) for row in meeting.items.all()])
        raise Stale(meeting, {}, more=[(_("minutes"), theirs, mine)])
    require(policies.write_minutes(by, meeting))
    compare_and_set(meeting, version=version)
    before = [_item(row) for row in meeting.items.all()]
    _write_items(meeting, items)
    for person in meeting.people.all():
        if person.pk in came and person.came != came[person.pk]:
            person.came = came[person.pk]
            person.save(update_fields=["came"])
    made = agree(by=by, source=meeting, actions=actions)
    changes = {
        "items": (_text(before), _text(items)), "actions": (None, len(made)),
        "came": (None, sum(value == Attendee.Came.YES for value in came.values())),
    }  # fmt: skip
    audit.record(by=by, action="write_minutes", about=meeting, changes=changes, secret=["items"])
    return meeting


@transaction.atomic
def sign_minutes(*, by: Any, meeting: Meeting, version: int) -> Meeting:
    """Sign the minutes: from now on nothing in them changes. Keeps how the actions stood. Raises Stale."""
    meeting = _locked(meeting)
    require(policies.sign_minutes(by, meeting))
    if not any(item.is_minuted for item in meeting.items.all()):
        raise Refused(_("Nothing has been written yet. Write the minutes before signing them."))
    fields = {
        "state": State.SIGNED, "signed_by": by, "signed_at": timezone.now(),
        "agreed_text": agreed_text(meeting),
    }  # fmt: skip
    changes = _changed(compare_and_set(meeting, version=version, **fields))
    audit.record(
        by=by, action="sign_minutes", about=meeting, changes=changes, secret=["agreed_text"]
    )
    return meeting


@transaction.atomic
def correct_minutes(
    *, by: Any, meeting: Meeting, reason: str, submission_id: Any = None
) -> Meeting:
    """Begin a new version of signed minutes, a copy to be changed and signed again."""
    sent = once(by=by, key=submission_id, use_case="correct_minutes") if submission_id else None
    meeting = _locked(meeting)
    require(policies.correct_minutes(by, meeting))
    made = Meeting.objects.create(
        school_id=meeting.school_id, pupil=meeting.pupil, key=meeting.key, number=meeting.number + 1,
        replaces=meeting, reason=reason, planned_by=by,
        **{name: getattr(meeting, name) for name in PLAN},
    )  # fmt: skip
    _write_items(made, [_item(row) for row in meeting.items.all()])
    people = meeting.people.select_related("post")
    _write_people(
        made, [(Asked(one.kind, one.name, one.role, one.post), one.came) for one in people]
    )
    changes = {"number": (meeting.number, made.number), "reason": (None, reason)}
    audit.record(by=by, action="correct_minutes", about=made, changes=changes, secret=["reason"])
    if sent:
        answered(sent, reverse("write_minutes", args=[made.pk]))
    return made


@transaction.atomic
def cancel_meeting(*, by: Any, meeting: Meeting, version: int) -> Meeting:
    """Say that it does not take place; what was agreed in it before stays. Raises Stale."""
    require(policies.cancel_meeting(by, meeting))
    changes = compare_and_set(meeting, version=version, state=State.CANCELLED)
    audit.record(by=by, action="cancel_meeting", about=meeting, changes=changes)
    return meeting


@transaction.atomic
def undo_cancel_meeting(*, by: Any, meeting: Meeting) -> Meeting:
    """Take the cancelling back."""
    require(policies.undo_cancel_meeting(by, meeting))
    changes = compare_and_set(meeting, version=meeting.version, state=State.OPEN)
    audit.record(by=by, action="undo_cancel_meeting", about=meeting, changes=changes)
    return meeting


def _locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now; the pupil's row is held, so that versions change one at a time."""
    pupil = Pupil.objects.select_for_update().get(pk=meeting.pupil_id)
    found = Meeting.objects.select_related("kind", "lead").get(pk=meeting.pk)
    found.pupil = pupil
    return found


def _write_items(meeting: Meeting, items: Sequence[Item]) -> None:
    meeting.items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            school_id=meeting.school_id, meeting=meeting, position=position, title=one.title,
            notes=one.notes, decision=one.decision, staff_notes=one.staff_notes,
        )
        for position, one in enumerate(items, start=1)
    )  # fmt: skip


def _write_people(meeting: Meeting, people: Sequence[tuple[Asked, str]]) -> None:
    meeting.people.all().delete()
    Attendee.objects.bulk_create(
        Attendee(
            school_id=meeting.school_id, meeting=meeting, position=position, kind=one.kind,
            name=one.name, role=one.role, post=one.post, came=came,
        )
        for position, (one, came) in enumerate(people, start=1)
    )  # fmt: skip


def _item(row: AgendaItem) -> Item:
    return Item(row.title, row.notes, row.decision, row.staff_notes)


def _titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("title", flat=True))


def _both(label: str, theirs: Sequence[str], mine: Sequence[str]) -> tuple[str, str, str]:
    return label, "\n".join(theirs), "\n".join(mine)


def _text(items: Sequence[Item]) -> str:
    return "\n\n".join(
        "\n".join(filter(None, (one.title, one.notes, one.decision, one.staff_notes)))
        for one in items
    )


def _changed(changes: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: tuple(map(_kept, pair)) for name, pair in changes.items()}


def _kept(value: Any) -> Any:
    return getattr(value, "pk", value)
