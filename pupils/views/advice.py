"""Advice across the school as a list: what nobody has decided about, with its age; printed and exported."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.policy import require
from pupils import advice as listing
from pupils import policies
from pupils.actions import export as actions
from pupils.forms.report import AdviceFilterForm
from pupils.models import Recommendation
from pupils.models.involvement import ADVICE_READERS
from pupils.views.listed import chips, filter_words, tabs_of, taken
from staff.listing import page_of

MOST_PRINTED = 2_000


@login_required
@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """A page of recommendations, as the query string asks."""
    require(policies.see_advice(request.user))
    form = _filters(request)
    wanted = form.wanted
    page = page_of(listing.rows(request.user, wanted), request.GET)
    away = listing.gone_places(request.user)
    context = {
        "form": form, "page": page, "wanted": wanted, "query": form.data.urlencode(),
        "rows": [(row, listing.weeks_old(row), row.place in away) for row in page],
        "tabs": tabs_of(reverse("advice"), listing.TABS, listing.tab_counts(request.user), form, wanted),
        "chips": chips(form), "count": _count_words(page.paginator.count),
        "order": listing.SORTED_BY[wanted.sort.removeprefix("-")],
        "export_reason": policies.export_advice(request.user),
    }  # fmt: skip
    return render(request, "pupils/advice.html", context)


@login_required
@require_safe
def print_advice(request: HttpRequest) -> HttpResponse:
    """Every row that matches on one plain page, made for paper."""
    require(policies.see_advice(request.user))
    form = _filters(request)
    rows = list(listing.rows(request.user, form.wanted)[:MOST_PRINTED])
    context = {
        "rows": [(row, listing.weeks_old(row)) for row in rows], "filters": filter_words(form),
        "count": _count_words(len(rows)),
    }  # fmt: skip
    return render(request, "pupils/print_advice.html", context)


@login_required
@require_POST
def export_advice(request: HttpRequest) -> HttpResponse:
    """CSV of exactly the rows that match, under a line that says which filters were on."""
    require(policies.export_advice(request.user))
    form = _filters(request)
    schools = request.user.access.schools_as(*ADVICE_READERS)
    rows = list(listing.rows(request.user, form.wanted).filter(school__in=schools))
    actions.export_advice(
        by=request.user, school_id=min(schools), filters=filter_words(form), count=len(rows)
    )
    headings = [
        _("Surname"), _("Forename"), _("Year"), _("Form"), _("Recommendation"), _("From"),
        _("Service"), _("Received"), _("Weeks since"), _("What became of it"), _("Where or why"),
        _("Decided by"), _("Decided"),
    ]  # fmt: skip
    title = _("Advice from outside")
    return taken(request, title, "advice", filter_words(form), headings, map(_cells, rows))


def _cells(row: Recommendation) -> list[Any]:
    pupil, author = row.report.pupil, row.report.professional
    return [
        pupil.last_name, pupil.first_name, pupil.year_group, pupil.form, row.text,
        author.full_name, author.agency.kind.name, row.report.received_on, listing.weeks_old(row),
        row.get_state_display(), row.where or row.why,
        row.decided_by.full_name if row.decided_by else "", row.decided_on,
    ]  # fmt: skip


def _filters(request: HttpRequest) -> AdviceFilterForm:
    query = request.GET.copy()
    if "state" not in query:
        query["state"] = listing.WAITING
    person = request.user
    return AdviceFilterForm(
        query, kinds=listing.kinds_in_sight(person), years=listing.years_in_sight(person)
    )


def _count_words(count: int) -> str:
    words = ngettext("%(count)s recommendation", "%(count)s recommendations", count)
    return words % {"count": count}
