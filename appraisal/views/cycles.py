"""Appraisal years: the list, adding one, changing one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from appraisal import policies
from appraisal.actions import cycle as actions
from appraisal.cycle_days import usual_days
from appraisal.forms.cycle import CycleForm
from appraisal.models import Cycle
from core.policy import require
from staff.schools import school_of, schools_of
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """Every appraisal year of the person's schools, the latest first."""
    person = request.user
    require(policies.see_cycles(person))
    rows = Cycle.objects.visible_to(person).select_related("school")
    context = {
        "rows": [{"cycle": row, "can_edit": not policies.edit_cycle(person, row)} for row in rows],
        "today": timezone.localdate(),
        "can_add": not policies.add_cycle(person),
        "shows_school": len(schools_of(person)) > 1,
    }
    return render(request, "appraisal/cycles.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_cycle(request: HttpRequest) -> HttpResponse:
    """Add an appraisal year; the usual days stand in the form."""
    school = school_of(request.user, request.GET.get("school", ""), policies.add_cycle)
    require(policies.add_cycle(request.user, school.pk))
    form = CycleForm(
        request.POST or None, person=request.user, initial=usual_days(timezone.localdate())
    )

    def act() -> None:
        actions.add_cycle(
            by=request.user, school=school, submission_id=form.cleaned_data["submission_id"],
            **form.chosen,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("The appraisal year is added."), reverse("cycles"))
    return form_page(
        request, form, title=_("Add an appraisal year"), line=school.name, save=_("Add it"),
        cancel_url=reverse("cycles"),
        notes=[
            _(
                "There is no national calendar for support staff: these are the usual days. Change "
                "what your school does differently."
            )
        ],
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name and days."""
    rows = Cycle.objects.visible_to(request.user).select_related("school")
    cycle = get_object_or_404(rows, pk=pk)
    require(policies.edit_cycle(request.user, cycle))
    form = CycleForm(request.POST or None, person=request.user, about=cycle)

    def act() -> None:
        actions.edit_cycle(by=request.user, cycle=cycle, version=form.seen_version, **form.chosen)

    if done(request, form, act):
        return say(request, _("Saved. Due days of open reviews follow."), reverse("cycles"))
    return form_page(
        request, form, title=_("Change an appraisal year"), line=f"{cycle}, {cycle.school}",
        save=_("Save"), cancel_url=reverse("cycles"),
    )  # fmt: skip
