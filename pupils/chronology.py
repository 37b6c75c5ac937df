"""One chronology of a pupil: status, needs, adults and imports, and what higher floors add.

A source is a function of the pupil and the person who asks; it decides itself what that person may
see. Sources are added in ``AppConfig.ready``, so nothing here looks up.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEvent
from core.names import fold
from pupils.models import AdultLink, Need, Pupil, SenStatus


@dataclass(frozen=True)
class Entry:
    """One thing that happened: ``at`` is a day, or a moment with its time zone."""

    at: datetime.date | datetime.datetime
    kind: str
    title: str
    detail: str = ""
    by: str = ""
    url: str = ""


Source = Callable[[Pupil, Any], Iterable[Entry]]

STATUS, NEED, ADULT, RECORD = "status", "need", "adult", "record"
#: Kinds by which the page filters; higher floors add theirs with ``add_source``.
KINDS: dict[str, Any] = {
    STATUS: gettext_lazy("Status"),
    NEED: gettext_lazy("Needs"),
    ADULT: gettext_lazy("Adults"),
    RECORD: gettext_lazy("Details and imports"),
}
ICONS = {STATUS: "flag", NEED: "tick", ADULT: "person", RECORD: "file"}
_SOURCES: list[Source] = []

#: Acts in the record book that the chronology tells, with their words.
ACTS = {
    "add_pupil": gettext_lazy("Added by hand"),
    "edit_pupil": gettext_lazy("Details changed"),
    "mark_left": gettext_lazy("Marked as left"),
    "undo_mark_left": gettext_lazy("Back on roll"),
    "import_new_pupil": gettext_lazy("Added by an import"),
    "import_pupil": gettext_lazy("Changed by an import"),
    "undo_import_pupil": gettext_lazy("Import taken back"),
}

#: Fields of a pupil by name, with those that an import reports beside them.
FIELD_LABELS: dict[str, Any] = {
    field.name: field.verbose_name for field in Pupil._meta.concrete_fields
} | {
    "sen_code": gettext_lazy("SEN status"),
    "needs": gettext_lazy("needs"),
    "sen_history": gettext_lazy("earlier status"),
}
ADDED = frozenset({"add_pupil", "import_new_pupil"})


def add_source(source: Source, kinds: dict[str, Any] | None = None) -> None:
    """Add what a higher floor knows, and the kinds it uses with their labels."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    KINDS.update(kinds or {})


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing. Days count both ends."""

    kinds: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    q: str = ""


@dataclass(frozen=True)
class Story:
    """Everything that a person may see of a pupil, newest first; filtered without reading it again."""

    entries: list[Entry]

    def matching(self, wanted: Wanted) -> list[Entry]:
        """The entries asked for."""
        kinds = set(wanted.kinds)
        return [
            entry
            for entry in self.entries
            if (not kinds or entry.kind in kinds) and _is_wanted(entry, wanted)
        ]

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """How many entries of each kind match the days and the words, whatever kinds are chosen."""
        found = Counter(entry.kind for entry in self.entries if _is_wanted(entry, wanted))
        return {kind: found[kind] for kind in KINDS if found[kind] or kind in wanted.kinds}


def story_of(pupil: Pupil, person: Any) -> Story:
    """Ask every source once, for all that ``person`` may see; queries do not grow with the entries."""
    entries = [*_own(pupil)]
    for source in _SOURCES:
        entries.extend(source(pupil, person))
    return Story(sorted(entries, key=lambda entry: _moment(entry.at), reverse=True))


def day_of(entry: Entry) -> datetime.date:
    """The day of an entry, here."""
    if isinstance(entry.at, datetime.datetime):
        return timezone.localdate(entry.at)
    return entry.at


def _is_wanted(entry: Entry, wanted: Wanted) -> bool:
    day = day_of(entry)
    if (wanted.since and day < wanted.since) or (wanted.until and day > wanted.until):
        return False
    if not wanted.q:
        return True
    text = fold(f"{entry.title} {entry.detail} {entry.by}")
    return all(word in text for word in fold(wanted.q).split())


def _moment(at: datetime.date | datetime.datetime) -> datetime.datetime:
    if isinstance(at, datetime.datetime):
        return at
    return timezone.make_aware(datetime.datetime.combine(at, datetime.time()))


def _own(pupil: Pupil) -> Iterable[Entry]:
    yield from _statuses(pupil)
    yield from _needs(pupil)
    yield from _adults(pupil)
    yield from _record_book(pupil)


def _statuses(pupil: Pupil) -> Iterable[Entry]:
    for status in SenStatus.objects.filter(pupil=pupil):
        title = _("Status: %(status)s") % {"status": status.get_code_display()}
        yield Entry(status.starts_on, STATUS, title, status.reason)


def _needs(pupil: Pupil) -> Iterable[Entry]:
    for need in Need.objects.filter(pupil=pupil).select_related("need_type"):
        words = {"need": need.need_type.name, "rank": need.rank}
        yield Entry(need.starts_on, NEED, _("Need %(rank)s: %(need)s") % words)
        if need.ends_on:
            yield Entry(need.ends_on, NEED, _("Need no longer recorded: %(need)s") % words)


def _adults(pupil: Pupil) -> Iterable[Entry]:
    today = timezone.localdate()
    for link in AdultLink.objects.filter(pupil=pupil).select_related("post__person"):
        words = {"name": link.post.person.full_name, "link": link}
        if link.starts_on <= today:
            yield Entry(link.starts_on, ADULT, _("%(name)s: %(link)s") % words)
        if link.ends_on and link.ends_on < today:
            yield Entry(link.ends_on, ADULT, _("%(name)s, ended: %(link)s") % words)


def _record_book(pupil: Pupil) -> Iterable[Entry]:
    events = AuditEvent.objects.filter(pupil_id=pupil.pk, action__in=ACTS)
    for event in events.only("at", "action", "actor_name", "changes"):
        is_new = event.action in ADDED
        fields = [] if is_new else [str(_label(change["field"])) for change in event.changes]
        detail = _("Changed: %(fields)s") % {"fields": ", ".join(fields)} if fields else ""
        yield Entry(event.at, RECORD, str(ACTS[event.action]), detail, event.actor_name)


def _label(name: str) -> str:
    """A changed field in the words of the page."""
    return str(FIELD_LABELS.get(name) or name.replace("_", " "))
