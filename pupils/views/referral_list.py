"""Referrals across the school as a list: the longest wait first, and whom to ask again; printed, exported."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils import referrals as listing
from pupils.actions import export as actions
from pupils.forms.referral import ReferralFilterForm
from pupils.models import Referral
from pupils.models.involvement import ADVICE_READERS
from pupils.views.listed import chips, filter_words, tabs_of, taken
from staff.listing import page_of

MOST_PRINTED = 2_000


@login_required
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """A page of referrals, as the query string asks."""
    require(policies.see_referrals(request.user))
    form = _filters(request)
    wanted = form.wanted
    page = page_of(listing.rows(request.user, wanted), request.GET)
    counts = listing.tab_counts(request.user)
    context = {
        "form": form, "page": page, "wanted": wanted, "query": form.data.urlencode(),
        "tabs": tabs_of(reverse("referrals"), listing.TABS, counts, form, wanted),
        "chips": chips(form), "count": _count_words(page.paginator.count),
        "order": listing.SORTED_BY[wanted.sort.removeprefix("-")],
        "export_reason": policies.export_referrals(request.user),
    }  # fmt: skip
    return render(request, "pupils/referrals.html", context)


@login_required
@require_safe
def print_referrals(request: HttpRequest) -> HttpResponse:
    """Every row that matches on one plain page, made for paper."""
    require(policies.see_referrals(request.user))
    form = _filters(request)
    rows = list(listing.rows(request.user, form.wanted)[:MOST_PRINTED])
    context = {"rows": rows, "filters": filter_words(form), "count": _count_words(len(rows))}
    return render(request, "pupils/print_referrals.html", context)


@login_required
@require_POST
def export_referrals(request: HttpRequest) -> HttpResponse:
    """CSV of exactly the rows that match, under a line that says which filters were on."""
    require(policies.export_referrals(request.user))
    form = _filters(request)
    schools = request.user.access.schools_as(*ADVICE_READERS)
    rows = list(listing.rows(request.user, form.wanted).filter(school__in=schools))
    filters = filter_words(form)
    actions.export_referrals(
        by=request.user, school_id=min(schools), filters=filters, count=len(rows)
    )
    headings = [
        _("Surname"), _("Forename"), _("Year"), _("Form"), _("Agency"), _("Service"),
        _("Asked for"), _("Sent"), _("Weeks waiting"), _("Acknowledged"), _("Times asked again"),
        _("Ask again on"), _("Closed"), _("Outcome"),
    ]  # fmt: skip
    return taken(request, _("Referrals"), "referrals", filters, headings, map(_cells, rows))


def _cells(row: Referral) -> list[Any]:
    pupil = row.pupil
    return [
        pupil.last_name, pupil.first_name, pupil.year_group, pupil.form, row.agency.name,
        row.agency.kind.name, row.asked_for, row.sent_on, row.waiting_weeks, row.acknowledged_on,
        row.chased, row.chase_on, row.closed_on, row.get_outcome_display(),
    ]  # fmt: skip


def _filters(request: HttpRequest) -> ReferralFilterForm:
    query = request.GET.copy()
    if "state" not in query:
        query["state"] = listing.OPEN
    person = request.user
    return ReferralFilterForm(
        query, kinds=listing.kinds_in_sight(person), years=listing.years_in_sight(person)
    )


def _count_words(count: int) -> str:
    return ngettext("%(count)s referral", "%(count)s referrals", count) % {"count": count}
