"""What is done with many pupils of the caseload: review dates, owners, a file of exactly these rows."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import sheet
from core.policy import require
from interventions import caseload as reads
from interventions import policies
from interventions.actions import caseload as act
from interventions.forms.caseload import CaseloadFilterForm, OwnerForm, ReviewDatesForm, offered_by
from interventions.views.caseload import match_words, matching
from interventions.wording import verdict_words
from pupils.models import Pupil
from pupils.needs import short_name
from pupils.schools import school_of

SET = "review_dates_set"


@login_required
@require_POST
def set_review_dates(request: HttpRequest) -> HttpResponse:
    """First the day is asked for, with the pupils named; then it is set for all of them."""
    require(policies.set_review_dates(request.user))
    pupils = _picked(request)
    asked = "on" in request.POST
    form = ReviewDatesForm(request.POST if asked else None, person=request.user)
    if not asked or not form.is_valid():
        return _ask(request, pupils, form, _("Set the next review"), "set_review_dates")
    on = form.cleaned_data["on"]
    before = act.set_review_dates(by=request.user, pupils=pupils, on=on)
    request.session[SET] = {
        "on": on.isoformat(), "before": {pk: str(day or "") for pk, day in before.items()},
    }  # fmt: skip
    words = ngettext(
        "Next review of %(n)d pupil: %(day)s.", "Next review of %(n)d pupils: %(day)s.", len(before)
    )
    undo = f"undo:{reverse('undo_review_dates')}"
    told = words % {"n": len(before), "day": format_date(on, "j M Y")}
    messages.success(request, told, extra_tags=undo)
    return redirect(_back(request))


@login_required
@require_POST
def undo_review_dates(request: HttpRequest) -> HttpResponse:
    """Put the days back that were set last."""
    kept = request.session.pop(SET, None) or {"on": timezone.localdate().isoformat(), "before": {}}
    before = {
        int(pk): datetime.date.fromisoformat(day) if day else None
        for pk, day in kept["before"].items()
    }
    pupils = reads.pupils_of(request.user).filter(pk__in=before)
    on = datetime.date.fromisoformat(kept["on"])
    number = act.undo_review_dates(by=request.user, pupils=pupils, before=before, on=on)
    words = ngettext("%(n)d review date is back.", "%(n)d review dates are back.", number)
    messages.success(request, words % {"n": number})
    return redirect("caseload")


@login_required
@require_POST
def change_owners(request: HttpRequest) -> HttpResponse:
    """First the owner is asked for, with the pupils named; then set for all of them."""
    require(policies.set_review_dates(request.user))
    pupils = _picked(request)
    asked = "post" in request.POST
    school = pupils[0].school_id if pupils else None
    form = OwnerForm(request.POST if asked else None, person=request.user, school_id=school)
    if not asked or not form.is_valid():
        return _ask(request, pupils, form, _("Change the plan owner"), "change_owners")
    post = form.cleaned_data["post"]
    mine = [pupil for pupil in pupils if pupil.school_id == post.school_id]
    number = act.change_owners(by=request.user, pupils=mine, post=post, on=timezone.localdate())
    words = ngettext("%(name)s owns %(n)d more plan.", "%(name)s owns %(n)d more plans.", number)
    messages.success(request, words % {"name": post.person.full_name, "n": number})
    return redirect(_back(request))


@login_required
@require_POST
def export_caseload(request: HttpRequest) -> HttpResponse:
    """Exactly the rows that match, as CSV or Excel; the record book notes that they were taken."""
    require(policies.export_caseload(request.user))
    lines, form = _matching(request)
    kind = "xlsx" if request.POST.get("kind") == "xlsx" else "csv"
    filters = "; ".join(f"{label}: {value}" for _name, label, value in form.chosen) or _("none")
    school = school_of(request.user)
    act.export_caseload(
        by=request.user, school=school, kind=kind, filters=filters, count=len(lines)
    )
    about = [
        _("Caseload, %(school)s") % {"school": school.name},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.") % {
            "count": match_words(len(lines)), "name": request.user.full_name,
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
        },
    ]  # fmt: skip
    return _file(kind, about, [_cells(line) for line in lines])


def _file(kind: str, about: list[str], rows: list[list[Any]]) -> HttpResponse:
    headings = [
        _("Pupil"), _("Year"), _("Form"), _("SEN"), _("Main need"), _("Next review"),
        _("Groups"), _("Minutes delivered"), _("Minutes due"), _("Minutes planned"),
        _("Sessions attended"), _("Sessions planned"), _("Measure"), _("Progress"), _("Owner"),
        _("What is due"),
    ]  # fmt: skip
    if kind == "xlsx":
        body, content_type = sheet.xlsx_file(_("Caseload"), about, headings, rows), sheet.XLSX_TYPE
    else:
        body, content_type = sheet.csv_file(about, headings, rows), sheet.CSV_TYPE
    answer = HttpResponse(body, content_type=content_type)
    name = f"caseload-{timezone.localdate().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cells(line: reads.Line) -> list[Any]:
    return [
        line.name, line.year_group, line.form, line.sen_code, short_name(line.need), line.review_on,
        line.groups, line.minutes_delivered, line.minutes_due, line.minutes_planned, line.attended,
        line.planned, line.measure, verdict_words(line.verdict), line.owner, line.due,
    ]  # fmt: skip


def _matching(request: HttpRequest) -> tuple[list[reads.Line], CaseloadFilterForm]:
    lines = reads.lines_of(request.user)
    form = CaseloadFilterForm(request.GET, offered=offered_by(lines))
    return matching(lines, form, request.GET), form


def _picked(request: HttpRequest) -> list[Pupil]:
    """The pupils ticked, or all that match when everything was chosen; only those on the caseload."""
    if request.POST.get("all"):
        keys = [line.pk for line in _matching(request)[0]]
    else:
        keys = [int(key) for key in request.POST.getlist("pick") if key.isdigit()]
    seen = reads.pupils_of(request.user).filter(pk__in=keys)
    return list(seen.order_by("surname", "forename", "pk"))


def _ask(
    request: HttpRequest, pupils: list[Pupil], form: Any, title: str, route: str
) -> HttpResponse:
    if not pupils:
        messages.info(request, _("Tick at least one pupil first."))
        return redirect(_back(request))
    context = {
        "form": form, "pupils": pupils, "title": title, "back": _back(request),
        "count": ngettext("%(n)d pupil", "%(n)d pupils", len(pupils)) % {"n": len(pupils)},
        "action": f"{reverse(route)}?{request.GET.urlencode()}",
    }  # fmt: skip
    return render(request, "interventions/caseload_bulk.html", context)


def _back(request: HttpRequest) -> str:
    query: QueryDict = request.GET
    return f"{reverse('caseload')}?{query.urlencode()}" if query else reverse("caseload")
