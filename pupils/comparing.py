"""What changed between two versions of a profile, and whether adults must be asked to read it.

Only a change of what an adult must do asks for an acknowledgement: a must-do that is new, gone,
reworded, or no longer (or newly) a must. Case, punctuation and the need it answers do not count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.names import fold

MUST, TRY, NOT = "must", "try", "not"
#: The order in which a page shows them.
TAGS = (MUST, TRY, NOT)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Line:
    """One strategy: its key from version to version, how firm, its words, the code of the need."""

    key: str
    tag: str
    text: str
    need: str = ""


@dataclass(frozen=True)
class Change:
    """One line that is new, gone or different; ``before`` or ``after`` is None where there is none."""

    kind: Literal["added", "removed", "changed"]
    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """The line as it is, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A change has a line on one side at least.")
        return found

    @property
    def asks(self) -> bool:
        """Whether what an adult must do has changed."""
        if MUST not in (self.before and self.before.tag, self.after and self.after.tag):
            return False
        if self.before is None or self.after is None:
            return True
        same_words = words_of(self.before.text) == words_of(self.after.text)
        return not same_words or self.before.tag != self.after.tag


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    return _WORDS.findall(fold(text))


def compare(before: Iterable[Line], after: Iterable[Line]) -> list[Change]:
    """Every line that is not as it was: must-dos first, then in the order of the page."""
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    found = [
        Change("changed" if key in old else "added", old.get(key), line)
        for key, line in new.items()
        if old.get(key) != line
    ]
    found += [Change("removed", line, None) for key, line in old.items() if key not in new]
    return sorted(found, key=lambda change: (not change.asks, TAGS.index(change.line.tag)))


def asks_to_read(changes: Iterable[Change]) -> bool:
    """Whether any of the changes must be read by the adults."""
    return any(change.asks for change in changes)
