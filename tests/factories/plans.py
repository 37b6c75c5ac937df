"""Plans that exist nowhere else, through the same actions as everybody's."""

import datetime

from django.utils import timezone

from pupils.actions.plan import publish_plan, start_plan
from pupils.actions.plan_row import add_plan_row, edit_plan_texts
from pupils.models import NeedType, Plan, PlanKind, PlanSection, Pupil

DAY = datetime.timedelta(days=1)
SECTIONS = {
    "ehc": {"texts": "ehc-a", "needs": "ehc-b", "outcomes": "ehc-e", "steps": "ehc-steps", "provision": "ehc-f"},
    "sen-support": {
        "texts": "support-assess", "needs": "support-needs", "outcomes": "support-outcomes",
        "steps": "support-steps", "provision": "support-provision",
    },
}  # fmt: skip


def kind_of(code: str) -> PlanKind:
    """The shared kind."""
    return PlanKind.objects.get(school=None, code=code)


def section(code: str) -> PlanSection:
    """The shared section."""
    return PlanSection.objects.get(school=None, code=code)


def add(plan: Plan, by, face: str, **fields):
    """A row in the section of that face."""
    code = SECTIONS[plan.kind.code].get(face, face)
    return add_plan_row(by=by, plan=plan, section=section(code), fields=fields)


def need(plan: Plan, by, words: str = "Finding words in class", code: str = "SLCN", **fields):
    """A need."""
    kind = NeedType.objects.get(school=None, code=code)
    return add(plan, by, "needs", words=words, need_type=kind, **fields)


def outcome(plan: Plan, by, *needs, words: str = "Tells a story in five sentences", **fields):
    """An outcome with its day."""
    fields.setdefault("due_on", timezone.localdate() + 300 * DAY)
    return add(plan, by, "outcomes", words=words, needs=list(needs), **fields)


def step(plan: Plan, by, towards, words: str = "Three sentences with a picture", **fields):
    """A step with all it should say."""
    fields = {"criterion": "4 of 5 times", "due_on": timezone.localdate() + 60 * DAY, **fields}
    return add(plan, by, "steps", outcome=towards, words=words, **fields)


def line(plan: Plan, by, needs=(), outcomes=(), what: str = "Talk group", **fields):
    """A line that can be delivered as written: 3 times a week 30 minutes, 12 weeks from today."""
    usual = {
        "who": "HLTA", "qualification": "ELKLAN, level 3", "group_size": 4, "minutes": 30, "times": 3,
        "per": "week", "weeks": 12, "starts_on": timezone.localdate(), "setting": "out",
    }  # fmt: skip
    return add(
        plan,
        by,
        "provision",
        what=what,
        needs=list(needs),
        outcomes=list(outcomes),
        **usual | fields,
    )


def text(plan: Plan, by, prompt: str, words: str, version: int = 0) -> None:
    """The words under one prompt of the section of texts."""
    code = SECTIONS[plan.kind.code]["texts"]
    edit_plan_texts(by=by, plan=plan, section=section(code), texts={prompt: (version, words)})


def draft(pupil: Pupil, by, kind: str = "ehc") -> Plan:
    """A draft: a copy of the last version of its kind, or an empty one."""
    return start_plan(by=by, pupil=pupil, kind=kind_of(kind))


def filled(pupil: Pupil, by, kind: str = "ehc") -> Plan:
    """A draft with one need, outcome, step and line, threaded through, and one text."""
    made = draft(pupil, by, kind)
    one = need(made, by)
    aim = outcome(made, by, one)
    step(made, by, aim)
    line(made, by, [one], [aim])
    text(made, by, "child" if kind == "ehc" else "pupil", "I like trains")
    return made


def publish(plan: Plan, by, **fields) -> Plan:
    """Put a draft in force today."""
    today = timezone.localdate()
    usual = {"starts_on": today, "review_on": today + 200 * DAY, "made_because": "After the review"}
    if plan.kind.is_statutory:
        usual |= {"authority": "Saltmarsh Council", "final_on": today}
    plan.refresh_from_db()
    return publish_plan(by=by, plan=plan, version=plan.version, fields=usual | fields)


def published(pupil: Pupil, by, kind: str = "ehc", **fields) -> Plan:
    """A plan in force."""
    return publish(filled(pupil, by, kind), by, **fields)


def review_fields(**changed) -> dict:
    """What the review of a cycle says."""
    return {
        "reviewed_on": timezone.localdate(), "present": "Toby, his mother, class teacher",
        "pupil_view": "I can tell it now", "parent_view": "He talks at tea",
        "parent_how": "met", "staff_view": "Speaks up in English", "next_step": "change",
        "next_words": "Shorter groups",
    } | changed  # fmt: skip
