"""The programme library: list, page, keeping it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import School
from core.policy import require
from interventions import library, policies
from interventions.actions import programme as act
from interventions.forms.programme import ProgrammeFilter, ProgrammeForm
from interventions.models import Group, Programme
from staff.access import PLANNERS

SIZES = (25, 50, 100)


def page_of(request: HttpRequest, rows: QuerySet, size: int = SIZES[1]) -> Page:
    """One page of a list, in the size that the address asks for."""
    asked = request.GET.get("per_page", "")
    size = int(asked) if asked.isdigit() and int(asked) in SIZES else size
    return Paginator(rows, size).get_page(request.GET.get("page"))


@login_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The library with its filters."""
    person = request.user
    form = ProgrammeFilter(request.GET, person=person, areas=library.areas_of(person))
    sort = request.GET.get("sort", "name")
    found = library.narrowed(library.library_of(person), form.chosen())
    page = page_of(request, library.in_order(found, sort))
    total = page.paginator.count
    context = {
        "page": page, "form": form, "chips": form.chips(), "sort": sort,
        "count": ngettext("%(n)s programme", "%(n)s programmes", total) % {"n": total},
        "may_add": not policies.add_programme(person), "may_group": not policies.add_group(person),
    }  # fmt: skip
    return render(request, "interventions/programmes.html", context)


@login_required
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme: its figures, where they come from, and the groups that run it."""
    found = _find(request, pk)
    groups = Group.objects.visible_to(request.user).filter(programme__in=_family(found))
    context = {
        "programme": found, "acts": _acts(request, found), "groups": groups.select_related("leader__person")[:50],
        "own_copy": Programme.objects.visible_to(request.user).filter(based_on=found, school__isnull=False).first()
        if found.school_id is None else None,
    }  # fmt: skip
    return render(request, "interventions/programme.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_programme(request: HttpRequest) -> HttpResponse:
    """Add a programme of the school's own."""
    require(policies.add_programme(request.user))
    form = ProgrammeForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        made = act.add_programme(
            by=request.user, school=form.owner, answer=reverse("programmes"),
            submission_id=form.cleaned_data["submission_id"], **form.chosen,
        )  # fmt: skip
        messages.success(request, _("%(name)s is in the library.") % {"name": made})
        return redirect("programme", made.pk)
    return render(request, "interventions/programme_form.html", {"form": form, "programme": None})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the figures; a shared programme becomes the school's own copy."""
    found = _find(request, pk)
    require(policies.edit_programme(request.user, found))
    form = ProgrammeForm(request.POST or None, person=request.user, programme=found)
    if request.method == "POST" and form.is_valid():
        saved = act.edit_programme(
            by=request.user, programme=found, school=form.owner,
            version=form.cleaned_data["version"] or 0, **form.chosen,
        )  # fmt: skip
        messages.success(request, _("%(name)s is changed.") % {"name": saved})
        return redirect("programme", saved.pk)
    return render(request, "interventions/programme_form.html", {"form": form, "programme": found})


@login_required
@require_POST
def confirm_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the figures."""
    found = _find(request, pk)
    saved = act.confirm_programme(by=request.user, programme=found, school=_school(request, found))
    messages.success(request, _("The figures of %(name)s are confirmed.") % {"name": saved})
    return redirect("programme", saved.pk)


@login_required
@require_POST
def retire_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire it at once, with an undo."""
    found = _find(request, pk)
    saved = act.retire_programme(by=request.user, programme=found, school=_school(request, found))
    undo = reverse("restore_programme", args=[saved.pk])
    messages.success(
        request, _("%(name)s is retired.") % {"name": saved}, extra_tags=f"undo:{undo}"
    )
    return redirect("programmes")


@login_required
@require_POST
def restore_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back."""
    found = _find(request, pk)
    saved = act.restore_programme(by=request.user, programme=found, school=_school(request, found))
    messages.success(request, _("%(name)s is in use again.") % {"name": saved})
    return redirect("programme", saved.pk)


def _find(request: HttpRequest, pk: int) -> Programme:
    seen = Programme.objects.visible_to(request.user).select_related(
        "school", "usual_measure", "based_on"
    )
    return get_object_or_404(seen, pk=pk)


def _family(programme: Programme) -> list[int]:
    """The shared row and its copies are one programme to whoever asks what runs it."""
    return [pk for pk in (programme.pk, programme.based_on_id) if pk]


def _school(request: HttpRequest, programme: Programme) -> School | None:
    """The school that acts: the programme's own, else the first where the person plans."""
    if programme.school_id:
        return programme.school
    require(policies.edit_programme(request.user, programme))
    return library.schools_where(request.user, *PLANNERS).first()


def _acts(request: HttpRequest, programme: Programme) -> list[dict]:
    wanted = [
        ("edit_programme", _("Edit"), "edit", policies.edit_programme, False),
        ("confirm_programme", _("Confirm the figures"), "check", policies.confirm_programme, True),
        ("retire_programme", _("Retire"), "bin", policies.retire_programme, True),
        ("restore_programme", _("Put back in use"), "undo", policies.restore_programme, True),
    ]
    found = [
        {
            "name": name, "label": label, "icon": icon, "post": post, "reason": "",
            "url": reverse(name, args=[programme.pk]), "is_main": False,
        }
        for name, label, icon, policy, post in wanted
        if not policy(request.user, programme)
    ]  # fmt: skip
    if programme.is_active and not policies.add_group(request.user):
        url = f"{reverse('add_group')}?programme={programme.pk}"
        start = {"name": "add_group", "label": _("Start a group"), "icon": "plus", "post": False,
                 "reason": "", "url": url, "is_main": True}  # fmt: skip
        found.insert(0, start)
    return found
