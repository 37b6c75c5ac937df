"""One way in for a file of pupils of any kind: told apart by what is in it, never by its name."""

import datetime

from django.utils import timezone

from pupils.models import Import
from pupils.reading import Reading, read_ctf, read_sheet

Kind = Import.Kind
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"


def detect(content: bytes) -> Kind:
    """A file that begins with a tag is a transfer file; anything else is a school's own export."""
    return Kind.CTF if content[:200].lstrip(_BEFORE_XML).startswith(b"<") else Kind.SHEET


def read(content: bytes, *, kind: str, today: datetime.date | None = None) -> Reading:
    """Read the rows of a file of this kind. Raises UnusableFile with the sentence to show."""
    reader = read_ctf if kind == Kind.CTF else read_sheet
    return reader(content, today=today or timezone.localdate())
