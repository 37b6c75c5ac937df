"""Changes of the SEND register: status and needs, with the copies that lists read."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, compare_and_set
from pupils import policies
from pupils.models import Need, NeedType, Pupil, SenStatus
from pupils.needs import why_not

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def change_status(
    *, by: Any, pupil: Pupil, version: int, code: str, on: Day, reason: str,
    main_need: NeedType | None = None,
) -> Pupil:  # fmt: skip
    """Give a pupil status N, K or E from ``on``; the status before ends the day before.

    With N all needs end. With K or E the main need stays unless ``main_need`` is given. On the first
    day of the status before, that status is corrected instead. Raises Stale, and Refused where the
    rules of status and needs or the dates do not allow it.
    """
    require(policies.change_status(by, pupil))
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    before = SenStatus.objects.open().filter(pupil=pupil).first()
    if pupil.version != version:
        typed = {"code": code, "starts_on": on, "reason": reason}
        raise Stale(
            before or SenStatus(school_id=pupil.school_id, pupil=pupil, starts_on=on), typed
        )
    if before and on < before.starts_on:
        raise Refused(_("The status before began later. Choose a day on or after its first day."))
    wanted = _needs_after(pupil, code, main_need)
    require(why_not(code, [need.code for need in wanted]))
    _write_status(by, pupil, before, code, on, reason)
    _write_needs(by, pupil, wanted, on)
    _copy(by, pupil, version, code, wanted)
    return pupil


@transaction.atomic
def edit_needs(*, by: Any, pupil: Pupil, version: int, needs: Sequence[NeedType], on: Day) -> Pupil:
    """Make ``needs``, the main one first, the pupil's needs from ``on``; the others end.

    Raises Stale, and Refused where the rules do not allow these needs with the pupil's status.
    """
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if pupil.version != version:
        codes = [need.code for need in needs]
        raise Stale(pupil, dict(zip(("main_need", "second_need"), [*codes, "", ""], strict=False)))
    require(policies.edit_needs(by, pupil))
    require(why_not(pupil.sen_code, [need.code for need in needs]))
    _write_needs(by, pupil, needs, on)
    _copy(by, pupil, version, pupil.sen_code, needs)
    return pupil


def _needs_after(pupil: Pupil, code: str, main_need: NeedType | None) -> list[NeedType]:
    if code == SenStatus.Code.NONE:
        return []
    standing = [need.need_type for need in _open_needs(pupil)]
    if main_need is None:
        return standing
    return [main_need, *(kind for kind in standing[1:] if kind != main_need)]


def _open_needs(pupil: Pupil) -> list[Need]:
    return list(
        Need.objects.open().filter(pupil=pupil).select_related("need_type").order_by("rank")
    )


def _write_status(
    by: Any, pupil: Pupil, before: SenStatus | None, code: str, on: Day, reason: str
) -> None:
    if before and (before.starts_on == on or before.code == code):
        changes = compare_and_set(before, version=before.version, code=code, reason=reason)
        audit.record(by=by, action="change_status", about=before, changes=changes)
        return
    if before:
        changes = compare_and_set(before, version=before.version, ends_on=on - ONE_DAY)
        audit.record(by=by, action="change_status", about=before, changes=changes)
    made = SenStatus.objects.create(
        school_id=pupil.school_id, pupil=pupil, code=code, starts_on=on, reason=reason
    )
    changes = {"code": (before.code if before else None, code), "starts_on": (None, on)}
    audit.record(
        by=by, action="change_status", about=made, changes=changes | {"reason": (None, reason)}
    )


def _write_needs(by: Any, pupil: Pupil, wanted: Sequence[NeedType], on: Day) -> None:
    """End needs that are no longer wanted at their rank, then begin the new ones."""
    standing = {need.rank: need for need in _open_needs(pupil)}
    keep = {
        rank for rank, kind in enumerate(wanted, start=1)
        if rank in standing and standing[rank].need_type_id == kind.pk
    }  # fmt: skip
    for rank, need in standing.items():
        if rank not in keep:
            _end_need(by, need, on)
    for rank, kind in enumerate(wanted, start=1):
        if rank not in keep:
            made = Need.objects.create(
                school_id=pupil.school_id, pupil=pupil, need_type=kind, rank=rank, starts_on=on
            )
            changes = {"need": (None, kind.code), "rank": (None, rank), "starts_on": (None, on)}
            audit.record(by=by, action="edit_needs", about=made, changes=changes)


def _end_need(by: Any, need: Need, on: Day) -> None:
    """End a need the day before; one that began that day or later was a slip and goes."""
    if need.starts_on >= on:
        gone = {"need": (need.need_type.code, None), "rank": (need.rank, None)}
        audit.record(by=by, action="edit_needs", about=need, changes=gone)
        need.delete()
        return
    changes = compare_and_set(need, version=need.version, ends_on=on - ONE_DAY)
    audit.record(by=by, action="edit_needs", about=need, changes=changes)


def _copy(by: Any, pupil: Pupil, version: int, code: str, needs: Sequence[NeedType]) -> None:
    codes = [*(need.code for need in needs), "", ""]
    changes = compare_and_set(
        pupil, version=version, sen_code=code, main_need=codes[0], second_need=codes[1]
    )
    if changes:
        audit.record(
            by=by, action="update_register", about=pupil, changes=changes, pupil_id=pupil.pk
        )
