"""One needs assessment: asked for, read, edited, its stages noted and taken back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import assessment as actions
from pupils.annual_reviews import advice_of, steps_in_order
from pupils.assessments import answer_until, lateness
from pupils.forms.annual_review import StageForm
from pupils.forms.assessment import AssessDecisionForm, AssessmentForm
from pupils.models import Assessment, Pupil
from pupils.views.clock_pages import form_page, key_of, offer_advice, offer_steps, version_of
from pupils.views.record import open_record
from staff.views.flow import done, say

FIELDS = ("requested_by", "requester", "grounds", "planned_on", "received_on")
TITLES = {
    "received": gettext_lazy("The authority received the request"),
    "decision": gettext_lazy("The authority decided whether to assess"),
    "no_plan": gettext_lazy("The authority said that there will be no plan"),
    "draft": gettext_lazy("The draft plan came"),
    "comments": gettext_lazy("The draft was answered"),
    "final": gettext_lazy("The final plan was issued"),
}


@login_required
@require_http_methods(["GET", "POST"])
def start_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a needs assessment, or note that somebody else did."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_assessments(request.user, pupil))
    if request.method == "GET":
        require(policies.start_assessment(request.user, pupil))
    form = AssessmentForm(request.POST or None, person=request.user, school_id=pupil.school_id)

    def act() -> None:
        form.made = actions.start_assessment(
            by=request.user, pupil=pupil, submission_id=key_of(form), **form.chosen
        )

    if done(request, form, act):
        return say(request, _("The request is laid out."), _url(form.made))
    return form_page(request, pupil, form, _("Ask for a needs assessment"), _("Start"))


@login_required
@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole request: what is late and by which rule, its steps, its advice, exemptions."""
    found = _found(request, pk)
    pupil, record = open_record(request, found.pupil_id, "assessment")
    person = request.user
    steps, advice = steps_in_order(person, found), advice_of(person, found)
    record_stage, undo_stage = policies.record_assessment_stage, policies.undo_assessment_stage
    offer_steps(person, found, steps, record_stage, undo_stage)
    offer_advice(person, advice)
    more = [
        (TITLES[stage], reverse("record_assessment_stage", args=[pk, stage]))
        for stage in ("draft", "no_plan")
        if not record_stage(person, found, stage)
    ]
    context = {
        "pupil": pupil, "record": record, "assessment": found, "steps": steps, "advice": advice,
        "late": lateness(found, advice), "exemptions": list(found.exemptions.all()), "more": more,
        "answer_until": answer_until(found),
        "may_edit": not policies.edit_assessment(person, found),
        "may_claim": not policies.claim_exemption(person, found),
        "may_ask": not policies.ask_advice(person, found),
        "undo": [
            (TITLES[stage], reverse("undo_assessment_stage", args=[pk, stage]))
            for stage in ("draft", "no_plan")
            if not undo_stage(person, found, stage)
        ],
    }  # fmt: skip
    return render(request, "pupils/assessment.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the request; its steps move with it."""
    found = _found(request, pk)
    require(policies.edit_assessment(request.user, found))
    start = {name: getattr(found, name) for name in FIELDS}
    start |= {"council": found.council_id, "owner": found.owner_id, "version": found.version}
    form = AssessmentForm(
        request.POST or None, person=request.user, school_id=found.school_id, initial=start
    )

    def act() -> None:
        actions.edit_assessment(
            by=request.user, assessment=found, version=version_of(form), **form.chosen
        )

    if done(request, form, act):
        return say(request, _("Saved. The steps have moved with it."), _url(found))
    return form_page(request, found.pupil, form, _("Needs assessment"), _("Save"), _url(found))


@login_required
@require_http_methods(["GET", "POST"])
def record_assessment_stage(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """Note on which day a stage really happened."""
    found = _found(request, pk)
    if stage not in found.STAGES:
        raise Http404
    require(policies.record_assessment_stage(request.user, found, stage))
    kind = AssessDecisionForm if stage == "decision" else StageForm
    start = {"version": found.version}
    form: Any = kind(request.POST or None, person=request.user, initial=start)

    def act() -> None:
        actions.record_assessment_stage(
            by=request.user, assessment=found, version=version_of(form), stage=stage, **form.chosen
        )

    if done(request, form, act):
        undo = reverse("undo_assessment_stage", args=[pk, stage])
        return say(request, _("Noted."), _url(found), undo=undo)
    return form_page(request, found.pupil, form, TITLES[stage], _("Note it"), _url(found))


@login_required
@require_POST
def undo_assessment_stage(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """Take a noted day back."""
    found = _found(request, pk)
    if stage not in found.STAGES:
        raise Http404
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else found.version
    actions.undo_assessment_stage(
        by=request.user, assessment=found, version=version, stage=stage
    )  # fmt: skip
    return say(request, _("Taken back."), _url(found))


def _found(request: HttpRequest, pk: int) -> Assessment:
    seen = Assessment.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("pupil", "council", "owner__person"), pk=pk)


def _url(found: Assessment) -> str:
    return reverse("assessment", args=[found.pk])
