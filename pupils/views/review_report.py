"""What a review says and what people advise: the report, advice asked for, given, taken back, withdrawn."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core import audit
from core.policy import require
from pupils import policies
from pupils.actions import advice as advising
from pupils.actions import annual_review as actions
from pupils.forms.advice import AdviceForm, AskAdviceForm
from pupils.forms.annual_review import EMPTY_POINT, MOST_POINTS, POINTS, PointFormSet, ReportForm
from pupils.models import Advice, AnnualReview
from pupils.models.step import CLOCK_READERS
from pupils.reasons import why_visible
from pupils.views.record import record_head
from staff.views.flow import done, say

FIELDS = ("kind", "section", "by", "text")


@login_required
@require_http_methods(["GET", "POST"])
def edit_review_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Views, progress, adulthood, and recommendations as rows that are added without script as well."""
    review = _review(request, pk)
    require(policies.edit_review_report(request.user, review))
    again = "more" in request.POST
    sent = request.POST if request.method == "POST" and not again else None
    start = request.POST.dict() if again else {"version": review.version}
    form = ReportForm(sent, person=request.user, review=review, initial=start)
    # A row whose words are its initial ones would count as left alone.
    rows = PointFormSet(sent, initial=None if sent else _rows(request, review), prefix=POINTS)
    if sent and all([form.is_valid(), rows.is_valid()]):
        actions.edit_review_report(
            by=request.user, review=review, version=form.cleaned_data["version"] or 0,
            words=form.chosen, points=[actions.Point(**row) for row in rows.chosen],
        )  # fmt: skip
        return say(request, _("Saved."), reverse("annual_review", args=[pk]))
    context = {
        "pupil": review.pupil, "review": review, "form": form, "rows": rows,
        "record": record_head(request, review.pupil, "pupil_plans"),
        "has_room": len(rows.forms) < MOST_POINTS,
    }  # fmt: skip
    return render(request, "pupils/edit_review_report.html", context)


def _rows(request: HttpRequest, review: AnnualReview) -> list[dict[str, Any]]:
    """The rows as they stand, or as they were typed, with room for more."""
    if request.method == "POST":
        total = request.POST.get(f"{POINTS}-TOTAL_FORMS", "")
        count = min(int(total), MOST_POINTS) if total.isdecimal() else 0
        typed = [
            {name: request.POST.get(f"{POINTS}-{place}-{name}", "") for name in FIELDS}
            for place in range(count)
        ]
        return [*typed, dict(EMPTY_POINT)][:MOST_POINTS]
    standing = [{name: getattr(row, name) for name in FIELDS} for row in review.points.all()]
    return [*standing, dict(EMPTY_POINT), dict(EMPTY_POINT)][:MOST_POINTS]


@login_required
@require_http_methods(["GET", "POST"])
def ask_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask several people at once; each colleague finds it on the first page."""
    review = _review(request, pk)
    require(policies.ask_advice(request.user, review))
    form = AskAdviceForm(request.POST or None, person=request.user, about=review)

    def act() -> None:
        key = form.cleaned_data["submission_id"] or form.fields["submission_id"].initial()
        form.made = advising.ask_advice(
            by=request.user, about=review, due_on=form.cleaned_data["due_on"], submission_id=key,
            advisers=[advising.Asked(*one) for one in form.advisers],
        )  # fmt: skip

    url = reverse("annual_review", args=[pk])
    if done(request, form, act):
        words = ngettext("%(n)s person is asked.", "%(n)s people are asked.", len(form.made))
        return say(request, words % {"n": len(form.made)}, url)
    context = {
        "pupil": review.pupil, "form": form, "title": _("Ask for advice"), "save": _("Ask"),
        "record": record_head(request, review.pupil, "pupil_plans"), "cancel_url": url,
    }  # fmt: skip
    return render(request, "pupils/clock_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def give_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what one was asked; or note what came from outside."""
    advice = _advice(request, pk)
    person = request.user
    reason = policies.give_advice(person, advice)
    if request.method == "POST":
        require(reason)
    _note_look(request, advice)
    start = {"version": advice.version}
    form = AdviceForm(request.POST or None, person=person, advice=advice, initial=start)

    def act() -> None:
        words = form.chosen
        on = words.pop("on", None) or timezone.localdate()
        advising.give_advice(
            by=person, advice=advice, version=form.cleaned_data["version"] or 0, on=on, words=words
        )

    if done(request, form, act):
        undo = reverse("take_back_advice", args=[pk])
        return say(
            request,
            _("Thank you. Your advice has been returned."),
            _after(request, advice),
            undo=undo,
        )
    context = {
        "pupil": advice.pupil, "advice": advice, "form": form, "reason": reason,
        "may_take_back": not policies.take_back_advice(person, advice),
        "cancel_url": _after(request, advice),
    }  # fmt: skip
    return render(request, "pupils/give_advice.html", context)


@login_required
@require_POST
def take_back_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Open returned advice again, to mend it."""
    advice = _advice(request, pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else advice.version
    advising.take_back_advice(by=request.user, advice=advice, version=version)
    return say(
        request, _("Open again. What was written is still here."), reverse("give_advice", args=[pk])
    )


@login_required
@require_POST
def withdraw_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody no longer."""
    advice = _advice(request, pk)
    url = page_about(advice)
    advising.withdraw_advice(by=request.user, advice=advice)
    return say(request, _("%(name)s is not asked any more.") % {"name": advice.adviser}, url)


def _review(request: HttpRequest, pk: int) -> AnnualReview:
    reviews = AnnualReview.objects.visible_to(request.user).select_related("pupil")
    return get_object_or_404(reviews, pk=pk)


def _advice(request: HttpRequest, pk: int) -> Advice:
    found = Advice.objects.visible_to(request.user).select_related(
        "pupil", "review__pupil", "assessment__pupil", "post__person"
    )
    return get_object_or_404(found, pk=pk)


def _after(request: HttpRequest, advice: Advice) -> str:
    """The review for whoever may read it, else the first page."""
    if request.user.access.has(advice.school_id, *CLOCK_READERS):
        return page_about(advice)
    return reverse("home")


def page_about(advice: Advice) -> str:
    """The page of the review or the assessment that advice is for."""
    if advice.review_id:
        return reverse("annual_review", args=[advice.review_id])
    return reverse("assessment", args=[advice.assessment_id])


def _note_look(request: HttpRequest, advice: Advice) -> None:
    reason = why_visible(request.user, advice.pupil)
    audit.looked(
        by=request.user, page="give_advice", reason=reason.words, about=advice,
        school_id=advice.school_id, pupil_id=advice.pupil_id,
    )  # fmt: skip
