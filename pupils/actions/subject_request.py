"""Subject access requests: received, identity, the clock, sent, closed; each with a line in the log."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.models import Pupil, RequestStep, SubjectRequest
from pupils.request_clock import Clock, stood

Kind, State = RequestStep.Kind, SubjectRequest.State
Day = datetime.date
#: Who asks and why stand on the request's own page; the book keeps that they were written.
SECRET = ("asker_name", "asked_for", "extension_reason", "closed_because", "sent_how", "words")


@transaction.atomic
def add_request(
    *, by: Any, pupil: Pupil, asked_by: str, asker_name: str, received_on: Day,
    asked_for: str = "", identity_on: Day | None = None, identity_how: str = "",
    submission_id: Any = None,
) -> SubjectRequest:  # fmt: skip
    """Note a request; where who asks is known already, its clock starts at once."""
    require(policies.add_request(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_request") if submission_id else None
    request = SubjectRequest.objects.create(
        school_id=pupil.school_id, pupil=pupil, asked_by=asked_by, asker_name=asker_name,
        asked_for=asked_for, received_on=received_on, identity_on=identity_on,
        identity_how=identity_how, due_on=Clock(received_on, identity_on).due,
    )  # fmt: skip
    log_step(request, Kind.RECEIVED, received_on, by)
    if identity_on:
        log_step(request, Kind.IDENTITY, identity_on, by)
    changes = {"received_on": (None, received_on), "due_on": (None, request.due_on)}
    audit.record(by=by, action="add_request", about=request, changes=changes)
    if sent:
        answered(sent, reverse("subject_request", args=[request.pk]))
    return request


@transaction.atomic
def know_identity(
    *, by: Any, request: SubjectRequest, version: int, on: Day, how: str
) -> SubjectRequest:
    """Note when and how it was seen who asks: the clock starts."""
    require(policies.edit_request(by, request))
    if on < request.received_on:
        raise Refused(_("That is before the request was received."))
    due = Clock(request.received_on, on, request.paused_days, bool(request.extension_reason)).due
    fields = {"identity_on": on, "identity_how": how, "due_on": due}
    return _change(by, request, version, "know_identity", Kind.IDENTITY, on, "", **fields)


@transaction.atomic
def pause_request(
    *, by: Any, request: SubjectRequest, version: int, on: Day, words: str
) -> SubjectRequest:
    """They were asked what they mean: the clock stands until they answer."""
    require(policies.edit_request(by, request))
    if request.paused_on or not request.identity_on:
        raise Refused(_("The clock is not running."))
    if on < request.identity_on:
        raise Refused(_("That is before the clock began to run."))
    fields = {"paused_on": on}
    return _change(by, request, version, "pause_request", Kind.ASKED, on, words, **fields)


@transaction.atomic
def resume_request(
    *, by: Any, request: SubjectRequest, version: int, on: Day, words: str
) -> SubjectRequest:
    """They answered: the clock runs on, later by the days it stood."""
    require(policies.edit_request(by, request))
    if not request.paused_on:
        raise Refused(_("The clock is running already."))
    if on < request.paused_on:
        raise Refused(_("That is before they were asked."))
    days = request.paused_days + stood(request.paused_on, on)
    clock = Clock(request.received_on, request.identity_on, days, bool(request.extension_reason))
    fields = {"paused_on": None, "paused_days": days, "due_on": clock.due}
    return _change(by, request, version, "resume_request", Kind.ANSWERED, on, words, **fields)


@transaction.atomic
def extend_request(
    *, by: Any, request: SubjectRequest, version: int, on: Day, words: str
) -> SubjectRequest:
    """Two months longer, because it is complex; they are told within the first month."""
    require(policies.edit_request(by, request))
    if request.extension_reason or not request.due_on:
        raise Refused(_("It can be made longer once, when the clock has begun to run."))
    if on > request.due_on:
        raise Refused(_("It can be made longer, and they be told, within the first month only."))
    clock = Clock(request.received_on, request.identity_on, request.paused_days, True)
    fields = {"extension_reason": words, "due_on": clock.due}
    return _change(by, request, version, "extend_request", Kind.EXTENDED, on, words, **fields)


@transaction.atomic
def note_request(
    *, by: Any, request: SubjectRequest, version: int, on: Day, words: str
) -> SubjectRequest:
    """A line in the log."""
    require(policies.edit_request(by, request))
    return _change(by, request, version, "note_request", Kind.NOTE, on, words)


@transaction.atomic
def send_request(
    *, by: Any, request: SubjectRequest, version: int, on: Day, words: str
) -> SubjectRequest:
    """Note when and how the copy was sent."""
    require(policies.send_request(by, request))
    fields = {"state": State.SENT, "sent_on": on, "sent_how": words[:120]}
    return _change(by, request, version, "send_request", Kind.SENT, on, words, **fields)


@transaction.atomic
def close_request(
    *, by: Any, request: SubjectRequest, version: int, on: Day, words: str
) -> SubjectRequest:
    """Close it without an answer: withdrawn, or refused as unfounded or excessive."""
    require(policies.edit_request(by, request))
    fields = {"state": State.CLOSED, "closed_because": words}
    return _change(by, request, version, "close_request", Kind.CLOSED, on, words, **fields)


def log_step(request: SubjectRequest, kind: str, on: Day, by: Any, words: str = "") -> None:
    """A line in the log, inside the action that it tells of (atomic there; record and require there)."""
    RequestStep.objects.create(
        school_id=request.school_id, request=request, kind=kind, on=on, by=by, words=words
    )


def _change(
    by: Any, request: SubjectRequest, version: int, action: str, kind: str, on: Day, words: str,
    **fields: Any,
) -> SubjectRequest:  # fmt: skip
    """Write the fields and the line of the log. Raises Stale."""
    changes = compare_and_set(request, version=version, **fields)
    log_step(request, kind, on, by, words)
    secret = [name for name in changes if name in SECRET]
    audit.record(by=by, action=action, about=request, changes=changes, secret=secret)
    return request
