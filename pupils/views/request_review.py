"""The review copy of a request: made, decided row by row, released."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.policy import Refused, require
from pupils import policies, tasks
from pupils import subject_requests as reads
from pupils.actions import request_review as actions
from pupils.forms.subject_request import DecideRowForm
from pupils.models import DisclosureExemption, RequestRow, SubjectRequest
from staff.listing import page_of


@login_required
@require_POST
def collect_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the review copy."""
    actions.collect_request(by=request.user, request=_find(request, pk), version=_version(request))
    return redirect("review_request", pk)


@login_required
@require_safe
def review_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The records, those that wait first; names marked where they stand; a form for each."""
    found = _find(request, pk)
    require(policies.review_request(request.user, found))
    if request.method == "GET":
        audit.looked(
            by=request.user, page="review_request", reason=_("reviews what is given"), about=found,
            school_id=found.school_id, pupil_id=found.pupil_id,
        )  # fmt: skip
    return render(request, "pupils/review_request.html", _context(request, found))


@login_required
@require_POST
def decide_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about one record; what is wrong is said beside it, with what was chosen kept."""
    rows = RequestRow.objects.visible_to(request.user).select_related("request__pupil")
    row = get_object_or_404(rows, pk=pk)
    require(policies.decide_row(request.user, row))
    form = _form(request, row, _exemptions(request), request.POST)
    if form.is_valid():
        try:
            _decide(request, row, form)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect(_back(request, row.request_id))
    context = _context(request, row.request, {row.pk: form})
    return render(request, "pupils/review_request.html", context, status=422)


@login_required
@require_POST
def keep_staff_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all records as they are in which only staff are named."""
    number = actions.keep_staff_rows(by=request.user, request=_find(request, pk))
    words = ngettext(
        "%(n)s record is given as it is.", "%(n)s records are given as they are.", number
    )
    messages.success(request, words % {"n": number})
    return redirect(_back(request, pk))


@login_required
@require_POST
def release_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Release the copy; its file is made behind the page."""
    found = _find(request, pk)
    with transaction.atomic():
        run = actions.release_request(by=request.user, request=found, version=_version(request))
        tasks.make_papers.enqueue(run.pk, request.user.pk)
    return redirect("paper_run", run.pk)


@login_required
@require_POST
def copy_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the file of a released copy anew."""
    found = _find(request, pk)
    with transaction.atomic():
        run = actions.copy_again(by=request.user, request=found, version=_version(request))
        tasks.make_papers.enqueue(run.pk, request.user.pk)
    return redirect("paper_run", run.pk)


def _decide(request: HttpRequest, row: RequestRow, form: DecideRowForm) -> None:
    cover = [int(key) for key in request.POST.getlist("cover") if key.isdecimal()]
    actions.decide_row(
        by=request.user, row=row, version=form.cleaned_data["version"] or 0, cover=cover,
        **form.chosen,
    )  # fmt: skip


def _context(
    request: HttpRequest, found: SubjectRequest, forms: dict[int, DecideRowForm] | None = None
) -> dict[str, Any]:
    """The page; ``forms`` are those with something wrong in them, by row."""
    counts = reads.counts_of(found)
    show = request.GET.get("show", reads.WAITING if counts[reads.WAITING] else "all")
    rows = reads.rows_of(request.user, found, show)
    if forms:
        rows = rows.filter(pk__in=forms)
    page = page_of(rows, request.GET)
    offered = _exemptions(request)
    shown = [
        (one, (forms or {}).get(one.row.pk) or _form(request, one.row, offered))
        for one in reads.shown(page)
    ]
    return {
        "found": found, "page": page, "rows": shown, "counts": counts, "tabs": _tabs(counts, show),
        "query": urlencode({"show": show, "page": page.number}),
        "is_open": found.state == SubjectRequest.State.REVIEWING,
        "release_reason": policies.release_request(request.user, found),
    }  # fmt: skip


def _exemptions(request: HttpRequest) -> list[DisclosureExemption]:
    return list(DisclosureExemption.objects.visible_to(request.user).on(timezone.localdate()))


def _form(
    request: HttpRequest, row: RequestRow, exemptions: list[DisclosureExemption], data: Any = None
) -> DecideRowForm:
    initial = {
        "decision": row.decision, "exemption": row.exemption_id, "note": row.note,
        "version": row.version,
    }  # fmt: skip
    return DecideRowForm(
        data, person=request.user, exemptions=exemptions, initial=initial, auto_id=f"row{row.pk}-%s"
    )


def _tabs(counts: dict[str, int], show: str) -> list[dict[str, Any]]:
    labels = {
        reads.WAITING: _("Wait for a decision"), reads.MARKED: _("Name somebody"),
        reads.PLAIN: _("Name nobody we know"), "all": _("All records"),
    }  # fmt: skip
    return [
        {"label": label, "url": f"?show={name}", "is_current": name == show, "count": counts[name]}
        for name, label in labels.items()
    ]


def _back(request: HttpRequest, pk: int) -> str:
    query = request.GET.urlencode()
    return f"{reverse('review_request', args=[pk])}{'?' if query else ''}{query}"


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0


def _find(request: HttpRequest, pk: int) -> SubjectRequest:
    found = SubjectRequest.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("pupil", "school"), pk=pk)
