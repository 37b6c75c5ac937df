"""Plans of the world of the access table: one in force, one being written after it, one that ended."""

from django.utils import timezone

from pupils.actions.plan import end_plan
from pupils.actions.plan_row import remove_plan_row
from pupils.models import Plan, Pupil
from staff.models import Post
from tests.factories import plans

#: What stands in every summary, what whole readers alone read, and what is still being written.
AIM, VIEWS, WRITING = "Aimof", "Viewsof", "Writingof"


def make(pupil: Pupil, posts: dict[str, Post]) -> dict[str, object]:
    """The SENCO wrote and published them."""
    senco, name = posts["senco"].person, pupil.surname
    first = plans.draft(pupil, senco)
    need = plans.need(first, senco)
    aim = plans.outcome(first, senco, need, words=f"{AIM}{name}")
    plans.line(first, senco, [need], [aim])
    plans.text(first, senco, "child", f"{VIEWS}{name}")
    plans.publish(first, senco)
    draft = plans.draft(pupil, senco)
    row = plans.need(draft, senco, words=f"{WRITING}{name}", code="SPLD")
    gone = plans.need(draft, senco, words="Taken off")
    remove_plan_row(by=senco, row=gone, version=gone.version)
    ended = plans.published(pupil, senco, "sen-support")
    end_plan(
        by=senco, plan=ended, version=ended.version, on=timezone.localdate(), because="EHC plan"
    )
    return {
        "plan": Plan.objects.get(pk=first.pk), "plan_draft": Plan.objects.get(pk=draft.pk),
        "plan_need": row, "plan_row_off": gone, "ended_plan": ended,
    }  # fmt: skip
