"""Pupils on the register whose home nobody has reached for longer than the school's own weeks."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.calendar import academic_year, academic_year_bounds, school_days
from core.models import Closure, Term
from pupils.contacts import LastHome, last_home
from pupils.models import AdultLink, Pupil, SenStatus, TalkRule
from pupils.models.contact import CONTACT_READERS
from pupils.silence import Silence, school_weeks

#: Beyond this nobody counts weeks: it is simply a long time.
LOOK_BACK = datetime.timedelta(days=800)
NOBODY = LastHome(None, "", 0)


@dataclass(frozen=True)
class QuietRow:
    """One pupil: how long home has not been reached, and who last was."""

    pupil: Pupil
    silence: Silence
    last: LastHome


def readable(person: Any) -> QuerySet[Pupil]:
    """Pupils on roll and on the register whose whole log the person reads."""
    access = person.access
    below = AdultLink.objects.current().filter(post__in=access.department_ids).values("pupil")
    whole = Q(school__in=access.schools_as(*CONTACT_READERS)) | Q(pk__in=below)
    return Pupil.objects.visible_to(person).on_roll().with_sen().filter(whole)


def quiet_rows(person: Any, *, everybody: bool = False) -> list[QuietRow]:
    """Pupils beyond their limit, the furthest first; ``everybody`` for those within it too.

    A pupil without any contact is counted from the first day on the register, or of this school year.
    The same number of queries however many pupils: five, and two for each school.
    """
    pupils = list(readable(person).order_by("surname", "forename"))
    last = last_home(pupil.pk for pupil in pupils)
    starts = _register_starts(pupils)
    today = timezone.localdate()
    days = {pk: open_days(pk, today) for pk in {pupil.school_id for pupil in pupils}}
    limits = {pk: weeks_by_code(pk) for pk in days}
    rows = []
    for pupil in pupils:
        found = last.get(pupil.pk, NOBODY)
        since = found.on or starts[pupil.pk]
        weeks = school_weeks(since, today, days[pupil.school_id])
        silence = Silence(since, weeks, limits[pupil.school_id][pupil.sen_code])
        if everybody or silence.is_over:
            rows.append(QuietRow(pupil, silence, found))
    return sorted(rows, key=lambda row: (-row.silence.over_by, row.pupil.surname, row.pupil.pk))


def silence_of(pupil: Pupil, last: LastHome | None) -> Silence | None:
    """How long nobody reached one pupil's home; None for a pupil who is not on the register."""
    if pupil.sen_code not in TalkRule.QUIET:
        return None
    today = timezone.localdate()
    since = last.on if last and last.on else _register_starts([pupil])[pupil.pk]
    weeks = school_weeks(since, today, open_days(pupil.school_id, today))
    return Silence(since, weeks, weeks_by_code(pupil.school_id)[pupil.sen_code])


def weeks_by_code(school_id: int) -> dict[str, int]:
    """After how many school weeks each status counts as silent at a school: one query."""
    rules = TalkRule.objects.in_use_at(school_id).filter(code__in=TalkRule.QUIET.values())
    weeks = dict(rules.values_list("code", "weeks"))
    return {status: weeks[code] for status, code in TalkRule.QUIET.items()}


def open_days(school_id: int, today: datetime.date) -> list[datetime.date]:
    """The school days of the last two years, in order: two queries."""
    first = today - LOOK_BACK
    terms = Term.objects.filter(school=school_id, ends_on__gte=first, starts_on__lte=today)
    shut = Closure.objects.filter(school=school_id, ends_on__gte=first, starts_on__lte=today)
    spans = list(terms.values_list("starts_on", "ends_on"))
    if not spans:
        return []
    return school_days(first, today, spans, list(shut.values_list("starts_on", "ends_on")))


def _register_starts(pupils: list[Pupil]) -> dict[int, datetime.date]:
    """From when silence counts where there is no contact: the status of today, or this school year."""
    september = academic_year_bounds(academic_year(timezone.localdate()))[0]
    current = SenStatus.objects.filter(pupil__in=pupils, ends_on__isnull=True)
    begun = dict(current.order_by("starts_on").values_list("pupil", "starts_on"))
    return {pupil.pk: max(begun.get(pupil.pk, september), september) for pupil in pupils}
