"""The progress tab of a pupil's record, and the page that says how progress is judged."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.policy import require
from interventions import policies, wording
from interventions.models import Measure
from interventions.progress_chart import chart_of
from interventions.pupil_progress import Course, courses_of, schools_of
from interventions.saying import say_of
from interventions.scales import error_of, show_number
from pupils.policies import see_progress
from pupils.views.record import open_record


@login_required
@require_safe
def pupil_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding with its chart, dose and words; beside it everything that runs, in minutes."""
    pupil, record = open_record(request, pk, "progress")
    require(see_progress(request.user, pupil))
    courses = courses_of(pupil)
    course = _chosen(courses, request)
    why_not = policies.add_score(request.user, pupil)
    add = reverse("add_score", args=[pk])
    context = {
        "pupil": pupil, "record": record, "course": course, "why_not": why_not,
        "picks": [_pick(one, course) for one in courses],
        "add_url": f"{add}?place={course.place.pk}" if course and course.place else add,
        **_finding(course, [] if why_not or course is None else _edits(request.user, course)),
        **_ledger(courses),
    }  # fmt: skip
    return render(request, "interventions/pupil_progress.html", context)


@login_required
@require_safe
def how_judged(request: HttpRequest) -> HttpResponse:
    """The rules of the verdicts, with the school's own thresholds and what each measure allows."""
    schools = schools_of(request.user)
    measures = Measure.objects.visible_to(request.user).offered_to(request.user)
    rows = [
        {"measure": measure, "error": show_number(error) if error is not None else None}
        for measure in measures
        for error in [error_of(measure.reliability, measure.standard_deviation, measure.own_error)]
    ]
    return render(request, "interventions/how_judged.html", {"schools": schools, "rows": rows})


def _chosen(courses: Sequence[Course], request: HttpRequest) -> Course | None:
    """The course the address names, else the one that needs looking at most."""
    asked = [f"{name}={request.GET[name]}" for name in ("place", "measure") if name in request.GET]
    named = [course for course in courses if course.key in asked]
    return (named or list(courses[:1]) or [None])[0]


def _pick(course: Course, chosen: Course | None) -> dict[str, Any]:
    label = course.measure.name if course.measure else _("No measure")
    if course.place is not None:
        label = f"{label}, {course.place.group.name}" if course.measure else course.place.group.name
    return {"label": label, "url": f"?{course.key}", "is_current": course is chosen}


def _finding(course: Course | None, edits: Any) -> dict[str, Any]:
    if course is None:
        return {"chart": None, "say": [], "finding": "", "state": None}
    if course.gain is None:
        finding = _("%(name)s, not part of a group") % {"name": course.measure}
        return {
            "chart": chart_of(course, dict(edits)),
            "say": say_of(course),
            "finding": finding,
            "state": None,
        }
    verdict = course.gain.verdict
    state = {"kind": wording.verdict_state(verdict), "word": wording.verdict_words(verdict)}
    return {
        "chart": chart_of(course, dict(edits)), "say": say_of(course), "state": state,
        "finding": course.gain.words,
    }  # fmt: skip


def _edits(person: Any, course: Course) -> list[tuple[int, str]]:
    return [
        (score.pk, reverse("edit_score", args=[score.pk]))
        for score in course.scores
        if not policies.answers_for_score(person, score)
    ]


def _ledger(courses: Sequence[Course]) -> dict[str, Any]:
    """Minutes of everything that runs: delivered, due by today, planned; and why minutes are short."""
    running = [course for course in courses if course.place and not course.place.outcome]
    lines = [_line(course) for course in running]
    sums = [sum(line[name] for line in lines) for name in ("delivered", "due", "planned")]
    labels = (_("delivered"), _("due by today"), _("planned"))
    items = [{"value": value, "label": label} for value, label in zip(sums, labels, strict=True)]
    ended = [course for course in courses if course.place and course.place.outcome]
    return {"lines": lines, "sums": items, "ended": ended}


def _line(course: Course) -> dict[str, Any]:
    dose, due = course.gain.dose, course.due_minutes
    short = max(0, due - dose.minutes_delivered)
    reasons: dict[str, int] = {}
    for meeting in course.meetings:
        why, lost = meeting.why_missed, meeting.minutes
        if meeting.kind == "delivered" and meeting.received < meeting.minutes:
            why, lost = _("There for part of it"), meeting.minutes - meeting.received
        if why:
            reasons[why] = reasons.get(why, 0) + lost
    if course.kinds["unlogged"]:
        unlogged = [m.minutes for m in course.meetings if m.kind == "unlogged"]
        reasons[_("Not logged")] = sum(unlogged)
    words = ", ".join(f"{minutes} {reason.lower()}" for reason, minutes in sorted(
        reasons.items(), key=lambda item: -item[1]
    ))  # fmt: skip
    return {
        "place": course.place, "delivered": dose.minutes_delivered, "due": due,
        "planned": dose.minutes_planned, "short": short, "why": words,
        "short_words": _("%(n)d short") % {"n": short},
        "is_low": bool(due) and dose.minutes_delivered * 4 < due * 3,
    }  # fmt: skip
