"""What somebody is to do after incidents: one's own list, done, and taken back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import follow_up as actions
from pupils.models import FollowUp, Incident
from staff.views.flow import say


@login_required
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """What the person is to do after incidents, of their own and of others': soonest first."""
    person = request.user
    require(policies.see_incidents(person))
    mine = FollowUp.objects.visible_to(person).open().filter(owner=person.pk)
    keys = list(mine.values_list("incident", flat=True))
    seen = set(Incident.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    context = {"rows": list(mine), "seen": seen, "today": timezone.localdate()}
    return render(request, "pupils/follow_ups.html", context)


@login_required
@require_POST
def finish_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it is done; one press takes it back."""
    found = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    actions.finish_follow_up(by=request.user, follow_up=found)
    undo = reverse("undo_finish_follow_up", args=[found.pk])
    return say(request, _("Done."), _back(request, found), undo=undo)


@login_required
@require_POST
def undo_finish_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again."""
    found = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    actions.undo_finish_follow_up(by=request.user, follow_up=found)
    return redirect(_back(request, found))


def _back(request: HttpRequest, found: FollowUp) -> str:
    """The incident, where the person sees it and came from it; else the person's own list."""
    here = Incident.objects.visible_to(request.user).filter(pk=found.incident_id)
    if request.POST.get("back") == "incident" and here.exists():
        return reverse("incident", args=[found.incident_id])
    return reverse("follow_ups")
