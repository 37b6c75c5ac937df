"""The list of measures: looked at by everyone, kept by the SENCO's team."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from interventions import policies
from interventions.actions import measure as act
from interventions.forms.measure import MeasureForm
from interventions.models import Measure
from interventions.scales import error_of, show_number, show_value


@login_required
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure the person's schools can use, with what it allows to say."""
    require(policies.see_measures(request.user))
    shows_all = "all" in request.GET
    found = (
        _seen(request).annotate(score_count=Count("scores")).order_by("-is_active", "name", "pk")
    )
    if not shows_all:
        found = found.filter(is_active=True)
    words = request.GET.get("q", "").strip()
    if words:
        found = found.filter(name__icontains=words)
    rows = [_row(request.user, measure) for measure in found]
    count = ngettext("%(n)d measure", "%(n)d measures", len(rows)) % {"n": len(rows)}
    context = {
        "rows": rows, "count": count, "words": words, "shows_all": shows_all,
        "why_not": policies.add_measure(request.user),
    }  # fmt: skip
    return render(request, "interventions/measures.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_measure(request: HttpRequest) -> HttpResponse:
    """A form for one measure of the school."""
    require(policies.add_measure(request.user))
    form = MeasureForm(request.POST or None, person=request.user)
    if form.is_valid():
        made = act.add_measure(
            by=request.user, school_id=form.school_id, answer=reverse("measures"),
            submission_id=form.cleaned_data["submission_id"], **form.chosen,
        )  # fmt: skip
        messages.success(request, _("%(measure)s is added.") % {"measure": made})
        return redirect("measures")
    return render(
        request,
        "interventions/measure_form.html",
        {"form": form, "title": _("Add a measure"), "measure": None},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one measure of the school."""
    measure = get_object_or_404(_seen(request), pk=pk)
    require(policies.edit_measure(request.user, measure))
    form = MeasureForm(request.POST or None, person=request.user, measure=measure)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        act.edit_measure(by=request.user, measure=measure, version=version, **form.chosen)
        messages.success(request, _("%(measure)s is saved.") % {"measure": measure})
        return redirect("measures")
    context = {
        "form": form,
        "title": _("Change %(measure)s") % {"measure": measure},
        "measure": measure,
    }
    return render(request, "interventions/measure_form.html", context)


@login_required
@require_POST
def copy_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a shared measure the school's own, then change it."""
    measure = get_object_or_404(_seen(request), pk=pk)
    require(policies.copy_measure(request.user, measure))
    school = MeasureForm(person=request.user).school_id
    own = act.copy_measure(by=request.user, measure=measure, school_id=school)
    messages.success(request, _("%(measure)s is your school’s own now.") % {"measure": own})
    return redirect("edit_measure", own.pk)


@login_required
@require_POST
def retire_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of use, with undo."""
    measure = act.retire_measure(by=request.user, measure=get_object_or_404(_seen(request), pk=pk))
    undo = f"undo:{reverse('restore_measure', args=[pk])}"
    messages.success(
        request, _("%(measure)s is out of use.") % {"measure": measure}, extra_tags=undo
    )
    return redirect("measures")


@login_required
@require_POST
def restore_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it again."""
    measure = act.restore_measure(by=request.user, measure=get_object_or_404(_seen(request), pk=pk))
    messages.success(request, _("%(measure)s is in use again.") % {"measure": measure})
    return redirect("measures")


def _seen(request: HttpRequest) -> QuerySet:
    return Measure.objects.visible_to(request.user)


def _row(person: Any, measure: Measure) -> dict[str, Any]:
    error = error_of(measure.reliability, measure.standard_deviation, measure.own_error)
    low, high = (
        show_value(measure.scale, float(value)) for value in (measure.lowest, measure.highest)
    )
    return {
        "measure": measure, "span": f"{low} to {high}", "scores": measure.score_count,
        "error": show_number(error) if error is not None else None,
        "may_edit": not policies.edit_measure(person, measure),
        "may_copy": not policies.copy_measure(person, measure),
    }  # fmt: skip
