"""Behaviour of a school and of a pupil: the list of incidents, the tab of the record, the lists behind them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import sheet
from core.policy import require
from pupils import incidents as listing
from pupils import policies
from pupils.actions import behaviour as actions
from pupils.forms.behaviour import IncidentFilterForm
from pupils.models import Incident, Pupil
from pupils.models.behaviour import BEHAVIOUR_READERS
from pupils.restrictives import rows as restrictive_rows
from pupils.restrictives import told
from pupils.schools import schools_worked_at
from pupils.views.record import open_record
from staff.listing import page_of

ON_TAB = 8


@login_required
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """A page of the incidents the person may see, as the query string asks."""
    person = request.user
    require(policies.see_incidents(person))
    form = IncidentFilterForm(request.GET.copy(), person=person)
    wanted = form.wanted
    page = page_of(listing.rows(person, wanted).prefetch_related("behaviours"), request.GET)
    context = {
        "form": form, "page": page, "wanted": wanted, "query": form.data.urlencode(),
        "kept": [(name, value) for name, value in form.data.items() if name not in ("q", "page")],
        "rows": _named_rows(person, list(page)), "tabs": _tabs(person, wanted),
        "chips": _chips(form), "count": _count_words(page.paginator.count),
        "order": listing.SORTED_BY.get(wanted.sort, listing.SORTED_BY.get(wanted.sort.removeprefix("-"))),
        "export_reason": policies.export_incidents(person),
        "analysis_reason": policies.see_behaviour_analysis(person),
        "lists_reason": policies.keep_behaviour_lists(person),
    }  # fmt: skip
    return render(request, "pupils/incidents.html", context)


@login_required
@require_POST
def export_incidents(request: HttpRequest) -> HttpResponse:
    """CSV of exactly the rows that match, under a line that says which filters were on."""
    person = request.user
    require(policies.export_incidents(person))
    form = IncidentFilterForm(request.GET.copy(), person=person)
    readable = sorted(person.access.schools_as(*BEHAVIOUR_READERS))
    rows = listing.rows(person, form.wanted).filter(school__in=readable)
    found = list(rows.prefetch_related("behaviours"))
    filters = "; ".join(f"{label}: {value}" for _name, label, value in form.chosen) or _("none")
    school = get_object_or_404(schools_worked_at(person), pk=readable[0])
    actions.export_incidents(by=person, school=school, filters=filters, count=len(found))
    words = {
        "count": _count_words(len(found)), "name": person.full_name,
        "day": format_date(timezone.localtime(), "j M Y, H:i"),
    }  # fmt: skip
    about = [
        _("Incidents, %(school)s") % {"school": person.access.school_names},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.") % words,
    ]
    headings = [
        _("Day"), _("From"), _("Pupils"), _("Place"), _("Lesson"), _("Behaviour"), _("Intensity"),
        _("May have been for"), _("Until calm, minutes"), _("State"), _("Recorded by"),
    ]  # fmt: skip
    body = sheet.csv_file(about, headings, map(_cells, _named_rows(person, found)))
    answer = HttpResponse(body, content_type=sheet.CSV_TYPE)
    name = f"incidents-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_safe
def pupil_behaviour(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab of the record: the latest incidents, and the way to the rest."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.see_behaviour(request.user, found))
    pupil, record = open_record(request, pk, "pupil_behaviour")
    seen = Incident.objects.visible_to(request.user).standing().of(pupil)
    latest = seen.select_related("place", "lesson", "by").prefetch_related("behaviours")[:ON_TAB]
    context = {
        "pupil": pupil, "record": record, "count": seen.count(),
        "rows": _named_rows(request.user, list(latest)),
        "add_reason": policies.add_incident(request.user, pupil),
        "restrictives": [(one, told(one)) for one in restrictive_rows(request.user).filter(pupil=pupil)],
    }  # fmt: skip
    return render(request, "pupils/pupil_behaviour.html", context)


def _named_rows(person: Any, found: list[Incident]) -> list[tuple[Incident, listing.Named]]:
    named = listing.named_in(person, found)
    return [(one, named[one.pk]) for one in found]


def _cells(row: tuple[Incident, listing.Named]) -> list[Any]:
    one, named = row
    return [
        one.on, one.at.strftime("%H:%M"), ", ".join(part.pupil.list_name for part in named.known),
        str(one.place or ""), str(one.lesson or ""),
        ", ".join(str(kind) for kind in one.behaviours.all()), one.intensity,
        one.get_function_display(), one.recovery_minutes, one.get_state_display(), one.by.full_name,
    ]  # fmt: skip


def _count_words(count: int) -> str:
    return ngettext("%(count)s incident", "%(count)s incidents", count) % {"count": count}


def _tabs(person: Any, wanted: listing.Wanted) -> list[dict[str, Any]]:
    counts, url = listing.tab_counts(person), reverse("incidents")
    plain = wanted in (listing.Wanted(), listing.Wanted(state=listing.DRAFT))
    return [
        {
            "label": _("All"), "url": url, "count": counts["all"],
            "is_current": plain and not wanted.state,
        },
        {
            "label": _("To finish"), "url": f"{url}?state=draft", "count": counts["draft"],
            "is_current": plain and wanted.state == listing.DRAFT,
        },
    ]  # fmt: skip


def _chips(form: IncidentFilterForm) -> list[dict[str, Any]]:
    made = []
    for name, label, value in form.chosen:
        query = form.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        made.append({"label": label, "value": value, "url": f"?{query.urlencode()}"})
    return made
