"""Notes moved to the right pupil, with a sealed trace and a breach note to decide."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.models import Breach, MovedNote, Profile, Pupil
from pupils.models.moving import TELL_WITHIN
from pupils.moving import Movable, Note


@transaction.atomic
def move_note(
    *, by: Any, kind: Movable, note: Note, to: Pupil, why: str, submission_id: Any = None
) -> MovedNote:
    """Move a note; the trace names both pupils, who and why, and the book keeps the seal of the words.

    Raises ValueError for the pupil it stands on already, or one of another school.
    """
    require(policies.move_note(by, note))
    require(policies.take_note(by, to))
    if to.pk == note.pupil.pk or to.school_id != note.pupil.school_id:
        raise ValueError("A note moves to another pupil of the same school.")
    if submission_id:
        once(by=by, key=submission_id, use_case="move_note", answer=reverse("home"))
    kind.move(by=by, note=note, to=to)
    now = timezone.now()
    moved = MovedNote.objects.create(
        school_id=to.school_id, kind=kind.kind, object_id=note.row.pk, from_pupil=note.pupil,
        to_pupil=to, written_at=min(note.written_at, now), at=now, by=by, why=why,
    )  # fmt: skip
    Breach.objects.create(school_id=to.school_id, moved=moved, due_at=now + TELL_WITHIN)
    changes = {
        "from_pupil": (None, note.pupil.pk), "to_pupil": (None, to.pk), "kind": (None, kind.kind),
        "why": (None, why), "words": (note.words, None),
    }  # fmt: skip
    audit.record(
        by=by, action="move_note", about=moved, changes=changes, secret=["words", "why"],
        pupil_id=note.pupil.pk,
    )  # fmt: skip
    return moved


@transaction.atomic
def move_profile_draft(*, by: Any, note: Note, to: Pupil) -> None:
    """Put a draft under another pupil, as the next of that pupil's versions."""
    draft = Profile.objects.select_for_update().select_related("pupil").get(pk=note.row.pk)
    require(policies.edit_profile(by, draft))
    require(policies.start_profile(by, to))
    last = Profile.objects.filter(pupil=to).order_by("-number").first()
    number = last.number + 1 if last else 1
    changes = compare_and_set(draft, version=note.row.version, pupil=to, number=number)
    changes["pupil"] = (note.pupil.pk, to.pk)
    audit.record(by=by, action="move_profile_draft", about=draft, changes=changes, pupil_id=to.pk)


@transaction.atomic
def decide_breach(*, by: Any, breach: Breach, version: int, decision: str, why: str) -> Breach:
    """Decide whether the breach is reported, and say why; it stands from then on."""
    require(policies.decide_breach(by, breach))
    fields = {
        "decision": decision, "why": why, "decided_by": by, "decided_at": timezone.now(),
    }  # fmt: skip
    changes = compare_and_set(breach, version=version, **fields)
    changes["decided_by"] = (None, by.pk)
    audit.record(by=by, action="decide_breach", about=breach, changes=changes, secret=["why"])
    return breach
