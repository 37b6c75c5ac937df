"""Rows of a draft written, taken off and put back. The words stay in the plan; the book keeps their seal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from core import audit
from core.policy import require
from core.record import Stale, compare_and_set, once
from pupils import policies
from pupils.actions.plan_copying import locked_plan
from pupils.models import (
    FACES,
    Outcome,
    OutcomeStep,
    Plan,
    PlanNeed,
    PlanPrompt,
    PlanSection,
    PlanText,
)
from pupils.models.plan_rows import PlanRow

#: What the record book may show by itself: days and places say nothing of the pupil.
PLAIN = frozenset({"position", "due_on", "starts_on", "ends_on", "dated_on", "is_out"})
Texts = Mapping[str, tuple[int, str]]


@transaction.atomic
def edit_plan_texts(
    *, by: Any, plan: Plan, section: PlanSection, texts: Texts, submission_id: Any = None
) -> list[PlanText]:
    """Save a section of texts: by the code of each prompt, the version it was read at and its new words.

    Raises Stale with every text of the section where somebody saved one of them first.
    """
    plan = _open(by, plan)
    if submission_id:
        answer = reverse("plan", args=[plan.pk])
        once(by=by, key=submission_id, use_case="edit_plan_texts", answer=answer)
    standing = {row.prompt: row for row in PlanText.objects.filter(plan=plan, section=section.code)}
    changed = []
    for code, (version, words) in texts.items():
        row = standing.get(code)
        if words == (row.words if row else ""):
            continue
        if version != (row.version if row else 0):
            raise Stale(plan, {}, more=_both(section, standing, texts))
        changed.append(_save_text(by, plan, section, row, code, words))
    if changed:
        _touch(plan)
    return changed


@transaction.atomic
def add_plan_row(
    *, by: Any, plan: Plan, section: PlanSection, fields: dict[str, Any], submission_id: Any = None
) -> PlanRow:
    """Add a row to a section. Fields that name several rows say what it serves."""
    plan = _open(by, plan)
    if submission_id:
        answer = reverse("plan", args=[plan.pk])
        once(by=by, key=submission_id, use_case="add_plan_row", answer=answer)
    model = FACES[section.face]
    own, serves = _apart(model, fields)
    own.setdefault("position", model.objects.filter(plan=plan, section=section.code).count() + 1)
    row = model.objects.create(school_id=plan.school_id, plan=plan, section=section.code, **own)
    _serve(row, serves)
    _rank(row)
    _touch(plan)
    changes = {name: (None, _plain(value)) for name, value in {**own, **serves}.items()}
    _record(by, "add_plan_row", row, changes)
    return row


@transaction.atomic
def edit_plan_row(*, by: Any, row: PlanRow, version: int, fields: dict[str, Any]) -> PlanRow:
    """Save a row of a draft. Raises Stale with both texts when somebody saved it first."""
    plan = _open(by, row.plan)
    own, serves = _apart(type(row), fields)
    before = {name: list(getattr(row, name).all()) for name in serves}
    try:
        changes = compare_and_set(row, version=version, **own)
    except Stale as stale:
        more = [
            (str(row._meta.get_field(name).verbose_name), _lines(before[name]), _lines(mine))
            for name, mine in serves.items()
        ]
        raise Stale(stale.theirs, stale.mine, more) from None
    _serve(row, serves)
    _rank(row)
    _touch(plan)
    changes = {name: (_plain(old), _plain(new)) for name, (old, new) in changes.items()}
    changes |= {
        name: (_plain(before[name]), _plain(mine))
        for name, mine in serves.items()
        if _plain(before[name]) != _plain(mine)
    }
    _record(by, "edit_plan_row", row, changes)
    return row


@transaction.atomic
def remove_plan_row(*, by: Any, row: PlanRow, version: int) -> PlanRow:
    """Take a row off a draft, with the steps of an outcome; it can be put back until the plan is published."""
    return _take(by, "remove_plan_row", row, version, is_out=True)


@transaction.atomic
def restore_plan_row(*, by: Any, row: PlanRow, version: int) -> PlanRow:
    """Put back a row that was taken off, with the steps of an outcome."""
    return _take(by, "restore_plan_row", row, version, is_out=False)


def _take(by: Any, action: str, row: PlanRow, version: int, *, is_out: bool) -> PlanRow:
    plan = _open(by, row.plan)
    changes = compare_and_set(row, version=version, is_out=is_out)
    if isinstance(row, Outcome):
        steps = OutcomeStep.objects.filter(outcome=row).exclude(is_out=is_out)
        changes["steps"] = (None, steps.update(is_out=is_out, version=F("version") + 1))
    _rank(row)
    _touch(plan)
    _record(by, action, row, changes)
    return row


def _open(by: Any, plan: Plan) -> Plan:
    found = locked_plan(plan)
    require(policies.edit_plan(by, found))
    return found


def _touch(plan: Plan) -> None:
    """Whoever is about to publish the draft as it was is told that it has changed."""
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1)


def _apart(model: type[PlanRow], fields: dict[str, Any]) -> tuple[dict, dict]:
    """Fields of the row itself, and those that say what it serves."""
    many = {field.name for field in model._meta.many_to_many}
    own = {name: value for name, value in fields.items() if name not in many}
    return own, {name: list(value) for name, value in fields.items() if name in many}


def _serve(row: PlanRow, serves: Mapping[str, Sequence[PlanRow]]) -> None:
    for name, rows in serves.items():
        getattr(row, name).set(rows)


def _rank(row: PlanRow) -> None:
    """Needs are ranked 1, 2, 3 without a gap; the one just written has the rank it asks for."""
    if not isinstance(row, PlanNeed):
        return
    rows = PlanNeed.objects.standing().filter(plan=row.plan_id, section=row.section)
    ordered = [one for one in rows if one.pk != row.pk]
    if not row.is_out:
        ordered.insert(row.position - 1, row)
    for place, one in enumerate(ordered, start=1):
        if one.position != place:
            PlanNeed.objects.filter(pk=one.pk).update(position=place)


def _save_text(
    by: Any, plan: Plan, section: PlanSection, row: PlanText | None, code: str, words: str
) -> PlanText:
    if row is None:
        place = PlanText.objects.filter(plan=plan, section=section.code).count() + 1
        row = PlanText.objects.create(
            school_id=plan.school_id, plan=plan, section=section.code, prompt=code, words=words,
            position=place,
        )  # fmt: skip
        changes = {"words": (None, words)}
    else:
        changes = compare_and_set(row, version=row.version, words=words)
    _record(by, "edit_plan_texts", row, changes)
    return row


def _both(
    section: PlanSection, standing: Mapping[str, PlanText], texts: Texts
) -> list[tuple[str, str, str]]:
    labels = dict(PlanPrompt.objects.filter(section_code=section.code).values_list("code", "label"))
    return [
        (labels.get(code, code), standing[code].words if code in standing else "", mine)
        for code, (_version, mine) in texts.items()
    ]


def _record(by: Any, action: str, row: PlanRow, changes: dict[str, tuple[Any, Any]]) -> None:
    audit.record(
        by=by, action=action, about=row, changes=changes, pupil_id=row.plan.pupil_id,
        secret=["words", *(name for name in changes if name not in PLAIN)],
    )  # fmt: skip


def _lines(rows: Sequence[Any]) -> str:
    return "\n".join(str(row) for row in rows)


def _plain(value: Any) -> Any:
    """A value for the book: rows by their keys."""
    if isinstance(value, list):
        return ", ".join(sorted(str(getattr(one, "key", one.pk)) for one in value))
    return str(value.pk) if hasattr(value, "pk") else value
