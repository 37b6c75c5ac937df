"""Concerns for those who answer for them: the list, one concern, and what is done about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.policy import require
from pupils import concerns as reads
from pupils import policies
from pupils.actions import concern as actions
from pupils.forms.concern import AllocateForm, ConcernStepForm, NameForm, OutcomeForm
from pupils.models import Concern
from staff.listing import page_of
from staff.sent import raise_if_sent


@login_required
@require_safe
def concerns(request: HttpRequest) -> HttpResponse:
    """The list: those that nobody has begun first to be seen; by state and by the child's name."""
    require(policies.see_concerns(request.user))
    state = request.GET.get("state", reads.OPEN)
    words = request.GET.get("q", "")[:80]
    page = page_of(reads.matching(request.user, state, words), request.GET)
    found = page.paginator.count
    context = {
        "page": page, "words": words, "state": state, "tabs": _tabs(request, state),
        "count": ngettext("%(n)s concern", "%(n)s concerns", found) % {"n": found},
    }  # fmt: skip
    return render(request, "pupils/concerns.html", context)


def _tabs(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    counts = reads.counts_of(request.user)
    labels = {
        reads.OPEN: _("Open"), reads.NEW: _("Not begun"), reads.CLOSED: _("Closed"),
        reads.ALL: _("All"),
    }  # fmt: skip
    return [
        {"label": label, "url": f"?state={key}", "is_current": key == state, "count": counts[key]}
        for key, label in labels.items()
    ]


@login_required
@require_safe
def concern(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """One concern: what was said, who may open it, and everything done since. Noted in the closed book."""
    found = _find(request, token)
    audit.looked(
        by=request.user, page="concern", reason="", school_id=found.school_id, about=found,
        is_closed=True,
    )  # fmt: skip
    return render(request, "pupils/concern.html", _page(request, found))


def _page(request: HttpRequest, found: Concern, form: Any = None) -> dict[str, Any]:
    """What the page holds; ``form`` is the one that was sent and says what is wrong."""
    person, file = request.user, reads.file_of(request.user, found)
    forms = {
        "step": ConcernStepForm(person=person, school_id=found.school_id),
        "outcome": OutcomeForm(person=person),
        "allocate": AllocateForm(person=person, readers=file.readers),
        "name": NameForm(person=person, school_id=found.school_id),
    }  # fmt: skip
    forms |= {name: form for name, blank in forms.items() if type(blank) is type(form)}
    for name, one in forms.items():
        one.auto_id = f"{name}-%s"
    return {
        "file": file, "forms": forms, "wrong": form, "concern": found,
        "share_reason": policies.share_concern(person, found), "key": uuid.uuid4(),
    }  # fmt: skip


@login_required
@require_POST
def record_concern_step(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Note, action or referral."""
    found = _find(request, token)
    form = ConcernStepForm(request.POST, person=request.user, school_id=found.school_id)
    return _answer(request, found, form, actions.record_concern_step, _("Recorded."))


@login_required
@require_POST
def allocate_concern(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Say who answers for it."""
    found = _find(request, token)
    form = AllocateForm(request.POST, person=request.user, readers=reads.readers_of(found))
    if form.is_valid():
        form.cleaned_data["person"] = form.readers[form.cleaned_data["person"]]
    return _answer(request, found, form, actions.allocate_concern, _("Allocated."))


@login_required
@require_POST
def close_concern(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Close it with its outcome, or open it again."""
    found = _find(request, token)
    form = OutcomeForm(request.POST, person=request.user)
    return _answer(request, found, form, actions.close_concern, _("Closed."))


@login_required
@require_POST
def reopen_concern(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Open it again, and say why."""
    found = _find(request, token)
    form = OutcomeForm(request.POST, person=request.user)
    return _answer(request, found, form, actions.reopen_concern, _("Opened again."))


@login_required
@require_POST
def share_concern(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Let the head open it too."""
    found = _find(request, token)
    actions.share_concern(by=request.user, concern=found, submission_id=_key(request))
    messages.success(request, _("The head can open it now, unless named in it."))
    return redirect("concern", found.token)


@login_required
@require_POST
def name_in_concern(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Shut a member of staff out for good."""
    found = _find(request, token)
    form = NameForm(request.POST, person=request.user, school_id=found.school_id)
    words = _("Shut out at once. Who can open it now stands on the page.")
    return _answer(request, found, form, actions.name_in_concern, words)


def _answer(
    request: HttpRequest, found: Concern, form: Any, action: Any, words: str
) -> HttpResponse:
    """Act on a form that is right, else the page again with what was typed and what is wrong."""
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    if not form.is_valid():
        return render(request, "pupils/concern.html", _page(request, found, form))
    key = form.cleaned_data["submission_id"]
    action(by=request.user, concern=found, submission_id=key, **form.chosen)
    messages.success(request, words)
    still = Concern.objects.visible_to(request.user).filter(pk=found.pk).exists()
    return redirect(reverse("concern", args=[found.token]) if still else reverse("concerns"))


def _find(request: HttpRequest, token: uuid.UUID) -> Concern:
    return get_object_or_404(Concern.objects.visible_to(request.user).with_state(), token=token)


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("submission_id", ""))
    except ValueError:
        return None
