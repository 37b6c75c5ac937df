"""Plans of the world of the access table: one in force, one being written after it, one that ended; layers."""

import datetime
import uuid

from django.utils import timezone

from pupils.actions.layer import move_layer, withdraw_layer_move
from pupils.actions.plan import end_plan
from pupils.actions.plan_cycle import record_result, review_cycle
from pupils.actions.plan_row import remove_plan_row
from pupils.models import Layer, LayerMove, Plan, PlanKind, PlanResult, PlanSection, Pupil
from staff.models import Post
from tests.factories import plans

#: What stands in every summary, what whole readers alone read, and what is still being written.
AIM, VIEWS, WRITING = "Aimof", "Viewsof", "Writingof"
#: The key of the step in force, which stands in an address.
STEP = uuid.UUID("55555555-5555-4555-8555-555555555555")
#: The key of the line in force.
LINE = uuid.UUID("66666666-6666-4666-8666-666666666666")


def make(pupil: Pupil, mate: Pupil, posts: dict[str, Post], place: str) -> dict[str, object]:
    """The SENCO wrote and published them."""
    senco = posts["senco"].person
    first = _in_force(pupil, senco)
    draft = plans.draft(pupil, senco)
    row = plans.need(draft, senco, words=f"{WRITING}{pupil.surname}", code="SPLD")
    gone = plans.need(draft, senco, words="Taken off")
    remove_plan_row(by=senco, row=gone, version=gone.version)
    return {
        "plan": Plan.objects.get(pk=first.pk), "plan_draft": Plan.objects.get(pk=draft.pk),
        "plan_need": row, "plan_row_off": gone, "ended_plan": _ended(pupil, senco),
        "support_plan": plans.published(mate, senco, "sen-support"),
        "layer_move": _moved(pupil, senco), **_rules(pupil, place),
    }  # fmt: skip


def _in_force(pupil: Pupil, senco) -> Plan:
    plan, name = plans.draft(pupil, senco), pupil.surname
    need = plans.need(plan, senco)
    aim = plans.outcome(plan, senco, need, words=f"{AIM}{name}")
    plans.step(plan, senco, aim, key=STEP, baseline="Two words at a time")
    plans.line(plan, senco, [need], [aim], key=LINE)
    plans.text(plan, senco, "child", f"{VIEWS}{name}")
    plans.add(plan, senco, "ehc-j", what="Swimming on Fridays", amount=300)
    plans.add(
        plan, senco, "ehc-k", title="Report on language", author="Somebody Else", role="Therapist"
    )
    plans.publish(plan, senco)
    record_result(
        by=senco, plan=plan, key=STEP, result="partly", evidence="Seen in lessons",
        on=timezone.localdate(),
    )  # fmt: skip
    return plan


def _ended(pupil: Pupil, senco) -> Plan:
    """A SEN support plan whose cycle was reviewed before it ended."""
    plan = plans.published(pupil, senco, "sen-support")
    review_cycle(
        by=senco, plan=plan, version=plan.cycle.version, fields=plans.review_fields(), results={}
    )
    end_plan(
        by=senco, plan=plan, version=plan.version, on=timezone.localdate(),
        because="Another plan follows",
    )  # fmt: skip
    assert PlanResult.objects.filter(pupil=pupil).count() == 1
    return Plan.objects.get(pk=plan.pk)


def _moved(pupil: Pupil, senco) -> LayerMove:
    """Two moves, one of them withdrawn."""
    layers = {layer.code: layer for layer in Layer.objects.filter(school=None)}
    fields = {
        "decided_by": "Everybody at the table",
        "why": "Nothing moved",
        "evidence": "Two cycles",
    }
    today = timezone.localdate()
    before = today - datetime.timedelta(days=40)
    wrong = move_layer(
        by=senco, pupil=pupil, fields={**fields, "layer": layers["specialist"], "on": before}
    )
    withdraw_layer_move(by=senco, move=wrong, version=1, because="Typed by mistake")
    return move_layer(
        by=senco, pupil=pupil, fields={**fields, "layer": layers["targeted"], "on": today}
    )


def _rules(pupil: Pupil, place: str) -> dict[str, object]:
    """A kind of plan, a section and a layer of the school's own."""
    common = {
        "school": pupil.school, "code": f"own-{place.replace('_', '-')}", "source": "The school",
        "valid_from": timezone.localdate(),
    }  # fmt: skip
    return {
        "plan_kind": PlanKind.objects.create(name="Own kind", **common),
        "plan_section": PlanSection.objects.create(
            title="Own section", kind_code="own", face="texts", **common
        ),
        "layer": Layer.objects.create(name="Own layer", scheme="Own", **common),
    }
