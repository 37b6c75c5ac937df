"""Logging a session, its draft, taking the log back, and what was logged."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.policy import Refused, require
from core.record import Stale
from interventions import policies
from interventions.actions import session as act
from interventions.forms.draft import typed_in
from interventions.forms.session import LogForm, NotDeliveredForm, Sheet
from interventions.models import Attendance, Session, SessionDraft
from interventions.sheet import (
    drafts_of,
    group_words,
    marks_of,
    places_of,
    sheet_of,
    with_last_step,
)
from interventions.today import state_words
from interventions.views.today import has_initials


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session's log as a page of its own; every button of the log posts here."""
    session = _find(request, pk) if request.method != "POST" else _find_bare(request, pk)
    require(policies.log_session(request.user, session))
    how = request.POST.get("do", "")
    if request.method != "POST":
        draft = drafts_of(request.user, [pk]).get(pk)
        sheet = _sheet(request, session, typed=draft.fields if draft else None)
        return _log_page(request, session, sheet, draft=draft)
    if how == LogForm.NOT_DELIVERED:
        return _log_not_delivered(request, session)
    if how == LogForm.AS_PLANNED:
        return _log_as_planned(request, session)
    return _log_exceptions(request, session)


@login_required
@require_POST
def draft_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed, and say when it was kept."""
    session = _find_bare(request, pk)
    if request.POST.get("version") != str(session.version):
        return JsonResponse({"stale": True}, status=409)
    places = [place.pk for place in places_of([session])[session.pk]]
    act.draft_session(
        by=request.user, session=session, fields=typed_in(request.POST, session, places)
    )
    return JsonResponse({"saved_at": f"{timezone.localtime():%H:%M}"})


@login_required
@require_POST
def undo_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the log back; the session stands as planned, with what was typed as a draft."""
    session = act.undo_log(by=request.user, session=_find(request, pk))
    words = _("%(group)s is to log again.") % {"group": session.group}
    if drafts_of(request.user, [pk]):
        words += " " + _("Nothing you typed is lost: it is in your draft.")
    messages.success(request, words)
    return redirect(_back(request, session, f"?open={pk}"))


@login_required
@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """What was logged, for everybody who sees the session, and what can still be done with it."""
    found = _find(request, pk)
    lines = sheet_of(found, has_initials=has_initials(request))
    marks = [line.mark for line in lines if line.mark]
    here = sum(mark.code in Attendance.TOOK_PART for mark in marks)
    kind, word, detail = state_words(found, len(lines), here, timezone.localtime())
    context = {
        "session": found, "lines": lines, "kind": kind, "word": word, "detail": detail,
        "about": group_words(found, [line.place for line in lines]), "acts": _acts(request, found),
        "last_day": policies.last_log_day(found), "movable": _movable(request, found, marks),
    }  # fmt: skip
    return render(request, "interventions/session.html", context)


def _movable(request: HttpRequest, session: Session, marks: list[Attendance]) -> set[int]:
    """Keys of the marks whose note the reader may move to another pupil of the session."""
    for mark in marks:
        mark.session = session
    found = {mark.pk for mark in marks if not policies.move_mark(request.user, mark)}
    return found if len(marks) > 1 else set()


@login_required
@require_POST
def see_concern(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the leader has seen what was flagged."""
    marks = Attendance.objects.filter(session__in=Session.objects.visible_to(request.user))
    mark = get_object_or_404(marks.select_related("session__group", "pupil"), pk=pk)
    act.see_concern(by=request.user, mark=mark)
    messages.success(request, _("Marked as seen."))
    return redirect("today")


def _find(request: HttpRequest, pk: int) -> Session:
    seen = with_last_step(Session.objects.visible_to(request.user))
    return get_object_or_404(
        seen.select_related("group", "school", "post__person", "logged_by"), pk=pk
    )


def _find_bare(request: HttpRequest, pk: int) -> Session:
    """The session without what only a page shows: every log that is sent passes here."""
    seen = Session.objects.visible_to(request.user).select_related("group", "school")
    return get_object_or_404(seen, pk=pk)


def _sheet(request: HttpRequest, session: Session, *, is_shown: bool = True, **given: Any) -> Sheet:
    lines = sheet_of(
        session, has_initials=has_initials(request), is_shown=is_shown, person=request.user
    )
    late = policies.is_late(session)
    return Sheet(session, lines, person=request.user, is_late=late, **given)


def _log_as_planned(request: HttpRequest, session: Session) -> HttpResponse:
    sent = ("version", "submission_id", "late_reason", "takes_back")
    form = LogForm(
        {name: request.POST.get(name, "") for name in sent},
        person=request.user, is_late=policies.is_late(session),
    )  # fmt: skip
    if not form.is_valid():
        return _again(request, session, head=form)
    chosen = form.cleaned_data
    try:
        act.log_session(
            by=request.user, session=session, version=chosen["version"] or 0,
            late_reason=chosen["late_reason"], submission_id=chosen["submission_id"],
            answer=_after(request, session), has_seen_draft=chosen["takes_back"],
        )  # fmt: skip
    except Stale as stale:
        return _stale_page(request, session, _sheet(request, session), stale)
    except act.DraftKept:
        return _again(request, session, head=form, why_not=_kept_words())
    except Refused as refused:
        return _again(request, session, head=form, why_not=refused.reason, status=403)
    return _done(request, session)


def _log_exceptions(request: HttpRequest, session: Session) -> HttpResponse:
    sheet = _sheet(request, session, is_shown=False, data=request.POST)
    if not sheet.is_valid():
        return _again(request, session, data=request.POST)
    chosen = sheet.head.cleaned_data
    try:
        act.log_session(
            by=request.user, session=session, version=chosen["version"] or 0, marks=sheet.marks(),
            minutes=chosen["minutes"], step=chosen["step"], late_reason=chosen["late_reason"],
            submission_id=chosen["submission_id"], answer=_after(request, session),
        )  # fmt: skip
    except Stale as stale:
        sheet = _sheet(request, session, data=request.POST)
        return _stale_page(request, session, sheet, stale)
    except Refused as refused:
        return _again(request, session, data=request.POST, why_not=refused.reason, status=403)
    return _done(request, session)


def _log_not_delivered(request: HttpRequest, session: Session) -> HttpResponse:
    form = NotDeliveredForm(
        request.POST,
        person=request.user,
        is_late=policies.is_late(session),
        auto_id=f"n{session.pk}_%s",
    )
    if not form.is_valid():
        return _again(request, session, not_delivered=form)
    chosen = dict(form.cleaned_data)
    try:
        act.log_not_delivered(
            by=request.user, session=session, answer=_after(request, session),
            **chosen | {"version": chosen["version"] or 0},
        )  # fmt: skip
    except Stale as stale:
        return _stale_page(request, session, _sheet(request, session), stale)
    return _done(request, session)


def _again(
    request: HttpRequest, session: Session, *, data: Mapping | None = None, **given: Any
) -> HttpResponse:
    """The sheet once more, with what was sent or the draft, and with what stands against saving it.

    It keeps the version that was sent: who saved meanwhile is still met, and not overwritten.
    """
    shown = _find(request, session.pk)
    sent = request.POST.get("version", "")[:9]
    shown.version = int(sent) if sent.isdecimal() else shown.version
    draft = drafts_of(request.user, [shown.pk]).get(shown.pk)
    sheet = _sheet(request, shown, data=data, typed=draft.fields if draft else None)
    return _log_page(request, shown, sheet, draft=draft, **given)


def _kept_words() -> str:
    return _(
        "It is not logged yet, because you have a draft of it, which is below. Save the draft, or "
        "log the session as planned from here: that takes the draft back."
    )


def _log_page(
    request: HttpRequest, session: Session, sheet: Sheet, *, head: LogForm | None = None,
    not_delivered: NotDeliveredForm | None = None, draft: SessionDraft | None = None,
    theirs: Session | None = None, why_not: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    places = [row.line.place for row in sheet.rows]
    context = {
        "session": session, "sheet": sheet, "head": head, "draft": draft, "theirs": theirs,
        "why_not": why_not, "nobody": policies.nobody_there(len(places)),
        "waits": policies.not_begun(session), "begins_in": policies.begins_in(session),
        "is_own": theirs is not None and theirs.logged_by_id == request.user.pk,
        "their_marks": list(marks_of(theirs).values()) if theirs else [],
        "not_delivered": not_delivered
        or NotDeliveredForm(
            initial={"reason": session.reason, "reason_note": session.reason_note},
            auto_id=f"n{session.pk}_%s",
        ),
        "about": group_words(session, places), "is_late": policies.is_late(session),
        "back": request.POST.get("back", request.GET.get("back", "")),
        "is_logged": session.state in policies.LOGGED,
    }  # fmt: skip
    return render(request, "interventions/log_session.html", context, status=status)


def _stale_page(request: HttpRequest, session: Session, sheet: Sheet, stale: Stale) -> HttpResponse:
    """Both texts on one page: theirs above, mine still in the form, ready to save over theirs."""
    theirs = sheet.session = _find(request, stale.theirs.pk)
    return _log_page(request, theirs, sheet, theirs=theirs, status=409)


def _done(request: HttpRequest, session: Session) -> HttpResponse:
    undo, back = reverse("undo_log", args=[session.pk]), request.POST.get("back")
    undo += "?back=today" if back == "today" else ""
    messages.success(request, _sentence(session), extra_tags=f"undo:{undo}")
    return redirect(_after(request, session))


def _sentence(session: Session) -> str:
    if session.state == Session.State.NOT_DELIVERED:
        return _("%(group)s is logged as not delivered.") % {"group": session.group}
    return ngettext(
        "%(group)s is logged: %(minutes)s minute.",
        "%(group)s is logged: %(minutes)s minutes.",
        session.minutes_delivered or 0,
    ) % {"group": session.group, "minutes": session.minutes_delivered}


def _after(request: HttpRequest, session: Session) -> str:
    return _back(request, session, f"?saved={session.pk}")


def _back(request: HttpRequest, session: Session, query: str) -> str:
    """Today, for what was logged there, else the session's own page."""
    if "today" in (request.POST.get("back"), request.GET.get("back")):
        return reverse("today") + query
    return reverse("session", args=[session.pk])


def _acts(request: HttpRequest, session: Session) -> list[dict[str, Any]]:
    """The buttons of a session; each asks the policy that its door asks."""
    person, logged = request.user, session.state in policies.LOGGED
    wanted = [
        (
            "log_session",
            _("Change the log") if logged else _("Log it"),
            "edit",
            policies.log_session,
            False,
        ),
        ("undo_log", _("Take the log back"), "undo", policies.undo_log, True),
        ("move_session", _("Move"), "calendar", policies.move_session, False),
        ("cover_session", _("Change who runs it"), "person", policies.cover_session, False),
        ("cancel_session", _("Cancel it"), "no", policies.cancel_session, False),
        ("restore_session", _("Put it back"), "undo", policies.restore_session, True),
    ]
    return [
        {
            "name": name, "label": label, "icon": icon, "post": post, "reason": "",
            "url": reverse(name, args=[session.pk]), "is_main": name == "log_session" and not logged,
        }
        for name, label, icon, policy, post in wanted
        if not policy(person, session)
    ]  # fmt: skip
