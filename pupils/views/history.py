"""What happened with a pupil's record: the chronology, who looked, and who can see what."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.policy import require
from pupils import policies
from pupils.chronology import ICONS, KINDS, Entry, chronology_of
from pupils.looks import looks_and_changes
from pupils.models import Pupil
from pupils.reasons import who_can_see as everybody_who_sees
from pupils.views.record import open_record
from staff.listing import page_of


@login_required
@require_safe
def pupil_chronology(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened, newest first, of one kind if asked."""
    pupil, record = open_record(request, pk, "pupil_chronology")
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    entries = chronology_of(pupil, request.user, kind)
    page = page_of(entries, request.GET)
    context = {
        "pupil": pupil,
        "record": record,
        "page": page,
        "kinds": [{"value": value, "label": label} for value, label in KINDS.items()],
        "kind": kind,
        "entries": [_shown(entry) for entry in page],
    }
    return render(request, "pupils/pupil_chronology.html", context)


def _shown(entry: Entry) -> dict:
    is_moment = hasattr(entry.at, "hour")
    return {
        "at": entry.at if is_moment else None,
        "on": None if is_moment else entry.at,
        "title": entry.title,
        "text": entry.detail,
        "by": entry.by,
        "url": entry.url,
        "icon": ICONS.get(entry.kind, "ring"),
        "tags": [],
    }


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
