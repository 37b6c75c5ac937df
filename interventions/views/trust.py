"""Figures of the trust: one page, no names."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.calendar import academic_year_label
from core.models import Trust
from core.policy import require
from interventions import policies, trust_chart
from interventions import trust as reads


@login_required
@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Sessions delivered of planned by school, term and week, for posts that cover the trust."""
    require(policies.see_trust(request.user))
    trusts = reads.trusts_of(request.user)
    chosen = _chosen(trusts, request.GET.get("trust"))
    now = reads.this_year()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and now - 10 <= int(asked) <= now + 1 else now
    schools = reads.schools_of(request.user, chosen.pk, year)
    terms = list(dict.fromkeys(term.name for school in schools for term in school.terms))
    context = {
        "trust": chosen, "trusts": trusts if len(trusts) > 1 else [], "schools": schools,
        "rows": [_row(school, terms) for school in schools], "terms": terms,
        "total": reads.total_of(schools), "chart": trust_chart.chart_of(schools),
        "has_small": any(s.year and s.year.is_small for s in schools), "years": _years(now, year),
        "year_label": academic_year_label(year), "title": _title(schools),
    }  # fmt: skip
    return render(request, "interventions/trust.html", context)


def _chosen(trusts: Any, asked: str | None) -> Trust:
    found = [trust for trust in trusts if asked is None or str(trust.pk) == asked]
    if not found:
        raise Http404
    return found[0]


def _row(school: reads.Sch, terms: list[str]) -> dict[str, Any]:
    by_name = {term.name: term for term in school.terms}
    year, counts = school.year, school.year.counts
    return {
        "minutes": number_format(counts.minutes_delivered, 0, force_grouping=True),
        "received": number_format(counts.pupil_minutes, 0, force_grouping=True),
        "school": school, "year": year, "terms": [_term(by_name.get(name)) for name in terms],
        "of": _("of %(due)s, %(percent)s%%") % {"due": year.due, "percent": year.percent},
    }  # fmt: skip


def _term(term: reads.Span | None) -> dict[str, Any]:
    """A term's cell: what was delivered and of how much, or a word where that is not shown."""
    if term is None or not term.due:
        return {"word": "–"}
    if term.is_small:
        return {"word": _("few")}
    return {"delivered": term.counts.delivered, "of": _("of %(due)s") % {"due": term.due}}


def _years(now: int, year: int) -> list[dict[str, Any]]:
    return [
        {
            "label": academic_year_label(one),
            "url": f"?year={one}",
            "is_current": one == year,
            "count": None,
        }
        for one in (now - 1, now)
    ]


def _title(schools: list[reads.Sch]) -> str:
    """The finding: how much of what was due was delivered, and where least."""
    total = reads.total_of(schools)
    if total.percent is None:
        return _("Nothing was due yet")
    words = _("%(n)d%% of the sessions due were delivered") % {"n": total.percent}
    shown = [s for s in schools if s.year and s.year.percent is not None and not s.year.is_small]
    if len(shown) > 1:
        least = min(shown, key=lambda school: school.year.percent)
        words += _(", least at %(school)s") % {"school": least.name}
    return words
