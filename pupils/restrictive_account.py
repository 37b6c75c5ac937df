"""Everything that one form says of a restrictive intervention, on its way from the form to the action."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pupils.models import BehaviourChoice

Day = datetime.date
List = BehaviourChoice.List


@dataclass(frozen=True)
class Record:
    """``fields`` are the columns of the row.

    ``lines`` are (line of a list, minutes or None); ``people`` (person, part, training, trained on);
    ``injuries`` (whose, what, first aid, reference); ``notices`` (whom, on, reference).
    """

    fields: dict[str, Any]
    lines: Sequence[tuple[BehaviourChoice, int | None]] = ()
    people: Sequence[tuple[Any, str, str, Day | None]] = ()
    injuries: Sequence[tuple[str, str, str, str]] = ()
    notices: Sequence[tuple[str, Day, str]] = ()

    def has(self, kind: str) -> bool:
        """Whether a line of one list stands in it."""
        return any(choice.list == kind for choice, _minutes in self.lines)


def why_unfinished(record: Record) -> str:
    """What the record does not say yet that it must say before it is signed off; or nothing."""
    missing = [
        (_("until when"), record.fields.get("until")),
        (_("on which lawful ground"), record.has(List.GROUND)),
        (_("what kind of intervention"), record.has(List.HOLD)),
        (_("restraint or seclusion"), record.fields["is_restraint"] or record.fields["is_seclusion"]),
        (_("why it was necessary"), record.fields["why"].strip()),
        (_("what was done"), record.fields["account"].strip()),
        (_("which staff had a part in it"), record.people),
        (_("that everybody was checked for injuries"), record.fields["injuries_checked"]),
    ]  # fmt: skip
    words = [str(what) for what, said in missing if not said]
    if not words:
        return ""
    return _("The record does not say yet: %(missing)s.") % {"missing": ", ".join(words)}
