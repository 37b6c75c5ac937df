"""What became of an outcome, and the review that ends a cycle."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.policy import require
from pupils import policies
from pupils.actions import plan_cycle as actions
from pupils.forms.plan_cycle import CycleReviewForm, ResultForm
from pupils.models import Plan
from pupils.plan_cycles import rows_to_review
from pupils.views.plan import find_plan, plan_form_page
from pupils.views.record import record_head
from staff.sent import raise_if_sent
from staff.views.flow import done, say


@login_required
@require_http_methods(["GET", "POST"])
def record_result(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Say what became of one outcome or step of the plan in force."""
    found = find_plan(request, pk)
    require(policies.record_result(request.user, found))
    row = next((one for one in rows_to_review(found) if one.key == key), None)
    if row is None:
        raise Http404
    form = ResultForm(request.POST or None, person=request.user)

    def act() -> None:
        actions.record_result(
            by=request.user, plan=found, key=key, **form.chosen,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Recorded."), f"{_page_of(found)}#row-{key}")
    context = {"form": form, "title": _("What became of it"), "hint": str(row), "save": _("Record")}
    return plan_form_page(request, found, context)


@login_required
@require_http_methods(["GET", "POST"])
def review_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """End the cycle with a result for each row, everybody's views, and what comes next."""
    found = find_plan(request, pk)
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    require(policies.review_cycle(request.user, found))
    form = CycleReviewForm(
        request.POST or None, person=request.user, cycle=found.cycle, rows=rows_to_review(found)
    )

    def act() -> None:
        actions.review_cycle(
            by=request.user, plan=found, version=form.cleaned_data["version"] or 0,
            fields=form.said, results=form.results, submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        said = _("Reviewed. The next version begins with what was not achieved.")
        return say(request, said, f"{_page_of(found)}#cycles-h")
    context = {
        "form": form, "plan": found, "pupil": found.pupil, "cancel_url": _page_of(found),
        "record": record_head(request, found.pupil, "pupil_plans"),
    }  # fmt: skip
    return render(request, "pupils/review_cycle.html", context)


def _page_of(found: Plan) -> str:
    return reverse("plan", args=[found.pk])
