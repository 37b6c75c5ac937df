"""Where a review stands: its steps, who acts next, and by when. Pure; words come from ``wording``."""

import datetime
from dataclasses import dataclass

OPEN, READY, SIGNED = "open", "ready", "signed"
APPRAISEE, APPRAISER, BOTH = "appraisee", "appraiser", "both"
AREAS = 5

OBJECTIVES, EVIDENCE, OWN_VIEW, JUDGEMENT, SIGNATURES = (
    "objectives", "evidence", "own_view", "judgement", "signatures",
)  # fmt: skip
DONE, NOW, BEHIND, AHEAD = "done", "now", "behind", "todo"


@dataclass(frozen=True)
class Standing:
    """What a review holds so far."""

    state: str
    objectives: int = 0
    evidence: int = 0
    own_views: int = 0
    levels: int = 0
    appraisee_signed: bool = False
    appraiser_signed: bool = False


@dataclass(frozen=True)
class Dates:
    """The days of the cycle by which each phase should be done."""

    objectives_by: datetime.date
    midyear_by: datetime.date
    final_by: datetime.date


@dataclass(frozen=True)
class Step:
    """One step: done, now, behind (its day has passed) or todo."""

    name: str
    state: str
    by: datetime.date


def steps_of(standing: Standing, dates: Dates, today: datetime.date) -> list[Step]:
    """The five steps in order; the first that is not done is the current one."""
    drawn, has_current = [], False
    for name, is_done, by in _steps(standing, dates):
        if is_done:
            drawn.append(Step(name, DONE, by))
        elif has_current:
            drawn.append(Step(name, AHEAD, by))
        else:
            has_current = True
            drawn.append(Step(name, BEHIND if by < today else NOW, by))
    return drawn


def current_step(standing: Standing, dates: Dates, today: datetime.date) -> Step | None:
    """The step that is now or behind; None when the review is signed."""
    return next((s for s in steps_of(standing, dates, today) if s.state in (NOW, BEHIND)), None)


def waits_for(standing: Standing) -> str:
    """Who acts next: appraisee, appraiser, both, or nobody (empty)."""
    if standing.state == SIGNED:
        return ""
    if standing.state == READY:
        if standing.appraisee_signed:
            return APPRAISER
        return APPRAISEE if standing.appraiser_signed else BOTH
    if not standing.objectives:
        return BOTH
    if not standing.evidence or standing.own_views < AREAS:
        return APPRAISEE
    return APPRAISER


def _steps(standing: Standing, dates: Dates) -> list[tuple[str, bool, datetime.date]]:
    is_over = standing.state == SIGNED
    return [
        (OBJECTIVES, is_over or standing.objectives > 0, dates.objectives_by),
        (EVIDENCE, is_over or standing.evidence > 0, dates.midyear_by),
        (OWN_VIEW, is_over or standing.own_views >= AREAS, dates.final_by),
        (JUDGEMENT, is_over or standing.levels >= AREAS, dates.final_by),
        (SIGNATURES, is_over, dates.final_by),
    ]
