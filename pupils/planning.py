"""What a file of pupils would do to a school's register, row by row, before anything is written.

A row may only be understood once others have changed the pupils they mean: so rows are matched in
rounds, each against the school as the rounds before would leave it, until nothing more is taken.
That is why the same file, read again after it was saved, finds nothing left to change.
"""

import copy
from collections.abc import Sequence

from django.utils.translation import gettext as _

from pupils.matching import Match, Roll
from pupils.models import Pupil
from pupils.planned import Outcome, RowPlan, SchoolNow
from pupils.reading import PupilRow
from pupils.row_changes import row_plan
from pupils.saying import in_words

Numbered = list[tuple[int, PupilRow]]


def plan(rows: Sequence[PupilRow], school: SchoolNow) -> list[RowPlan]:
    """What each row would do, in the order of the file; a pupil is named by one row only."""
    plans: dict[int, RowPlan] = {}
    taken: dict[int, int] = {}
    pupils = {pupil.pk: pupil for pupil in school.pupils}
    waiting: Numbered = []
    turn = 0
    for place, row in enumerate(rows, start=1):
        if row.is_refused:
            plans[place] = _refused(row, place, " ".join(map(in_words, row.reasons)))
        else:
            waiting.append((place, row))
    while waiting:
        turn += 1
        accepted = _round(waiting, Roll.of(pupils.values()), school, taken, plans)
        waiting = [
            (place, row) for place, row in waiting if plans[place].outcome == Outcome.REFUSED
        ]
        if not any(one.outcome in (Outcome.NEW, Outcome.CHANGED) for one in accepted):
            break
        for one in accepted:
            one.turn = turn
        pupils |= {pupil.pk: pupil for pupil in map(_afterwards, accepted)}
    return [plans[place] for place in sorted(plans)]


def _round(
    waiting: Numbered, roll: Roll, school: SchoolNow, taken: dict[int, int],
    plans: dict[int, RowPlan],
) -> list[RowPlan]:  # fmt: skip
    """Match every waiting row once: those that name a pupil by the surest key choose first."""
    matched = [(roll.match(row), place, row) for place, row in waiting]
    accepted = []
    for match, place, row in sorted(matched, key=lambda one: (one[0].key, one[1])):
        reason = _why_refused(match, taken)
        if reason:
            plans[place] = _refused(row, place, reason)
            continue
        one = row_plan(row, place, match, school)
        taken[one.pupil.pk if one.pupil else -place] = row.line
        plans[place] = one
        accepted.append(one)
    return accepted


def _why_refused(match: Match, taken: dict[int, int]) -> str:
    if match.refusal or match.pupil is None:
        return match.refusal
    if match.pupil.pk in taken:
        words = _("This is the same pupil as on line %(line)s.")
        return words % {"line": taken[match.pupil.pk]}
    return ""


def _refused(row: PupilRow, place: int, reason: str) -> RowPlan:
    return RowPlan(row, Outcome.REFUSED, place, reason, list(map(in_words, row.warnings)))


def _afterwards(one: RowPlan) -> Pupil:
    """The pupil as the row would leave them; a new one has a number of their own until saved."""
    pupil = copy.copy(one.pupil) if one.pupil else Pupil(pk=-one.place)
    for name, (_old, new) in one.fields.items():
        setattr(pupil, name, new)
    return pupil
