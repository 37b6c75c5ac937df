"""The Sessions tab of a pupil's record."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.policy import require
from interventions.pupil_sessions import doses_of, marks_of
from interventions.views.programme import page_of
from pupils.policies import see_progress
from pupils.views.record import open_record


@login_required
@require_safe
def pupil_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the pupil was given, group by group, and session by session."""
    pupil, record = open_record(request, pk, "sessions")
    require(see_progress(request.user, pupil))
    doses = doses_of(pupil, request.user)
    marks = marks_of(pupil, request.user)
    group = request.GET.get("group", "")
    if group.isdigit():
        marks = marks.filter(session__group=int(group))
    picks = [
        {"label": str(dose.place.group), "value": str(dose.place.group_id), "words": dose.words}
        for dose in doses
    ]
    context = {
        "pupil": pupil, "record": record, "doses": doses, "picks": picks, "group": group,
        "page": page_of(request, marks),
    }  # fmt: skip
    return render(request, "interventions/pupil_sessions.html", context)
