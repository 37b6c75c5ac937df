"""What the home page tells those who keep people and the school year."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import academic_year, academic_year_bounds, academic_year_label
from core.models import School, Term
from staff import policies
from staff.access import Role
from staff.colleagues import WAITING, never_signed_in
from staff.home import Need, add_source
from staff.models import Post, StaffMember

#: From this month on, the next school year should be in the calendar: sessions are planned ahead.
PLANS_FROM_MONTH = 5
PEOPLE_RANK, YEAR_RANK = 60, 40


def join() -> None:
    """Answer on the home page."""
    add_source(people_without_sign_in)
    add_source(years_without_terms)


def people_without_sign_in(person: StaffMember) -> Iterator[Need]:
    """Colleagues who never signed in, for HR."""
    schools = person.access.schools_as(Role.HR)
    if not schools:
        return
    posts = Post.objects.visible_to(person).filter(school__in=schools).current()
    people = StaffMember.objects.filter(pk__in=posts.values("person_id")).exclude(pk=person.pk)
    count = never_signed_in(people).count()
    title = ngettext(
        "%(n)s colleague has never signed in", "%(n)s colleagues have never signed in", count
    )
    yield Need(
        rank=PEOPLE_RANK,
        title=title % {"n": count},
        detail=_("They need a sign-in link, or the school's own sign-in."),
        url=f"{reverse('people')}?status={WAITING}",
        action_label=_("Show them"),
        count=count,
    )


def years_without_terms(person: StaffMember) -> Iterator[Need]:
    """School years that have no terms yet, for those who keep the calendar."""
    schools = [pk for pk in person.access.school_ids if not policies.edit_calendar(person, pk)]
    if not schools:
        return
    years = _years(timezone.localdate())
    first, last = academic_year_bounds(years[0])[0], academic_year_bounds(years[-1])[1]
    known = {
        (school_id, academic_year(day))
        for school_id, day in Term.objects.filter(
            school__in=schools, starts_on__range=(first, last)
        ).values_list("school_id", "starts_on")
    }
    missing = [(pk, year) for pk in schools for year in years if (pk, year) not in known]
    names = dict(
        School.objects.filter(pk__in=[pk for pk, _year in missing]).values_list("pk", "name")
    )
    for pk, year in missing:
        yield Need(
            rank=YEAR_RANK,
            title=_("No terms are entered for %(year)s") % {"year": academic_year_label(year)},
            detail=_("%(school)s: sessions cannot be planned without them.")
            % {"school": names[pk]},
            url=f"{reverse('school_calendar')}?school={pk}&year={year}",
            action_label=_("Enter terms"),
        )


def _years(today: datetime.date) -> list[int]:
    year = academic_year(today)
    return [year, year + 1] if PLANS_FROM_MONTH <= today.month < 9 else [year]
