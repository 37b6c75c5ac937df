"""Objectives of a review: add, change, rate, remove."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from appraisal import policies
from appraisal.actions import objective as actions
from appraisal.forms.objective import ObjectiveForm, RateForm
from appraisal.models import Objective, Review
from appraisal.suggestions import start_of, suggestions_for
from appraisal.views.review import find_review
from core.policy import require
from staff.views.flow import done, form_page, say

READ_OR_SEND = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(READ_OR_SEND)
def add_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an objective, from nothing or from a suggestion."""
    review = find_review(request, pk)
    require(policies.add_objective(request.user, review))
    form = ObjectiveForm(
        request.POST or None, person=request.user, review=review,
        start=start_of(request.GET.get("from", "")),
    )  # fmt: skip

    def act() -> None:
        actions.add_objective(
            by=request.user, review=review, submission_id=form.cleaned_data["submission_id"],
            **form.chosen,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The objective is added."), review.get_absolute_url())
    return form_page(
        request, form, template="appraisal/objective_form.html", title=_("Add an objective"),
        line=str(review), save=_("Add it"), cancel_url=review.get_absolute_url(),
        suggestions=suggestions_for(review.appraisee.role),
    )  # fmt: skip


@login_required
@require_http_methods(READ_OR_SEND)
def edit_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an objective."""
    objective = _find(request, pk)
    review = objective.review
    require(policies.edit_objective(request.user, review))
    form = ObjectiveForm(request.POST or None, person=request.user, review=review, about=objective)

    def act() -> None:
        actions.edit_objective(
            by=request.user, objective=objective, version=form.seen_version, **form.chosen
        )

    if done(request, form, act):
        return say(request, _("The objective is saved."), review.get_absolute_url())
    return form_page(
        request, form, template="appraisal/objective_form.html", title=_("Change an objective"),
        line=str(review), save=_("Save"), cancel_url=review.get_absolute_url(), suggestions=[],
    )  # fmt: skip


@login_required
@require_http_methods(READ_OR_SEND)
def rate_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far an objective was met."""
    objective = _find(request, pk)
    review = objective.review
    require(policies.rate_objective(request.user, review))
    initial = {"rating": objective.rating, "version": objective.version}
    form = RateForm(request.POST or None, person=request.user, initial=initial)

    def act() -> None:
        actions.rate_objective(
            by=request.user, objective=objective, version=form.seen_version,
            rating=form.cleaned_data["rating"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The rating is saved."), review.get_absolute_url())
    return form_page(
        request, form, title=_("How far it was met"), line=str(review), save=_("Save"),
        cancel_url=review.get_absolute_url(),
        notes=[objective.title, _("Met when: %(words)s") % {"words": objective.success_criteria}],
    )  # fmt: skip


@login_required
@require_POST
def remove_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objective out."""
    objective = _find(request, pk)
    actions.remove_objective(by=request.user, objective=objective)
    return say(request, _("The objective is removed."), objective.review.get_absolute_url())


def _find(request: HttpRequest, pk: int) -> Objective:
    rows = Objective.objects.filter(review__in=Review.objects.visible_to(request.user))
    parts = ("review__appraisee__person", "review__appraiser__person", "review__cycle", "area")
    return get_object_or_404(rows.select_related(*parts), pk=pk)
