"""Scores of a pupil: add, change, remove with undo, and the goals of a place."""

import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from interventions import policies
from interventions.actions import score as act
from interventions.forms.score import GoalsForm, ScoreForm
from interventions.models import Goal, Measure, Place, Score
from interventions.scales import show_value
from pupils.models import Pupil
from pupils.views.record import record_head

REMOVED = "removed_score"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_score(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for one score; ``?place=`` says which place it belongs to."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.add_score(request.user, pupil))
    places = _places(request, pupil)
    place = _chosen(places, request.GET.get("place"))
    goals = _goals(place)
    if place and place.measure and place.measure.scale == Measure.Scale.GAS and not goals:
        return redirect("edit_goals", place.pk)
    start = {"on": timezone.localdate(), "point": _next_point(place)}
    form = ScoreForm(
        request.POST or None, person=request.user, place=place, goals=goals, initial=start
    )
    if form.is_valid():
        answer = _progress(pupil, place)
        score = act.add_score(
            by=request.user, pupil=pupil, place=place, answer=answer,
            submission_id=form.cleaned_data["submission_id"], **form.chosen,
        )  # fmt: skip
        messages.success(request, _("%(score)s is saved.") % {"score": _words(score)})
        return redirect(answer)
    context = {
        "picks": _picks(pupil, places, place),
        "place": place,
        "cancel": _progress(pupil, place),
    }
    return _page(request, pupil, form, _("Add a score"), **context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_score(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one score."""
    score = _find(request, pk)
    require(policies.edit_score(request.user, score))
    goals = _goals(score.place) if score.measure.scale == Measure.Scale.GAS else []
    form = ScoreForm(
        request.POST or None, person=request.user, place=score.place, goals=goals, score=score,
        initial=_typed(score),
    )  # fmt: skip
    back = _progress(score.pupil, score.place)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        act.edit_score(by=request.user, score=score, version=version, **form.chosen)
        messages.success(request, _("%(score)s is saved.") % {"score": _words(score)})
        return redirect(back)
    title = _("Change a score")
    return _page(
        request, score.pupil, form, title, picks=[], place=score.place, cancel=back, score=score
    )


@login_required
@require_POST
def remove_score(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one score; it is kept in the sitting so that it can be put back."""
    score = _find(request, pk)
    pupil, words, back = score.pupil, _words(score), _progress(score.pupil, score.place)
    kept = act.remove_score(by=request.user, score=score)
    request.session[REMOVED] = {
        **kept, "pupil": pupil.pk, "on": kept["on"].isoformat(), "value": str(kept["value"]),
    }  # fmt: skip
    undo = f"undo:{reverse('undo_remove_score')}"
    messages.success(request, _("%(score)s is removed.") % {"score": words}, extra_tags=undo)
    return redirect(back)


@login_required
@require_POST
def undo_remove_score(request: HttpRequest) -> HttpResponse:
    """Put the score that was removed last back."""
    kept = request.session.pop(REMOVED, None)
    if kept is None:
        messages.info(request, _("There is nothing to put back."))
        return redirect("home")
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=kept.pop("pupil"))
    kept["on"], kept["value"] = datetime.date.fromisoformat(kept["on"]), Decimal(kept["value"])
    score = act.undo_remove_score(by=request.user, pupil=pupil, kept=kept)
    messages.success(request, _("%(score)s is back.") % {"score": _words(score)})
    return redirect(_progress(pupil, score.place))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_goals(request: HttpRequest, pk: int) -> HttpResponse:
    """The goals of a place that is measured by goal attainment."""
    seen = Place.objects.visible_to(request.user).select_related("pupil", "group")
    place = get_object_or_404(seen, pk=pk)
    require(policies.add_score(request.user, place.pupil))
    form = GoalsForm(request.POST or None, person=request.user, goals=_goals(place))
    if form.is_valid():
        act.edit_goals(by=request.user, place=place, wanted=form.wanted)
        messages.success(request, _("The goals are saved. Rate them with the first score."))
        return redirect(f"{reverse('add_score', args=[place.pupil_id])}?place={place.pk}")
    context = {"form": form, "place": place, "cancel": _progress(place.pupil, place)}
    context["record"] = record_head(request, place.pupil, "progress")
    return render(request, "interventions/edit_goals.html", context)


def _page(
    request: HttpRequest, pupil: Pupil, form: ScoreForm, title: str, **context: Any
) -> HttpResponse:
    context |= {
        "form": form, "title": title, "pupil": pupil,
        "record": record_head(request, pupil, "progress"),
    }  # fmt: skip
    context.setdefault("score", None)
    return render(request, "interventions/score_form.html", context)


def _find(request: HttpRequest, pk: int) -> Score:
    seen = Score.objects.visible_to(request.user)
    related = ("pupil", "measure", "place__group", "place__measure", "assessed_by")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def _places(request: HttpRequest, pupil: Pupil) -> list[Place]:
    seen = Place.objects.visible_to(request.user).filter(pupil=pupil)
    return list(seen.select_related("group", "measure").order_by("outcome", "-starts_on", "pk"))


def _chosen(places: list[Place], asked: str | None) -> Place | None:
    """The place asked for, else the only running one; ``?place=0`` asks for none."""
    if asked is not None:
        return next((place for place in places if str(place.pk) == asked), None)
    running = [place for place in places if not place.outcome]
    return running[0] if len(running) == 1 else None


def _goals(place: Place | None) -> list[Goal]:
    if place is None or place.measure is None or place.measure.scale != Measure.Scale.GAS:
        return []
    return list(place.goals.all())


def _picks(pupil: Pupil, places: list[Place], place: Place | None) -> list[dict[str, Any]]:
    url = reverse("add_score", args=[pupil.pk])
    picks = [
        {"label": one.group.name, "url": f"{url}?place={one.pk}", "is_current": one == place}
        for one in places
    ]
    alone = {"label": _("No group"), "url": f"{url}?place=0", "is_current": place is None}
    return [*picks, alone] if picks else []


def _next_point(place: Place | None) -> str:
    has_entry = place is not None and place.scores.filter(point=Score.Point.ENTRY).exists()
    return Score.Point.CHECK if has_entry else Score.Point.ENTRY


def _typed(score: Score) -> dict[str, Any]:
    return {
        "measure": score.measure_id, "point": score.point, "on": score.on, "version": score.version,
        "value": f"{score.limit}{_plain(score)}",
        "paper": score.paper, "note": score.note,
        **{f"goal_{goal}": level for goal, level in score.levels.values_list("goal_id", "level")},
    }  # fmt: skip


def _plain(score: Score) -> str:
    """The value as it would be typed, with all its decimals."""
    if score.measure.scale in Measure.AGES:
        return show_value(score.measure.scale, float(score.value))
    return f"{score.value.normalize():f}"


def _progress(pupil: Pupil, place: Place | None) -> str:
    url = reverse("pupil_progress", args=[pupil.pk])
    return f"{url}?place={place.pk}" if place else url


def _words(score: Score) -> str:
    shown = show_value(score.measure.scale, float(score.value))
    return f"{score.measure.name} {score.limit}{shown}, {score.on.day} {score.on:%b %Y}"
