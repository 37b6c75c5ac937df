"""Words that judge instead of describing, and what to ask oneself instead. A hint, never a rule. Pure.

An account that says what was seen and heard can be counted, compared and read aloud to a parent; one
that says what an adult thought of it cannot (functional assessment practice; the list is our own).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Hint(NamedTuple):
    """The words found, as they were typed, and a question that leads to what was seen."""

    words: str
    question: str


FEELING = "What did the face, voice or body do?"
WANTED = "What happened just before and just after? You can say what it may have been for below."
SAID = "Which words were said, or what was done?"
OFTEN = "How many times, and when?"
CAUSE = "What was going on before? Something usually was."
ASKED = "What was asked, and what did the pupil do instead?"

#: Words and what to ask instead. A star stands for the end of a word.
JUDGING: tuple[tuple[str, str], ...] = (
    ("angr*", FEELING), ("aggressive*", SAID), ("violent*", SAID), ("abusive", SAID),
    ("naughty", SAID), ("silly", SAID), ("rude*", SAID), ("nasty", SAID), ("horrible", SAID),
    ("bad behaviour", SAID), ("badly behaved", SAID), ("misbehav*", SAID), ("disrespect*", SAID),
    ("inappropriate*", SAID), ("disrupti*", SAID), ("kicked off", SAID), ("kicking off", SAID),
    ("meltdown", FEELING), ("tantrum*", FEELING), ("lost it", FEELING), ("hysterical*", FEELING),
    ("in a mood", FEELING), ("sulk*", FEELING), ("attitude", SAID), ("lazy", ASKED),
    ("laziness", ASKED), ("defian*", ASKED), ("non-complian*", ASKED), ("stubborn*", ASKED),
    ("refused", ASKED), ("refusing", ASKED), ("could not be bothered", ASKED),
    ("couldn't be bothered", ASKED), ("attention seeking", WANTED), ("attention-seeking", WANTED),
    ("manipulat*", WANTED), ("deliberate*", WANTED), ("on purpose", WANTED), ("spiteful*", WANTED),
    ("for no reason", CAUSE), ("out of nowhere", CAUSE), ("unprovoked", CAUSE),
    ("always", OFTEN), ("never", OFTEN), ("constantly", OFTEN), ("as usual", OFTEN),
)  # fmt: skip


def _pattern(words: str) -> str:
    stem = re.escape(words.removesuffix("*"))
    return stem + (r"\w*" if words.endswith("*") else "")


_FINDERS = tuple(
    (re.compile(rf"(?<!\w){_pattern(words)}(?!\w)", re.IGNORECASE), question)
    for words, question in JUDGING
)


def hints_on(texts: Iterable[str]) -> list[Hint]:
    """Each judging word once, in the order in which it is read; empty for words that only describe.

    Curly apostrophes read as straight ones. What stands in quotation marks was said by somebody, so
    it is left alone.
    """
    found: dict[str, tuple[int, Hint]] = {}
    place = 0
    for text in texts:
        plain = re.sub(r"“[^”]*”|\"[^\"]*\"", _blank, text.replace("’", "'"))
        for finder, question in _FINDERS:
            for match in finder.finditer(plain):
                key = match.group().lower()
                at = place + match.start()
                if key not in found or at < found[key][0]:
                    found[key] = (at, Hint(match.group(), question))
        place += len(text) + 1
    return [hint for _at, hint in sorted(found.values())]


def _blank(quoted: re.Match[str]) -> str:
    return " " * len(quoted.group())
