"""Subject access requests: the list, a new one, one with its clock and log, and its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import audit
from core.policy import Refused, require
from pupils import policies
from pupils import subject_requests as reads
from pupils.actions import subject_request as actions
from pupils.forms.subject_request import AddRequestForm, StepForm
from pupils.models import Pupil, SubjectRequest
from pupils.views.record import record_head
from staff.listing import page_of
from staff.sent import raise_if_sent


@login_required
@require_safe
def subject_requests(request: HttpRequest) -> HttpResponse:
    """What runs, the soonest due first; what is done."""
    require(policies.see_requests(request.user))
    asked = request.GET.get("state", "")
    state = asked if asked in dict(states()) else reads.LIVE
    page = page_of(reads.requests_of(request.user, state), request.GET)
    tabs = [
        {"label": label, "url": f"?state={value}", "is_current": value == state, "count": None}
        for value, label in states()
    ]
    context = {"page": page, "rows": [(one, *reads.due_words(one)) for one in page], "tabs": tabs}
    return render(request, "pupils/subject_requests.html", context)


def states() -> list[tuple[str, str]]:
    """The tabs of the list."""
    return [(reads.LIVE, _("Running")), (reads.DONE, _("Done")), (reads.ANY, _("All"))]


@login_required
@require_http_methods(["GET", "POST"])
def add_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who asks for what is kept about a pupil."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.add_request(request.user, pupil))
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    form = AddRequestForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.add_request(
            by=request.user, pupil=pupil, submission_id=form.cleaned_data["submission_id"],
            **form.chosen,
        )  # fmt: skip
        messages.success(request, _("The request is noted."))
        return redirect("subject_request", made.pk)
    record = record_head(request, pupil, "add_request")
    context = {"pupil": pupil, "record": record, "form": form}
    return render(request, "pupils/add_request.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def subject_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: the clock, what can be done now, the log."""
    found = _find(request, pk)
    if request.method == "GET":
        audit.looked(
            by=request.user, page="subject_request", reason=_("keeps requests"), about=found,
            school_id=found.school_id, pupil_id=found.pupil_id,
        )  # fmt: skip
    return render(request, "pupils/subject_request.html", _context(request, found))


@login_required
@require_http_methods(["GET", "POST"])
def step_request(request: HttpRequest, pk: int, do: str) -> HttpResponse:
    """One step of a request: a small form, then a line in the log."""
    found = _find(request, pk)
    if do not in STEPS:
        raise Http404
    require(_reason(request, found, do))
    form = StepForm(request.POST or None, person=request.user, do=do)
    form.fields["version"].initial = found.version
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, found, do, form)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Noted."))
            return redirect("subject_request", pk)
    context = {"found": found, "form": form, "title": STEPS[do]()}
    return render(request, "pupils/step_request.html", context, status=422 if form.errors else 200)


STEPS = {
    "identity": lambda: _("Identity is known"),
    "pause": lambda: _("They were asked what they mean"),
    "resume": lambda: _("They answered"),
    "extend": lambda: _("Two months longer"),
    "note": lambda: _("Note"),
    "send": lambda: _("Sent"),
    "close": lambda: _("Close without an answer"),
}


def _take(request: HttpRequest, found: SubjectRequest, do: str, form: StepForm) -> None:
    act = {
        "identity": actions.know_identity, "pause": actions.pause_request,
        "resume": actions.resume_request, "extend": actions.extend_request,
        "note": actions.note_request, "send": actions.send_request,
        "close": actions.close_request,
    }[do]  # fmt: skip
    act(by=request.user, request=found, version=form.cleaned_data["version"] or 0, **form.chosen)


def _reason(request: HttpRequest, found: SubjectRequest, do: str) -> str:
    if do == "send":
        return policies.send_request(request.user, found)
    return policies.edit_request(request.user, found)


def _context(request: HttpRequest, found: SubjectRequest) -> dict[str, Any]:
    person = request.user
    steps = found.steps.select_related("by")
    return {
        "found": found, "clock": reads.due_words(found), "steps": steps, "do": _offered(found),
        "collect_reason": policies.collect_request(person, found),
        "review_reason": policies.review_request(person, found),
        "release_reason": policies.release_request(person, found),
        "counts": reads.counts_of(found),
    }  # fmt: skip


def _offered(found: SubjectRequest) -> list[tuple[str, str]]:
    """The steps that make sense now."""
    if found.is_done:
        return []
    runs = found.identity_on and not found.paused_on
    fits = {
        "identity": not found.identity_on, "pause": runs, "resume": bool(found.paused_on),
        "extend": runs and not found.extension_reason, "note": True,
        "send": found.state == SubjectRequest.State.READY, "close": True,
    }  # fmt: skip
    return [(name, STEPS[name]()) for name, is_on in fits.items() if is_on]


def _find(request: HttpRequest, pk: int) -> SubjectRequest:
    found = SubjectRequest.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("pupil", "school", "copy"), pk=pk)
