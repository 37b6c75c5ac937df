"""The summary of a meeting for families and services: what stands in the minutes, without notes for staff."""

from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.paper import Block, Facts, Heading, Lines, Paper, Table, Text
from pupils.meetings import Minutes
from pupils.models import Attendee


def summary_paper(minutes: Minutes, by: Any) -> Paper:
    """The paper. Notes for staff are not read here, so that no template can let them out."""
    meeting = minutes.meeting
    return Paper(
        title=str(meeting.kind),
        line=_("%(pupil)s, %(when)s")
        % {"pupil": meeting.pupil.name, "when": _moment(meeting.starts_at)},
        school=meeting.school.name,
        made_by=by.full_name,
        made_at=timezone.now(),
        marking=_("For the family and the people who were asked. Not for passing on."),
        blocks=[*_facts(minutes), *_items(minutes), *_actions(minutes)],
    )


def _facts(minutes: Minutes) -> list[Block]:
    meeting = minutes.meeting
    by_came: dict[str, list[str]] = {}
    for one in minutes.people:
        by_came.setdefault(one.came, []).append(str(one))
    labels = [
        (Attendee.Came.YES, _("Came")), (Attendee.Came.SENT, _("Sent their view")),
        (Attendee.Came.SORRY, _("Apologies")), (Attendee.Came.NO, _("Did not come")),
        (Attendee.Came.UNKNOWN, _("Asked")),
    ]  # fmt: skip
    rows = [(_("Led by"), meeting.lead.person.full_name)]
    rows += [(_("Place"), meeting.place)] if meeting.place else []
    rows += [(label, "; ".join(by_came[code])) for code, label in labels if code in by_came]
    if meeting.signed_at:
        words = _("%(name)s, %(day)s") % {
            "name": meeting.signed_by.full_name, "day": _moment(meeting.signed_at),
        }  # fmt: skip
        rows.append((_("Signed"), words))
    if meeting.number > 1:
        rows.append((_("Corrected version"), f"{meeting.number}: {meeting.reason}"))
    return [Facts(rows)]


def _items(minutes: Minutes) -> list[Block]:
    blocks: list[Block] = []
    for item in minutes.items:
        blocks.append(Heading(item.title))
        if item.notes:
            blocks.append(Text(item.notes))
        if item.decision:
            blocks.append(Facts([(_("Decided"), item.decision)]))
    return blocks


def _actions(minutes: Minutes) -> list[Block]:
    if minutes.meeting.signed_at:
        lines = minutes.meeting.agreed_text.splitlines()
        return [Heading(_("What was agreed")), Lines(lines)] if lines else []
    if not minutes.actions:
        return []
    rows = [
        (one.what, one.whose, format_date(one.due_on, "j M Y"), str(one.get_state_display()))
        for one in minutes.actions
    ]
    headings = (_("What will be done"), _("Who"), _("By when"), _("State"))
    return [Heading(_("What was agreed")), Table(headings, rows, widths=(5, 3, 2, 2))]


def _moment(at: Any) -> str:
    return format_date(timezone.localtime(at), "j M Y, H:i")
