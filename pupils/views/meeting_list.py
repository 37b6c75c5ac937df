"""Meetings over several pupils and of one; cancelled and taken back; the summary to share."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.paper import PDF_TYPE, WORD_TYPE
from core.paper_pdf import pdf
from core.paper_word import word
from core.policy import require
from pupils import meetings as reads
from pupils import policies
from pupils.actions import meeting as actions
from pupils.agreed import open_of
from pupils.forms.meeting import MeetingFilterForm
from pupils.meeting_paper import summary_paper
from pupils.models import Meeting, Pupil
from pupils.views.talk import look
from staff.listing import chips_of, page_of
from staff.views.flow import say


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings ahead, those to minute and sign, the signed, or all."""
    person = request.user
    require(policies.see_meeting_list(person))
    form = MeetingFilterForm(request.GET, kinds=reads.kinds_in_sight(person))
    chosen = form.cleaned_data if form.is_valid() else {}
    view = request.GET.get("view", reads.AHEAD)
    wanted = reads.Wanted(
        view if view in reads.VIEWS else reads.AHEAD, request.GET.get("q", "").strip()[:80],
        chosen.get("kind", ""), chosen.get("mine", False),
    )  # fmt: skip
    page = page_of(reads.rows(person, wanted), request.GET)
    schools = {row.pupil_id: row.school_id for row in page}
    reason = _("list of meetings")
    audit.looked_at_each(by=person, page="meetings", reason=reason, school_ids=schools)
    clashes = reads.clashes_of(person, page)
    count = page.paginator.count
    context = {
        "form": form, "page": page, "wanted": wanted, "views": _views(person, wanted.view),
        "rows": [(row, reads.clash_words(clashes.get(row.pk, []))) for row in page],
        "chips": [chip for chip in chips_of(form, request.GET) if chip["value"] != "False"],
        "count": ngettext("%(n)s meeting", "%(n)s meetings", count) % {"n": count},
    }  # fmt: skip
    return render(request, "pupils/meetings.html", context)


def _views(person: Any, current: str) -> list[dict[str, Any]]:
    counts = reads.counts(person)
    url = reverse("meetings")
    return [
        {
            "label": label, "url": f"{url}?view={view}", "count": counts.get(view),
            "is_current": view == current,
        }
        for view, label in reads.VIEWS.items()
    ]  # fmt: skip


@login_required
@require_safe
def pupil_meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """Every meeting about a pupil that the person may see, and what still waits."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    person = request.user
    require(policies.see_meetings(person, pupil))
    context = {
        "pupil": pupil, "record": look(request, pupil, "pupil_meetings"),
        "meetings": reads.meetings_of(person, pupil), "actions": open_of(person, pupil),
        "plan_reason": policies.plan_meeting(person, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_meetings.html", context)


@login_required
@require_safe
def meeting_summary(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The summary to share as PDF or Word, without notes for staff."""
    found = _meeting(request, pk)
    if found.state == Meeting.State.CANCELLED:
        raise Http404
    look(request, found.pupil, "meeting_summary", found)
    paper = summary_paper(reads.minutes_of(request.user, found), request.user)
    body, kind = (word(paper), WORD_TYPE) if form == "docx" else (pdf([paper]), PDF_TYPE)
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="meeting-{found.pk}.{form}"'
    return answer


@login_required
@require_POST
def cancel_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it does not take place; undo takes it back."""
    found = _meeting(request, pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.cancel_meeting(by=request.user, meeting=found, version=version)
    undo = reverse("undo_cancel_meeting", args=[pk])
    return say(request, _("Cancelled."), reverse("meeting", args=[pk]), undo=undo)


@login_required
@require_POST
def undo_cancel_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the cancelling back."""
    actions.undo_cancel_meeting(by=request.user, meeting=_meeting(request, pk))
    return say(request, _("It stands again."), reverse("meeting", args=[pk]))


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    seen = Meeting.objects.visible_to(request.user)
    names = ("pupil", "kind", "lead__person", "school", "signed_by")
    return get_object_or_404(seen.select_related(*names), pk=pk)
