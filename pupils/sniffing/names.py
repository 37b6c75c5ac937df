"""The name under which a file is offered again: what people typed, without what hurts a computer."""

import unicodedata

LONGEST = 120
#: Names that Windows keeps for devices.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_FORBIDDEN = '<>:"/\\|?*'


def clean_name(typed: str, extension: str) -> str:
    """ "report.pdf" from what a browser sent: no folder, no mark that turns text round, one extension.

    Inner dots become hyphens, so that the ending is the only one; an empty name becomes "file".
    """
    last = typed.replace("\\", "/").rsplit("/", 1)[-1]
    flat = unicodedata.normalize("NFC", last)
    # Category C holds controls, NUL, unassigned letters and the marks that reverse the direction.
    shown = "".join(
        " " if unicodedata.category(letter)[0] == "Z" else letter
        for letter in flat
        if unicodedata.category(letter)[0] != "C"
    )
    stem = shown.rpartition(".")[0] if extension_of(shown) else shown
    stem = "".join("-" if letter in _FORBIDDEN or letter == "." else letter for letter in stem)
    stem = " ".join(stem.split()).strip("- ")
    if stem.casefold() in _DEVICES:
        stem = f"{stem}-file"
    return f"{stem[: LONGEST - len(extension) - 1] or 'file'}.{extension}"


def extension_of(typed: str) -> str:
    """The ending of a name in small letters, or nothing: at most five letters and digits."""
    ending = typed.rpartition(".")[2] if "." in typed else ""
    ending = "".join(letter for letter in ending if unicodedata.category(letter)[0] != "C").strip()
    is_ending = 0 < len(ending) <= 5 and ending.isascii() and ending.isalnum()
    return ending.lower() if is_ending else ""
