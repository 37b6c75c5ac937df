"""Places in a group: adding several pupils, changing one, ending it and taking the end back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from interventions import policies
from interventions.actions import place as act
from interventions.forms.place import (
    OFFERED,
    AddPlacesForm,
    EndPlaceForm,
    PlaceForm,
    initial_of,
    place_values,
)
from interventions.models import Group, Place
from pupils.models import Pupil


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_places(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose pupils by searching those one sees, and give them places alike."""
    seen = Group.objects.visible_to(request.user).select_related("programme", "leader__person")
    group = get_object_or_404(seen, pk=pk)
    require(policies.add_place(request.user, group))
    is_sent = request.POST.get("do") == "add"
    form = AddPlacesForm(
        request.POST if is_sent else None, person=request.user, group=group,
        initial=place_values(group),
    )  # fmt: skip
    if is_sent and form.is_valid():
        pupils = list(form.cleaned_data["pupils"])
        act.add_places(
            by=request.user, group=group, pupils=pupils, answer=reverse("group", args=[pk]),
            submission_id=form.cleaned_data["submission_id"], **form.chosen,
        )  # fmt: skip
        _say_added(request, group, len(pupils))
        return redirect("group", pk)
    words = request.GET.get("q", "")
    picked = request.POST.getlist("pupils") or request.GET.getlist("pupils")
    context = {
        "form": form, "group": group, "words": words, "picked": [one for one in picked if one.isdigit()],
        "offered": _offered(request, form, words, picked), "most": OFFERED,
    }  # fmt: skip
    return render(request, "interventions/add_places.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Change dates, measure and target of one place."""
    place = _find(request, pk)
    require(policies.edit_place(request.user, place))
    form = PlaceForm(
        request.POST or None, person=request.user, group=place.group, place=place,
        initial=initial_of(place),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act.edit_place(
            by=request.user, place=place, version=form.cleaned_data["version"] or 0, **form.chosen
        )
        messages.success(
            request, _("The place of %(name)s is changed.") % {"name": place.pupil.name}
        )
        return redirect("group", place.group_id)
    return render(request, "interventions/edit_place.html", {"form": form, "place": place})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_place(request: HttpRequest, pk: int) -> HttpResponse:
    """End a place with its outcome; the message offers the way back."""
    place = _find(request, pk)
    require(policies.end_place(request.user, place))
    form = EndPlaceForm(request.POST or None, person=request.user, place=place)
    if request.method == "POST" and form.is_valid():
        act.end_place(
            by=request.user, place=place, version=form.cleaned_data["version"] or 0, **form.chosen
        )
        undo = reverse("undo_end_place", args=[pk])
        messages.success(
            request, _("The place of %(name)s has ended.") % {"name": place.pupil.name},
            extra_tags=f"undo:{undo}",
        )  # fmt: skip
        return redirect("group", place.group_id)
    return render(request, "interventions/end_place.html", {"form": form, "place": place})


@login_required
@require_POST
def undo_end_place(request: HttpRequest, pk: int) -> HttpResponse:
    """The place runs again."""
    place = act.undo_end_place(by=request.user, place=_find(request, pk))
    messages.success(request, _("%(name)s has the place again.") % {"name": place.pupil.name})
    return redirect("group", place.group_id)


def _find(request: HttpRequest, pk: int) -> Place:
    seen = Place.objects.visible_to(request.user).select_related(
        "pupil", "group__programme", "group__leader", "group__supervising_teacher", "measure"
    )
    return get_object_or_404(seen, pk=pk)


def _offered(
    request: HttpRequest, form: AddPlacesForm, words: str, picked: list[str]
) -> list[Pupil]:
    """Pupils to tick: those ticked already, then those who match, most in need first."""
    free = form.fields["pupils"].queryset
    ticked = list(free.filter(pk__in=[one for one in picked if one.isdigit()]))
    found = free.exclude(pk__in=[pupil.pk for pupil in ticked])
    found = found.matching(words) if words else found.with_sen()
    return ticked + list(found.order_by("surname", "forename", "pk")[:OFFERED])


def _say_added(request: HttpRequest, group: Group, count: int) -> None:
    said = ngettext("%(n)s pupil has a place.", "%(n)s pupils have places.", count) % {"n": count}
    running = group.places.filter(outcome="").count()
    if running > group.programme.largest_group:
        more = _("The group now has %(n)s pupils; the programme is meant for %(most)s at most.")
        messages.warning(request, more % {"n": running, "most": group.programme.largest_group})
    messages.success(request, said)
