"""The register of access arrangements as a list: find, filter, print, and take a copy of what is shown."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import sheet
from core.policy import require
from pupils import arrangements as listing
from pupils import policies
from pupils.actions import export as actions
from pupils.forms.arrangement import ArrangementFilterForm
from pupils.models import Arrangement, ArrangementDeadline
from pupils.models.arrangement import ARRANGEMENT_READERS
from pupils.schools import school_of
from staff.listing import page_of

MOST_PRINTED = 2_000


@login_required
@require_safe
def arrangements(request: HttpRequest) -> HttpResponse:
    """A page of the arrangements the person may see, as the query string asks."""
    person = request.user
    require(policies.see_arrangements(person))
    form = _filters(request)
    wanted = form.wanted
    page = page_of(listing.rows(person, wanted), request.GET)
    context = {
        "form": form, "page": page, "wanted": wanted, "query": form.data.urlencode(),
        "kept": [(name, value) for name, value in form.data.items() if name not in ("q", "page")],
        "tabs": _tabs(request, wanted), "chips": _chips(form),
        "count": _count_words(page.paginator.count),
        "order": listing.SORTED_BY[wanted.sort.removeprefix("-")],
        "keep_reason": policies.keep_arrangements(person),
        "log_reason": policies.log_uses(person),
        "export_reason": policies.export_arrangements(person),
        "deadlines": _deadlines(person),
    }  # fmt: skip
    return render(request, "pupils/arrangements.html", context)


@login_required
@require_safe
def print_arrangements(request: HttpRequest) -> HttpResponse:
    """Every row that matches on one plain page, made for paper."""
    require(policies.see_arrangements(request.user))
    form = _filters(request)
    found = list(listing.rows(request.user, form.wanted)[:MOST_PRINTED])
    context = {"rows": found, "filters": _filter_words(form), "count": _count_words(len(found))}
    return render(request, "pupils/print_arrangements.html", context)


@login_required
@require_POST
def export_arrangements(request: HttpRequest) -> HttpResponse:
    """CSV of exactly the rows that match, under a line that says which filters were on."""
    require(policies.export_arrangements(request.user))
    form = _filters(request)
    school, filters = school_of(request.user), _filter_words(form)
    readable = request.user.access.schools_as(*ARRANGEMENT_READERS)
    found = list(listing.rows(request.user, form.wanted).filter(school__in=readable))
    if school.pk not in readable:
        school = found[0].school if found else school
    actions.export_arrangements(by=request.user, school=school, filters=filters, count=len(found))
    about = [
        _("Access arrangements, %(school)s") % {"school": request.user.access.school_names},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.")
        % {
            "count": _count_words(len(found)), "name": request.user.full_name,
            "day": format_date(timezone.localtime(), "j M Y, H:i"),
        },
    ]  # fmt: skip
    headings = [
        _("Surname"), _("Forename"), _("Year"), _("Form"), _("Arrangement"), _("State"),
        _("Approval reference"), _("Approved on"), _("Valid from"), _("Valid until"),
        _("Use logged this term"),
    ]  # fmt: skip
    body = sheet.csv_file(about, headings, map(_cells, found))
    answer = HttpResponse(body, content_type=sheet.CSV_TYPE)
    name = f"access-arrangements-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cells(row: Arrangement) -> list[Any]:
    return [
        row.pupil.last_name, row.pupil.first_name, row.pupil.year_group, row.pupil.form, row.name,
        row.get_state_display(), row.approval_reference, row.approved_on, row.valid_from,
        row.valid_to, _("yes") if row.is_evidenced else _("no"),
    ]  # fmt: skip


def _filters(request: HttpRequest) -> ArrangementFilterForm:
    query = request.GET.copy()
    if "state" not in query:
        query["state"] = listing.LIVE
    person = request.user
    return ArrangementFilterForm(
        query, kinds=listing.kinds_in_sight(person), years=listing.years_in_sight(person)
    )


def _tabs(request: HttpRequest, wanted: listing.Wanted) -> list[dict[str, Any]]:
    counts, url = listing.tab_counts(request.user), reverse("arrangements")
    here = {("state", wanted.state), ("weeks", wanted.weeks), ("use", wanted.use)}
    is_plain = not (wanted.q or wanted.kind or wanted.year)
    here = {pair for pair in here if pair[1]}
    made = []
    for name, label, query in listing.TABS:
        asks = {tuple(part.split("=")) for part in query.split("&")}
        made.append(
            {
                "label": label, "url": f"{url}?{query}", "count": counts[name],
                "is_current": is_plain and asks == here,
            }
        )  # fmt: skip
    return made


def _chips(form: ArrangementFilterForm) -> list[dict[str, Any]]:
    """A chip for each filter that is on; its address takes the filter off."""
    made = []
    for name, label, value in form.chosen:
        query = form.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        if name == "state":
            query["state"] = listing.ANY
        made.append({"label": label, "value": value, "url": f"?{query.urlencode()}"})
    return made


def _count_words(count: int) -> str:
    words = ngettext("%(count)s arrangement", "%(count)s arrangements", count)
    return words % {"count": count}


def _filter_words(form: ArrangementFilterForm) -> str:
    return "; ".join(f"{label}: {value}" for _name, label, value in form.chosen) or _("none")


def _deadlines(person: Any) -> list[dict[str, Any]]:
    """The next days by which a keeper's school must have applied, soonest first; one query."""
    schools = sorted(person.access.schools_as(*ARRANGEMENT_READERS))
    if not schools:
        return []
    today = timezone.localdate()
    rows = ArrangementDeadline.objects.visible_to(person).in_use_at(schools[0])
    found = [{"row": row, "on": row.next_on(today)} for row in rows]
    return sorted(found, key=lambda one: one["on"])[:2]
