"""Strategies of several pupils put together for a lesson: the same ones once, and where they clash.

Two lines are the same strategy when their words are the same without case, accents, punctuation and
little words. For the same need they are also the same when at least three quarters of their telling
words are shared; numbers, refusals and opposites must then agree, so that "do not" never joins "do".
Every wording is kept, so that a reader can see what was joined. They clash when one pupil's must-do
is what does not help another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pupils.comparing import MUST, NOT, TRY, Line, words_of

ENOUGH = 0.75
LITTLE = frozenset({
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "he", "her", "him", "his", "i", "in",
    "is", "it", "its", "me", "my", "of", "on", "or", "she", "so", "that", "the", "their", "them",
    "they", "this", "to", "us", "we", "will", "with", "you", "your", "please", "always",
})  # fmt: skip
#: Words that turn a strategy into another one.
TURNING = frozenset({
    "no", "not", "never", "none", "dont", "cannot", "cant", "without", "avoid", "stop", "before",
    "after", "left", "right", "front", "back", "first", "last", "more", "less", "only", "near",
    "away", "alone", "together", "one", "two", "three", "four", "five", "six", "ten", "twice",
})  # fmt: skip


@dataclass(frozen=True)
class Owned:
    """A line and whose it is: any key by which the caller knows the pupil."""

    pupil: int
    line: Line


@dataclass
class Shared:
    """One strategy of one or more pupils, with every wording, in the order met."""

    rows: list[Owned] = field(default_factory=list)

    @property
    def wordings(self) -> list[str]:
        """The different ways of saying it, compared without case and punctuation."""
        return list({tuple(words_of(row.line.text)): row.line.text for row in self.rows}.values())

    def pupils(self, *tags: str) -> list[int]:
        """For whom it stands with one of these tags, each once."""
        return list(dict.fromkeys(row.pupil for row in self.rows if row.line.tag in tags))

    @property
    def helped(self) -> list[int]:
        """For whom it is a must or worth trying."""
        return self.pupils(MUST, TRY)

    @property
    def clashes(self) -> bool:
        """Whether it is a must for one pupil and does not help another."""
        return bool(self.pupils(MUST)) and bool(set(self.pupils(NOT)) - set(self.pupils(MUST)))


@dataclass(frozen=True)
class Merged:
    """The parts of the page. ``must`` and ``single`` hold lines by pupil, in the pupils' order."""

    must: dict[int, list[Line]]
    several: list[Shared]
    single: dict[int, list[Line]]
    conflicts: list[Shared]


def merge(rows: Sequence[Owned]) -> Merged:
    """Put the lines of several pupils together; a line stands in ``single`` when nobody shares it."""
    groups: list[Shared] = []
    for row in rows:
        home = next((group for group in groups if _is_same(group, row)), None)
        if home is None:
            home = Shared()
            groups.append(home)
        home.rows.append(row)
    several = [group for group in groups if len(group.helped) > 1]
    shared = {id(row) for group in several for row in group.rows if row.line.tag != NOT}
    return Merged(
        must=_by_pupil(row for row in rows if row.line.tag == MUST),
        several=sorted(several, key=lambda group: -len(group.helped)),
        single=_by_pupil(row for row in rows if row.line.tag != MUST and id(row) not in shared),
        conflicts=[group for group in groups if group.clashes],
    )


def is_same(one: Line, other: Line) -> bool:
    """Whether two lines say the same strategy, by the rule above."""
    mine, theirs = _telling(one.text), _telling(other.text)
    if mine == theirs:
        return bool(mine) or words_of(one.text) == words_of(other.text)
    if not one.need or one.need != other.need or mine & _TURNS != theirs & _TURNS:
        return False
    if {word for word in mine ^ theirs if word.isdigit()}:
        return False
    return len(mine & theirs) >= ENOUGH * len(mine | theirs)


def _is_same(group: Shared, row: Owned) -> bool:
    """Compared with the first of the group, so that a group never drifts from what began it."""
    return is_same(group.rows[0].line, row.line)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_TURNS = frozenset(map(_singular, TURNING))


def _telling(text: str) -> frozenset[str]:
    return frozenset(_singular(word) for word in words_of(text) if word not in LITTLE)


def _by_pupil(rows: Iterable[Owned]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for row in rows:
        found.setdefault(row.pupil, []).append(row.line)
    return found
