"""What saving an import writes, pupil by pupil, and what it notes so that it can be taken back."""

import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.policy import require
from core.record import compare_and_set
from pupils import policies
from pupils.models import Import, ImportRow, Need, Pupil, SenStatus
from pupils.planned import RowPlan, SchoolNow

Outcome = ImportRow.Outcome
Wrote = dict[str, Any]
WRITING = (Outcome.NEW, Outcome.CHANGED)
ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def write_plans(*, by: Any, item: Import, plans: list[RowPlan], now: SchoolNow) -> dict[int, Wrote]:
    """Add the new pupils and change the known ones; returns by place what undo needs to know."""
    require(policies.import_pupils(by, item.school_id))
    made: dict[int, Wrote] = {}
    for turn in sorted({one.turn for one in plans}):
        now_due = [one for one in plans if one.turn == turn and one.outcome in WRITING]
        _add_pupils(item.school_id, [one for one in now_due if one.outcome == Outcome.NEW])
        made |= {one.place: _write(by, item, one, now) for one in now_due}
    return made


def _write(by: Any, item: Import, one: RowPlan, now: SchoolNow) -> Wrote:
    """Write the register, the details and the page of the record book of one pupil."""
    wrote: Wrote = {"turn": one.turn}
    _write_statuses(one, item, now, wrote)
    _write_needs(one, now, one.status.starts_on if one.status else now.today, wrote)
    if one.outcome == Outcome.CHANGED:
        _change_pupil(one)
    wrote["copies"] = _copies_of(one.pupil)
    act = "import_new_pupil" if one.outcome == Outcome.NEW else "import_pupil"
    audit.record(by=by, action=act, about=one.pupil, changes=one.changes, pupil_id=one.pupil.pk)
    return wrote


def _add_pupils(school_id: int, plans: list[RowPlan]) -> None:
    for one in plans:
        values = {name: new for name, (_old, new) in one.fields.items()}
        one.pupil = Pupil(school_id=school_id, **values, **_copies_after(one))
        one.pupil.search_name = one.pupil.folded()
    Pupil.objects.bulk_create([one.pupil for one in plans], batch_size=100)


def _change_pupil(one: RowPlan) -> None:
    pupil = one.pupil
    values = {name: new for name, (_old, new) in one.fields.items()} | _copies_after(one)
    for name, value in values.items():
        setattr(pupil, name, value)
    compare_and_set(pupil, version=pupil.version, search_name=pupil.folded(), **values)


def _copies_after(one: RowPlan) -> dict[str, str]:
    """The code and needs that stand afterwards, as the pupil carries them for lists."""
    code, needs = one.codes
    code = one.status.code if one.status else code
    codes = [*(needs if one.needs is None else [need.code for need in one.needs]), "", ""]
    return {"sen_code": code, "main_need": codes[0], "second_need": codes[1]}


def _copies_of(pupil: Pupil) -> dict[str, str]:
    return {name: getattr(pupil, name) for name in ("sen_code", "main_need", "second_need")}


def _write_statuses(one: RowPlan, item: Import, now: SchoolNow, wrote: Wrote) -> None:
    """Add the ended spells of the file, end the one that stood, begin the new one."""
    pupil = one.pupil
    made = [
        _add_status(pupil, spell.code, spell.starts_on, spell.ends_on, item) for spell in one.past
    ]
    if one.status:
        standing = [row for row in now.history.get(pupil.pk, []) if row.ends_on is None]
        for row in standing:
            last = max(one.status.starts_on - ONE_DAY, row.starts_on)
            compare_and_set(row, version=row.version, ends_on=last)
        wrote["ended_statuses"] = [row.pk for row in standing]
        made.append(_add_status(pupil, one.status.code, one.status.starts_on, None, item))
    wrote["statuses"] = [row.pk for row in made]


def _add_status(pupil: Pupil, code: str, starts_on: Any, ends_on: Any, item: Import) -> SenStatus:
    return SenStatus.objects.create(
        school_id=pupil.school_id, pupil=pupil, code=code, starts_on=starts_on, ends_on=ends_on,
        reason=item.file_name,
    )  # fmt: skip


def _write_needs(one: RowPlan, now: SchoolNow, day: datetime.date, wrote: Wrote) -> None:
    if one.needs is None:
        return
    pupil = one.pupil
    standing = {need.rank: need for need in now.needs.get(pupil.pk, [])}
    wanted = dict(enumerate(one.needs, start=1))
    ended, made = [], []
    for rank, need in standing.items():
        if rank not in wanted or wanted[rank].pk != need.need_type_id:
            compare_and_set(need, version=need.version, ends_on=max(day - ONE_DAY, need.starts_on))
            ended.append(need.pk)
    for rank, kind in wanted.items():
        if rank not in standing or standing[rank].pk in ended:
            fields = {"need_type": kind, "rank": rank, "starts_on": day}
            made.append(Need.objects.create(school_id=pupil.school_id, pupil=pupil, **fields).pk)
    wrote |= {"needs": made, "ended_needs": ended}
