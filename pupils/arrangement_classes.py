"""Whom somebody may log at once: forms, years and own groups in which a pupil has an arrangement in use.

A class is named "<school>.<what>.<which>": "3.form.10B", "3.year.10", "3.group.Reading Relay", "3.all.".
"""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.models import School
from pupils.models import AdultLink, Arrangement, ArrangementUse

ALL, FORM, YEAR, GROUP = "all", "form", "year", "group"


def in_use(person: Any, on: datetime.date) -> list[Arrangement]:
    """Arrangements in use on a day that the person may see, by pupil: one query."""
    rows = Arrangement.objects.visible_to(person).live().valid_on(on)
    return list(
        rows.select_related("kind", "pupil")
        .only(
            "school", "kind__name", "kind__percent", "kind__order", "percent", "pupil__school",
            "pupil__surname", "pupil__forename", "pupil__known_as", "pupil__known_surname",
            "pupil__form", "pupil__year_group",
        )
        .order_by("pupil__surname", "pupil__forename", "pupil", "kind__order")
    )  # fmt: skip


def classes(person: Any, rows: list[Arrangement]) -> list[tuple[str, str]]:
    """The choices, with the school's name where the person works at several: at most two queries."""
    schools = sorted({row.school_id for row in rows})
    names = School.objects.in_bulk(schools) if len(schools) > 1 else {}
    made = []
    for school in schools:
        pupils = [row.pupil for row in rows if row.school_id == school]
        for what, which, words in _of_school(pupils, _own_groups(person, school)):
            label = f"{words}, {names[school]}" if names else words
            made.append((f"{school}.{what}.{which}", label))
    return made


def _of_school(pupils: list[Any], groups: list[str]) -> list[tuple[str, str, str]]:
    def order(text: str) -> tuple[int, str]:
        return len(text), text

    forms = sorted({pupil.form for pupil in pupils if pupil.form}, key=order)
    years = sorted({pupil.year_group for pupil in pupils if pupil.year_group}, key=order)
    return [
        (ALL, "", _("All whose arrangements you see")),
        *((GROUP, name, name) for name in groups),
        *((FORM, name, _("Form %(name)s") % {"name": name}) for name in forms),
        *((YEAR, name, _("Year %(name)s") % {"name": name}) for name in years),
    ]


def _own_links(person: Any, school_id: int) -> Any:
    return AdultLink.objects.current().filter(
        school=school_id, post__in=person.access.post_ids
    )  # fmt: skip


def _own_groups(person: Any, school_id: int) -> list[str]:
    named = _own_links(person, school_id).exclude(detail="")
    return sorted(set(named.values_list("detail", flat=True)))


def rows_of(person: Any, who: str, rows: list[Arrangement]) -> tuple[int, list[Arrangement]]:
    """The school of a class, and the rows that are in it."""
    school, what, which = who.split(".", 2)
    mine = [row for row in rows if row.school_id == int(school)]
    if what == FORM:
        mine = [row for row in mine if row.pupil.form == which]
    elif what == YEAR:
        mine = [row for row in mine if row.pupil.year_group == which]
    elif what == GROUP:
        links = _own_links(person, int(school)).filter(detail=which)
        members = set(links.values_list("pupil_id", flat=True))
        mine = [row for row in mine if row.pupil_id in members]
    return int(school), mine


def logged_before(
    rows: list[Arrangement], subject: Any, on: datetime.date, occasion: str
) -> list[ArrangementUse]:
    """What somebody logged already for this lesson: one query."""
    return list(
        ArrangementUse.objects.filter(
            arrangement__in=rows, subject=subject, on=on, occasion=occasion
        )
        .select_related("by", "arrangement__kind", "arrangement__pupil")
        .order_by("arrangement__pupil__surname")
    )
