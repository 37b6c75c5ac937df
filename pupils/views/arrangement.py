"""One access arrangement: found for a pupil, added, read with its log, edited, ended; a pupil's file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import require
from pupils import policies
from pupils.actions import arrangement as actions
from pupils.candidates import candidates_of, named
from pupils.forms.arrangement import ArrangementForm, ScoreFormSet
from pupils.inspection import dossiers
from pupils.models import Arrangement, Pupil
from pupils.models.arrangement import ARRANGEMENT_READERS
from pupils.reasons import why_visible
from pupils.views.record import open_record
from staff.listing import page_of
from staff.views.flow import done, say


@login_required
@require_safe
def choose_candidate(request: HttpRequest) -> HttpResponse:
    """Find the pupil for a new arrangement by name, form or year."""
    require(policies.keep_arrangements(request.user))
    words = request.GET.get("q", "").strip()[:80]
    found = candidates_of(request.user).on_roll().filter(named(words))
    page = page_of(found if words else found.none(), request.GET)
    return render(request, "pupils/choose_candidate.html", {"q": words, "page": page})


@login_required
@require_http_methods(["GET", "POST"])
def add_arrangement(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an arrangement of a pupil on the register."""
    pupil = get_object_or_404(candidates_of(request.user), pk=pk)
    require(policies.keep_arrangements(request.user, pupil.school_id))
    form = ArrangementForm(request.POST or None, person=request.user, pupil=pupil)
    scores = ScoreFormSet(request.POST or None, prefix="scores")

    def act() -> None:
        form.instance = actions.add_arrangement(
            by=request.user, pupil=pupil, fields=form.chosen, scores=scores.chosen,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    are_scores_right = request.method != "POST" or scores.is_valid()
    if are_scores_right and done(request, form, act):
        return say(request, _("Added."), reverse("arrangement", args=[form.instance.pk]))
    cancel = reverse("choose_candidate")
    return _form_page(request, form, scores, pupil, _("Add an arrangement"), cancel)


@login_required
@require_safe
def arrangement(request: HttpRequest, pk: int) -> HttpResponse:
    """One arrangement with its log by subject, the gaps, and what the file still lacks."""
    found = _found(request, pk)
    pupil, school = found.pupil, found.school_id
    _note_look(request, pupil, "arrangement", found)
    rows = Arrangement.objects.visible_to(request.user).filter(pk=pk)
    person = request.user
    context = {
        "file": dossiers(rows, school)[0], "pupil": pupil, "today": timezone.localdate(),
        "evidence_reason": policies.see_evidence(person, school),
        "edit_reason": policies.edit_arrangement(person, found),
        "end_reason": policies.end_arrangement(person, found),
        "undo_reason": policies.undo_end_arrangement(person, found),
        "may_correct": not policies.keep_arrangements(person, school),
        "log_reason": policies.log_uses(person, school),
        "file_reason": policies.inspection_file(person, pupil),
    }  # fmt: skip
    return render(request, "pupils/arrangement.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_arrangement(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an arrangement and its scores."""
    found = _found(request, pk)
    require(policies.edit_arrangement(request.user, found))
    form = ArrangementForm(
        request.POST or None, person=request.user, pupil=found.pupil, about=found
    )
    standing = [
        {"test": row.test, "score": row.score, "taken_on": row.taken_on}
        for row in found.scores.all()
    ]
    scores = ScoreFormSet(request.POST or None, prefix="scores", initial=standing)

    def act() -> None:
        actions.edit_arrangement(
            by=request.user, arrangement=found, version=form.cleaned_data["version"] or 0,
            fields=form.chosen, scores=scores.chosen,
        )  # fmt: skip

    url = reverse("arrangement", args=[pk])
    if (request.method != "POST" or scores.is_valid()) and done(request, form, act):
        return say(request, _("Saved."), url)
    return _form_page(request, form, scores, found.pupil, _("Edit %(name)s") % {"name": found}, url)


@login_required
@require_POST
def end_arrangement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is not needed any more; undo takes it back."""
    found = _found(request, pk)
    version = request.POST.get("version", "")
    actions.end_arrangement(
        by=request.user, arrangement=found, on=timezone.localdate(),
        version=int(version) if version.isdecimal() else 0,
    )  # fmt: skip
    undo = reverse("undo_end_arrangement", args=[pk])
    words = _("%(name)s: not needed any more.") % {"name": found}
    return say(request, words, reverse("arrangement", args=[pk]), undo=undo)


@login_required
@require_POST
def undo_end_arrangement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the end back."""
    found = _found(request, pk)
    actions.undo_end_arrangement(by=request.user, arrangement=found)
    return say(request, _("It stands again."), reverse("arrangement", args=[pk]))


@login_required
@require_safe
def pupil_arrangements(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab of the pupil's record."""
    pupil, record = open_record(request, pk, "pupil_arrangements")
    require(policies.pupil_arrangements(request.user, pupil))
    rows = Arrangement.objects.visible_to(request.user).filter(pupil=pupil)
    context = {
        "pupil": pupil, "record": record, "files": dossiers(rows, pupil.school_id),
        "keep_reason": policies.keep_arrangements(request.user, pupil.school_id),
        "file_reason": policies.inspection_file(request.user, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_arrangements.html", context)


@login_required
@require_safe
def inspection_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A pupil's file, made for paper: everything in order, and what is missing by name."""
    pupil = get_object_or_404(candidates_of(request.user), pk=pk)
    require(policies.inspection_file(request.user, pupil))
    _note_look(request, pupil, "inspection_file", None)
    rows = Arrangement.objects.visible_to(request.user).filter(pupil=pupil)
    files = dossiers(rows, pupil.school_id)
    missing = sum(len(one.missing) for one in files)
    context = {"pupil": pupil, "files": files, "missing": missing}
    return render(request, "pupils/inspection_file.html", context)


def _found(request: HttpRequest, pk: int) -> Arrangement:
    rows = Arrangement.objects.visible_to(request.user).select_related("kind", "pupil", "school")
    return get_object_or_404(rows, pk=pk)


def _note_look(request: HttpRequest, pupil: Pupil, page: str, about: Arrangement | None) -> None:
    """Note who looked at a pupil's arrangements, and the reason that let them."""
    person = request.user
    if person.access.has(pupil.school_id, *ARRANGEMENT_READERS):
        role = person.acting_as(pupil.school_id)
        reason = _("as %(role)s you read the arrangements of the school") % {"role": role}
    else:
        reason = why_visible(person, pupil).words
    audit.looked(
        by=person, page=page, reason=reason, school_id=pupil.school_id, pupil_id=pupil.pk,
        about=about,
    )  # fmt: skip


def _form_page(
    request: HttpRequest, form: Any, scores: Any, pupil: Pupil, title: str, cancel: str
) -> HttpResponse:
    context = {
        "form": form, "scores": scores, "pupil": pupil, "title": title, "cancel_url": cancel,
    }  # fmt: skip
    return render(request, "pupils/arrangement_form.html", context)
