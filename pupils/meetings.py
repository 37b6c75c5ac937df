"""Meetings, read: which a query string asks for, one with its people and actions, clashes of one lead."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pupils.chronology import Entry
from pupils.clashing import Slot, clashes
from pupils.models import AgendaItem, AgreedAction, Attendee, Meeting, Pupil
from staff import home

MEETING = "meeting"
AHEAD, TO_SIGN, SIGNED, ALL = "ahead", "to_sign", "signed", "all"
VIEWS = {
    AHEAD: gettext_lazy("Ahead"), TO_SIGN: gettext_lazy("To minute and sign"),
    SIGNED: gettext_lazy("Signed"), ALL: gettext_lazy("All"),
}  # fmt: skip
#: A meeting lasts at most eight hours, so no clash begins further away.
REACH = datetime.timedelta(hours=8)


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for."""

    view: str = AHEAD
    q: str = ""
    kind: str = ""
    mine: bool = False


@dataclass(frozen=True)
class Minutes:
    """One version of a meeting with everything that stands in it."""

    meeting: Meeting
    items: list[AgendaItem]
    people: list[Attendee]
    actions: list[AgreedAction]
    #: What still waits for the pupil from other meetings and contacts; none once it is signed.
    carried: list[AgreedAction]
    clashes: list[Meeting]

    @property
    def came(self) -> list[Attendee]:
        """Who was there."""
        return [one for one in self.people if one.came == Attendee.Came.YES]


def rows(person: Any, wanted: Wanted) -> QuerySet[Meeting]:
    """Meetings as asked for, with pupil, kind and lead: one query."""
    now = timezone.now()
    seen = Meeting.objects.visible_to(person).latest()
    found = seen.filter(_of_view(wanted.view, now))
    for word in wanted.q.split():
        found = found.filter(
            Q(pupil__in=Pupil.objects.visible_to(person).matching(word))
            | Q(kind__name__icontains=word) | Q(place__icontains=word)
        )  # fmt: skip
    if wanted.kind:
        found = found.filter(kind__code=wanted.kind)
    if wanted.mine:
        found = found.filter(lead__in=person.access.post_ids)
    order = ("starts_at", "pk") if wanted.view == AHEAD else ("-starts_at", "-pk")
    return with_names(found).order_by(*order)


def with_names(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With pupil, kind, lead, and the number of actions that still wait."""
    waiting = Count("actions", filter=Q(actions__state=AgreedAction.State.OPEN))
    return found.select_related("pupil", "kind", "lead__person").annotate(open_actions=waiting)


def _of_view(view: str, now: datetime.datetime) -> Q:
    is_open = Q(state=Meeting.State.OPEN)
    return {
        AHEAD: is_open & Q(starts_at__gt=now, replaces__isnull=True),
        TO_SIGN: is_open & (Q(starts_at__lte=now) | Q(replaces__isnull=False)),
        SIGNED: Q(state=Meeting.State.SIGNED),
    }.get(view, Q())


def counts(person: Any) -> dict[str, int]:
    """How many meetings stand behind each view that waits for somebody; a query each."""
    return {view: rows(person, Wanted(view)).order_by().count() for view in (AHEAD, TO_SIGN)}


def kinds_in_sight(person: Any) -> list[tuple[str, str]]:
    """Kinds of the meetings that the person sees, by code: one query."""
    seen = Meeting.objects.visible_to(person).order_by("kind__order")
    return list(dict(seen.values_list("kind__code", "kind__name")).items())


def meetings_of(person: Any, pupil: Pupil) -> list[Meeting]:
    """Every meeting about a pupil, the latest versions, newest first: one query."""
    seen = Meeting.objects.visible_to(person).latest().filter(pupil=pupil)
    return list(with_names(seen).order_by("-starts_at", "-pk"))


def versions_of(person: Any, meeting: Meeting) -> list[Meeting]:
    """Every version of a meeting, the newest first: one query."""
    found = Meeting.objects.visible_to(person).filter(key=meeting.key)
    return list(found.select_related("signed_by").order_by("-number"))


def minutes_of(person: Any, meeting: Meeting) -> Minutes:
    """One meeting with everything in it: five queries."""
    seen = AgreedAction.objects.visible_to(person).select_related(
        "owner__person", "contact__about", "meeting__kind", "pupil"
    )
    carried = seen.open().filter(pupil=meeting.pupil_id).exclude(meeting__key=meeting.key)
    return Minutes(
        meeting,
        list(meeting.items.all()),
        list(meeting.people.all()),
        list(seen.filter(meeting__key=meeting.key)),
        list(carried) if meeting.is_open else [],
        clashes_of(person, [meeting]).get(meeting.pk, []),
    )


def clashes_of(person: Any, meetings: Iterable[Meeting]) -> dict[int, list[Meeting]]:
    """Other meetings of the same lead at the same time, of those the person may see: one query."""
    ahead = [one for one in meetings if one.is_open and one.is_ahead]
    if not ahead:
        return {}
    first, last = min(one.starts_at for one in ahead), max(one.ends_at for one in ahead)
    near = Meeting.objects.visible_to(person).latest().standing().filter(
        lead__in={one.lead_id for one in ahead}, starts_at__gt=first - REACH, starts_at__lt=last
    )  # fmt: skip
    known = {one.pk: one for one in near.select_related("kind", "pupil")}
    slots = [Slot(one.pk, one.lead_id, one.starts_at, one.minutes) for one in known.values()]
    found = clashes(slots)
    return {one.pk: [known[pk] for pk in found.get(one.pk, [])] for one in ahead}


def clash_words(others: list[Meeting]) -> str:
    """ "At the same time: Parents' meeting for Idris K., 10:00."."""
    named = [
        _("%(kind)s for %(pupil)s, %(time)s")
        % {
            "kind": one.kind, "pupil": one.pupil.short_name,
            "time": f"{timezone.localtime(one.starts_at):%H:%M}",
        }
        for one in others
    ]  # fmt: skip
    return "; ".join(named)


def agreed_text(meeting: Meeting) -> str:
    """The actions of a meeting as they stand now, one a line: what, who, by when, and its state."""
    actions = AgreedAction.objects.filter(meeting__key=meeting.key).select_related("owner__person")
    return "\n".join(
        f"{one.what} ({one.whose}, {format_date(one.due_on, 'j M Y')}): {one.get_state_display()}"
        for one in actions
    )


def tell(pupil: Pupil, person: Any) -> Iterator[Entry]:
    """Meetings in the chronology, for whoever sees them: what kind and who led it."""
    for meeting in meetings_of(person, pupil):
        if meeting.state == Meeting.State.CANCELLED or meeting.is_ahead:
            continue
        words = {"state": meeting.get_state_display(), "name": meeting.lead.person.full_name}
        detail = _("led by %(name)s, %(state)s") % words
        url = reverse("meeting", args=[meeting.pk])
        yield Entry(meeting.starts_at, MEETING, str(meeting.kind), detail, "", url)


def needs_of_lead(person: Any) -> Iterator[home.Need]:
    """Meetings that one led and whose minutes are not signed, and one's meetings of today."""
    if not person.access.post_ids:
        return
    own = rows(person, Wanted(TO_SIGN, mine=True)).order_by("starts_at")
    waiting = list(own[:20])
    if waiting:
        title = ngettext(
            "Minutes of %(n)s meeting to finish and sign", "Minutes of %(n)s meetings to finish and sign",
            len(waiting),
        ) % {"n": len(waiting)}  # fmt: skip
        first = waiting[0]
        day = format_date(timezone.localtime(first.starts_at), "j M Y")
        detail = _("%(kind)s for %(pupil)s, %(day)s.") % {
            "kind": first.kind, "pupil": first.pupil.short_name, "day": day,
        }  # fmt: skip
        url = f"{reverse('meetings')}?view={TO_SIGN}&mine=on"
        yield home.Need(15, title, detail, url, _("See them"), len(waiting))
