"""One referral: written, sent, noted about, closed; those of a pupil."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import referral as actions
from pupils.attachments import files_of
from pupils.forms.carer import initial_of
from pupils.forms.referral import (
    CloseReferralForm,
    ReferralForm,
    ReferralNoteForm,
    SendReferralForm,
)
from pupils.models import Pupil, Referral
from pupils.referrals import REFERRAL
from pupils.views.record import open_record
from pupils.views.record_form import record_form
from staff.views.flow import attempt, done, say

TAB = "pupil_people"
FIELDS = ("agency", "reason", "asked_for", "consent", "consent_by", "consent_on")


@login_required
@require_safe
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """One referral with its notes and files."""
    found = _find(request, pk)
    pupil, record = open_record(request, found.pupil_id, "referral")
    person = request.user
    context = {
        "referral": found, "pupil": pupil, "record": record,
        "notes": list(found.notes.select_related("by")),
        "files": files_of(person, REFERRAL, [found.pk]).get(found.pk, []),
        "keep_reason": policies.keep_referral(person, pupil),
        "edit_reason": policies.edit_referral(person, found),
        "send_reason": policies.send_referral(person, found),
        "note_reason": policies.note_referral(person, found),
        "close_reason": policies.close_referral(person, found),
        "undo_reason": policies.undo_close_referral(person, found),
    }  # fmt: skip
    return render(request, "pupils/referral.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a referral."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_referral(request.user, pupil))
    form = ReferralForm(request.POST or None, person=request.user, pupil=pupil)
    made: list[Referral] = []

    def act() -> None:
        made.append(
            actions.add_referral(
                by=request.user, pupil=pupil, fields=_fields(form),
                submission_id=form.cleaned_data["submission_id"],
            )
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Written. Say when it goes."), _page(made[0].pk))
    return record_form(
        request, form, pupil, tab=TAB, title=_("Refer to an agency"), save=_("Save"),
        cancel_url=reverse("pupil_people", args=[pupil.pk]),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a referral that has not gone."""
    found = _find(request, pk)
    require(policies.edit_referral(request.user, found))
    initial = {**initial_of(found, FIELDS), "agency": found.agency_id}
    form = ReferralForm(
        request.POST or None, person=request.user, pupil=found.pupil, initial=initial,
        kept=found.agency_id,
    )  # fmt: skip

    def act() -> None:
        actions.edit_referral(
            by=request.user, referral=found, version=_version(form), fields=_fields(form)
        )

    return _run(request, found, form, act, _("Saved."), _("Edit the referral"), _("Save"))


@login_required
@require_http_methods(["GET", "POST"])
def send_referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it went."""
    found = _find(request, pk)
    require(policies.send_referral(request.user, found))
    form = _form(SendReferralForm, request, found)

    def act() -> None:
        actions.send_referral(
            by=request.user, referral=found, version=_version(form), on=form.cleaned_data["on"]
        )

    return _run(request, found, form, act, _("Sent."), _("The referral was sent"), _("Save"))


@login_required
@require_http_methods(["GET", "POST"])
def note_referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what was said or heard."""
    found = _find(request, pk)
    require(policies.note_referral(request.user, found))
    form = _form(ReferralNoteForm, request, found)

    def act() -> None:
        key = form.cleaned_data["submission_id"]
        actions.note_referral(
            by=request.user,
            referral=found,
            version=_version(form),
            submission_id=key,
            **form.chosen,
        )

    return _run(request, found, form, act, _("Noted."), _("Add a note"), _("Add"))


@login_required
@require_http_methods(["GET", "POST"])
def close_referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it."""
    found = _find(request, pk)
    require(policies.close_referral(request.user, found))
    form = _form(CloseReferralForm, request, found)

    def act() -> None:
        actions.close_referral(
            by=request.user, referral=found, version=_version(form), **form.chosen
        )

    undo = reverse("undo_close_referral", args=[found.pk])
    return _run(request, found, form, act, _("Closed."), _("What came of it"), _("Close"), undo)


@login_required
@require_POST
def undo_close_referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on waiting."""
    found = _find(request, pk)
    attempt(
        request, lambda: actions.undo_close_referral(by=request.user, referral=found),
        _("The referral is open again."),
    )  # fmt: skip
    return redirect(_page(found.pk))


def _form(kind: Any, request: HttpRequest, found: Referral) -> Any:
    return kind(request.POST or None, person=request.user, initial={"version": found.version})


def _run(
    request: HttpRequest, found: Referral, form: Any, act: Any, said: str, title: str, save: str,
    undo: str = "",
) -> HttpResponse:  # fmt: skip
    """Act and go back to the referral, or draw the form."""
    if done(request, form, act):
        return say(request, said, _page(found.pk), undo)
    return record_form(
        request, form, found.pupil, tab=TAB, title=f"{found.agency}: {title}", save=save,
        cancel_url=_page(found.pk),
    )  # fmt: skip


def _version(form: Any) -> int:
    return form.cleaned_data["version"] or 0


def _fields(form: ReferralForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _page(pk: int) -> str:
    return reverse("referral", args=[pk])


def _find(request: HttpRequest, pk: int) -> Referral:
    seen = Referral.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("pupil", "agency__kind", "written_by"), pk=pk)
