"""Logging a session, changing the log, taking it back, and the draft of a log.

The session is claimed first by its version, then its places are read, then the totals follow in
their order (models/totals.py), and the record book comes last. Whoever changes the places of a group
locks its sessions before (actions/place.py), so no total misses a place.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, once
from interventions import policies
from interventions.actions.totals import change_totals
from interventions.forms.draft import as_typed, merged
from interventions.models import Attendance, Place, Session, SessionDraft
from interventions.tally import PlaceMark, SessionCount

State = Session.State
#: What a planned session knows about its log: nothing.
BLANK = {
    "reason": "", "reason_note": "", "wants_catch_up": False, "minutes_delivered": None, "step": "",
    "logged_at": None, "logged_by": None,
}  # fmt: skip
WRITTEN = [
    "code", "minutes", "engagement", "prompt", "trials_right", "trials_of", "note", "next_step",
    "has_concern", "concern_seen_at",
]  # fmt: skip


class DraftKept(Exception):
    """``by`` has typed something about this session that the page they pressed on did not show."""


@transaction.atomic
def log_session(
    *, by: Any, session: Session, version: int, marks: Mapping[int, Attendance] | None = None,
    minutes: int | None = None, step: str = "", late_reason: str = "", submission_id: Any = None,
    answer: str = "", has_seen_draft: bool = True,
) -> Session:  # fmt: skip
    """Log a session as delivered, or change the log of one.

    ``marks`` are unsaved marks by place; a place without one is as planned: here, all the minutes.
    Raises Stale when somebody else logged it first, AlreadyDone when the form was sent before, and
    DraftKept when ``by`` has a draft of it and ``has_seen_draft`` is false; then nothing is written.
    A session without a pupil, or that has not begun, is refused: it was not held.
    """
    _ask(by, session, late_reason)
    require(policies.not_begun(session))
    if submission_id:
        once(by=by, key=submission_id, use_case="log_session", answer=answer)
    fields = {
        "state": State.DELIVERED,
        "minutes_delivered": minutes or session.minutes,
        "step": step,
    }
    return _write(by, session, version, fields, marks or {}, late_reason, has_seen_draft)


@transaction.atomic
def log_not_delivered(
    *, by: Any, session: Session, version: int, reason: str, reason_note: str = "",
    wants_catch_up: bool = False, late_reason: str = "", submission_id: Any = None, answer: str = "",
) -> Session:  # fmt: skip
    """Log that a session did not take place and why. Raises as ``log_session`` does."""
    _ask(by, session, late_reason)
    if submission_id:
        once(by=by, key=submission_id, use_case="log_session", answer=answer)
    fields = {
        "state": State.NOT_DELIVERED, "reason": reason, "reason_note": reason_note,
        "wants_catch_up": wants_catch_up,
    }  # fmt: skip
    return _write(by, session, version, fields, {}, late_reason)


@transaction.atomic
def undo_log(*, by: Any, session: Session) -> Session:
    """Make a logged session planned again; what was logged comes back as a draft.

    Where ``by`` was already typing a change to it, what they typed goes before what was logged.
    """
    require(policies.undo_log(by, session))
    held = _claim(session, session.version, {"state": State.PLANNED, **BLANK})
    marks = {mark.place_id: mark for mark in session.attendance.order_by("place_id")}
    session.attendance.all().delete()
    _count(held, session, _places(session), marks, {})
    kept = SessionDraft.objects.filter(session=session, person=by).first()
    typed = merged(as_typed(session, held, marks), kept.fields if kept else {})
    if typed:
        SessionDraft.objects.update_or_create(
            session=session, person=by, defaults={"fields": typed}
        )
    audit.record(
        by=by, action="undo_log", about=session,
        changes={**_changes(held, session), "marks": (_words(marks.values()), None)},
    )  # fmt: skip
    return session


@transaction.atomic
def draft_session(*, by: Any, session: Session, fields: Mapping[str, Any]) -> None:
    """Keep what ``by`` has typed and not saved; nothing typed removes the draft.

    The record book notes that a draft was begun, never what is in it: it is not a record yet.
    """
    require(policies.log_session(by, session))
    drafts = SessionDraft.objects.filter(session=session, person=by)
    if not fields:
        drafts.delete()
        return
    if drafts.update(fields=dict(fields), saved_at=timezone.now()):
        return
    SessionDraft.objects.bulk_create(
        [SessionDraft(session=session, person=by, fields=dict(fields), saved_at=timezone.now())],
        ignore_conflicts=True,
    )
    audit.record(by=by, action="draft_session", about=session)


@transaction.atomic
def see_concern(*, by: Any, mark: Attendance) -> Attendance:
    """Note that the leader has seen a concern; seeing it twice keeps the first time."""
    require(policies.see_concern(by, mark))
    now = timezone.now()
    seen = Attendance.objects.filter(pk=mark.pk, concern_seen_at=None).update(concern_seen_at=now)
    if seen:
        mark.concern_seen_at = now
        audit.record(
            by=by, action="see_concern", about=mark, changes={"concern_seen_at": (None, now)}
        )
    return mark


def _ask(by: Any, session: Session, late_reason: str) -> None:
    require(policies.log_session(by, session))
    if policies.is_late(session) and not late_reason:
        raise Refused(_("Say why this session is logged so late."))


def _write(
    by: Any, session: Session, version: int, fields: dict[str, Any],
    marks: Mapping[int, Attendance], late_reason: str, has_seen_draft: bool = True,
) -> Session:  # fmt: skip
    wanted = {**BLANK, **fields, "logged_at": timezone.now(), "logged_by": by}
    held = _claim(session, version, wanted)
    old = {}
    if held["state"] == State.DELIVERED:
        old = {mark.place_id: mark for mark in session.attendance.all()}
    places = _places(session)
    new = _marked(session, places, marks, old)
    if session.state == State.DELIVERED:
        require(policies.nobody_there(len(new)))
    _save_marks(session, old, new)
    _count(held, session, places, old, new)
    removed, _tables = SessionDraft.objects.filter(session=session, person=by).delete()
    if removed and not has_seen_draft:
        raise DraftKept
    changes = {**_changes(held, session), "marks": (_words(old.values()), _words(new.values()))}
    if late_reason:
        changes["late_reason"] = (None, late_reason)
    audit.record(by=by, action="log_session", about=session, changes=changes)
    return session


def _claim(session: Session, version: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Compare-and-set in one statement, because the row was read in this request; returns what was.

    The update locks the row until the end, before any other row of this transaction.
    """
    held = {name: getattr(session, name) for name in ("state", *BLANK)}
    written = session.version == version and Session.objects.filter(
        pk=session.pk, version=version
    ).update(version=version + 1, **fields)
    if not written:
        theirs = Session.objects.select_related("logged_by", "group", "school", "post__person").get(
            pk=session.pk
        )
        raise Stale(theirs, fields)
    for name, value in fields.items():
        setattr(session, name, value)
    session.version = version + 1
    return held


def _marked(
    session: Session, places: Mapping[int, int], marks: Mapping[int, Attendance],
    old: Mapping[int, Attendance],
) -> dict[int, Attendance]:  # fmt: skip
    """One mark for every place that covers the day, and for every pupil marked before."""
    if session.state != State.DELIVERED:
        return {}
    new = {}
    wanted = {**places, **{place: mark.pupil_id for place, mark in old.items()}}
    for place, pupil in sorted(wanted.items()):
        mark = marks.get(place) or Attendance(
            code=Attendance.Code.PRESENT, minutes=session.minutes_delivered
        )
        mark.school_id, mark.session_id = session.school_id, session.pk
        mark.place_id, mark.pupil_id = place, pupil
        before = old.get(place)
        if before is not None and before.has_concern and mark.has_concern:
            mark.concern_seen_at = before.concern_seen_at
        new[place] = mark
    return new


def _places(session: Session) -> dict[int, int]:
    """Pupils by place, for the places that cover the day; read after the session was claimed."""
    covering = Place.objects.filter(
        group=session.group_id, starts_on__lte=session.on, ends_on__gte=session.on
    )
    return dict(covering.order_by("pk").values_list("pk", "pupil_id"))


def _save_marks(
    session: Session, old: Mapping[int, Attendance], new: Mapping[int, Attendance]
) -> None:
    if old and not new:
        session.attendance.all().delete()
    if new:
        Attendance.objects.bulk_create(
            new.values(), update_conflicts=True, unique_fields=["session", "place"],
            update_fields=WRITTEN,
        )  # fmt: skip


def _count(
    held: Mapping[str, Any], session: Session, places: Mapping[int, int],
    old: Mapping[int, Attendance], new: Mapping[int, Attendance],
) -> None:  # fmt: skip
    """Change the totals by what this session counted for before and counts for now."""
    before = _as_counted(session, held["state"], held["minutes_delivered"], places, old)
    after = _as_counted(session, session.state, session.minutes_delivered, places, new)
    change_totals([(before, after)])


def _as_counted(
    session: Session, state: str, minutes: int | None, places: Mapping[int, int],
    marks: Mapping[int, Attendance],
) -> SessionCount:  # fmt: skip
    counted = []
    all_places = {**places, **{place: mark.pupil_id for place, mark in marks.items()}}
    for place, pupil in sorted(all_places.items()):
        mark = marks.get(place)
        took_part = mark is not None and mark.code in Attendance.TOOK_PART
        counted.append(
            PlaceMark(place, pupil, took_part, mark.minutes if took_part and mark else 0)
        )
    return SessionCount(
        session.school_id, session.post_id, session.on, state, session.minutes, minutes,
        tuple(counted),
    )  # fmt: skip


def _changes(held: Mapping[str, Any], session: Session) -> dict[str, tuple[Any, Any]]:
    changes = {
        name: (held[name], getattr(session, name))
        for name in (
            "state",
            "minutes_delivered",
            "step",
            "reason",
            "reason_note",
            "wants_catch_up",
        )
    }
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def _words(marks: Iterable[Attendance]) -> str | None:
    """Marks for the record book, by pupil's number: "31 P 25 e4 h2 7/10"; notes are not repeated."""
    lines = []
    for mark in marks:
        parts = [str(mark.pupil_id), str(mark.code), str(mark.minutes)]
        parts += [f"e{mark.engagement}"] if mark.engagement else []
        parts += [f"h{mark.prompt}"] if mark.prompt is not None else []
        parts += [f"{mark.trials_right}/{mark.trials_of}"] if mark.trials_right is not None else []
        lines.append(" ".join(parts))
    return "; ".join(lines) or None
