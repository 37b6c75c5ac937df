"""One area of a review: the appraisee's own view, and the appraiser's judgement with its reason."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from appraisal import policies
from appraisal.actions import judgement as actions
from appraisal.document import document_of
from appraisal.forms.judgement import JudgeForm, OwnViewForm
from appraisal.models import AreaJudgement, Review
from appraisal.review_page import area_row
from appraisal.views.review import find_review
from core.policy import require
from staff.expectations import cited_at
from staff.views.flow import done, form_page, say

READ_OR_SEND = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(READ_OR_SEND)
def give_own_view(request: HttpRequest, pk: int, area_code: str) -> HttpResponse:
    """The appraisee's own view of one area; saving goes on to the next."""
    review = find_review(request, pk)
    require(policies.give_own_view(request.user, review))
    judged = _find(request, review, area_code)
    form = OwnViewForm(request.POST or None, person=request.user, about=judged)

    def act() -> None:
        actions.give_own_view(
            by=request.user, judgement=judged, version=form.seen_version,
            own_view=form.cleaned_data["own_view"],
        )  # fmt: skip

    return _answer(request, review, judged, form, act, "give_own_view", _("Your own view"))


@login_required
@require_http_methods(READ_OR_SEND)
def judge_area(request: HttpRequest, pk: int, area_code: str) -> HttpResponse:
    """The appraiser's judgement of one area; saving goes on to the next."""
    review = find_review(request, pk)
    require(policies.judge_area(request.user, review))
    judged = _find(request, review, area_code)
    form = JudgeForm(request.POST or None, person=request.user, about=judged)

    def act() -> None:
        actions.judge_area(
            by=request.user, judgement=judged, version=form.seen_version,
            level=form.cleaned_data["level"], because=form.cleaned_data["because"],
        )  # fmt: skip

    return _answer(request, review, judged, form, act, "judge_area", _("Judgement"))


def _find(request: HttpRequest, review: Review, code: str) -> AreaJudgement:
    rows = AreaJudgement.objects.filter(review__in=Review.objects.visible_to(request.user))
    rows = rows.select_related("area", "descriptor", "review")
    return get_object_or_404(rows, review=review, area__code=code)


def _answer(
    request: HttpRequest, review: Review, judged: AreaJudgement, form: Any, act: Callable,
    use_case: str, title: str,
) -> HttpResponse:  # fmt: skip
    if done(request, form, act):
        return say(
            request,
            _("%(area)s is saved.") % {"area": judged.area},
            _after(review, judged, use_case),
        )
    document = document_of(review)
    return form_page(
        request, form, template="appraisal/judge_area.html", title=f"{judged.area}: {title}",
        line=str(review), save=_("Save and go on"), cancel_url=review.get_absolute_url(),
        judged=judged, area=area_row(document, judged), band=review.band,
        cited=cited_at(review.school_id).get(judged.area_id, []),
        shows_own=use_case == "judge_area",
    )  # fmt: skip


def _after(review: Review, judged: AreaJudgement, use_case: str) -> str:
    """The next area that is still empty, else the review."""
    empty = {"own_view": ""} if use_case == "give_own_view" else {"level": ""}
    left = review.judgements.filter(**empty).exclude(pk=judged.pk).select_related("area").first()
    return (
        reverse(use_case, args=[review.pk, left.area.code]) if left else review.get_absolute_url()
    )
