"""A school's kinds of contact and meeting, and after how many weeks something is due."""

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
from pupils.actions import talk_rules as actions
from pupils.forms.talk_rules import TalkKindForm, TalkRuleForm
from pupils.models import TalkKind, TalkRule
from pupils.schools import school_of, schools_worked_at
from staff.access import PLANNERS
from staff.views.flow import done, form_page, say


@login_required
@require_safe
def talk_rules(request: HttpRequest) -> HttpResponse:
    """What the school goes by, and what of it nobody has checked."""
    person = request.user
    require(policies.see_talk_rules(person))
    school = school_of(person)
    kinds = list(TalkKind.objects.visible_to(person).in_use_at(school.pk))
    groups = [
        (use, label, [kind for kind in kinds if kind.use == use])
        for use, label in (
            (TalkKind.Use.CONTACT.value, _("What contacts are about")),
            (TalkKind.Use.MEETING.value, _("Kinds of meeting")),
        )
    ]
    context = {
        "groups": groups, "rules": TalkRule.objects.visible_to(person).in_use_at(school.pk),
        "reason": policies.keep_talk_rules(person, school.pk),
    }  # fmt: skip
    return render(request, "pupils/talk_rules.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_talk_kind(request: HttpRequest, use: str) -> HttpResponse:
    """Add a kind that the shared list does not have."""
    school = _school(request)
    form = TalkKindForm(request.POST or None, person=request.user, use=use)

    def act() -> None:
        key = form.cleaned_data["submission_id"] or form.fields["submission_id"].initial()
        fields = {**form.chosen, "use": use}
        actions.add_talk_kind(by=request.user, school=school, fields=fields, submission_id=key)

    if done(request, form, act):
        return say(request, _("Added."), reverse("talk_rules"))
    return _form(request, form, school, _("Add a kind"))


@login_required
@require_http_methods(["GET", "POST"])
def edit_talk_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or retire a kind for this school; a meeting's kind has its agenda."""
    kind = get_object_or_404(TalkKind.objects.visible_to(request.user), pk=pk)
    require(policies.edit_talk_kind(request.user, kind))
    school = _school(request, kind.school_id)
    form = TalkKindForm(request.POST or None, person=request.user, about=kind)

    def act() -> None:
        actions.edit_talk_kind(
            by=request.user, school=school, kind=kind, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse("talk_rules"))
    return _form(request, form, school, kind.name)


@login_required
@require_http_methods(["GET", "POST"])
def edit_talk_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change after how many school weeks something is due."""
    rule = get_object_or_404(TalkRule.objects.visible_to(request.user), pk=pk)
    require(policies.edit_talk_rule(request.user, rule))
    school = _school(request, rule.school_id)
    form = TalkRuleForm(request.POST or None, person=request.user, about=rule)

    def act() -> None:
        actions.edit_talk_rule(
            by=request.user, school=school, rule=rule, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse("talk_rules"))
    return _form(request, form, school, rule.name)


def _school(request: HttpRequest, school_id: int | None = None) -> School:
    """The school whose lists these are: the row's, or the first whose lists the person keeps."""
    require(policies.keep_talk_rules(request.user, school_id))
    kept = sorted(request.user.access.schools_as(*PLANNERS))
    return get_object_or_404(schools_worked_at(request.user), pk=school_id or kept[0])


def _form(request: HttpRequest, form: Any, school: School, title: str) -> HttpResponse:
    notes = [_("This changes the list for your school alone. What was written with it is kept.")]
    return form_page(
        request, form, title=title, line=school.name, notes=notes, save=_("Save"),
        cancel_url=reverse("talk_rules"),
    )  # fmt: skip
