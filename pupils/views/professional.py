"""Professionals of the directory, and the kinds of agencies."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import School
from core.policy import require
from pupils import policies
from pupils.actions import agency as actions
from pupils.forms.agency import AgencyKindForm, ProfessionalForm
from pupils.forms.carer import initial_of
from pupils.models import Agency, AgencyKind, Professional
from pupils.models.agency import DIRECTORY_READERS
from pupils.schools import schools_worked_at
from pupils.views.agency import retire
from staff.access import PLANNERS
from staff.views.flow import attempt, done, form_page, say

FIELDS = ("full_name", "role", "phone", "email", "best_times", "notes")
KINDS = "agency_kinds"


@login_required
@require_http_methods(["GET", "POST"])
def add_professional(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody who works at an agency."""
    rows = Agency.objects.visible_to(request.user).select_related("school")
    agency = get_object_or_404(rows, pk=pk)
    require(policies.keep_directory(request.user, agency.school_id))
    form = ProfessionalForm(request.POST or None, person=request.user)

    def act() -> None:
        key = form.cleaned_data["submission_id"]
        actions.add_professional(
            by=request.user, agency=agency, fields=form.chosen, submission_id=key
        )

    page = reverse("agency", args=[agency.pk])
    if done(request, form, act):
        return say(request, _("Added."), page)
    return form_page(
        request, form, title=_("Add a professional"), line=agency.name, save=_("Add"),
        cancel_url=page,
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_professional(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who somebody is or how to reach them."""
    found = _find(request, pk)
    require(policies.keep_directory(request.user, found.school_id))
    form = ProfessionalForm(
        request.POST or None, person=request.user, initial=initial_of(found, FIELDS)
    )

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_professional(
            by=request.user, professional=found, version=version, fields=form.chosen
        )

    page = reverse("agency", args=[found.agency_id])
    if done(request, form, act):
        return say(request, _("Saved."), page)
    return form_page(request, form, title=found.full_name, save=_("Save"), cancel_url=page)


@login_required
@require_POST
def retire_professional(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer somebody no more; what they do for pupils stays."""
    found = _find(request, pk)
    retire(request, found)
    undo = reverse("undo_retire_professional", args=[found.pk])
    words = _("Retired: %(name)s is offered no more.") % {"name": found.full_name}
    return say(request, words, reverse("agency", args=[found.agency_id]), undo)


@login_required
@require_POST
def undo_retire_professional(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer somebody again."""
    found = _find(request, pk)
    attempt(
        request, lambda: actions.undo_retire_entry(by=request.user, row=found), _("In use again.")
    )
    return redirect("agency", found.agency_id)


@login_required
@require_safe
def agency_kinds(request: HttpRequest) -> HttpResponse:
    """The kinds a school goes by: who comes, who sees it, and when to ask again."""
    person = request.user
    require(policies.see_directory(person))
    school_id = min(person.access.schools_as(*DIRECTORY_READERS))
    kinds = AgencyKind.objects.visible_to(person).in_use_at(school_id)
    context = {"kinds": kinds, "reason": policies.keep_agency_kinds(person, school_id)}
    return render(request, "pupils/agency_kinds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_agency_kind(request: HttpRequest) -> HttpResponse:
    """Add a kind that the shared list does not have."""
    school = _school(request)
    form = AgencyKindForm(request.POST or None, person=request.user)

    def act() -> None:
        key = form.cleaned_data["submission_id"]
        actions.add_agency_kind(
            by=request.user, school=school, fields=form.chosen, submission_id=key
        )

    if done(request, form, act):
        return say(request, _("Added."), reverse(KINDS))
    return form_page(
        request, form, title=_("Add a kind of agency"), line=school.name, save=_("Add"),
        cancel_url=reverse(KINDS),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_agency_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or retire a kind for this school."""
    kind = get_object_or_404(AgencyKind.objects.visible_to(request.user), pk=pk)
    require(policies.edit_agency_kind(request.user, kind))
    school = _school(request, kind.school_id)
    form = AgencyKindForm(request.POST or None, person=request.user, about=kind)

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_agency_kind(
            by=request.user, school=school, kind=kind, version=version, fields=form.chosen
        )

    if done(request, form, act):
        return say(request, _("Saved for your school."), reverse(KINDS))
    notes = [_("This changes the kind for your school alone. What stands is kept.")]
    return form_page(
        request, form, title=kind.name, line=school.name, notes=notes, save=_("Save"),
        cancel_url=reverse(KINDS),
    )  # fmt: skip


def _find(request: HttpRequest, pk: int) -> Professional:
    rows = Professional.objects.visible_to(request.user).select_related("agency")
    return get_object_or_404(rows, pk=pk)


def _school(request: HttpRequest, school_id: int | None = None) -> School:
    """The school whose kinds these are: the row's, or the first where the person changes them."""
    require(policies.keep_agency_kinds(request.user, school_id))
    kept = sorted(request.user.access.schools_as(*PLANNERS))
    return get_object_or_404(schools_worked_at(request.user), pk=school_id or kept[0])
