"""Where access arrangements join what others keep: menu, first page, tabs of the record, chronology."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import arrangements, chronology, policies, tabs
from pupils.models import Arrangement, Pupil
from staff import book, home, navigation
from staff.access import Role

KIND = "arrangement"


def join() -> None:
    """Join each of them."""
    tabs.add(
        tabs.Tab(
            "pupil_arrangements", _("Arrangements"), "pupil_arrangements", 40,
            policies.pupil_arrangements,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Arrangements"), "arrangements", 35, reads_arrangements,
            _("Access arrangements for exams: the register, and the log of their use"),
            more=True,
        )
    )  # fmt: skip
    home.add_source(needs_of_keeper)
    # The book is read by a safeguarding lead as well, who does not keep arrangements.
    book.keep_back("pupils.arrangement", ["approval_reference"])
    chronology.add_source(tell, {KIND: _("Arrangements")})
    chronology.ICONS[KIND] = "flag"


def reads_arrangements(person: Any) -> bool:
    """True for whoever may open the register."""
    return not policies.see_arrangements(person)


def needs_of_keeper(person: Any) -> Iterable[home.Need]:
    """For the exams officer and the head: what ends soon, and what has no use logged this term."""
    if not person.access.has_any(Role.EXAMS, Role.HEAD):
        return
    counts, url = arrangements.tab_counts(person), reverse("arrangements")
    ending, bare = counts["ending"], counts["bare"]
    weeks = arrangements.NEAR_WEEKS
    title = ngettext(
        "%(n)s access arrangement ends within %(weeks)s weeks",
        "%(n)s access arrangements end within %(weeks)s weeks",
        ending,
    ) % {"n": ending, "weeks": weeks}
    why = _now("An approval that has run out does not count on the day of the exam.")
    ending_url = f"{url}?state=live&weeks={weeks}"
    yield home.Need(30, title, why, ending_url, _now("Show them"), ending)
    title = ngettext(
        "%(n)s access arrangement has no use logged this term",
        "%(n)s access arrangements have no use logged this term",
        bare,
    ) % {"n": bare}
    why = _now("Boards ask for the normal way of working.")
    yield home.Need(45, title, why, f"{url}?state=live&use=none", _now("Show them"), bare)


def tell(pupil: Pupil, person: Any) -> Iterable[chronology.Entry]:
    """Approvals and ends of a pupil's arrangements, for those who may see them; one query."""
    if policies.pupil_arrangements(person, pupil):
        return
    for row in Arrangement.objects.visible_to(person).filter(pupil=pupil).select_related("kind"):
        url = reverse("arrangement", args=[row.pk])
        if row.approved_on:
            title = _now("Approved: %(name)s") % {"name": row}
            yield chronology.Entry(row.approved_on, KIND, title, url=url)
        if row.state == Arrangement.State.ENDED and row.valid_to:
            title = _now("Not needed any more: %(name)s") % {"name": row}
            yield chronology.Entry(row.valid_to, KIND, title, url=url)
