"""Adding, changing and removing scores, and the goals that goal attainment is scored on."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import compare_and_set, once
from interventions import policies
from interventions.actions.totals import recount_pupils
from interventions.models import Goal, GoalLevel, Measure, Place, Score
from pupils.models import Pupil

#: What a score says, as kept when it is removed.
FIELDS = (
    "place_id",
    "measure_id",
    "point",
    "on",
    "value",
    "limit",
    "paper",
    "note",
    "assessed_by_id",
)


@transaction.atomic
def add_score(
    *, by: Any, pupil: Pupil, place: Place | None, measure: Measure, point: str, on: Any,
    value: Decimal, limit: str = "", paper: str = "", note: str = "",
    levels: Mapping[int, int] | None = None, submission_id: Any = None, answer: str = "",
) -> Score:  # fmt: skip
    """Write one score, with the levels of its goals for goal attainment.

    Raises Refused for a second entry or exit of a place, AlreadyDone when the form was sent before.
    """
    require(policies.add_score(by, pupil))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_score", answer=answer)
    score = _write(
        school_id=pupil.school_id, pupil=pupil, place=place, measure=measure, point=point, on=on,
        value=value, limit=limit, paper=paper, note=note, assessed_by_id=by.pk,
    )  # fmt: skip
    _set_levels(score, levels or {})
    recount_pupils([pupil.pk])
    audit.record(by=by, action="add_score", about=score, changes=_all_of(score, is_new=True))
    return score


@transaction.atomic
def edit_score(
    *, by: Any, score: Score, version: int, levels: Mapping[int, int] | None = None, **fields: Any
) -> Score:
    """Change a score. Raises Stale when somebody changed it first, Refused for a second entry or exit."""
    require(policies.edit_score(by, score))
    try:
        with transaction.atomic():
            changes = compare_and_set(score, version=version, **fields)
    except IntegrityError:
        raise Refused(_second()) from None
    if levels is not None:
        changes |= _set_levels(score, levels)
    recount_pupils([score.pupil_id])
    audit.record(by=by, action="edit_score", about=score, changes=changes)
    return score


@transaction.atomic
def remove_score(*, by: Any, score: Score) -> dict[str, Any]:
    """Remove a score; returns what ``undo_remove_score`` needs, the record book keeps it for good."""
    require(policies.remove_score(by, score))
    kept = {name: getattr(score, name) for name in FIELDS}
    kept["levels"] = dict(score.levels.order_by("goal").values_list("goal_id", "level"))
    pk = score.pk
    score.delete()
    recount_pupils([score.pupil_id])
    score.pk = pk
    audit.record(by=by, action="remove_score", about=score, changes=_all_of(score, is_new=False))
    return kept


@transaction.atomic
def undo_remove_score(*, by: Any, pupil: Pupil, kept: Mapping[str, Any]) -> Score:
    """Write a removed score again as it was. Raises Refused when another has taken its place."""
    require(policies.add_score(by, pupil))
    fields = {name: kept[name] for name in FIELDS}
    score = _write(school_id=pupil.school_id, pupil=pupil, **fields)
    _set_levels(score, {int(goal): level for goal, level in kept["levels"].items()})
    recount_pupils([pupil.pk])
    audit.record(
        by=by, action="undo_remove_score", about=score, changes=_all_of(score, is_new=True)
    )
    return score


@transaction.atomic
def edit_goals(*, by: Any, place: Place, wanted: Sequence[tuple[str, Decimal]]) -> list[Goal]:
    """Set the goals of a place, in order; a goal that has been rated keeps its row.

    Raises Refused when a goal that has been rated would go.
    """
    require(policies.add_score(by, place.pupil))
    goals = list(place.goals.select_for_update())
    before = _goal_words(goals)
    for number, (wording, weight) in enumerate(wanted):
        if number < len(goals):
            goals[number].wording, goals[number].weight = wording, weight
            goals[number].save(update_fields=["wording", "weight"])
        else:
            goals.append(Goal.objects.create(place=place, wording=wording, weight=weight))
    for goal in goals[len(wanted) :]:
        if goal.levels.exists():
            raise Refused(_("“%(goal)s” has been rated, so it stays.") % {"goal": goal.wording})
        goal.delete()
    goals = goals[: len(wanted)]
    audit.record(
        by=by, action="edit_goals", about=place, changes={"goals": (before, _goal_words(goals))}
    )
    return goals


def _write(**fields: Any) -> Score:
    try:
        with transaction.atomic():
            return Score.objects.create(**fields)
    except IntegrityError:
        raise Refused(_second()) from None


def _second() -> str:
    return _("This place has a score of this kind already. Change that one, or add a check.")


def _set_levels(score: Score, levels: Mapping[int, int]) -> dict[str, tuple[Any, Any]]:
    before = dict(score.levels.order_by("goal").values_list("goal_id", "level"))
    if dict(levels) == before:
        return {}
    score.levels.all().delete()
    GoalLevel.objects.bulk_create(
        GoalLevel(score=score, goal_id=goal, level=level) for goal, level in sorted(levels.items())
    )
    return {"levels": (str(before) if before else None, str(dict(levels)))}


def _all_of(score: Score, *, is_new: bool) -> dict[str, tuple[Any, Any]]:
    values = {name: getattr(score, name) for name in FIELDS}
    return {
        name: (None, value) if is_new else (value, None) for name, value in values.items() if value
    }


def _goal_words(goals: Sequence[Goal]) -> str | None:
    return "; ".join(f"{goal.wording} (x{goal.weight:g})" for goal in goals) or None
