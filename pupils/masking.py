"""Names of pupils whom the reader does not see, taken out of a text about somebody else. Pure.

It errs on the side of taking out: a surname that is also a word goes as well. What nobody listed as
having had a part cannot be known, which is why the form asks for names in their own field.
"""

import re
from collections.abc import Iterable, Sequence

#: Shorter names would take letters out of ordinary words.
SHORTEST = 2


def masked(text: str, names: Iterable[str], instead: str) -> str:
    """``text`` with every one of ``names``, as a whole word in any case, replaced by ``instead``.

    "Aylin's" becomes "another pupil's". A run of names ("Aylin Demir") becomes one replacement.
    """
    wanted = sorted({name for name in names if len(name) >= SHORTEST}, key=len, reverse=True)
    if not text or not wanted:
        return text
    one = "|".join(re.escape(name) for name in wanted)
    finder = re.compile(rf"(?<!\w)(?:{one})(?:[ \u00a0]+(?:{one}))*(?!\w)", re.IGNORECASE)
    return finder.sub(lambda _found: instead, text)


def names_of(parts: Sequence[str]) -> set[str]:
    """Each name as it may be written: whole, its parts where it has several, and initials.

    ``parts`` are forename, known as, surname and known surname; empty ones do not count.
    """
    known = {part.strip() for part in parts if part and part.strip()}
    pieces = {piece for part in known for piece in re.split(r"[\s-]+", part)}
    firsts = [part[0] for part in parts[:2] if part]
    lasts = [part[0] for part in parts[2:] if part]
    initials = {
        form for a in firsts for b in lasts for form in (f"{a}.{b}.", f"{a}.{b}", f"{a}{b}")
    }
    return known | {piece for piece in pieces if len(piece) > SHORTEST} | initials
