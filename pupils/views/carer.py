"""A pupil's family: who they are, how to reach them; somebody is found and linked, added, changed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import require
from pupils import policies
from pupils.actions import carer as actions
from pupils.families import (
    children_of,
    family_of,
    found_for,
    orders_of,
    reach_of,
    siblings_beside,
    what_to_do,
)
from pupils.forms.carer import (
    OF_CARER,
    OF_LINK,
    AddCarerForm,
    CarerForm,
    CarerLinkForm,
    initial_of,
)
from pupils.models import Carer, CarerLink, Pupil
from pupils.reasons import why_visible
from pupils.views.record import open_record
from pupils.views.record_form import record_form
from staff.views.flow import attempt, done, form_page, say

TAB = "pupil_people"


@login_required
@require_safe
def pupil_family(request: HttpRequest, pk: int) -> HttpResponse:
    """The family, in the order in which they are asked; orders about the pupil."""
    pupil, record = open_record(request, pk, TAB)
    person = request.user
    family = family_of(person, pupil)
    context = {
        "pupil": pupil, "record": record,
        "family": [one for one in family if not one.link.has_ended],
        "earlier": [one for one in family if one.link.has_ended],
        "reach_reason": policies.see_contacts(person, pupil),
        "keep_reason": policies.keep_carers(person, pupil),
        "orders": orders_of(person, pupil), "orders_reason": policies.see_orders(person, pupil),
        "order_keep_reason": policies.keep_orders(person, pupil),
        "to_do": what_to_do(person, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_family.html", context)


@login_required
@require_safe
def carer(request: HttpRequest, pk: int) -> HttpResponse:
    """One carer: how to reach them, and their children whom the reader may see."""
    found = _find(request, pk)
    links = children_of(request.user, found)
    reason = next((why_visible(request.user, link.pupil).words for link in links), "")
    audit.looked(
        by=request.user, page="carer", school_id=found.school_id, about=found,
        reason=reason or _("you keep the families of the school"),
    )  # fmt: skip
    context = {
        "carer": found, "reach": reach_of(found), "links": links,
        "keep_reason": policies.keep_carers_at(request.user, found.school_id),
    }  # fmt: skip
    return render(request, "pupils/carer.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_carer(request: HttpRequest, pk: int) -> HttpResponse:
    """Find somebody the school knows already, as a sibling's parent, or add somebody new."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_carers(request.user, pupil))
    form = AddCarerForm(
        request.POST or None, person=request.user, initial={"place": _next_place(request, pupil)}
    )

    def act() -> None:
        actions.add_carer(
            by=request.user, pupil=pupil, carer=form.person_fields, link=form.link_fields,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Added to the family."), _family(pupil))
    words = request.GET.get("q", "")[:80]
    found = found_for(request.user, pupil, words)
    return record_form(
        request, form, pupil, tab=TAB, title=_("Add somebody new"), save=_("Add"),
        cancel_url=_family(pupil), template="pupils/add_carer.html", words=words, found=found,
        beside=siblings_beside(request.user, found),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def link_carer(request: HttpRequest, pk: int, carer: int) -> HttpResponse:
    """Link somebody the school knows already."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.keep_carers(request.user, pupil))
    rows = Carer.objects.visible_to(request.user).filter(school=pupil.school_id)
    found = get_object_or_404(rows, pk=carer)
    form = CarerLinkForm(
        request.POST or None, person=request.user, initial={"place": _next_place(request, pupil)}
    )

    def act() -> None:
        actions.link_carer(
            by=request.user, pupil=pupil, carer=found, link=form.link_fields,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Linked to the pupil."), _family(pupil))
    return record_form(
        request, form, pupil, tab=TAB, title=_("Link %(name)s") % {"name": found.name},
        save=_("Link"), cancel_url=reverse("add_carer", args=[pupil.pk]),
        notes=[_("Name, language and how to reach them come along. Say what they are to this pupil.")],
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_carer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who somebody is and how to reach them, for all their children."""
    found = _find(request, pk)
    require(policies.keep_carers_at(request.user, found.school_id))
    form = CarerForm(request.POST or None, person=request.user, initial=initial_of(found, OF_CARER))

    def act() -> None:
        actions.edit_carer(
            by=request.user, carer=found, version=form.cleaned_data["version"] or 0,
            fields=form.person_fields,
        )  # fmt: skip

    page = reverse("carer", args=[found.pk])
    if done(request, form, act):
        return say(request, _("Saved."), page)
    return form_page(
        request, form, title=found.name, save=_("Save"), cancel_url=page,
        line=_("Changes here hold for every child of this person."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_carer_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what somebody is to this pupil."""
    link = _link(request, pk)
    require(policies.keep_carers_at(request.user, link.school_id))
    form = CarerLinkForm(
        request.POST or None, person=request.user, initial=initial_of(link, OF_LINK)
    )

    def act() -> None:
        actions.edit_carer_link(
            by=request.user, link=link, version=form.cleaned_data["version"] or 0,
            fields=form.link_fields,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Saved."), _family(link.pupil))
    return record_form(
        request, form, link.pupil, tab=TAB, title=link.carer.name, save=_("Save"),
        cancel_url=_family(link.pupil),
    )  # fmt: skip


@login_required
@require_POST
def end_carer_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the pupil from today on."""
    link = _link(request, pk)
    typed = request.POST.get("version", "")
    actions.end_carer_link(
        by=request.user, link=link, version=int(typed) if typed.isdecimal() else 0
    )
    words = _("%(name)s is no longer linked to this pupil.") % {"name": link.carer.name}
    return say(request, words, _family(link.pupil), reverse("undo_end_carer_link", args=[link.pk]))


@login_required
@require_POST
def undo_end_carer_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody back."""
    link = _link(request, pk)
    attempt(
        request, lambda: actions.undo_end_carer_link(by=request.user, link=link), _("Linked again.")
    )
    return redirect(_family(link.pupil))


def _find(request: HttpRequest, pk: int) -> Carer:
    return get_object_or_404(Carer.objects.visible_to(request.user), pk=pk)


def _link(request: HttpRequest, pk: int) -> CarerLink:
    rows = CarerLink.objects.visible_to(request.user).select_related("pupil", "carer")
    return get_object_or_404(rows, pk=pk)


def _family(pupil: Pupil) -> str:
    return reverse("pupil_family", args=[pupil.pk])


def _next_place(request: HttpRequest, pupil: Pupil) -> int:
    links: Any = CarerLink.objects.visible_to(request.user).filter(pupil=pupil).current()
    return min(max([link.place for link in links], default=0) + 1, 20)
