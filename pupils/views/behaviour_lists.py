"""The lists and numbers that behaviour is recorded with: read, added to and changed for one school."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import behaviour as actions
from pupils.forms.behaviour import ChoiceForm, RuleForm
from pupils.models import BehaviourChoice, BehaviourRule
from pupils.schools import schools_worked_at
from staff.access import PROVISION
from staff.views.flow import done, form_page, say

LISTS = "behaviour_lists"


@login_required
@require_safe
def behaviour_lists(request: HttpRequest) -> HttpResponse:
    """What may be chosen when behaviour is recorded, list by list, each line with its source."""
    require(policies.keep_behaviour_lists(request.user))
    school = _school(request)
    lines = BehaviourChoice.objects.visible_to(request.user).in_use_at(school.pk)
    found: dict[str, list[BehaviourChoice]] = {name: [] for name in BehaviourChoice.List.values}
    for line in lines:
        found[line.list].append(line)
    labels = dict(BehaviourChoice.List.choices)
    lists = [(name, labels[name], rows) for name, rows in found.items()]
    rules = BehaviourRule.objects.visible_to(request.user).in_use_at(school.pk)
    context = {"lists": lists, "school": school, "rules": list(rules)}
    return render(request, "pupils/behaviour_lists.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_behaviour_choice(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a line that the shared list does not have."""
    school = _school(request)
    form = ChoiceForm(
        request.POST or None, person=request.user, kind=kind, initial={"source": school.name}
    )

    def act() -> None:
        fields = {**form.chosen, "valid_from": timezone.localdate()}
        actions.add_behaviour_choice(
            by=request.user, school=school, kind=kind, fields=fields,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Added."), reverse(LISTS))
    title = _("Add to: %(list)s") % {"list": dict(BehaviourChoice.List.choices)[kind]}
    return _form_page(request, form, school, title)


@login_required
@require_http_methods(["GET", "POST"])
def edit_behaviour_choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or retire a line for this school."""
    choice = get_object_or_404(BehaviourChoice.objects.visible_to(request.user), pk=pk)
    require(policies.edit_behaviour_choice(request.user, choice))
    school = _school(request, choice.school_id)
    form = ChoiceForm(request.POST or None, person=request.user, kind=choice.list, about=choice)

    def act() -> None:
        actions.edit_behaviour_choice(
            by=request.user, school=school, choice=choice, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(LISTS))
    return _form_page(request, form, school, choice.name)


@login_required
@require_http_methods(["GET", "POST"])
def edit_behaviour_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a number for this school."""
    rule = get_object_or_404(BehaviourRule.objects.visible_to(request.user), pk=pk)
    require(policies.edit_behaviour_rule(request.user, rule))
    school = _school(request, rule.school_id)
    form = RuleForm(request.POST or None, person=request.user, about=rule)

    def act() -> None:
        actions.edit_behaviour_rule(
            by=request.user, school=school, rule=rule, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(LISTS))
    return _form_page(request, form, school, rule.name)


def _form_page(request: HttpRequest, form: Any, school: Any, title: str) -> HttpResponse:
    notes = [_("This changes the list for your school alone. What was recorded stays.")]
    return form_page(
        request, form, title=title, line=school.name, notes=notes, save=_("Save"),
        cancel_url=reverse(LISTS),
    )  # fmt: skip


def _school(request: HttpRequest, school_id: int | None = None) -> Any:
    """The school whose lists these are: the line's, or the first whose lists the person keeps."""
    require(policies.keep_behaviour_lists(request.user, school_id))
    kept = sorted(request.user.access.schools_as(*PROVISION))
    return get_object_or_404(schools_worked_at(request.user), pk=school_id or kept[0])
