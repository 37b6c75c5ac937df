"""What only shows when all rows of a file are seen together: the same pupil twice, the same gap often."""

from collections import Counter
from collections.abc import Iterable

from pupils.reading.headings import LABELS
from pupils.reading.rows import PupilRow
from pupils.sentences import Sentence as _

#: Fields that some systems export in words where codes are wanted: one note, not a warning a row.
IN_WORDS = ("ethnicity", "language")


def refuse_repeats(rows: Iterable[PupilRow]) -> None:
    """Refuse each row that names a pupil whom an earlier row already named.

    The same UPN, the same admission number, or, where one of the two has no UPN, the same names
    and date of birth.
    """
    seen: dict[tuple[str, ...], PupilRow] = {}
    for row in rows:
        keys = _keys(row)
        for column, key in keys:
            earlier = seen.get(key)
            if earlier is None or (column == "surname" and earlier.upn and row.upn):
                continue
            if column == "surname":
                words = _("This pupil is already on line %(line)s.", line=earlier.line)
            else:
                field = LABELS[column]
                words = _(
                    "The %(field)s is already on line %(line)s.", field=field, line=earlier.line
                )
            row.refuse(column, words)
            break
        else:
            seen.update({key: row for _column, key in keys})


def _keys(row: PupilRow) -> list[tuple[str, tuple[str, ...]]]:
    keys: list[tuple[str, tuple[str, ...]]] = []
    if row.upn:
        keys.append(("upn", ("upn", row.upn)))
    if row.admission_number:
        keys.append(("admission_number", ("number", row.admission_number.casefold())))
    if row.can_be_new:
        name = (row.surname.casefold(), row.forename.casefold(), str(row.born_on))
        keys.append(("surname", ("name", *name)))
    return keys


def gather_notes(rows: Iterable[PupilRow]) -> list[str]:
    """One note for each field that many rows give in words, in place of a warning on each row."""
    counts: Counter[str] = Counter()
    for row in rows:
        loud = [
            problem
            for problem in row.problems
            if problem.is_fatal or problem.column not in IN_WORDS
        ]
        counts.update(
            {problem.column for problem in row.problems} - {problem.column for problem in loud}
        )
        row.problems = loud
    return [
        _(
            "%(field)s is in words on %(count)s lines; only codes are taken.",
            field=LABELS[column],
            count=count,
        )
        for column, count in sorted(counts.items())
    ]
