"""Finding the names of other people in a text, and covering them. Pure.

A name is found word for word, as it stands in the lists that are given: full names in any case, a
forename or surname alone where it is written with a capital. Nicknames, initials and misspellings
are not found: a person reads every row. The pupil's own names are nobody else's, but a full name of
another person that shares them ("Ada Wrenfield") is.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: What stands in the place of covered words: always as long, so that it does not tell their length.
BLOCK = "█████"
#: A forename or surname of fewer letters is not looked for alone.
SHORTEST = 3
TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "prof", "professor", "sir"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OWNING = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Mark:
    """Letters ``starts`` up to ``ends`` of a text, and whose name they are."""

    starts: int
    ends: int
    kind: str


@dataclass(frozen=True)
class Known:
    """Names to look for by their first word, the longest first: (words, kind); "" for the pupil's own."""

    by_word: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def known(others: Iterable[tuple[str, str]], own: Iterable[str]) -> Known:
    """Prepare (name, kind) of others and the pupil's own names; whoever comes first keeps a name."""
    found: dict[tuple[str, ...], str] = {}
    for name in own:
        for words in _forms(name):
            found.setdefault(words, "")
    for name, kind in others:
        for words in _forms(name):
            found.setdefault(words, kind)
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in sorted(found.items(), key=lambda one: -len(one[0])):
        by_word.setdefault(words[0], []).append((words, kind))
    return Known(by_word)


def marks(text: str, names: Known) -> list[Mark]:
    """Where the text names somebody else, from left to right, without overlaps."""
    found: list[Mark] = []
    words = [(match, _folded(match.group())) for match in _WORD.finditer(text)]
    place = 0
    while place < len(words):
        length, kind = _match(words, place, names)
        if kind:
            first = place - 1 if _has_title(words, place, text) else place
            starts, last = words[first][0].start(), words[place + length - 1][0]
            ends = last.end() - len(_owning(last.group()))
            found.append(Mark(starts, ends, kind))
        place += max(length, 1)
    return found


def covered(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with a block in place of each stretch; stretches that touch become one."""
    out, done = [], 0
    for starts, ends in sorted(places):
        if ends <= done:
            continue
        out += [text[done:starts], BLOCK] if starts >= done else []
        done = ends
    return "".join([*out, text[done:]])


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Every stretch of ``text`` that reads like ``words``, whatever the case; none for empty words."""
    wanted = words.strip()
    if not wanted:
        return []
    return [one.span() for one in re.finditer(re.escape(wanted), text, re.IGNORECASE)]


def joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a text from left to right, those that run into each other made one."""
    found: list[tuple[int, int]] = []
    for starts, ends in sorted(places):
        if found and starts < found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((starts, ends))
    return found


def _match(words: Sequence[tuple[re.Match, str]], place: int, names: Known) -> tuple[int, str]:
    """How many words from ``place`` are a known name, and whose; 0 for none."""
    for name, kind in names.by_word.get(words[place][1], ()):
        if tuple(word for _m, word in words[place : place + len(name)]) != name:
            continue
        if len(name) == 1 and not words[place][0].group()[:1].isupper():
            continue
        return len(name), kind
    return 0, ""


def _has_title(words: Sequence[tuple[re.Match, str]], place: int, text: str) -> bool:
    if not place or words[place - 1][1] not in TITLES:
        return False
    between = text[words[place - 1][0].end() : words[place][0].start()]
    return between.strip(". ") == ""


def _forms(name: str) -> list[tuple[str, ...]]:
    """The full name, its first and last word, and each of the two alone where it is long enough."""
    words = tuple(_folded(one) for one in _WORD.findall(name))
    words = words[1:] if len(words) > 1 and words[0] in TITLES else words
    if not words:
        return []
    alone: list[tuple[str, ...]] = [(one,) for one in (words[0], words[-1]) if len(one) >= SHORTEST]
    ends = [(words[0], words[-1])] if len(words) > 2 else []
    return [words, *ends, *alone] if len(words) > 1 else alone


def _folded(word: str) -> str:
    """A word for comparing: without accents, case and an owner's s."""
    plain = unicodedata.normalize("NFKD", _OWNING.sub("", word).replace("’", "'"))
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold()


def _owning(word: str) -> str:
    match = _OWNING.search(word)
    return match.group() if match else ""
