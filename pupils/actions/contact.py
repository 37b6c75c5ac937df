"""Notes of the contact log: written, corrected by a new version, withdrawn. No version ever changes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import Stale, answered, once
from pupils import policies
from pupils.models import AgreedAction, ContactNote, Meeting, Pupil
from staff.models import Post

#: What a version says; everything else follows from the note.
WORDS = (
    "at", "who_kind", "who_name", "who_role", "direction", "way", "reach", "about", "said", "agreed",
)  # fmt: skip
TYPED = ("who_name", "who_role", "said", "agreed")
CHOSEN = ("who_kind", "direction", "way", "reach")
#: Of these the record book keeps that they changed, not what they say.
SECRET = ("who_name", "who_role", "said", "agreed", "reason")


@dataclass(frozen=True)
class Agreed:
    """One action as typed: what, by when, and its owner, a post of the school or somebody by name."""

    what: str
    due_on: datetime.date
    owner: Post | None = None
    owner_name: str = ""


@transaction.atomic
def note_contact(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], actions: Sequence[Agreed] = (),
    submission_id: Any = None,
) -> ContactNote:  # fmt: skip
    """Write a note and the actions it agreed. Raises AlreadyDone when the form was sent before."""
    require(policies.note_contact(by, pupil))
    sent = once(by=by, key=submission_id, use_case="note_contact") if submission_id else None
    note = ContactNote.objects.create(school_id=pupil.school_id, pupil=pupil, by=by, **fields)
    made = agree(by=by, source=note, actions=actions)
    changes = {name: (None, _kept(fields[name])) for name in WORDS if fields.get(name)}
    changes["actions"] = (None, len(made))
    audit.record(by=by, action="note_contact", about=note, changes=changes, secret=SECRET)
    if sent:
        answered(sent, reverse("contact", args=[note.pk]))
    return note


@transaction.atomic
def correct_contact(
    *, by: Any, note: ContactNote, reason: str, fields: dict[str, Any], submission_id: Any = None
) -> ContactNote:
    """Write a new version that names the old one and says why.

    Raises Stale with both texts when somebody corrected the note first, and Refused.
    """
    return _replace(by, "correct_contact", note, reason, fields, submission_id)


@transaction.atomic
def withdraw_contact(
    *, by: Any, note: ContactNote, reason: str, submission_id: Any = None
) -> ContactNote:
    """Say that the note should not stand: its words stay readable as a version, the log leaves it out.

    Its open actions are dropped with it.
    """
    fields = {name: getattr(note, name) for name in WORDS} | {"is_withdrawn": True}
    made = _replace(by, "withdraw_contact", note, reason, fields, submission_id)
    waiting = AgreedAction.objects.open().filter(contact__key=note.key)
    for action in waiting:
        audit.record(by=by, action="drop_action", about=action, secret=["what"])
    waiting.update(
        state=AgreedAction.State.DROPPED, ended_on=made.written_at.date(), ended_by=by,
        outcome=_("The note was withdrawn."),
    )  # fmt: skip
    return made


def agree(
    *, by: Any, source: ContactNote | Meeting, actions: Sequence[Agreed]
) -> list[AgreedAction]:
    """Write the actions of a note or a meeting that its own action writes, in the same transaction."""
    name = "contact" if isinstance(source, ContactNote) else "meeting"
    return AgreedAction.objects.bulk_create(
        AgreedAction(
            school_id=source.school_id, pupil_id=source.pupil_id, what=one.what, due_on=one.due_on,
            owner=one.owner, owner_name=one.owner_name, **{name: source},
        )
        for one in actions
    )  # fmt: skip


def _replace(
    by: Any, action: str, note: ContactNote, reason: str, fields: dict[str, Any], key: Any
) -> ContactNote:
    sent = once(by=by, key=key, use_case=action) if key else None
    Pupil.objects.select_for_update().get(pk=note.pupil_id)
    last = ContactNote.objects.latest().get(key=note.key)
    if last.pk != note.pk:
        raise Stale(last, {name: fields[name] for name in TYPED}, more=_chosen(last, fields))
    require(policies.correct_contact(by, last))
    made = ContactNote.objects.create(
        school_id=note.school_id, pupil_id=note.pupil_id, key=note.key, number=last.number + 1,
        replaces=last, reason=reason, by=by, **fields,
    )  # fmt: skip
    changes = {
        name: (_kept(getattr(last, name)), _kept(getattr(made, name)))
        for name in (*WORDS, "is_withdrawn")
        if getattr(last, name) != getattr(made, name)
    }
    changes |= {"number": (last.number, made.number), "reason": (None, reason)}
    audit.record(by=by, action=action, about=made, changes=changes, secret=SECRET)
    if sent:
        answered(sent, reverse("contact", args=[made.pk]))
    return made


def _chosen(last: ContactNote, fields: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What was chosen on both sides, in words; a page shows those that differ."""
    both = []
    for name in CHOSEN:
        field = ContactNote._meta.get_field(name)
        labels = {code: str(label) for code, label in field.flatchoices}
        both.append((str(field.verbose_name), labels[getattr(last, name)], labels[fields[name]]))
    both.append((str(_("about")), str(last.about), str(fields["about"])))
    return both


def _kept(value: Any) -> Any:
    return getattr(value, "pk", value)
