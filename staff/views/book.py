"""The record book: who did what, who looked at what, and whether every page still holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.policy import require
from staff import policies
from staff.actions import school as actions
from staff.book_pages import BookFilter, entries_of, events_matching, looks_matching, looks_of
from staff.listing import chips_of, page_of
from staff.schools import school_of, schools_of
from staff.views.places import school_places

LOOKS = "looks"
SHOWN_FAULTS = 5


@require_safe
def record_book(request: HttpRequest) -> HttpResponse:
    """Changes or looks, filtered, the newest first."""
    school = school_of(request.user, request.GET.get("school", ""), policies.read_record_book)
    require(policies.read_record_book(request.user, school.pk))
    form = BookFilter(request.GET, chain=school.pk)
    chosen = form.cleaned_data if form.is_valid() else {}
    shows_looks = request.GET.get("show") == LOOKS
    find = looks_matching if shows_looks else events_matching
    page = page_of(find(school.pk, chosen), request.GET)
    found = page.paginator.count
    context = {
        "school": school,
        "schools": schools_of(request.user),
        "form": form,
        "chips": chips_of(form, request.GET),
        "page": page,
        "entries": [] if shows_looks else entries_of(page, request.user),
        "looks": looks_of(page) if shows_looks else [],
        "shows_looks": shows_looks,
        "count": ngettext("%(n)s entry matches", "%(n)s entries match", found) % {"n": found},
        "clear_url": f"?school={school.pk}" + ("&show=looks" if shows_looks else ""),
        "kinds": _kinds(shows_looks, school.pk),
        "places": school_places(request.user, school.pk, "record_book"),
    }
    return render(request, "staff/record_book.html", context)


def _kinds(shows_looks: bool, school_id: int) -> list[dict[str, Any]]:
    plain = f"{reverse('record_book')}?school={school_id}"
    return [
        {"label": _("Changed"), "url": plain, "is_current": not shows_looks, "count": None},
        {"label": _("Looked at"), "url": f"{plain}&show=looks", "is_current": shows_looks,
         "count": None},
    ]  # fmt: skip


@require_POST
def verify_record_book(request: HttpRequest) -> HttpResponse:
    """Check every page of the book and say what was found."""
    school = school_of(request.user, request.GET.get("school", ""), policies.verify_record_book)
    faults = actions.verify_record_book(by=request.user, school=school)
    if faults:
        shown = "; ".join(faults[:SHOWN_FAULTS])
        messages.error(
            request,
            _("The record book does not hold: %(faults)s. Tell the people who run the server.")
            % {"faults": shown},
        )
    else:
        messages.success(request, _("Every page of the record book holds."))
    return redirect(f"{reverse('record_book')}?school={school.pk}")
