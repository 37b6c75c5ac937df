"""One search over everything the person may see."""

import itertools

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from staff.finding import MOST, find

LONGEST = 80


@require_safe
@require_safe
def find_page(request: HttpRequest) -> HttpResponse:
    """Pupils, people, groups: grouped by kind, and silent about what may not be seen."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    hits = find(request.user, words, MOST + 1)
    kinds = [
        {"name": kind, "hits": rows[:MOST], "has_more": len(rows) > MOST}
        for kind, rows in (
            (key, list(group)) for key, group in itertools.groupby(hits, lambda hit: hit.kind)
        )
    ]
    return render(request, "staff/find.html", {"words": words, "kinds": kinds, "most": MOST})
