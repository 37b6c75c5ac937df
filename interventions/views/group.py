"""Groups: list, page, making and changing them, the register on paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from interventions import groups as reads
from interventions import policies
from interventions.actions import group as act
from interventions.forms.group import GroupFilter, GroupForm, first_values, initial_of
from interventions.models import Group, Session
from interventions.planning import clash_words
from interventions.views.programme import page_of

AHEAD = 8


@login_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The groups a person sees."""
    form = GroupFilter(request.GET, person=request.user)
    sort = request.GET.get("sort", "name")
    page = page_of(request, reads.rows_of(request.user, form.chosen(), sort))
    total = page.paginator.count
    context = {
        "page": page, "form": form, "chips": form.chips(), "sort": sort,
        "count": ngettext("%(n)s group", "%(n)s groups", total) % {"n": total},
        "may_add": not policies.add_group(request.user), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "interventions/groups.html", context)


@login_required
@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: its pupils, its week, what is ahead and what was."""
    found, person = _find(request, pk), request.user
    rows = reads.place_rows(person, found)
    sessions = reads.sessions_of(person, found)
    today = timezone.localdate()
    over = reads.over_today(Session.objects.visible_to(person).filter(group=found))
    later = sessions.filter(on__gte=today).exclude(pk__in=over)
    past = sessions.filter(Q(on__lt=today) | Q(pk__in=over)).order_by("-on", "-starts_at")
    ahead = list(later.order_by("on", "starts_at")[:AHEAD])
    planned = [one for one in ahead if one.state == Session.State.PLANNED]
    context = {
        "group": found, "rows": rows, "ahead": ahead, "slots": list(found.slots.all()),
        "past": page_of(request, past, 25),
        "warnings": reads.warnings_of(found, rows, clash_words(person, found, planned)),
        "history": reads.history_of(found), "acts": _acts(request, found), "today": today,
        "why_no_place": policies.add_place(person, found),
        "may_edit": not policies.edit_group(person, found),
    }  # fmt: skip
    return render(request, "interventions/group.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_group(request: HttpRequest) -> HttpResponse:
    """Make a group; a programme in the address fills what it knows."""
    require(policies.add_group(request.user))
    first = first_values(request.user, request.GET.get("programme", ""))
    form = GroupForm(request.POST or None, person=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        made = act.add_group(
            by=request.user, school=form.school, submission_id=form.cleaned_data["submission_id"],
            **form.chosen,
        )  # fmt: skip
        messages.success(request, _("%(group)s is made. Now choose its pupils.") % {"group": made})
        return redirect("add_places", made.pk)
    context = {"form": form, "group": None, "cancel_url": reverse("groups")}
    return render(request, "interventions/group_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group; its planned sessions follow."""
    found = _find(request, pk)
    require(policies.edit_group(request.user, found))
    form = GroupForm(
        request.POST or None, person=request.user, group=found, initial=initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        act.edit_group(
            by=request.user, group=found, version=form.cleaned_data["version"] or 0, **form.chosen
        )
        messages.success(request, _("%(group)s is changed.") % {"group": found})
        return redirect("group", pk)
    context = {"form": form, "group": found, "cancel_url": reverse("group", args=[pk])}
    return render(request, "interventions/group_form.html", context)


@login_required
@require_safe
def group_register(request: HttpRequest, pk: int) -> HttpResponse:
    """The register on paper: ten sessions from a day on."""
    found = _find(request, pk)
    first = parse_date(request.GET.get("from", "")) or timezone.localdate()
    register = reads.register_of(request.user, found, first)
    context = {"group": found, "register": register, "first": first}
    return render(request, "interventions/group_register.html", context)


def _find(request: HttpRequest, pk: int) -> Group:
    seen = Group.objects.visible_to(request.user).select_related(
        "programme", "leader__person", "supervising_teacher__person"
    )
    return get_object_or_404(seen, pk=pk)


def _acts(request: HttpRequest, group: Group) -> list[dict[str, Any]]:
    """At most one main button: pupils first, then the week."""
    person = request.user
    wanted = [
        ("add_places", _("Add pupils"), "plus", policies.add_place(person, group)),
        ("plan_sessions", _("Plan the week"), "calendar", policies.plan_sessions(person, group)),
        ("add_session", _("Extra session"), "plus", policies.add_session(person, group)),
        ("edit_group", _("Edit"), "edit", policies.edit_group(person, group)),
        ("group_register", _("Register"), "print", ""),
    ]
    return [
        {
            "name": name, "label": label, "icon": icon, "post": False, "reason": "",
            "url": reverse(name, args=[group.pk]), "is_main": name == "add_places",
        }
        for name, label, icon, reason in wanted
        if not reason
    ]  # fmt: skip
