"""The directory: agencies and the professionals who work there."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import School
from core.policy import require
from pupils import policies
from pupils.actions import agency as actions
from pupils.directory import entries, kinds_in_sight, pupils_with
from pupils.forms.agency import AgencyForm, DirectoryFilterForm
from pupils.forms.carer import initial_of
from pupils.models import Agency
from pupils.policies.agency import DIRECTORY_KEEPERS
from pupils.schools import schools_worked_at
from staff.listing import chips_of
from staff.views.flow import attempt, done, form_page, say

FIELDS = ("name", "kind", "phone", "email", "address", "how_to_refer")


@login_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Every agency with its people, found by name, narrowed by kind."""
    require(policies.see_directory(request.user))
    form = DirectoryFilterForm(request.GET.copy(), kinds=kinds_in_sight(request.user))
    wanted = form.wanted
    found = entries(request.user, wanted)
    words = ngettext("%(count)s agency", "%(count)s agencies", len(found)) % {"count": len(found)}
    context = {
        "form": form, "wanted": wanted, "found": found, "count": words,
        "chips": [
            *chips_of(form, request.GET),
            *([{"label": _("Search"), "value": wanted["q"], "url": "?"}] if wanted["q"] else []),
        ],
        "keep_reason": policies.keep_directory(request.user),
        "kinds_reason": policies.keep_agency_kinds(request.user),
    }  # fmt: skip
    return render(request, "pupils/directory.html", context)


@login_required
@require_safe
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency: how to refer, who works there, and with which pupils."""
    found = _find(request, pk)
    people = list(found.professionals.all())
    theirs = pupils_with(request.user, people)
    context = {
        "agency": found, "people": [(one, theirs.get(one.pk, [])) for one in people],
        "keep_reason": policies.keep_directory(request.user, found.school_id),
    }  # fmt: skip
    return render(request, "pupils/agency.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_agency(request: HttpRequest) -> HttpResponse:
    """Put an agency into the directory."""
    require(policies.keep_directory(request.user))
    school = school_kept(request)
    form = AgencyForm(request.POST or None, person=request.user, school_id=school.pk)
    made: list[Agency] = []

    def act() -> None:
        key = form.cleaned_data["submission_id"]
        made.append(
            actions.add_agency(
                by=request.user, school=school, fields=form.chosen, submission_id=key
            )
        )

    if done(request, form, act):
        return say(request, _("Added to the directory."), reverse("agency", args=[made[0].pk]))
    return form_page(
        request, form, title=_("Add an agency"), line=school.name, save=_("Add"),
        cancel_url=reverse("directory"),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an agency."""
    found = _find(request, pk)
    require(policies.keep_directory(request.user, found.school_id))
    initial = {**initial_of(found, FIELDS), "kind": found.kind_id}
    form = AgencyForm(
        request.POST or None, person=request.user, school_id=found.school_id, about=found,
        initial=initial,
    )  # fmt: skip

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_agency(by=request.user, agency=found, version=version, fields=form.chosen)

    page = reverse("agency", args=[found.pk])
    if done(request, form, act):
        return say(request, _("Saved."), page)
    return form_page(request, form, title=found.name, save=_("Save"), cancel_url=page)


@login_required
@require_POST
def retire_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer an agency no more."""
    found = _find(request, pk)
    retire(request, found)
    undo = reverse("undo_retire_agency", args=[found.pk])
    return say(request, _("Retired: it is offered no more."), reverse("directory"), undo)


@login_required
@require_POST
def undo_retire_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer an agency again."""
    found = _find(request, pk)
    attempt(
        request, lambda: actions.undo_retire_entry(by=request.user, row=found), _("In use again.")
    )
    return redirect("agency", found.pk)


def retire(request: HttpRequest, row: Any) -> None:
    """Retire an entry in the version that the page showed."""
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.retire_entry(by=request.user, row=row, version=version)


def school_kept(request: HttpRequest) -> School:
    """The first school whose directory the person keeps."""
    kept = sorted(request.user.access.schools_as(*DIRECTORY_KEEPERS))
    return get_object_or_404(schools_worked_at(request.user), pk=kept[0])


def _find(request: HttpRequest, pk: int) -> Agency:
    return get_object_or_404(
        Agency.objects.visible_to(request.user).select_related("kind", "school"), pk=pk
    )
