"""Where the contact log and actions join what others keep: People, menu, first page, chronology, record book."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import chronology, contacts, parts, policies
from pupils.agreed import needs_of_owner
from pupils.models import Pupil
from pupils.quiet import quiet_rows, silence_of
from staff import book, book_values, home, navigation
from staff.access import PLANNERS

SHOWN = 3


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PEOPLE, "contacts", 40, "pupils/_people_contacts.html", contacts_of,
            policies.see_pupil_contacts,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Contact home"), "contacts", 50, reads_contacts,
            _("Who spoke with which family, what was agreed, and whom nobody has reached"),
            more=True,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Actions"), "agreed_actions", 52, reads_actions,
            _("What was agreed for pupils: whose, by when, and what is overdue"), more=True,
        )
    )  # fmt: skip
    home.add_source(needs_of_owner)
    home.add_source(needs_of_planner)
    chronology.add_source(contacts.tell, {contacts.CONTACT: _("Contact home")})
    chronology.ICONS[contacts.CONTACT] = "phone"
    book.keep_back(
        "pupils.contactnote",
        ("who_name", "who_role", "said", "agreed", "reason", "who_kind", "about", "reach"),
    )
    book.keep_back("pupils.agreedaction", ("what", "outcome", "owner_name"))
    book_values.leave_out("pupils.contactnote", "number")


def reads_contacts(person: Any) -> bool:
    """True for whoever may open the list."""
    return not policies.see_contact_log(person)


def reads_actions(person: Any) -> bool:
    """True for whoever may open the list of actions."""
    return not policies.see_agreed_actions(person)


def contacts_of(person: Any, pupil: Pupil) -> dict[str, Any]:
    """The latest notes, how long ago home was reached, and whether the person may add one."""
    limit = policies.reads_all_contacts(person, pupil)
    last = None if limit else contacts.last_home([pupil.pk]).get(pupil.pk)
    notes = contacts.log_of(person, pupil)
    return {
        "notes": notes[:SHOWN], "count": len(notes), "last": last, "limit": limit,
        "silence": None if limit else silence_of(pupil, last),
        "add_reason": policies.note_contact(person, pupil),
    }  # fmt: skip


def needs_of_planner(person: Any) -> Iterator[home.Need]:
    """For the SENCO and the assistant SENCO: homes that nobody has reached for too long."""
    if not person.access.has_any(*PLANNERS):
        return
    rows = quiet_rows(person)
    if not rows:
        return
    title = ngettext(
        "%(n)s pupil’s home has not been reached for too long",
        "The homes of %(n)s pupils have not been reached for too long",
        len(rows),
    ) % {"n": len(rows)}
    weeks = rows[0].silence.weeks
    detail = _now("%(name)s first: %(weeks)s school weeks.") % {
        "name": rows[0].pupil.short_name, "weeks": weeks,
    }  # fmt: skip
    yield home.Need(40, title, detail, reverse("quiet_pupils"), _now("See them"), len(rows))
