"""Rows of a published plan stay as they are, and rows serve rows of their own version: kept by triggers."""

from core import triggers
from pupils.models.plan import NEVER
from pupils.models.plan_rows import (
    Outcome,
    OutcomeStep,
    PlanAdvice,
    PlanBudget,
    PlanNeed,
    PlanRow,
    PlanText,
    Provision,
)

#: Every kind of row, in the order in which a version is copied: what is pointed at comes first.
ROWS: tuple[type[PlanRow], ...] = (
    PlanText, PlanNeed, Outcome, OutcomeStep, Provision, PlanBudget, PlanAdvice,
)  # fmt: skip
#: What rows serve: the field, and the rows it points at.
SERVES: tuple[tuple[type[PlanRow], str, type[PlanRow]], ...] = (
    (Outcome, "needs", PlanNeed),
    (Provision, "needs", PlanNeed),
    (Provision, "outcomes", Outcome),
    (PlanBudget, "outcomes", Outcome),
)

_SHUT = (
    "EXISTS (SELECT 1 FROM pupils_plan p WHERE p.id = NEW.plan_id"
    " AND (p.state <> 'draft' OR p.school_id <> NEW.school_id))"
)
_STEP = (
    " OR EXISTS (SELECT 1 FROM pupils_outcome o WHERE o.id = NEW.outcome_id"
    " AND o.plan_id <> NEW.plan_id)"
)
#: ROW serves AIM; the words in capitals stand for their tables and columns.
_APART = (
    "EXISTS (SELECT 1 FROM ROWS a JOIN pupils_plan p ON p.id = a.plan_id, AIMS b"
    " WHERE a.id = NEW.ROW_id AND b.id = NEW.AIM_id"
    " AND (p.state <> 'draft' OR a.plan_id <> b.plan_id))"
)


def _lock_rows(row: type[PlanRow]) -> None:
    triggers.lock(
        row._meta.db_table,
        when=NEVER,
        sentence="rows of a published plan stay as they are",
        shut=_SHUT + (_STEP if row is OutcomeStep else ""),
    )


def _lock_serving(row: type[PlanRow], field: str, aim: type[PlanRow]) -> None:
    apart = _APART.replace("ROWS", row._meta.db_table).replace("AIMS", aim._meta.db_table)
    triggers.lock(
        f"{row._meta.db_table}_{field}",
        when=NEVER,
        sentence="rows of a plan serve rows of the same version, while it is a draft",
        shut=apart.replace("ROW", row._meta.model_name).replace("AIM", aim._meta.model_name),
    )


for _row in ROWS:
    _lock_rows(_row)
for _row, _field, _aim in SERVES:
    _lock_serving(_row, _field, _aim)
