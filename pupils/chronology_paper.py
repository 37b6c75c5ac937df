"""A chronology on paper and as rows: exactly the entries that are shown."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.paper import Notice, Paper, Table, Text
from pupils.chronology import KINDS, Entry, Wanted, day_of
from pupils.models import Pupil

_DAY = "j M Y"


def when(entry: Entry) -> str:
    """ "24 Nov 2026", or with the time where it is known."""
    if isinstance(entry.at, datetime.datetime):
        return format_date(timezone.localtime(entry.at), f"{_DAY}, H:i")
    return format_date(entry.at, _DAY)


def filter_words(wanted: Wanted) -> str:
    """The filters that are on, in a line; "none" where all is shown."""
    said = [(_("Kinds"), ", ".join(str(KINDS[kind]) for kind in wanted.kinds))]
    said += [
        (label, format_date(day, _DAY))
        for label, day in ((_("From"), wanted.since), (_("To"), wanted.until))
        if day
    ]
    said.append((_("Words"), wanted.q))
    return "; ".join(f"{label}: {value}" for label, value in said if value) or _("none")


def headings() -> list[str]:
    """The columns of an export."""
    return [_("Date"), _("Time"), _("Kind"), _("What"), _("Detail"), _("By")]


def cells(entry: Entry) -> list[Any]:
    """One entry as a row."""
    is_moment = isinstance(entry.at, datetime.datetime)
    time = format_date(timezone.localtime(entry.at), "H:i") if is_moment else ""
    kind = str(KINDS.get(entry.kind, entry.kind))
    return [day_of(entry), time, kind, entry.title, entry.detail, entry.by]


def paper(pupil: Pupil, entries: Sequence[Entry], wanted: Wanted, *, by: Any) -> Paper:
    """The entries as one table, under what was filtered and whose sight it is; ``pupil.school`` is read."""
    rows = [
        [when(entry), str(KINDS.get(entry.kind, entry.kind)), _words(entry), entry.by]
        for entry in entries
    ]
    table = Table([_("When"), _("Kind"), _("What"), _("By")], rows, widths=(3, 3, 9, 3))
    limits = _("What %(name)s may see. Filters: %(filters)s.") % {
        "name": by.full_name, "filters": filter_words(wanted),
    }  # fmt: skip
    return Paper(
        title=_("Chronology of %(name)s") % {"name": pupil.name},
        line=_("Born %(day)s") % {"day": format_date(pupil.born_on, _DAY)},
        school=pupil.school.name, made_by=by.full_name, made_at=timezone.now(),
        marking=_("Confidential: a pupil’s record"),
        blocks=[Text(limits, is_note=True), table if rows else Notice(_("Nothing matches."))],
    )  # fmt: skip


def _words(entry: Entry) -> str:
    return f"{entry.title}\n{entry.detail}" if entry.detail else entry.title
