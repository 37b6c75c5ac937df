"""Which plans a school uses: kinds, their sections, and layers of support, each with its source."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.models import School
from core.policy import require
from pupils import policies
from pupils.actions import plan_rules as actions
from pupils.forms.plan_rules import LayerForm, PlanKindForm, SectionRuleForm
from pupils.models import Layer, PlanKind, PlanSection
from pupils.models.plan_rules import PlanRule
from pupils.schools import schools_worked_at
from staff.access import PLANNERS, PROVISION
from staff.views.flow import done, form_page, say

RULES = "plan_rules"


@login_required
@require_safe
def plan_rules(request: HttpRequest) -> HttpResponse:
    """What the school goes by, and which of it nobody has compared with its source."""
    person = request.user
    require(policies.see_plan_rules(person))
    school_id = min(person.access.schools_as(*PROVISION))
    sections: dict[str, list[PlanSection]] = {}
    standing = PlanSection.objects.visible_to(person).in_use_at(school_id).order_by("order")
    for section in standing:
        sections.setdefault(section.kind_code, []).append(section)
    kinds = PlanKind.objects.visible_to(person).in_use_at(school_id).order_by("order")
    context = {
        "kinds": [(kind, sections.get(kind.code, [])) for kind in kinds],
        "layers": Layer.objects.visible_to(person).in_use_at(school_id).order_by("order"),
        "reason": policies.keep_plan_rules(person, school_id),
    }  # fmt: skip
    return render(request, "pupils/plan_rules.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_plan_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a kind of plan on or off, or change it, for this school."""
    row = get_object_or_404(PlanKind.objects.visible_to(request.user), pk=pk)
    return _edit(request, row, PlanKindForm)


@login_required
@require_http_methods(["GET", "POST"])
def edit_section_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a section of a kind of plan for this school."""
    row = get_object_or_404(PlanSection.objects.visible_to(request.user), pk=pk)
    return _edit(request, row, SectionRuleForm)


@login_required
@require_http_methods(["GET", "POST"])
def edit_layer(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a layer of support on or off, or change it, for this school."""
    row = get_object_or_404(Layer.objects.visible_to(request.user), pk=pk)
    return _edit(request, row, LayerForm)


def _edit(request: HttpRequest, row: PlanRule, form_class: Any) -> HttpResponse:
    school = _school(request, row.school_id)
    form = form_class(request.POST or None, person=request.user, about=row)

    def act() -> None:
        actions.edit_plan_rule(
            by=request.user, school=school, row=row, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(RULES))
    notes = [_("This changes the rule for your school alone. What stands is kept.")]
    return form_page(
        request, form, title=str(row), line=school.name, notes=notes, save=_("Save"),
        cancel_url=reverse(RULES),
    )  # fmt: skip


def _school(request: HttpRequest, school_id: int | None) -> School:
    """The school whose rules these are: the row's, or the first for which the person plans."""
    require(policies.keep_plan_rules(request.user, school_id))
    kept = sorted(request.user.access.schools_as(*PLANNERS))
    return get_object_or_404(schools_worked_at(request.user), pk=school_id or kept[0])
