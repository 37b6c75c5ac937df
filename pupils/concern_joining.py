"""Where concerns join what others keep: the menu of the leads, the first page of the readers, due work."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils.actions.concern import remind_of_concerns
from pupils.models import Concern
from pupils.policies.concern import ANSWERING
from staff import due, home, navigation
from staff.access import Role


def join() -> None:
    """Join each of them. Search, chronology and the record book are joined nowhere, on purpose."""
    navigation.add(
        navigation.Item(
            _("Concerns"), "concerns", 15, is_lead,
            _("What colleagues handed to you, and what was done about it"),
        )
    )  # fmt: skip
    home.add_source(needs_of_reader)
    due.add("remind_of_concerns", remind)


def is_lead(person: Any) -> bool:
    """True for the safeguarding leads alone: the head finds the way from the first page."""
    return person.access.has_any(Role.DSL)


def needs_of_reader(person: Any) -> Iterable[home.Need]:
    """Concerns that nobody has begun, above everything else on the first page of those who may open them."""
    if not person.access.has_any(*ANSWERING):
        return
    waiting = Concern.objects.visible_to(person).with_state().filter(is_new=True)
    found = list(waiting.values_list("is_immediate", flat=True))
    title = ngettext(
        "%(n)s concern waits for you", "%(n)s concerns wait for you", len(found)
    ) % {"n": len(found)}  # fmt: skip
    danger = _now("In one of them a child is said to be in danger now.")
    why = danger if any(found) else _now("Nobody has begun with it.")
    url = f"{reverse('concerns')}?state=new"
    yield home.Need(0, title, why, url, _now("Open"), len(found))


def remind() -> str:
    """Write to the readers of what nobody has begun. The line says nothing: the log is read by others."""
    remind_of_concerns(by=None, now=timezone.now())
    return _now("done")
