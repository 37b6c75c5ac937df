"""Signing: what is signed stands on the page, the password is given again, and the bytes are sealed."""

import time

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from appraisal import policies
from appraisal.actions import signature as actions
from appraisal.document import Document, document_of
from appraisal.forms.signature import SignForm
from appraisal.models import Review
from appraisal.views.review import find_review, note_look
from core.policy import require
from staff.sign_in import BEGAN
from staff.views.flow import say


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the whole text, give the password again, sign. A text that has changed since is not signed."""
    review = find_review(request, pk)
    require(policies.sign_review(request.user, review))
    if request.method != "POST":
        note_look(request, review, "sign_review")
        return _page(request, review, _form(request))
    if limited := ratelimit.consume_or_429(request, action="reauthenticate", user=request.user):
        return limited
    form = _form(request)
    if not form.is_valid():
        return _page(request, review, form, status=422)
    try:
        actions.sign_review(
            by=request.user, review=review, shown=form.cleaned_data["shown"],
            proved_by=form.proved_by,
        )  # fmt: skip
    except actions.TextChanged as changed:
        blank = _form(request, is_sent=False)
        return _page(request, review, blank, now=changed.document, status=409)
    return say(request, _("Signed."), review.get_absolute_url())


def _form(request: HttpRequest, is_sent: bool = True) -> SignForm:
    began = request.session.get(BEGAN, 0)
    fresh = time.time() - began <= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    data = request.POST if is_sent and request.method == "POST" else None
    return SignForm(data, person=request.user, signed_in_just_now=fresh)


def _page(
    request: HttpRequest, review: Review, form: SignForm, *, now: Document | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The text with the form under it; ``now`` is the text that stands there after a change."""
    document = now or document_of(review)
    context = {
        "form": form, "review": review, "document": document, "changed": now is not None,
        "shown": document.sha256, "side": policies.side_of(request.user, review),
        "signatures": list(review.signatures.select_related("person")),
    }  # fmt: skip
    return render(request, "appraisal/sign_review.html", context, status=status)
