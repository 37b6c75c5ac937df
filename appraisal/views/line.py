"""A manager's line: figures of everybody below, the pupils behind them, and the export."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from appraisal import policies
from appraisal.actions import line as actions
from appraisal.line_needs import needs_of_line
from appraisal.line_page import Line, line_of
from appraisal.line_pupils import pupils_behind
from appraisal.line_reviews import reviews_due
from appraisal.line_table import cells_of, headings, table_rows
from appraisal.wording import short_day
from core.policy import require
from core.sheet import CSV_TYPE, csv_file
from staff.listing import day_of
from staff.schools import school_of


@login_required
@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """Everybody below, in the order of the line, with what needs the manager first."""
    person = request.user
    require(policies.see_line(person))
    shown = line_of(person, day_of(request.GET))
    posts = ", ".join(post.label for post in person.access.posts if post.has_reports)
    context = {
        "line": shown,
        "rows": table_rows(shown),
        "needs": needs_of_line(shown, person, "#th"),
        "due": reviews_due(shown, person),
        "posts": posts,
        "least": max((row.post.smallest_group for row in shown.rows), default=5),
        "share": max((row.post.enough_percent for row in shown.rows), default=50),
    }
    return render(request, "appraisal/line.html", context)


@login_required
@require_safe
def line_pupils(request: HttpRequest) -> HttpResponse:
    """The pupils behind the figures: names only where the person may see the pupil."""
    require(policies.see_line(request.user))
    shown = line_of(request.user, day_of(request.GET))
    context = {"line": shown, "people": pupils_behind(request.user, shown)}
    return render(request, "appraisal/line_pupils.html", context)


@login_required
@require_POST
def export_line(request: HttpRequest) -> HttpResponse:
    """The figures as a CSV file; the record book says who took them."""
    require(policies.export_line(request.user))
    shown = line_of(request.user, day_of(request.POST))
    actions.export_line(
        by=request.user, school=school_of(request.user), on=shown.on, count=len(shown.rows)
    )
    about = [f"{request.user}, {short_day(shown.on)}, {shown.term}".rstrip(", ")]
    return _file(csv_file(about, headings(), cells_of(shown)), shown)


def _file(content: bytes, shown: Line) -> HttpResponse:
    answer: Any = HttpResponse(content, content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="line-{shown.on.isoformat()}.csv"'
    return answer
