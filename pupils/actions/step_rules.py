"""Lead times changed by a school for itself: a shared row is never changed, the school gets one of its own."""

from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from core.record import Stale, compare_and_set
from pupils import policies
from pupils.actions.step import lay_out_steps
from pupils.models import AnnualReview, Assessment, StepRule

KEPT = (
    "flow", "code", "what", "anchor", "law_offset", "who", "is_noted", "source", "checked_on",
    "valid_from", "order",
)  # fmt: skip


@transaction.atomic
def edit_step_rule(
    *, by: Any, school: School, rule: StepRule, version: int, fields: dict[str, Any]
) -> StepRule:
    """Change a lead time for one school, and lay the steps of everything open out anew. Raises Stale."""
    require(policies.edit_step_rule(by, rule))
    school = School.objects.select_for_update().get(pk=school.pk)
    if rule.school_id is not None:
        changes = compare_and_set(rule, version=version, **fields)
    else:
        own = StepRule.objects.filter(school=school, code=rule.code).first()
        if own or rule.version != version:
            raise Stale(own or rule, fields)
        kept = {name: getattr(rule, name) for name in KEPT}
        changes = {
            name: (getattr(rule, name), value)
            for name, value in fields.items()
            if getattr(rule, name) != value
        }
        rule = StepRule.objects.create(school=school, **kept, **fields)
    audit.record(by=by, action="edit_step_rule", about=rule, changes=changes)
    _lay_out_again(by, school, rule)
    return rule


def _lay_out_again(by: Any, school: School, rule: StepRule) -> None:
    """Every open matter of the rule's kind follows it."""
    kinds: dict[str, Any] = {AnnualReview.FLOW: AnnualReview, Assessment.FLOW: Assessment}
    rows = kinds[rule.flow].objects.open().filter(school=school).select_related("owner")
    for matter in rows.order_by("pk"):
        lay_out_steps(by=by, of=matter)
