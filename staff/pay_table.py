"""What each point pays on a day at a school, read for a screen: the school's own row wins."""

import datetime
from dataclasses import dataclass

from staff.models import PayAward, PayPoint


@dataclass(frozen=True)
class PointPay:
    """One point: the row that counts, and rows that begin later."""

    point: PayPoint
    award: PayAward
    is_own: bool
    coming: list[PayAward]


def points_at(school_id: int, area: str, on: datetime.date) -> list[PointPay]:
    """Points whose pay is known for this area, by number; one query."""
    rows = PayAward.objects.at(school_id).filter(area=area).select_related("pay_point")
    now: dict[int, PayAward] = {}
    coming: dict[int, list[PayAward]] = {}
    for row in rows:
        if row.effective_from <= on:
            now.setdefault(row.pay_point_id, row)
        else:
            coming.setdefault(row.pay_point_id, []).append(row)
    found = [
        PointPay(row.pay_point, row, row.school_id == school_id, coming.get(pk, []))
        for pk, row in now.items()
    ]
    return sorted(found, key=lambda one: one.point.point)
