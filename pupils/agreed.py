"""Actions, read: whose they are, which are overdue, and who may be given one."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.models import AgreedAction, Pupil
from pupils.reasons import who_can_see
from staff import home
from staff.access import Role
from staff.models import Post

MINE, ALL, OVERDUE, ENDED = "mine", "all", "overdue", "ended"
#: Roles that see pupils and are given no work for them.
NO_OWNERS = frozenset({Role.DATA, Role.HR, Role.EXAMS})
SOON = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for."""

    view: str = MINE
    q: str = ""


def rows(person: Any, wanted: Wanted) -> QuerySet[AgreedAction]:
    """Actions as asked for, with pupil, owner and source: one query."""
    found = AgreedAction.objects.visible_to(person).filter(_of_view(person, wanted.view))
    if wanted.q:
        named = Pupil.objects.visible_to(person).matching(wanted.q)
        found = found.filter(Q(pupil__in=named) | Q(what__icontains=wanted.q))
    order = ("-ended_on", "-pk") if wanted.view == ENDED else ("due_on", "pk")
    names = ("pupil", "owner__person", "contact", "meeting", "ended_by")
    return found.select_related(*names).order_by(*order)


def _of_view(person: Any, view: str) -> Q:
    is_open = Q(state=AgreedAction.State.OPEN)
    if view == ENDED:
        return ~is_open
    if view == OVERDUE:
        return is_open & Q(due_on__lt=timezone.localdate())
    return is_open if view == ALL else is_open & Q(owner__in=person.access.post_ids)


def counts(person: Any) -> dict[str, int]:
    """How many rows stand behind each view; one query a view."""
    views = (MINE, ALL, OVERDUE)
    return {view: rows(person, Wanted(view)).order_by().count() for view in views}


def open_of(person: Any, pupil: Pupil) -> list[AgreedAction]:
    """What still waits for one pupil, overdue first: one query."""
    found = AgreedAction.objects.visible_to(person).open().filter(pupil=pupil)
    return list(found.select_related("owner__person", "contact__about", "meeting__kind"))


def owners_for(person: Any, pupil: Pupil) -> list[tuple[int, str]]:
    """Posts that may be given an action for a pupil: their holders see the pupil already.

    The asking person's own post comes first. Four queries.
    """
    seers = [seer.person.pk for seer in who_can_see(pupil)]
    posts = Post.objects.visible_to(person).current().filter(
        school=pupil.school_id, person__in=seers
    ).exclude(role__in=NO_OWNERS)  # fmt: skip
    mine = Case(When(person=person.pk, then=Value(0)), default=1, output_field=IntegerField())
    found = posts.select_related("person").order_by(mine, "person__full_name", "pk")
    return [(post.pk, f"{post.person.full_name}, {post.label}") for post in found]


def waiting_for(person: Any) -> list[AgreedAction]:
    """The person's own open actions that are overdue or due within a week: one query."""
    ahead = timezone.localdate() + SOON
    own = AgreedAction.objects.visible_to(person).open().owned_by(person.access.post_ids)
    return list(own.due_by(ahead).select_related("pupil").order_by("due_on", "pk"))


def needs_of_owner(person: Any) -> Iterator[home.Need]:
    """One line for one's actions that are overdue, one for those of the coming week."""
    if not person.access.post_ids:
        return
    found = waiting_for(person)
    yield from needs_from(found)


def needs_from(found: Iterable[AgreedAction]) -> Iterator[home.Need]:
    """The same, of actions read already."""
    today = timezone.localdate()
    actions = list(found)
    late = [action for action in actions if action.due_on < today]
    soon = [action for action in actions if action.due_on >= today]
    if late:
        title = ngettext(
            "%(n)s action of yours is overdue", "%(n)s actions of yours are overdue", len(late)
        )
        yield _need(3, title, late)
    if soon:
        title = ngettext(
            "%(n)s action of yours is due this week", "%(n)s actions of yours are due this week",
            len(soon),
        )  # fmt: skip
        yield _need(12, title, soon)


def _need(rank: int, title: str, actions: list[AgreedAction]) -> home.Need:
    first = actions[0]
    day = format_date(first.due_on, "j M Y")
    detail = _("%(pupil)s: %(what)s, by %(day)s.") % {
        "pupil": first.pupil.short_name, "what": first.what, "day": day,
    }  # fmt: skip
    url = f"{reverse('agreed_actions')}?view={MINE}"
    return home.Need(rank, title % {"n": len(actions)}, detail, url, _("See them"), len(actions))
