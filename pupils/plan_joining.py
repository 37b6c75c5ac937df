"""Where plans join what others keep: the part of the record's page, first page, chronology, record book."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import chronology, layers, parts, policies
from pupils.models import ROWS, Layer, Plan, PlanCycle, PlanKind, Pupil
from pupils.plans import whole_of
from staff import book, book_values, home
from staff.access import PLANNERS

PLAN = "plan"


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PLANS, "plan", 20, "pupils/_plans_plan.html", plans_of, policies.see_plan_summary
        )
    )
    chronology.add_source(tell, {PLAN: _("Plans")})
    chronology.add_source(tell_cycles)
    chronology.add_source(layers.tell, {layers.LAYER: _("Layers")})
    chronology.ICONS.update({PLAN: "file", layers.LAYER: "history"})
    parts.add(
        parts.Part(
            parts.PLANS, "layer", 30, "pupils/_plans_layer.html", layer_of, policies.see_layers
        )
    )
    home.add_source(needs_of_planner)
    for model in ROWS:
        kind = model._meta.label_lower
        book.keep_back(kind, [field.name for field in model._meta.get_fields()])
        book_values.leave_out(kind, "is_out")
    book.keep_back("pupils.plan", ["ended_because", "made_because", "authority"])
    views = ["pupil_view", "parent_view", "staff_view", "next_words", "present"]
    book.keep_back("pupils.plancycle", views)
    book.keep_back("pupils.planresult", ["result", "evidence"])
    book.keep_back("pupils.layermove", ["decided_by", "why", "evidence", "withdrawn_because"])
    book_values.name_records("pupils.layer", _layers)
    book_values.name_records("pupils.plankind", _kinds)


def plans_of(person: Any, pupil: Pupil) -> dict[str, Any]:
    """For each kind of plan: the version in force or that ended last, the draft, and whether one may begin."""
    seen = Plan.objects.visible_to(person).filter(pupil=pupil)
    rows: dict[str, list[Plan]] = {}
    for plan in seen.select_related("kind").order_by("kind__order", "-number"):
        rows.setdefault(plan.kind.code, []).append(plan)
    found = [_standing(person, pupil, plans) for plans in rows.values()]
    offered = PlanKind.objects.visible_to(person).offered(pupil.school_id).order_by("order")
    may_write = not policies.draft_plan(person, pupil)
    unseen = Plan.objects.drafts().filter(pupil=pupil).values_list("kind__code", flat=True)
    taken = {*rows, *unseen} if may_write else set()
    new = [kind for kind in offered if kind.code not in taken] if may_write else []
    return {"plans": found, "new": new}


def _standing(person: Any, pupil: Pupil, plans: list[Plan]) -> dict[str, Any]:
    draft = next((one for one in plans if one.is_draft), None)
    last = next((one for one in plans if not one.is_draft), None)
    whole = whole_of(person, last, pupil) if last and last.is_current else None
    return {"draft": draft, "last": last, "whole": whole, "kind": plans[0].kind}


def tell(pupil: Pupil, person: Any) -> Iterator[chronology.Entry]:
    """Versions published and plans that ended, for those who read at least the summary; one query."""
    if policies.see_plan_summary(person, pupil):
        return
    whole = not policies.see_plan(person, pupil)
    published = Plan.objects.visible_to(person).published().filter(pupil=pupil)
    for one in published.select_related("kind", "published_by"):
        url = reverse("plan", args=[one.pk])
        by = one.published_by.full_name if one.published_by else ""
        words = {"plan": one.kind, "number": one.number}
        title = _now("%(plan)s, version %(number)s published") % words
        why = one.made_because if whole else ""
        yield chronology.Entry(one.starts_on, PLAN, title, why, by, url)
        if one.ends_on:
            ended = _now("%(plan)s ended") % words
            why = one.ended_because if whole else ""
            yield chronology.Entry(one.ends_on, PLAN, ended, why, "", url)


def tell_cycles(pupil: Pupil, person: Any) -> Iterator[chronology.Entry]:
    """Reviews of cycles, for those who read plans whole; one query."""
    if policies.see_plan(person, pupil):
        return
    cycles = PlanCycle.objects.visible_to(person).filter(pupil=pupil, reviewed_on__isnull=False)
    for one in cycles.select_related("kind", "reviewed_by"):
        words = {"kind": one.kind, "number": one.number, "next": one.get_next_step_display()}
        title = _now("%(kind)s, cycle %(number)s reviewed: %(next)s") % words
        by = one.reviewed_by.full_name if one.reviewed_by else ""
        url = reverse("pupil_plans", args=[pupil.pk])
        yield chronology.Entry(one.reviewed_on, PLAN, title, one.next_words, by, url)


def layer_of(_person: Any, pupil: Pupil) -> dict[str, Any]:
    """Where the pupil stands among the layers of support."""
    return {"standing": layers.layer_on(pupil)}


def needs_of_planner(person: Any) -> Iterable[home.Need]:
    """For the SENCO and the assistant SENCO: drafts that somebody else wrote and nobody has published; one query.

    Late reviews stand on the caseload, which reads the pupil's next review.
    """
    schools = person.access.schools_as(*PLANNERS)
    if not schools:
        return
    drafts = Plan.objects.visible_to(person).drafts().filter(school__in=schools)
    rows = list(
        drafts.exclude(drafted_by=person).select_related("pupil", "kind", "drafted_by")[:50]
    )
    if rows:
        title = ngettext(
            "%(n)s plan waits to be published", "%(n)s plans wait to be published", len(rows)
        ) % {"n": len(rows)}
        why = _now("%(by)s wrote the %(kind)s of %(name)s.") % {
            "kind": rows[0].kind, "name": rows[0].pupil.short_name, "by": rows[0].drafted_by,
        }  # fmt: skip
        url = reverse("plan", args=[rows[0].pk])
        yield home.Need(35, title, why, url, _now("Open the first"), len(rows))


def _kinds(_person: Any, keys: Iterable[int]) -> dict[int, str]:
    return dict(PlanKind.objects.filter(pk__in=keys).values_list("pk", "name"))


def _layers(_person: Any, keys: Iterable[int]) -> dict[int, str]:
    return dict(Layer.objects.filter(pk__in=keys).values_list("pk", "name"))
