"""Deadlines of one pupil, and one's own; and the tick of a step."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.policy import require
from pupils import deadlines as listing
from pupils import policies
from pupils.actions import step as actions
from pupils.annual_reviews import reviews_of
from pupils.assessments import assessments_of
from pupils.models import Pupil, Step
from pupils.views.record import open_record
from staff.listing import page_of
from staff.views.flow import say


@login_required
@require_safe
def my_steps(request: HttpRequest) -> HttpResponse:
    """The steps that the person owns and has not done, soonest first."""
    page = page_of(listing.own_steps(request.user), request.GET)
    for step in page:
        step.door = listing.door_of(request.user, step)
    return render(request, "pupils/my_steps.html", {"page": page})


@login_required
@require_safe
def pupil_deadlines(request: HttpRequest, pk: int) -> HttpResponse:
    """All steps of one pupil with their days; for those who may read them, the reviews as well."""
    person = request.user
    found = get_object_or_404(Pupil.objects.visible_to(person), pk=pk)
    require(policies.pupil_deadlines(person, found))
    pupil, record = open_record(request, pk, "pupil_deadlines")
    steps = Step.objects.visible_to(person).filter(pupil=pupil)
    steps = list(steps.select_related("owner__person", "advice__post").order_by("due_on", "pk"))
    for step in steps:
        step.is_own = step.owner_id in person.access.post_ids
        step.door, step.may_tick = (
            listing.door_of(person, step),
            not policies.tick_step(person, step),
        )
    context = {
        "pupil": pupil, "record": record, "undone": [one for one in steps if not one.done_on],
        "done": [one for one in reversed(steps) if one.done_on],
        "reviews": reviews_of(person, pupil), "assessments": assessments_of(person, pupil),
        "request_reason": policies.start_assessment(person, pupil),
        "start_reason": policies.start_annual_review(person, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_deadlines.html", context)


@login_required
@require_POST
def tick_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a step is done; undo takes it back."""
    step = get_object_or_404(Step.objects.visible_to(request.user).select_related("advice"), pk=pk)
    actions.tick_step(by=request.user, step=step, version=_version(request))
    words = _("Done: %(what)s.") % {"what": step.what}
    return say(request, words, _back(request, step), undo=reverse("untick_step", args=[pk]))


@login_required
@require_POST
def untick_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tick back."""
    step = get_object_or_404(Step.objects.visible_to(request.user).select_related("advice"), pk=pk)
    version = _version(request) or step.version
    actions.untick_step(by=request.user, step=step, version=version)
    return redirect(_back(request, step))


def _back(request: HttpRequest, step: Step) -> str:
    if request.POST.get("back") == "mine":
        return reverse("my_steps")
    if request.POST.get("back") == "matter":
        return listing.door_of(request.user, step) or reverse("my_steps")
    return reverse("pupil_deadlines", args=[step.pupil_id])


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0
