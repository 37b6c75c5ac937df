"""A school's rules of access arrangements: kinds, deadlines and subjects, each with its source."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import School
from core.policy import require
from pupils import policies
from pupils.actions import arrangement_rules as actions
from pupils.forms.arrangement_rules import (
    ArrangementDeadlineForm,
    ArrangementKindForm,
    EditExamSubjectForm,
    ExamSubjectForm,
)
from pupils.models import ArrangementDeadline, ArrangementKind, ExamSubject
from pupils.models.arrangement import ARRANGEMENT_KEEPERS, ARRANGEMENT_READERS
from pupils.schools import schools_worked_at
from staff.views.flow import done, form_page, say

RULES = "arrangement_rules"


@login_required
@require_safe
def arrangement_rules(request: HttpRequest) -> HttpResponse:
    """What the school goes by, and which of it nobody has checked against this year's rules."""
    require(policies.see_evidence(request.user))
    return _page(request, ExamSubjectForm(person=request.user))


@login_required
@require_http_methods(["GET", "POST"])
def add_arrangement_kind(request: HttpRequest) -> HttpResponse:
    """Add a kind that the shared list does not have."""
    school = _school(request)
    form = ArrangementKindForm(request.POST or None, person=request.user)

    def act() -> None:
        fields = {**form.chosen, "valid_from": timezone.localdate()}
        key = form.cleaned_data["submission_id"] or form.fields["submission_id"].initial()
        actions.add_arrangement_kind(
            by=request.user, school=school, fields=fields, submission_id=key
        )

    if done(request, form, act):
        return say(request, _("Added."), reverse(RULES))
    return _form_page(request, form, school, _("Add a kind of arrangement"))


@login_required
@require_http_methods(["GET", "POST"])
def edit_arrangement_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or retire a kind for this school."""
    kind = get_object_or_404(ArrangementKind.objects.visible_to(request.user), pk=pk)
    require(policies.edit_arrangement_kind(request.user, kind))
    school = _school(request, kind.school_id)
    form = ArrangementKindForm(request.POST or None, person=request.user, about=kind)

    def act() -> None:
        actions.edit_arrangement_kind(
            by=request.user, school=school, kind=kind, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(RULES))
    return _form_page(request, form, school, kind.name)


@login_required
@require_http_methods(["GET", "POST"])
def edit_arrangement_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a deadline for this school."""
    deadline = get_object_or_404(ArrangementDeadline.objects.visible_to(request.user), pk=pk)
    require(policies.edit_arrangement_deadline(request.user, deadline))
    school = _school(request, deadline.school_id)
    form = ArrangementDeadlineForm(request.POST or None, person=request.user, about=deadline)

    def act() -> None:
        actions.edit_arrangement_deadline(
            by=request.user, school=school, deadline=deadline, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(RULES))
    return _form_page(request, form, school, str(deadline))


@login_required
@require_POST
def add_exam_subject(request: HttpRequest) -> HttpResponse:
    """Add a subject that the shared list does not have."""
    school = _school(request)
    form = ExamSubjectForm(request.POST, person=request.user)

    def act() -> None:
        key = form.cleaned_data["submission_id"] or form.fields["submission_id"].initial()
        actions.add_exam_subject(
            by=request.user, school=school, name=form.cleaned_data["name"], submission_id=key
        )

    if done(request, form, act):
        return say(request, _("Added."), reverse(RULES))
    return _page(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def edit_exam_subject(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or retire a subject for this school."""
    subject = get_object_or_404(ExamSubject.objects.visible_to(request.user), pk=pk)
    require(policies.edit_exam_subject(request.user, subject))
    school = _school(request, subject.school_id)
    form = EditExamSubjectForm(request.POST or None, person=request.user, about=subject)

    def act() -> None:
        actions.edit_exam_subject(
            by=request.user, school=school, subject=subject, fields=form.chosen,
            version=form.cleaned_data["version"] or 0,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(RULES))
    return _form_page(request, form, school, subject.name)


def _school(request: HttpRequest, school_id: int | None = None) -> School:
    """The school whose rules these are: the row's, or the first whose register the person keeps."""
    require(policies.keep_arrangements(request.user, school_id))
    kept = sorted(request.user.access.schools_as(*ARRANGEMENT_KEEPERS))
    return get_object_or_404(schools_worked_at(request.user), pk=school_id or kept[0])


def _page(request: HttpRequest, form: ExamSubjectForm) -> HttpResponse:
    person = request.user
    school_id = min(person.access.schools_as(*ARRANGEMENT_READERS))
    today = timezone.localdate()
    deadlines = ArrangementDeadline.objects.visible_to(person).in_use_at(school_id)
    context: dict[str, Any] = {
        "kinds": ArrangementKind.objects.visible_to(person).in_use_at(school_id),
        "deadlines": [{"row": row, "on": row.next_on(today)} for row in deadlines],
        "subjects": ExamSubject.objects.visible_to(person).in_use_at(school_id),
        "form": form, "reason": policies.keep_arrangements(person, school_id),
    }  # fmt: skip
    return render(request, "pupils/arrangement_rules.html", context)


def _form_page(request: HttpRequest, form: Any, school: School, title: str) -> HttpResponse:
    notes = [_("This changes the rule for your school alone. What stands is kept.")]
    return form_page(
        request, form, title=title, line=school.name, notes=notes, save=_("Save"),
        cancel_url=reverse(RULES),
    )  # fmt: skip
