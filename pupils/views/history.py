"""Who looked at a pupil's record, and who can see what."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.policy import require
from pupils import policies
from pupils.looks import looks_and_changes
from pupils.models import Pupil
from pupils.reasons import who_can_see as everybody_who_sees
from pupils.views.record import open_record
from staff.listing import page_of


@login_required
@require_safe
def who_looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Looks and changes with person, reason and time, for those who answer for the records."""
    require(policies.see_who_looked(request.user, get_object_or_404(_seen(request), pk=pk)))
    pupil, record = open_record(request, pk, "who_looked")
    page = page_of(looks_and_changes(pupil.pk), request.GET)
    context = {"pupil": pupil, "record": record, "page": page}
    return render(request, "pupils/who_looked.html", context)


@login_required
@require_safe
def who_can_see(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who can see the record today, with every reason."""
    pupil, record = open_record(request, pk, "who_can_see")
    context = {"pupil": pupil, "record": record, "seers": everybody_who_sees(pupil)}
    return render(request, "pupils/who_can_see.html", context)


def _seen(request: HttpRequest):
    return Pupil.objects.visible_to(request.user)
