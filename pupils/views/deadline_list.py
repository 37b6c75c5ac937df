"""Deadlines of the school as a list: find, filter, print, take a copy; and plans nobody has begun to review."""

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
from pupils import deadlines as listing
from pupils import policies
from pupils.actions import deadline_export as actions
from pupils.forms.deadline import DeadlineFilterForm
from pupils.models import Step
from pupils.models.step import CLOCK_READERS
from pupils.schools import school_of
from pupils.templatetags.clock import flow_name, step_owner, step_words
from staff.listing import page_of

MOST_PRINTED = 2_000


@login_required
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """What is late, at risk and coming, of every pupil, as the query string asks."""
    person = request.user
    require(policies.see_deadlines(person))
    form = _filters(request)
    wanted = form.wanted
    page = page_of(listing.rows(person, wanted), request.GET)
    context = {
        "form": form, "page": page, "wanted": wanted, "query": form.data.urlencode(),
        "kept": [(name, value) for name, value in form.data.items() if name not in ("q", "page")],
        "tabs": _tabs(request, wanted), "chips": _chips(form),
        "count": _count_words(page.paginator.count),
        "order": listing.SORTED_BY[wanted.sort.removeprefix("-")],
        "bare": listing.without_review(person).count(),
    }  # fmt: skip
    return render(request, "pupils/deadlines.html", context)


@login_required
@require_safe
def print_deadlines(request: HttpRequest) -> HttpResponse:
    """Every step that matches on one plain page, made for paper."""
    require(policies.see_deadlines(request.user))
    form = _filters(request)
    found = list(listing.rows(request.user, form.wanted)[:MOST_PRINTED])
    context = {"rows": found, "filters": _filter_words(form), "count": _count_words(len(found))}
    return render(request, "pupils/print_deadlines.html", context)


@login_required
@require_POST
def export_deadlines(request: HttpRequest) -> HttpResponse:
    """CSV of exactly the steps that match, under a line that says which filters were on."""
    person = request.user
    require(policies.export_deadlines(person))
    form = _filters(request)
    readable = person.access.schools_as(*CLOCK_READERS)
    found = list(listing.rows(person, form.wanted).filter(school__in=readable))
    school, filters = school_of(person), _filter_words(form)
    actions.export_deadlines(by=person, school=school, filters=filters, count=len(found))
    taken = format_date(timezone.localtime(), "j M Y, H:i")
    about = [
        _("Deadlines, %(school)s") % {"school": person.access.school_names},
        _("Filters: %(filters)s") % {"filters": filters},
        _("%(count)s. Taken %(day)s by %(name)s.")
        % {"count": _count_words(len(found)), "day": taken, "name": person.full_name},
    ]
    headings = [
        _("Surname"), _("Forename"), _("Year"), _("Form"), _("Kind"), _("Step"), _("Owner"),
        _("Due"), _("Last day by law"), _("Done"), _("Days late"), _("Rule"),
    ]  # fmt: skip
    answer = HttpResponse(
        sheet.csv_file(about, headings, map(_cells, found)), content_type=sheet.CSV_TYPE
    )
    name = f"deadlines-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_safe
def plans_without_review(request: HttpRequest) -> HttpResponse:
    """Pupils with a plan for whom no review has been begun: the clock runs for them too."""
    require(policies.see_deadlines(request.user))
    page = page_of(listing.without_review(request.user), request.GET)
    return render(request, "pupils/plans_without_review.html", {"page": page})


def _filters(request: HttpRequest) -> DeadlineFilterForm:
    query = request.GET.copy()
    if "state" not in query:
        query["state"] = listing.OPEN
    person = request.user
    return DeadlineFilterForm(
        query, owners=listing.owners_in_sight(person), years=listing.years_in_sight(person)
    )


def _tabs(request: HttpRequest, wanted: listing.Wanted) -> list[dict[str, Any]]:
    counts, url = listing.tab_counts(request.user), reverse("deadlines")
    is_plain = not (wanted.q or wanted.flow or wanted.owner or wanted.year)
    return [
        {
            "label": label, "url": f"{url}?state={name}", "count": counts[name],
            "is_current": is_plain and wanted.state == name,
        }
        for name, label in listing.TABS
    ]  # fmt: skip


def _chips(form: DeadlineFilterForm) -> list[dict[str, Any]]:
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
    return ngettext("%(count)s step", "%(count)s steps", count) % {"count": count}


def _filter_words(form: DeadlineFilterForm) -> str:
    return "; ".join(f"{label}: {value}" for _name, label, value in form.chosen) or _("none")


def _cells(step: Step) -> list[Any]:
    return [
        step.pupil.last_name, step.pupil.first_name, step.pupil.year_group, step.pupil.form,
        flow_name(step.flow), step_words(step), step_owner(step), step.due_on, step.law_on,
        step.done_on, step.late_by, step.rule,
    ]  # fmt: skip
