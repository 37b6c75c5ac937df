"""The weekly pattern of a group, and single sessions: moved, cancelled, put back, added, covered."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import Refused, require
from interventions import policies
from interventions.actions import planning as act
from interventions.forms.planning import (
    CancelForm,
    CoverForm,
    PatternForm,
    SessionForm,
    SlotFormSet,
    pattern_start,
    slots_of,
)
from interventions.models import Group, Session
from interventions.planning import clash_words, plan_of, year_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """The week of a group: shown as it would become before it is saved."""
    group = _group(request, pk)
    require(policies.plan_sessions(request.user, group))
    has_sessions = Session.objects.visible_to(request.user).filter(group=group).exists()
    data = request.POST or None
    form = PatternForm(
        data, person=request.user, group=group,
        initial={"starts_on": pattern_start(group, has_sessions), "version": group.version},
    )  # fmt: skip
    # Sent rows know no initial values: a row like the one that stands would count as empty.
    rows = SlotFormSet(data, prefix="slot", initial=None if data else slots_of(group))
    plan = None
    if request.method == "POST" and _with_row(request, rows):
        rows = SlotFormSet(_with_row(request, rows), prefix="slot")
    elif request.method == "POST" and form.is_valid() and rows.is_valid():
        day = form.cleaned_data["starts_on"]
        if request.POST.get("do") == "save":
            plan = act.plan_sessions(
                by=request.user, group=group, version=form.cleaned_data["version"] or 0,
                slots=rows.slots(), starts_on=day, answer=reverse("group", args=[pk]),
                submission_id=form.cleaned_data["submission_id"],
            )  # fmt: skip
            messages.success(request, _("The week is planned. %(words)s.") % {"words": plan.words})
            return redirect("group", pk)
        plan = plan_of(request.user, group, rows.slots(), day)
    context = {
        "group": group, "form": form, "rows": rows, "plan": plan,
        "has_terms": bool(year_of(group.school_id).terms),
        "has_two_weeks": group.school.has_two_week_timetable,
    }  # fmt: skip
    return render(request, "interventions/plan_sessions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One more session outside the pattern."""
    group = _group(request, pk)
    require(policies.add_session(request.user, group))
    form = SessionForm(
        request.POST or None, person=request.user,
        initial={"minutes": group.minutes, "room": group.room},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        answer = reverse("group", args=[pk])
        try:
            made = act.add_session(
                by=request.user, group=group, answer=answer,
                submission_id=form.cleaned_data["submission_id"], **form.chosen,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("starts_at", refused.reason)
        else:
            messages.success(request, _("An extra session is planned."))
            _warn(request, group, made)
            return redirect(answer)
    title = _("Extra session of %(group)s") % {"group": group}
    return _session_page(request, form, title, group, reverse("group", args=[pk]), _("Plan it"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, time, room or length for one session."""
    session = _session(request, pk)
    require(policies.move_session(request.user, session))
    names = ("on", "starts_at", "minutes", "room", "version")
    form = SessionForm(
        request.POST or None, person=request.user,
        initial={name: getattr(session, name) for name in names},
    )  # fmt: skip
    back = reverse("session", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            act.move_session(
                by=request.user, session=session, version=form.cleaned_data["version"] or 0,
                **form.chosen,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("starts_at", refused.reason)
        else:
            messages.success(request, _("The session is moved."))
            _warn(request, session.group, session)
            return redirect(back)
    title = _("Move a session of %(group)s") % {"group": session.group}
    return _session_page(request, form, title, session.group, back, _("Move it"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a planned session out of what is promised; the message offers the way back."""
    session = _session(request, pk)
    require(policies.cancel_session(request.user, session))
    form = CancelForm(
        request.POST or None, person=request.user, initial={"version": session.version}
    )
    back = reverse("session", args=[pk])
    if request.method == "POST" and form.is_valid():
        act.cancel_session(
            by=request.user, session=session, version=form.cleaned_data["version"] or 0,
            **form.chosen,
        )  # fmt: skip
        undo = reverse("restore_session", args=[pk])
        messages.success(request, _("The session is cancelled."), extra_tags=f"undo:{undo}")
        return redirect(back)
    title = _("Cancel a session of %(group)s") % {"group": session.group}
    return _session_page(request, form, title, session.group, back, _("Cancel the session"))


@login_required
@require_POST
def restore_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back."""
    act.restore_session(by=request.user, session=_session(request, pk))
    messages.success(request, _("The session is planned again."))
    return redirect("session", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one session to somebody else."""
    session = _session(request, pk)
    require(policies.cover_session(request.user, session))
    form = CoverForm(
        request.POST or None, person=request.user, session=session,
        initial={"post": session.post_id, "version": session.version},
    )  # fmt: skip
    back = reverse("session", args=[pk])
    if request.method == "POST" and form.is_valid():
        act.cover_session(
            by=request.user, session=session, version=form.cleaned_data["version"] or 0,
            post=form.cleaned_data["post"],
        )  # fmt: skip
        name = session.post.person.full_name
        messages.success(request, _("%(name)s runs this session.") % {"name": name})
        _warn(request, session.group, session)
        return redirect(back)
    title = _("Who runs this session of %(group)s") % {"group": session.group}
    return _session_page(request, form, title, session.group, back, _("Save"))


def _group(request: HttpRequest, pk: int) -> Group:
    seen = Group.objects.visible_to(request.user).select_related(
        "school", "programme", "leader__person"
    )
    return get_object_or_404(seen, pk=pk)


def _session(request: HttpRequest, pk: int) -> Session:
    seen = Session.objects.visible_to(request.user).select_related(
        "group__leader__person", "group__programme", "school", "post__person"
    )
    return get_object_or_404(seen, pk=pk)


def _with_row(request: HttpRequest, rows: Any) -> dict[str, Any] | None:
    """The typed rows and one more, when "Another time" was pressed."""
    if request.POST.get("do") != "row":
        return None
    data = request.POST.copy()
    data["slot-TOTAL_FORMS"] = str(min(rows.total_form_count() + 1, rows.max_num))
    return data


def _warn(request: HttpRequest, group: Group, session: Session) -> None:
    for words in clash_words(request.user, group, [session]):
        messages.warning(request, words)
    closed = year_of(group.school_id).why_closed(session.on)
    if closed:
        messages.warning(request, _("The school is closed on that day: %(why)s.") % {"why": closed})


def _session_page(
    request: HttpRequest, form: forms.Form, title: str, group: Group, back: str, label: str
) -> HttpResponse:
    context = {"form": form, "title": title, "group": group, "back": back, "label": label}
    return render(request, "interventions/session_form.html", context)
