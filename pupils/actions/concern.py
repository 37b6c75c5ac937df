"""Concerns raised and answered: everything is added, nothing is changed, and it stands in the closed book."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.models import School
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.concern_letters import write_concern_letters
from pupils.concerns import in_words, readers_for, to_remind
from pupils.models import (
    Concern,
    ConcernMark,
    ConcernNamed,
    ConcernStep,
    Pupil,
    SafeguardingContact,
)
from staff.models import Post

Kind = ConcernStep.Kind
#: What a form says of a concern, word for word.
WORDS = (
    "seen", "own_words", "happened_on", "happened_at", "place", "who_knows", "marks_words",
    "staff_words", "is_immediate", "told",
)  # fmt: skip
CONTACT = ("kind", "name", "telephone", "email")


@transaction.atomic
def raise_concern(
    *, by: Any, school: School, pupil: Pupil | None, child: str, words: Mapping[str, Any],
    named: Iterable[Post] = (), marks: Sequence[str] = (), submission_id: Any = None, here: str = "",
) -> Concern:  # fmt: skip
    """Hand a concern to those who answer for it; ``child`` is who it is about where no pupil is chosen.

    ``here`` is the address of the portal, for the letters. The book keeps digests of the words.
    """
    require(policies.raise_concern(by))
    people = {post.person_id: post.person for post in named}
    readers = readers_for(
        school.pk, people, about_staff=bool(people or words.get("staff_words")), is_shared=False
    )
    concern = Concern(
        school=school, pupil_key=pupil.pk if pupil else None, child=pupil.name if pupil else child,
        child_about=_who(pupil), author=by, author_as=by.acting_as(school.pk)[:80],
        at=timezone.now(), handed_to=in_words(readers)[:300], **words,
    )  # fmt: skip
    if submission_id:
        answer = reverse("concern_receipt", args=[concern.token])
        once(by=by, key=submission_id, use_case="raise_concern", answer=answer)
    concern.save(force_insert=True)
    _name(concern, people.values())
    ConcernMark.objects.bulk_create(
        ConcernMark(school=school, concern=concern, region=code) for code in dict.fromkeys(marks)
    )
    changes = {name: (None, getattr(concern, name)) for name in (*WORDS, "child", "handed_to")}
    changes["marks"] = (None, ", ".join(marks))
    changes["named"] = (None, ", ".join(map(str, sorted(people))))
    _record(by, "raise_concern", concern, changes)
    write_concern_letters.enqueue(concern.pk, here)
    return concern


@transaction.atomic
def record_concern_step(
    *, by: Any, concern: Concern, kind: str, words: str, on: datetime.date,
    contact: SafeguardingContact | None = None, submission_id: Any = None,
) -> ConcernStep:  # fmt: skip
    """Note, action or referral. Raises ValueError for a kind that has an act of its own."""
    require(policies.record_concern_step(by, concern))
    if kind not in ConcernStep.WRITTEN:
        raise ValueError("This kind of step has an act of its own.")
    return _step(by, concern, kind, submission_id, words=words, on=on, contact=contact)


@transaction.atomic
def allocate_concern(
    *, by: Any, concern: Concern, person: Any, submission_id: Any = None
) -> ConcernStep:
    """Say who answers for it from now on: one of those who may open it."""
    require(policies.allocate_concern(by, concern))
    require(policies.answer_concern(person, concern))
    return _step(by, concern, Kind.ALLOCATED, submission_id, person=person)


@transaction.atomic
def close_concern(
    *, by: Any, concern: Concern, words: str, submission_id: Any = None
) -> ConcernStep:
    """Close it with its outcome; it can be opened again."""
    require(policies.close_concern(by, concern))
    return _step(by, concern, Kind.CLOSED, submission_id, words=words)


@transaction.atomic
def reopen_concern(
    *, by: Any, concern: Concern, words: str, submission_id: Any = None
) -> ConcernStep:
    """Open it again, and say why."""
    require(policies.reopen_concern(by, concern))
    return _step(by, concern, Kind.REOPENED, submission_id, words=words)


@transaction.atomic
def share_concern(*, by: Any, concern: Concern, submission_id: Any = None) -> ConcernStep:
    """Let the head open it as well; a head who is named in it still cannot."""
    require(policies.share_concern(by, concern))
    return _step(by, concern, Kind.SHARED, submission_id)


@transaction.atomic
def name_in_concern(
    *, by: Any, concern: Concern, post: Post, submission_id: Any = None
) -> ConcernStep:
    """Name a member of staff: that person is shut out at once and for good, the one who names too."""
    require(policies.name_in_concern(by, concern))
    step = _step(by, concern, Kind.NAMED, submission_id, person=post.person)
    if not ConcernNamed.objects.filter(concern=concern, person=post.person_id).exists():
        _name(concern, [post.person])
    return step


@transaction.atomic
def remind_of_concerns(*, by: Any = None, now: datetime.datetime, here: str = "") -> int:
    """Write once to the readers of concerns that nobody has begun; the clock does it, and no person."""
    require(policies.remind_of_concerns(by))
    waiting = list(to_remind(now))
    for concern in waiting:
        _step(by, concern, Kind.REMINDED, None)
        write_concern_letters.enqueue(concern.pk, here)
    return len(waiting)


@transaction.atomic
def add_contact(
    *, by: Any, school: School, fields: Mapping[str, Any], submission_id: Any = None
) -> SafeguardingContact:
    """Add somebody whom the school turns to."""
    contact = SafeguardingContact(school=school, **fields)
    require(policies.edit_contact(by, contact))
    if submission_id:
        answer = reverse("safeguarding_contacts")
        once(by=by, key=submission_id, use_case="add_contact", answer=answer)
    contact.save(force_insert=True)
    changes = {name: (None, getattr(contact, name)) for name in CONTACT}
    audit.record(by=by, action="add_safeguarding_contact", about=contact, changes=changes)
    return contact


@transaction.atomic
def edit_contact(
    *, by: Any, contact: SafeguardingContact, version: int, fields: Mapping[str, Any]
) -> SafeguardingContact:
    """Change a contact, or take one off with ``is_active``."""
    require(policies.edit_contact(by, contact))
    changes = compare_and_set(contact, version=version, **fields)
    if changes:
        audit.record(by=by, action="edit_safeguarding_contact", about=contact, changes=changes)
    return contact


def _who(pupil: Pupil | None) -> str:
    """Form and date of birth of the moment, so that namesakes stay apart when the pupil has left."""
    if pupil is None:
        return ""
    return f"{pupil.form or pupil.year_group}, {pupil.born_on:%d.%m.%Y}".strip(", ")


def _name(concern: Concern, people: Iterable[Any]) -> None:
    ConcernNamed.objects.bulk_create(
        ConcernNamed(school_id=concern.school_id, concern=concern, person=person)
        for person in people
    )


def _step(by: Any, concern: Concern, kind: str, key: Any, **fields: Any) -> ConcernStep:
    """Add one step, and its page in the closed book; whoever writes second stands behind the first."""
    if key:
        answer = reverse("concern", args=[concern.token])
        once(by=by, key=key, use_case="step_of_concern", answer=answer)
    fields = {"on": timezone.localdate(), **fields}
    step = ConcernStep.objects.create(
        school_id=concern.school_id, concern=concern, kind=kind, by=by, **fields
    )
    changes = {name: (None, value) for name, value in fields.items()}
    _record(by, f"{kind}_concern", step, {**changes, "concern": (None, concern.pk)})
    return step


def _record(by: Any, action: str, about: Any, changes: dict[str, tuple[Any, Any]]) -> None:
    """A page of the closed book: that it was done and by whom; words as digests."""
    audit.record(
        by=by, action=action, about=about, changes=changes, is_closed=True,
        secret=[name for name in changes if name != "concern"],
    )  # fmt: skip
