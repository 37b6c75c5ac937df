"""Reports about a pupil: listed, kept, read with what became of each line, changed; a line decided."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import placing, policies
from pupils.actions import report as actions
from pupils.advice import REPORT, adopted_for, reports_of, weeks_old
from pupils.attachments import files_of
from pupils.forms.carer import initial_of
from pupils.forms.report import MOST_LINES, PREFIX, DecideForm, LineFormSet, ReportForm
from pupils.models import Pupil, Recommendation, Report
from pupils.views.record import open_record
from pupils.views.record_form import record_form
from staff.views.flow import done, say

TAB = "pupil_people"
FIELDS = (
    "professional", "kind", "title", "written_on", "received_on", "family_has_it_on", "summary",
)  # fmt: skip
EMPTY_ROWS = 4


@login_required
@require_safe
def pupil_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """Every report about the pupil, and what adults do because of them."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.see_reports(request.user, found))
    pupil, record = open_record(request, pk, TAB)
    context = {
        "pupil": pupil, "record": record, "reports": reports_of(request.user, pupil),
        "adopted": adopted_for(request.user, pupil),
        "keep_reason": policies.keep_report(request.user, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_reports.html", context)


@login_required
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its files, and each recommendation with what became of it and who decided."""
    found = _find(request, pk)
    pupil, record = open_record(request, found.pupil_id, "report")
    lines = list(
        found.recommendations.select_related("decided_by", "replaced_by")
        .prefetch_related("steps__by").order_by("number")
    )  # fmt: skip
    away = placing.gone(line.place for line in lines)
    context = {
        "report": found, "pupil": pupil, "record": record,
        "lines": [(line, weeks_old(line), line.place in away, list(line.steps.all())) for line in lines],
        "files": files_of(request.user, REPORT, [found.pk]).get(found.pk, []),
        "keep_reason": policies.edit_report(request.user, found),
        "may_decide": bool(lines) and not policies.decide_recommendation(request.user, lines[0]),
    }  # fmt: skip
    return render(request, "pupils/report.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a report with what it recommends."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_report(request.user, pupil))
    form = ReportForm(request.POST or None, person=request.user, pupil=pupil)
    rows = _rows(request, [])
    made: list[Report] = []

    def act() -> None:
        made.append(
            actions.add_report(
                by=request.user, pupil=pupil, fields=_fields(form), lines=rows.chosen,
                submission_id=form.cleaned_data["submission_id"],
            )
        )  # fmt: skip

    if _is_right(request, rows) and done(request, form, act):
        words = _("The report is kept. Add the file it came in below.")
        return say(request, words, reverse("report", args=[made[0].pk]))
    cancel = reverse("pupil_reports", args=[pupil.pk])
    return _page(request, form, rows, pupil, _("Add a report"), cancel)


@login_required
@require_http_methods(["GET", "POST"])
def edit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a report, and the lines that nobody has decided about."""
    found = _find(request, pk)
    require(policies.edit_report(request.user, found))
    initial = {**initial_of(found, FIELDS), "professional": found.professional_id}
    form = ReportForm(
        request.POST or None, person=request.user, pupil=found.pupil, initial=initial,
        kept=found.professional_id,
    )  # fmt: skip
    lines = [{"key": one.pk, "text": one.text} for one in found.recommendations.all()]
    rows = _rows(request, lines)

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_report(
            by=request.user, report=found, version=version, fields=_fields(form), lines=rows.chosen
        )

    page = reverse("report", args=[found.pk])
    if _is_right(request, rows) and done(request, form, act):
        return say(request, _("Saved."), page)
    return _page(request, form, rows, found.pupil, found.title, page)


@login_required
@require_http_methods(["GET", "POST"])
def decide_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of one recommendation."""
    seen = Recommendation.objects.visible_to(request.user)
    found = get_object_or_404(seen.select_related("report__pupil", "replaced_by"), pk=pk)
    require(policies.decide_recommendation(request.user, found))
    initial = initial_of(found, ("state", "place", "where", "why"))
    form = DecideForm(
        request.POST or None, person=request.user, about=found,
        initial={**initial, "replaced_by": found.replaced_by_id},
    )  # fmt: skip

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.decide_recommendation(
            by=request.user, recommendation=found, version=version, **form.chosen
        )

    page = reverse("report", args=[found.report_id])
    if done(request, form, act):
        return say(request, _("Decided, and kept in its history."), f"{page}#line-{found.number}")
    return record_form(
        request, form, found.report.pupil, tab=TAB, title=_("What became of it"), save=_("Save"),
        cancel_url=page, notes=[f"“{found.text}”"],
    )  # fmt: skip


def _find(request: HttpRequest, pk: int) -> Report:
    seen = Report.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("pupil", "professional__agency__kind"), pk=pk)


def _fields(form: ReportForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _rows(request: HttpRequest, lines: list[dict[str, Any]]) -> Any:
    if request.method == "POST":
        # Without what stood there: a row that says the same is still a row.
        return LineFormSet(request.POST, prefix=PREFIX)
    room = min(EMPTY_ROWS, MOST_LINES - len(lines))
    return LineFormSet(prefix=PREFIX, initial=[*lines, *[{}] * room])


def _is_right(request: HttpRequest, rows: Any) -> bool:
    """Whether the rows are right; a page that is only opened asks nothing."""
    return request.method != "POST" or rows.is_valid()


def _page(
    request: HttpRequest, form: Any, rows: Any, pupil: Pupil, title: str, cancel: str
) -> HttpResponse:
    return record_form(
        request, form, pupil, tab=TAB, title=title, save=_("Save"), cancel_url=cancel, rows=rows,
        rows_title=_("What it recommends, one line each; save for more empty rows"),
    )  # fmt: skip
