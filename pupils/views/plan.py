"""One plan of one pupil: read, begin, publish, set the next review, end."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import plan as actions
from pupils.forms.plan import EndPlanForm, MoveReviewForm, PublishForm
from pupils.models import Plan, PlanKind, Pupil
from pupils.plan_cycles import cycles_of, results_of
from pupils.plan_page import (
    empty_letters,
    facts_of,
    flag_words,
    pages_for,
    parts_of,
    versions_of,
)
from pupils.plans import changes_between, read_versions, whole_of
from pupils.views.record import open_record, record_head
from staff.sent import raise_if_sent
from staff.views.flow import done, say


@login_required
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its sections, what is wrong in it, and what changed since another."""
    found, person = find_plan(request, pk), request.user
    pupil, record = open_record(request, found.pupil_id, "pupil_plans")
    found.pupil = pupil
    versions = versions_of(person, found, pupil)
    older = [one for one in versions if one.number < found.number]
    since = next((one for one in older if str(one.number) == request.GET.get("since")), None)
    since = since or next(iter(older), None)
    read = read_versions(person, [found, *([since] if since else [])], pupil)
    whole, results = read[found.pk], results_of(person, pupil)
    may_write = found.is_draft and not policies.edit_plan(person, found)
    context = {
        "pupil": pupil, "record": record, "plan": found, "whole": whole,
        "parts": parts_of(
            whole, results, may_write=may_write, may_say=not policies.record_result(person, found)
        ),
        "facts": list(facts_of(found, is_summary=whole.is_summary)),
        "empty": "" if may_write else empty_letters(whole),
        "flagged": flag_words(whole), "versions": [one for one in versions if one.pk != found.pk],
        "since": since, "changed": changes_between(read[since.pk], whole) if since else [],
        "draft": next((one for one in versions if one.is_draft), None), "may_write": may_write,
        "cycles": cycles_of(person, found, pupil), "pages": pages_for(person, found),
        "reasons": _reasons(person, found), "key": uuid.uuid4(),
    }  # fmt: skip
    return render(request, "pupils/plan.html", context)


def _reasons(person: Any, plan: Plan) -> dict[str, str]:
    """Why each act is not offered; empty where it is."""
    return {
        "start": policies.start_plan(person, plan.pupil, plan.kind),
        "publish": policies.publish_plan(person, plan),
        "review": policies.move_plan_review(person, plan),
        "end": policies.end_plan(person, plan),
        "cycle": policies.review_cycle(person, plan),
    }


@login_required
@require_POST
def start_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft of the kind that the form names."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.draft_plan(request.user, pupil))
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    kinds = PlanKind.objects.visible_to(request.user).in_use_at(pupil.school_id)
    kind = get_object_or_404(kinds, code=request.POST.get("kind", ""))
    draft = actions.start_plan(by=request.user, pupil=pupil, kind=kind, submission_id=_key(request))
    return redirect("plan", draft.pk)


@login_required
@require_http_methods(["GET", "POST"])
def publish_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft in force, after a last look at what is wrong in it and what it changes."""
    found = find_plan(request, pk)
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    require(policies.publish_plan(request.user, found))
    form = PublishForm(
        request.POST or None, person=request.user, plan=found, initial={"version": found.version}
    )

    def act() -> None:
        actions.publish_plan(
            by=request.user, plan=found, version=form.cleaned_data["version"] or 0,
            fields=form.chosen, submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Published. This version is in force."), _page_of(found))
    whole = whole_of(request.user, found, found.pupil)
    context = {"form": form, "plan": found, "flagged": flag_words(whole), "title": _("Publish")}
    return plan_form_page(request, found, context | {"save": _("Publish")})


@login_required
@require_http_methods(["GET", "POST"])
def move_plan_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the next review of the plan in force."""
    found = find_plan(request, pk)
    require(policies.move_plan_review(request.user, found))
    form = MoveReviewForm(request.POST or None, person=request.user, plan=found)

    def act() -> None:
        actions.move_plan_review(
            by=request.user, plan=found, version=form.cleaned_data["version"] or 0,
            review_on=form.cleaned_data["review_on"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The next review is set."), _page_of(found))
    context = {"form": form, "title": _("Set the next review"), "save": _("Save")}
    return plan_form_page(request, found, context)


@login_required
@require_http_methods(["GET", "POST"])
def end_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a plan is no longer in force, and why."""
    found = find_plan(request, pk)
    require(policies.end_plan(request.user, found))
    form = EndPlanForm(request.POST or None, person=request.user, plan=found)

    def act() -> None:
        actions.end_plan(
            by=request.user, plan=found, version=form.cleaned_data["version"] or 0, **form.chosen
        )

    if done(request, form, act):
        undo = reverse("undo_end_plan", args=[found.pk])
        return say(request, _("The plan has ended."), _page_of(found), undo)
    context = {"form": form, "title": _("End this plan"), "save": _("End the plan")}
    return plan_form_page(request, found, context)


@login_required
@require_POST
def undo_end_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a plan that ended back in force."""
    found = find_plan(request, pk)
    actions.undo_end_plan(by=request.user, plan=found)
    return say(request, _("The plan is in force again."), _page_of(found))


def find_plan(request: HttpRequest, pk: int) -> Plan:
    """The version, or 404 out of sight."""
    seen = Plan.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("kind", "pupil", "published_by", "cycle"), pk=pk)


def _page_of(found: Plan) -> str:
    return reverse("plan", args=[found.pk])


def plan_form_page(request: HttpRequest, found: Plan, context: dict[str, Any]) -> HttpResponse:
    """The page of one form about a plan."""
    record = record_head(request, found.pupil, "pupil_plans")
    context = {"face": "", "hint": "", "flagged": "", "may_add_more": False, **context}
    page = {"record": record, "plan": found, "pupil": found.pupil, "cancel_url": _page_of(found)}
    return render(request, "pupils/plan_form.html", context | page)


def _key(request: HttpRequest) -> uuid.UUID | None:
    """The one-time key of a button's form, if it is one."""
    try:
        return uuid.UUID(request.POST.get("submission_id", ""))
    except ValueError:
        return None
