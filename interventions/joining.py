"""Where this floor's groups and sessions join the lower floors: menu, home, search, tabs, calendar."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.models import School
from interventions import book_words, digest_groups, note_moving, review_pack
from interventions.actions.note_moving import move_mark
from interventions.actions.planning import follow_calendar
from interventions.groups import rows_of
from interventions.models import Attendance, Group, Session
from interventions.pupil_sessions import GROUP, SESSION, tell
from pupils import chronology, digest, moving, tabs
from pupils.policies import see_progress
from staff import book, calendar_changes, finding, home, leaving, navigation
from staff.access import PROVISION, SUPPORT, Role
from staff.models import Post


def join() -> None:
    """Called once, when the app is ready."""
    for item in MENU:
        navigation.add(item)
    tabs.add(tabs.Tab("sessions", gettext_lazy("Sessions"), "pupil_sessions", 30, see_progress))
    chronology.add_source(tell, {SESSION: gettext_lazy("Sessions"), GROUP: gettext_lazy("Groups")})
    finding.add_source(find_groups)
    digest.add_chooser(digest_groups.chooser(gettext_lazy("Group")))
    home.add_source(needs_of_leader)
    leaving.add_source(ties_of)
    calendar_changes.add_listener(hear_calendar)
    review_pack.join()
    book_words.join()
    moving.add(note_moving.movable(move_mark))
    book.show_values("interventions", lambda person, school: person.access.has(school, *PROVISION))


MENU = (
    navigation.Item(
        gettext_lazy("Today"), "today", 5, lambda person: person.access.has_any(*SUPPORT),
        gettext_lazy("The sessions you run, to log"),
    ),
    navigation.Item(
        gettext_lazy("Groups"), "groups", 30,
        lambda person: person.access.has_any(*PROVISION, *SUPPORT, Role.TEACHER),
        gettext_lazy("Interventions that run, their pupils and their weeks"), ("measures",),
    ),
)  # fmt: skip


def hear_calendar(school: School, by: Any) -> None:
    """The school's year changed: planned sessions follow, in the same transaction."""
    follow_calendar(school=school, by=by)


def find_groups(person: Any, words: str, limit: int) -> Iterable[finding.Hits]:
    """Groups by name, programme, leader or room."""
    kind = _("Group")
    for group in rows_of(person, {"q": words, "show": "all"}, "name")[:limit]:
        days = _("%(first)s to %(last)s") % {
            "first": format_date(group.starts_on, "j M Y"), "last": format_date(group.ends_on, "j M Y")
        }  # fmt: skip
        detail = f"{group.programme}, {group.leader.person.full_name}, {days}"
        yield finding.Hits(kind, group.name, reverse("group", args=[group.pk]), detail)


def needs_of_leader(person: Any) -> Iterable[home.Need]:
    """What is unlogged among one's own sessions and one's department's, and flags to see."""
    today = timezone.localdate()
    own = _unlogged(person, person.access.post_ids, today)
    if own["count"]:
        title = ngettext("%(n)s session to log", "%(n)s sessions to log", own["count"])
        since = _("The oldest is from %(day)s.") % {"day": format_date(own["since"], "j M Y")}
        yield home.Need(
            1, title % {"n": own["count"]}, since, reverse("today"), _("Log now"), own["count"]
        )
    below = [pk for pk in person.access.department_ids if pk not in person.access.post_ids]
    if below:
        team = _unlogged(person, below, today)
        if team["count"]:
            title = ngettext(
                "%(n)s session of your team is unlogged", "%(n)s sessions of your team are unlogged",
                team["count"],
            ) % {"n": team["count"]}  # fmt: skip
            since = _("The oldest is from %(day)s.") % {"day": format_date(team["since"], "j M Y")}
            yield home.Need(3, title, since, reverse("today"), _("See your team"), team["count"])
    flags = _flags(person)
    if flags:
        title = ngettext("%(n)s flag to read", "%(n)s flags to read", flags) % {"n": flags}
        yield home.Need(
            2, title, _("An adult asked you to look."), reverse("today"), _("Read"), flags
        )


def ties_of(post: Post, on: Any, person: Any) -> Iterable[leaving.Tie]:
    """Groups and sessions that go on after a post ends; who sees none is told that there are some."""
    groups = Group.objects.filter(leader=post, ends_on__gt=on)
    covers = Session.objects.filter(post=post, on__gt=on, state=Session.State.PLANNED)
    covers = covers.exclude(group__leader=post)
    if not person.access.has(post.school_id, *PROVISION):
        if groups.exists() or covers.exists():
            yield leaving.Tie(_("Runs groups or sessions. The SENCO gives them to somebody else."))
        return
    for group in groups:
        words = _("Leads %(group)s until %(day)s") % {
            "group": group, "day": format_date(group.ends_on, "j M Y")
        }  # fmt: skip
        yield leaving.Tie(words, reverse("edit_group", args=[group.pk]))
    count = covers.count()
    if count:
        words = ngettext("Covers %(n)s session", "Covers %(n)s sessions", count) % {"n": count}
        yield leaving.Tie(words)


def _unlogged(person: Any, post_ids: Iterable[int], today: Any) -> dict[str, Any]:
    rows = Session.objects.visible_to(person).unlogged(today).filter(post__in=list(post_ids))
    return rows.order_by().aggregate(count=Count("pk"), since=Min("on"))


def _flags(person: Any) -> int:
    access = person.access
    leads = access.post_ids + access.department_ids
    marks = Attendance.objects.filter(
        has_concern=True, concern_seen_at=None, session__group__leader__in=leads
    )
    return marks.exclude(session__logged_by=person).count()
