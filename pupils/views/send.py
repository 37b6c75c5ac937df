"""Changing the SEND register of one pupil: status, and needs by rank."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.policy import require
from pupils import policies
from pupils.actions import register as actions
from pupils.forms.register import (
    EMPTY_ROWS,
    MOST_NEEDS,
    ChangeStatusForm,
    NeedsDayForm,
    NeedsFormSet,
    need_choices,
)
from pupils.models import Pupil
from pupils.summary import Summary, summary_of
from pupils.views.record import record_head


@login_required
@require_http_methods(["GET", "POST"])
def change_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the pupil another status from a day, with the reason."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.change_status(request.user, pupil))
    summary = summary_of(pupil)
    since = [status.starts_on for status in summary.statuses if status.ends_on is None]
    form = ChangeStatusForm(
        request.POST or None, person=request.user, pupil=pupil,
        standing=[need.need_type for need in summary.needs], since=since[0] if since else None,
        initial={"version": pupil.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.change_status(by=request.user, pupil=pupil, version=version, **form.chosen)
        messages.success(request, _("Status changed."))
        return redirect("pupil", pupil.pk)
    record = record_head(request, pupil, "pupil")
    context = {"form": form, "pupil": pupil, "record": record}
    return render(request, "pupils/change_status.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_needs(request: HttpRequest, pk: int) -> HttpResponse:
    """Rank the pupil's needs, the main one first."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.edit_needs(request.user, pupil))
    day = NeedsDayForm(
        request.POST or None, person=request.user, initial={"version": pupil.version}
    )
    needs = _formset(request, pupil, summary_of(pupil))
    if request.method == "POST" and day.is_valid() and needs.is_valid():
        actions.edit_needs(
            by=request.user, pupil=pupil, version=day.cleaned_data["version"] or 0,
            needs=needs.chosen, on=day.cleaned_data["on"],
        )  # fmt: skip
        messages.success(request, _("Needs saved."))
        return redirect("pupil", pupil.pk)
    record = record_head(request, pupil, "pupil")
    context = {"day": day, "needs": needs, "pupil": pupil, "record": record}
    return render(request, "pupils/edit_needs.html", context)


def _formset(request: HttpRequest, pupil: Pupil, summary: Summary) -> Any:
    """A row for each rank there is, and empty rows below."""
    standing = [need.need_type for need in summary.needs]
    rows = [*[{"need": str(kind.pk)} for kind in standing], *[{"need": ""}] * EMPTY_ROWS]
    formset = NeedsFormSet(
        request.POST or None, initial=rows[:MOST_NEEDS], prefix="needs",
        form_kwargs={"choices": need_choices(request.user, pupil, standing)},
    )  # fmt: skip
    formset.status, formset.person = pupil.sen_code, request.user
    return formset
