"""One review: the page, its meeting and comments, ready, back to writing, taking over, correcting, print."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import policies
from appraisal.actions import review as actions
from appraisal.document import document_of
from appraisal.forms.review import CommentForm, MeetingForm
from appraisal.models import Review
from appraisal.review_page import page_of, why_seen
from core.audit import looked
from core.policy import require
from staff.views.flow import done, form_page, say

READ_OR_SEND = ["GET", "HEAD", "POST"]


def find_review(request: HttpRequest, pk: int) -> Review:
    """The review, if it is in sight; else 404."""
    rows = Review.objects.visible_to(request.user).with_standing()
    parts = ("appraisee__person", "appraiser__person", "cycle", "band", "school")
    return get_object_or_404(rows.select_related(*parts), pk=pk)


def note_look(request: HttpRequest, review: Review, page: str) -> None:
    """Write down who read it, and what let them."""
    looked(
        by=request.user, page=page, reason=why_seen(request.user, review),
        school_id=review.school_id, about=review,
    )  # fmt: skip


@login_required
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole review on one page."""
    found = find_review(request, pk)
    note_look(request, found, "review")
    return render(
        request, "appraisal/review.html", page_of(request.user, document_of(found), found)
    )


@login_required
@require_safe
def print_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review as a document for paper, with its signatures."""
    found = find_review(request, pk)
    note_look(request, found, "print_review")
    context = {
        "document": document_of(found), "review": found,
        "signatures": list(found.signatures.select_related("person")),
    }  # fmt: skip
    return render(request, "appraisal/print_review.html", context)


@login_required
@require_http_methods(READ_OR_SEND)
def set_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """When both meet."""
    found = find_review(request, pk)
    require(policies.set_meeting(request.user, found))
    initial = {"meeting_on": found.meeting_on, "version": found.version}
    form = MeetingForm(request.POST or None, person=request.user, initial=initial)

    def act() -> None:
        actions.set_meeting(
            by=request.user, review=found, version=form.seen_version,
            meeting_on=form.cleaned_data["meeting_on"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The meeting is saved."), found.get_absolute_url())
    return form_page(
        request, form, title=_("Meeting"), line=str(found), save=_("Save"),
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_http_methods(READ_OR_SEND)
def comment_review(request: HttpRequest, pk: int) -> HttpResponse:
    """One side's own words."""
    found = find_review(request, pk)
    require(policies.comment_review(request.user, found))
    words = getattr(found, f"{policies.side_of(request.user, found)}_comment")
    initial = {"comment": words, "version": found.version}
    form = CommentForm(request.POST or None, person=request.user, initial=initial)

    def act() -> None:
        actions.comment_review(
            by=request.user, review=found, version=form.seen_version,
            comment=form.cleaned_data["comment"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Your words are saved."), found.get_absolute_url())
    return form_page(
        request, form, title=_("Your words"), line=str(found), save=_("Save"),
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_POST
def mark_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the writing."""
    return _act(
        request, pk, actions.mark_ready, _("The review is ready. Both read it and sign."),
        undo="reopen_review",
    )  # fmt: skip


@login_required
@require_POST
def reopen_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to writing."""
    return _act(request, pk, actions.reopen_review, _("The review is being written again."))


@login_required
@require_POST
def take_over_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Become the appraiser."""
    return _act(request, pk, actions.take_over_review, _("You are the appraiser now."))


@login_required
@require_http_methods(READ_OR_SEND)
def correct_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version that names the old one: first a page that says what happens."""
    found = find_review(request, pk)
    require(policies.correct_review(request.user, found))
    if request.method == "POST":
        new = actions.correct_review(by=request.user, review=found)
        said = _("A new version is open. The old one stays as it was signed.")
        return say(request, said, new.get_absolute_url())
    return render(request, "appraisal/correct_review.html", {"review": found})


def _act(
    request: HttpRequest, pk: int, action: Callable, said: str, undo: str = ""
) -> HttpResponse:
    found = find_review(request, pk)
    action(by=request.user, review=found)
    back = reverse(undo, args=[pk]) if undo else ""
    return say(request, said, found.get_absolute_url(), undo=back)
