"""What was promised in a plan and what was delivered, line by line, and which group delivers which line."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from interventions import policies
from interventions.actions import delivery as actions
from interventions.forms.delivery import LinkLineForm, WeeksForm
from interventions.line_doses import line_doses, weeks_asked, year_of
from interventions.models import LineDelivery
from pupils.models import Plan, Provision
from pupils.plan_page import pages_for
from pupils.plans import whole_of
from pupils.views.record import open_record, record_head
from staff.sent import raise_if_sent
from staff.views.flow import done, say


@login_required
@require_safe
def plan_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Each line over a range of weeks: promised, planned, delivered, and the gap in words."""
    found, person = _find(request, pk), request.user
    require(policies.see_delivery(person, found.pupil))
    pupil, record = open_record(request, found.pupil_id, "pupil_plans")
    whole, today = whole_of(person, found, pupil), timezone.localdate()
    form = WeeksForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    begins = min([found.starts_on, *(row.starts_on for row in whole.provision if row.starts_on)])
    horizon = max(today, asked.get("last") or today)
    year = year_of(found.school_id, min(begins, asked.get("first") or begins), horizon)
    first, last = weeks_asked(
        today, found.starts_on, year.term_start, asked.get("first"), asked.get("last")
    )
    context = {
        "pupil": pupil, "record": record, "plan": found, "form": form, "first": first, "last": last,
        "doses": line_doses(person, whole, year.days, first, last),
        "reason": policies.link_line(person, found), "pages": pages_for(person, found),
    }  # fmt: skip
    return render(request, "interventions/plan_delivery.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def link_line(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Say which of the pupil's groups delivers a line."""
    found = _find(request, pk)
    require(policies.link_line(request.user, found))
    rows = Provision.objects.visible_to(request.user).filter(plan=found)
    line = get_object_or_404(rows, key=key)
    form = LinkLineForm(request.POST or None, person=request.user, pupil=found.pupil)

    def act() -> None:
        actions.link_line(
            by=request.user, plan=found, key=key, place=form.cleaned_data["place"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The group delivers this line."), _page_of(found.pk))
    context = {
        "form": form, "plan": found, "pupil": found.pupil, "line": line,
        "record": record_head(request, found.pupil, "pupil_plans"),
        "cancel_url": _page_of(found.pk), "has_groups": form.fields["place"].queryset.exists(),
    }  # fmt: skip
    return render(request, "interventions/link_line.html", context)


@login_required
@require_POST
def unlink_line(request: HttpRequest, pk: int) -> HttpResponse:
    """End a link; what was delivered until now stays with the line."""
    link = _find_link(request, pk)
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.unlink_line(by=request.user, link=link, version=version)
    undo = reverse("undo_unlink_line", args=[link.pk])
    return say(request, _("The group no longer delivers this line."), _back(request, link), undo)


@login_required
@require_POST
def undo_unlink_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link go on that was ended."""
    link = _find_link(request, pk)
    actions.undo_unlink_line(by=request.user, link=link)
    return say(request, _("The group delivers this line again."), _back(request, link))


def _find(request: HttpRequest, pk: int) -> Plan:
    seen = Plan.objects.visible_to(request.user).published().select_related("kind", "pupil")
    return get_object_or_404(seen, pk=pk)


def _find_link(request: HttpRequest, pk: int) -> LineDelivery:
    seen = LineDelivery.objects.visible_to(request.user).select_related("pupil", "place__group")
    return get_object_or_404(seen, pk=pk)


def _back(request: HttpRequest, link: LineDelivery) -> str:
    """The page of the plan in force that has the line, else the pupil's plans."""
    rows = Provision.objects.visible_to(request.user).filter(
        key=link.key, plan__pupil=link.pupil_id, plan__state=Plan.State.CURRENT
    )
    plan = rows.values_list("plan", flat=True).first()
    return _page_of(plan) if plan else reverse("pupil_plans", args=[link.pupil_id])


def _page_of(pk: int) -> str:
    return reverse("plan_delivery", args=[pk])
