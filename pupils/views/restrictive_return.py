"""The governors' return of restrictive interventions, and the numbers it goes by."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.calendar import academic_year, academic_year_label
from core.policy import require
from pupils import policies
from pupils import restrictive_return as reading
from pupils.models.behaviour import BEHAVIOUR_READERS
from pupils.schools import schools_worked_at

YEARS_BACK = 4


@login_required
@require_safe
def restrictive_return(request: HttpRequest) -> HttpResponse:
    """One school year in figures, made for paper: no names, and no figure that would tell one."""
    person = request.user
    require(policies.restrictive_return(person))
    schools = sorted(person.access.schools_as(*BEHAVIOUR_READERS))
    school = get_object_or_404(schools_worked_at(person), pk=_asked(request, "school", schools))
    require(policies.restrictive_return(person, school.pk))
    now = academic_year(timezone.localdate())
    years = [now - n for n in range(YEARS_BACK)]
    year = _asked(request, "year", years)
    context: dict[str, Any] = {
        "found": reading.return_of(person, school.pk, year), "school": school,
        "year": academic_year_label(year),
        "years": [(one, academic_year_label(one), one == year) for one in years],
    }  # fmt: skip
    return render(request, "pupils/restrictive_return.html", context)


def _asked(request: HttpRequest, name: str, offered: list[int]) -> int:
    """The number in the address, where it is on offer; else the first."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and int(typed) in offered else offered[0]
