"""Which of several appointments overlap: pure arithmetic of beginnings and minutes."""

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """One appointment: its key, whose it is, when it begins, how many minutes it lasts."""

    key: Hashable
    whose: Hashable
    starts_at: datetime.datetime
    minutes: int

    @property
    def ends_at(self) -> datetime.datetime:
        """When it ends."""
        return self.starts_at + datetime.timedelta(minutes=self.minutes)


def clashes(slots: Iterable[Slot]) -> dict[Hashable, list[Hashable]]:
    """For each appointment that overlaps another of the same person, the keys of those others.

    One that begins when another ends does not overlap it.
    """
    found: dict[Hashable, list[Hashable]] = {}
    standing: list[Slot] = []
    for slot in sorted(slots, key=lambda one: one.starts_at):
        standing = [one for one in standing if one.ends_at > slot.starts_at]
        for other in standing:
            if other.whose == slot.whose:
                found.setdefault(slot.key, []).append(other.key)
                found.setdefault(other.key, []).append(slot.key)
        standing.append(slot)
    return found
