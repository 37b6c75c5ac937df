"""One annual review: started, read, planned, its stages noted and taken back, cancelled."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import annual_review as actions
from pupils.annual_reviews import advice_of, begun, in_the_way, points_by_kind, steps_in_order
from pupils.forms.annual_review import AnnualReviewForm, CancelReviewForm, DecisionForm, StageForm
from pupils.models import AnnualReview, Pupil
from pupils.views.clock_pages import form_page, key_of, offer_advice, offer_steps, version_of
from pupils.views.record import open_record
from staff.views.flow import done, say

PLANNED = ("kind", "early_reason", "counted_from", "interval_months", "meeting_on", "place")
TITLES = {
    "papers": gettext_lazy("Papers were sent"),
    "meeting": gettext_lazy("The meeting was held"),
    "report": gettext_lazy("The report was sent"),
    "decision": gettext_lazy("The authority sent its decision"),
    "final_plan": gettext_lazy("The amended plan was issued"),
}


@login_required
@require_http_methods(["GET", "POST"])
def start_annual_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a review: from which letter, by when, when the meeting is, who runs it."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_reviews(request.user, pupil))
    if request.method == "GET":
        require(policies.start_annual_review(request.user, pupil))
    before = begun(pupil)
    start = {"counted_from": before.counted_from, "interval_months": before.interval_months}
    form = AnnualReviewForm(
        request.POST or None, person=request.user, school_id=pupil.school_id, initial=start
    )

    def act() -> None:
        form.made = actions.start_annual_review(
            by=request.user, pupil=pupil, submission_id=key_of(form), **form.chosen
        )

    if done(request, form, act):
        return say(request, _("The review is laid out."), _url(form.made))
    return form_page(request, pupil, form, _("Start an annual review"), _("Start"))


@login_required
@require_safe
def annual_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole review: what stands in its way, its steps, advice, report and decision."""
    review = _found(request, pk)
    pupil, record = open_record(request, review.pupil_id, "annual_review")
    person = request.user
    steps, advice = steps_in_order(person, review), advice_of(person, review)
    offer_steps(person, review, steps, policies.record_review_stage, policies.undo_review_stage)
    offer_advice(person, advice)
    context = {
        "pupil": pupil, "record": record, "review": review, "steps": steps, "advice": advice,
        "in_the_way": in_the_way(review, advice), "points": points_by_kind(review),
        "words": _words(review), "may_edit": not policies.edit_annual_review(person, review),
        "may_cancel": not policies.cancel_annual_review(person, review),
        "may_write": not policies.edit_review_report(person, review),
        "may_ask": not policies.ask_advice(person, review),
        "may_pack": not policies.see_review_pack(person, review),
        "report_reason": policies.record_review_stage(person, review, "report"),
    }  # fmt: skip
    return render(request, "pupils/annual_review.html", context)


def _words(review: AnnualReview) -> list[tuple[str, str]]:
    """The texts of the report under their headings; adulthood from Year 9 on."""
    names = [
        *review.VIEWS,
        "progress_summary",
        *(review.ADULTHOOD if review.asks_adulthood else ()),
    ]
    return [
        (str(review._meta.get_field(name).verbose_name), getattr(review, name)) for name in names
    ]


@login_required
@require_http_methods(["GET", "POST"])
def edit_annual_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan of a review; its steps move with it."""
    review = _found(request, pk)
    require(policies.edit_annual_review(request.user, review))
    start = {name: getattr(review, name) for name in PLANNED}
    start |= {"owner": review.owner_id, "version": review.version}
    form = AnnualReviewForm(
        request.POST or None, person=request.user, school_id=review.school_id, initial=start
    )

    def act() -> None:
        actions.edit_annual_review(
            by=request.user, review=review, version=version_of(form), **form.chosen
        )

    if done(request, form, act):
        return say(request, _("Saved. The steps have moved with it."), _url(review))
    return form_page(request, review.pupil, form, _("Plan the review"), _("Save"), _url(review))


@login_required
@require_http_methods(["GET", "POST"])
def cancel_annual_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a review off that should not be held."""
    review = _found(request, pk)
    require(policies.cancel_annual_review(request.user, review))
    start = {"version": review.version}
    form = CancelReviewForm(request.POST or None, person=request.user, initial=start)

    def act() -> None:
        actions.cancel_annual_review(
            by=request.user, review=review, version=version_of(form), **form.chosen
        )

    if done(request, form, act):
        url = reverse("pupil_deadlines", args=[review.pupil_id])
        return say(request, _("Cancelled. Start another when it is wanted."), url)
    title = _("Cancel the review")
    return form_page(request, review.pupil, form, title, _("Cancel the review"), _url(review))


@login_required
@require_http_methods(["GET", "POST"])
def record_review_stage(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """Note on which day a stage really happened."""
    review = _found(request, pk)
    if stage not in review.STAGES:
        raise Http404
    require(policies.record_review_stage(request.user, review, stage))
    kind = DecisionForm if stage == "decision" else StageForm
    start = {"version": review.version}
    form = kind(request.POST or None, person=request.user, initial=start)

    def act() -> None:
        actions.record_review_stage(
            by=request.user, review=review, version=version_of(form), stage=stage, **form.chosen
        )

    if done(request, form, act):
        undo = reverse("undo_review_stage", args=[pk, stage])
        return say(request, _said(review, stage), _url(review), undo=undo)
    return form_page(request, review.pupil, form, TITLES[stage], _("Note it"), _url(review))


def _said(review: AnnualReview, stage: str) -> str:
    return {
        "decision": _("The review is complete. The next year counts from that day."),
    }.get(stage, _("Noted."))


@login_required
@require_POST
def undo_review_stage(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """Take a noted day back."""
    review = _found(request, pk)
    if stage not in review.STAGES:
        raise Http404
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else review.version
    actions.undo_review_stage(by=request.user, review=review, version=version, stage=stage)
    return say(request, _("Taken back."), _url(review))


def _found(request: HttpRequest, pk: int) -> AnnualReview:
    reviews = AnnualReview.objects.visible_to(request.user).select_related("pupil", "owner__person")
    return get_object_or_404(reviews, pk=pk)


def _url(review: AnnualReview) -> str:
    return reverse("annual_review", args=[review.pk])
