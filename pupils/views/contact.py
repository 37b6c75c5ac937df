"""The contact log of one pupil: read, added to, corrected by a new version, withdrawn."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import contacts, policies
from pupils.actions import contact as actions
from pupils.agreed import open_of, owners_for
from pupils.forms.agreed import PREFIX, ActionFormSet
from pupils.forms.contact import AddContactForm, CorrectContactForm, WithdrawForm
from pupils.models import ContactNote, Pupil
from pupils.quiet import silence_of
from pupils.views.talk import look
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def pupil_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Every note in force about a pupil, and how long ago home was reached."""
    pupil = _pupil(request, pk)
    person = request.user
    require(policies.see_pupil_contacts(person, pupil))
    limit = policies.reads_all_contacts(person, pupil)
    last = None if limit else contacts.last_home([pupil.pk]).get(pupil.pk)
    context = {
        "pupil": pupil, "record": look(request, pupil, "pupil_contacts"), "limit": limit,
        "notes": contacts.log_of(person, pupil), "last": last,
        "silence": None if limit else silence_of(pupil, last), "actions": open_of(person, pupil),
        "add_reason": policies.note_contact(person, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_contacts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def note_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note: usual values stand already, so that a call is logged in half a minute."""
    pupil = _pupil(request, pk)
    person = request.user
    require(policies.note_contact(person, pupil))
    known = contacts.people_known(person, pupil)
    form = AddContactForm(request.POST or None, person=person, pupil=pupil, known=known)
    rows = ActionFormSet(
        request.POST or None, prefix=PREFIX,
        form_kwargs={"person": person, "owners": owners_for(person, pupil)},
    )  # fmt: skip

    def act() -> None:
        form.made = actions.note_contact(
            by=person, pupil=pupil, fields=form.written, submission_id=form.cleaned_data["submission_id"],
            actions=[actions.Agreed(**row) for row in rows.chosen],
        )  # fmt: skip

    are_rows_right = request.method != "POST" or rows.is_valid()
    if are_rows_right and done(request, form, act):
        undo = reverse("undo_note_contact", args=[form.made.pk])
        return say(request, _("Noted."), reverse("pupil_contacts", args=[pupil.pk]), undo=undo)
    context = {"form": form, "rows": rows, "pupil": pupil, "title": _("Add a contact")}
    return _page(request, context)


@login_required
@require_safe
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """One note with its actions, and every version of it."""
    note = _note(request, pk)
    person = request.user
    versions = contacts.versions_of(person, note)
    context = {
        "note": note, "pupil": note.pupil, "record": look(request, note.pupil, "contact", note),
        "versions": versions, "latest": versions[0], "actions": contacts.actions_of(person, note),
        "correct_reason": policies.correct_contact(person, versions[0]),
    }  # fmt: skip
    return render(request, "pupils/contact.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new version that says why."""
    note = _note(request, pk)
    require(policies.keep_contact(request.user, note))
    form = CorrectContactForm(
        request.POST or None, person=request.user, pupil=note.pupil, about=note
    )

    def act() -> None:
        form.made = actions.correct_contact(
            by=request.user, note=note, reason=form.cleaned_data["reason"], fields=form.written,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if request.method == "GET":
        require(policies.correct_contact(request.user, note))
    if done(request, form, act):
        return say(request, _("Corrected."), reverse("contact", args=[form.made.pk]))
    context = {"form": form, "pupil": note.pupil, "note": note, "title": _("Correct the note")}
    return _page(request, context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a note should not stand, and why."""
    note = _note(request, pk)
    require(policies.withdraw_contact(request.user, note))
    form = WithdrawForm(request.POST or None, person=request.user)

    def act() -> None:
        form.made = actions.withdraw_contact(
            by=request.user, note=note, reason=form.cleaned_data["reason"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("Withdrawn. Its versions stay readable.")
        return say(request, words, reverse("contact", args=[form.made.pk]))
    return form_page(
        request, form, title=_("Withdraw the note"), line=f"{note.pupil.name}: {note}",
        save=_("Withdraw"), cancel_url=reverse("contact", args=[note.pk]),
    )  # fmt: skip


@login_required
@require_POST
def undo_note_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a note back that has just been written."""
    note = _note(request, pk)
    reason = _("Taken back right after it was written")
    actions.withdraw_contact(by=request.user, note=note, reason=reason)
    return say(request, _("Taken back."), reverse("pupil_contacts", args=[note.pupil_id]))


def _pupil(request: HttpRequest, pk: int) -> Pupil:
    return get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)


def _note(request: HttpRequest, pk: int) -> ContactNote:
    seen = ContactNote.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("pupil", "about", "by"), pk=pk)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    context.setdefault("note", None)
    context.setdefault("rows", None)
    status = 422 if request.method == "POST" else 200
    return render(request, "pupils/contact_form.html", context, status=status)
