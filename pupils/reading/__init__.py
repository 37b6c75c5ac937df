"""Files of pupils from other systems, read into rows that say what is wrong with them. No database."""

from pupils.reading.ctf import read_ctf
from pupils.reading.rows import (
    Problem,
    PupilRow,
    RankedNeed,
    Reading,
    SenSpell,
    TransferHeader,
    UnusableFile,
)
from pupils.reading.sheet import read_sheet

__all__ = [
    "Problem",
    "PupilRow",
    "RankedNeed",
    "Reading",
    "SenSpell",
    "TransferHeader",
    "UnusableFile",
    "read_ctf",
    "read_sheet",
]
