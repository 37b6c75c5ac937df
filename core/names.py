"""Names as people type them: folded for searching, so that "elodie" finds "Élodie" on both databases."""

import unicodedata

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE",
     "œ": "oe", "Œ": "OE", "ı": "i", "'": "", "’": "", "‘": "", "ʼ": ""}
)  # fmt: skip


def fold(text: str) -> str:
    """Text without accents, case or doubled spaces; apostrophes left out, hyphens as spaces."""
    flat = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(bare.casefold().replace("-", " ").split())
