"""A log that is still being filled, in the words of its form: what is saved, what differs from the plan.

A draft holds only what differs from "as planned", so that nothing typed means no draft.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from interventions.models import Attendance, Session

#: Head fields that a draft keeps.
HEAD = ("minutes", "step")
#: Where a logged session keeps them.
HELD = {"minutes": "minutes_delivered", "step": "step"}
#: Fields of a mark that a draft keeps, with the value that means "as planned".
MARK = {
    "code": "P", "why": "A", "minutes": "", "engagement": "", "prompt": "", "trials_right": "",
    "trials_of": "", "note": "", "next_step": "", "has_concern": "",
}  # fmt: skip
LONGEST = 1000


def prefix_of(session: Session, place_id: int) -> str:
    """Where a pupil's fields stand in the form: "s3p12-code"."""
    return f"s{session.pk}p{place_id}"


def saved_head(session: Session) -> dict[str, Any]:
    """What the head shows for a session as it is saved."""
    return {"minutes": session.minutes_delivered or session.minutes, "step": session.step}


def saved_mark(mark: Attendance | None) -> dict[str, Any]:
    """What the row of a pupil shows for a mark as it is saved."""
    if mark is None:
        return {}
    took_part = mark.code in Attendance.TOOK_PART
    kept = {name: getattr(mark, name) for name in MARK if name not in ("code", "why", "minutes")}
    return {name: "" if value is None else value for name, value in kept.items()} | {
        "code": mark.code if took_part else "A",
        "why": "A" if took_part else mark.code,
        "minutes": mark.minutes if mark.code == "L" else "",
    }


def typed_in(data: Mapping[str, str], session: Session, place_ids: Sequence[int]) -> dict[str, Any]:
    """What differs from "as planned" in a form that is still being filled, for the draft."""
    planned = {name: str(value or "") for name, value in saved_head(session).items()}
    head = {name: str(data.get(name, "")).strip()[:LONGEST] for name in HEAD if name in data}
    head = {name: value for name, value in head.items() if value != planned[name]}
    marks = {str(pk): _typed_mark(data, prefix_of(session, pk)) for pk in place_ids}
    marks = {pk: fields for pk, fields in marks.items() if fields}
    return {"head": head, "marks": marks} if head or marks else {}


def _typed_mark(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    fields = {name: str(data.get(f"{prefix}-{name}", "")).strip()[:LONGEST] for name in MARK}
    fields = {name: value for name, value in fields.items() if value and value != MARK[name]}
    if fields.get("code") != "A":
        fields.pop("why", None)
    return fields


def as_typed(
    session: Session, held: Mapping[str, Any], marks: Mapping[int, Attendance]
) -> dict[str, Any]:
    """A log that was taken back, in the words of a draft, so that nobody types it again.

    ``held`` has the fields of the session as they were while it was logged.
    """
    head = {name: str(held[field] or "") for name, field in HELD.items()}
    planned = {"minutes": str(session.minutes), "step": ""}
    head = {name: value for name, value in head.items() if value not in ("", planned[name])}
    rows = {}
    for pk, mark in marks.items():
        fields = {
            name: str(value) for name, value in saved_mark(mark).items() if value is not False
        }
        fields = {name: value for name, value in fields.items() if value not in ("", MARK[name])}
        if fields:
            rows[str(pk)] = fields
    return {"head": head, "marks": rows} if head or rows else {}


def merged(logged: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """One draft of what was logged and of what was typed since, field by field; the newer goes first."""
    head = {**logged.get("head", {}), **typed.get("head", {})}
    old, new = logged.get("marks", {}), typed.get("marks", {})
    marks = {pk: {**old.get(pk, {}), **new.get(pk, {})} for pk in {**old, **new}}
    return {"head": head, "marks": marks} if head or marks else {}
