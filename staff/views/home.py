"""The first page after sign-in: the day for who runs sessions, the caseload for who plans, else what needs me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.templatetags.look import door
from staff.access import PLANNERS, SUPPORT
from staff.home import SHOWN, in_words, needs_of
from staff.navigation import links_for


@require_safe
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send people to their work; show everybody else what waits for them and where to go."""
    access = request.user.access
    for roles, route in ((PLANNERS, "caseload"), (SUPPORT, "today")):
        if access.has_any(*roles) and door(route):
            return redirect(door(route))
    needs = in_words(needs_of(request.user))
    page = {
        "today": timezone.localdate(),
        "needs": needs[:SHOWN],
        "more": needs[SHOWN:],
        "places": [link for link in links_for(request.user, request.path) if link.url != "/"],
    }
    return render(request, "staff/home.html", page)
