"""One pupil: the summary, and changing the details."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import pupil as actions
from pupils.forms.pupil import DETAILS, AddPupilForm, DetailsForm, MarkLeftForm
from pupils.models import Pupil
from pupils.schools import schools_kept_by
from pupils.summary import summary_of
from pupils.views.record import open_record, record_head


@login_required
@require_safe
def pupil(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary: status and its history, needs, adults, facts."""
    found, record = open_record(request, pk, "pupil")
    person = request.user
    context = {
        "pupil": found,
        "record": record,
        "summary": summary_of(found),
        "register_reason": policies.change_status(person, found),
        "needs_reason": policies.edit_needs(person, found),
        "adults_reason": policies.edit_adults(person, found),
        "left_reason": policies.mark_left(person, found),
    }
    return render(request, "pupils/pupil.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_pupil(request: HttpRequest) -> HttpResponse:
    """Add one pupil by hand, where no file has come yet."""
    require(policies.add_pupil(request.user))
    schools = schools_kept_by(request.user)
    form = AddPupilForm(request.POST or None, person=request.user, schools=schools)
    if request.method == "POST" and form.is_valid():
        fields = form.chosen
        made = actions.add_pupil(
            by=request.user, school=fields.pop("school"),
            submission_id=form.cleaned_data["submission_id"] or uuid.uuid4(), **fields,
        )  # fmt: skip
        messages.success(request, _("%(name)s was added.") % {"name": made.name})
        return redirect("pupil", made.pk)
    return render(request, "pupils/add_pupil.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def edit_pupil(request: HttpRequest, pk: int) -> HttpResponse:
    """Change names, class, identifiers, alerts and the next review."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.edit_pupil(request.user, found))
    form = DetailsForm(
        request.POST or None, person=request.user, school_id=found.school_id, pupil=found
    )
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in DETAILS}
        version = form.cleaned_data["version"] or 0
        actions.edit_pupil(by=request.user, pupil=found, version=version, **fields)
        messages.success(request, _("Details saved."))
        return redirect("pupil", found.pk)
    record = record_head(request, found, "pupil")
    return render(
        request, "pupils/edit_pupil.html", {"form": form, "pupil": found, "record": record}
    )


@login_required
@require_http_methods(["GET", "POST"])
def mark_left(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the last day on roll, with an undo."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.mark_left(request.user, found))
    form = MarkLeftForm(request.POST or None, person=request.user, pupil=found)
    if request.method == "POST" and form.is_valid():
        actions.mark_left(
            by=request.user, pupil=found, version=form.cleaned_data["version"] or 0,
            on=form.cleaned_data["on"],
        )  # fmt: skip
        undo = reverse("undo_mark_left", args=[found.pk])
        words = _("%(name)s is marked as left.") % {"name": found.name}
        messages.success(request, words, extra_tags=f"undo:{undo}")
        return redirect("pupil", found.pk)
    record = record_head(request, found, "pupil")
    return render(
        request, "pupils/mark_left.html", {"form": form, "pupil": found, "record": record}
    )


@login_required
@require_POST
def undo_mark_left(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a pupil back on roll."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    actions.undo_mark_left(by=request.user, pupil=found)
    messages.success(request, _("%(name)s is back on roll.") % {"name": found.name})
    return redirect("pupil", found.pk)
