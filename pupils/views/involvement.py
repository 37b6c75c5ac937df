"""Professionals around a pupil: who comes, why, with whose consent; begun, changed, ended."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import involvement as actions
from pupils.forms.carer import initial_of
from pupils.forms.involvement import InvolvementForm
from pupils.involvements import helpers_of
from pupils.models import Involvement, Pupil
from pupils.views.record import open_record
from pupils.views.record_form import record_form
from staff.views.flow import attempt, done, say

TAB = "pupil_people"
FIELDS = (
    "professional", "why", "starts_on", "ends_on", "next_visit_on", "consent", "consent_by",
    "consent_on",
)  # fmt: skip


@login_required
@require_safe
def pupil_professionals(request: HttpRequest, pk: int) -> HttpResponse:
    """Who works with the pupil from outside; those who did, for whoever reads everything."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.see_professionals(request.user, found))
    pupil, record = open_record(request, pk, TAB)
    rows = helpers_of(request.user, pupil)
    context = {
        "pupil": pupil, "record": record, "now": [one for one in rows if not one.has_ended],
        "earlier": [one for one in rows if one.has_ended],
        "full_reason": policies.see_help(request.user, pupil),
        "keep_reason": policies.keep_help(request.user, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_professionals.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_involvement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a professional works with the pupil."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_help(request.user, pupil))
    form = InvolvementForm(request.POST or None, person=request.user, pupil=pupil)

    def act() -> None:
        actions.add_involvement(
            by=request.user, pupil=pupil, fields=_fields(form),
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Added."), _page(pupil.pk))
    return record_form(
        request, form, pupil, tab=TAB, title=_("Add a professional"), save=_("Add"),
        cancel_url=_page(pupil.pk),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_involvement(request: HttpRequest, pk: int) -> HttpResponse:
    """Change why, until when, the consent or the next visit."""
    found = _find(request, pk)
    require(policies.edit_involvement(request.user, found))
    initial = {**initial_of(found, FIELDS), "professional": found.professional_id}
    form = InvolvementForm(
        request.POST or None, person=request.user, pupil=found.pupil, initial=initial,
        kept=found.professional_id,
    )  # fmt: skip

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_involvement(
            by=request.user, involvement=found, version=version, fields=_fields(form)
        )

    if done(request, form, act):
        return say(request, _("Saved."), _page(found.pupil_id))
    return record_form(
        request, form, found.pupil, tab=TAB, title=str(found), save=_("Save"),
        cancel_url=_page(found.pupil_id),
    )  # fmt: skip


@login_required
@require_POST
def end_involvement(request: HttpRequest, pk: int) -> HttpResponse:
    """End it today."""
    found = _find(request, pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.end_involvement(by=request.user, involvement=found, version=version)
    undo = reverse("undo_end_involvement", args=[found.pk])
    return say(request, _("Ended today."), _page(found.pupil_id), undo)


@login_required
@require_POST
def undo_end_involvement(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on as before."""
    found = _find(request, pk)
    attempt(
        request, lambda: actions.undo_end_involvement(by=request.user, involvement=found),
        _("It goes on."),
    )  # fmt: skip
    return redirect(_page(found.pupil_id))


def _fields(form: InvolvementForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _page(pupil_id: int) -> str:
    return reverse("pupil_professionals", args=[pupil_id])


def _find(request: HttpRequest, pk: int) -> Involvement:
    rows = Involvement.objects.visible_to(request.user).select_related("pupil", "professional")
    return get_object_or_404(rows, pk=pk)
