"""Colleagues: the list and one colleague's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core import audit
from staff import policies
from staff.colleagues import ORDERS, PeopleFilter, people_matching, rows_of
from staff.listing import chips_of, order_of, page_of
from staff.models import StaffMember
from staff.portrait import Portrait, portrait_of
from staff.schools import schools_keeping
from staff.views.places import people_places


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Colleagues at the reader's schools, with search, filters, order and pages."""
    form = PeopleFilter(request.GET, person=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    order = order_of(request.GET, list(ORDERS), "name")
    page = page_of(people_matching(request.user, chosen, order), request.GET)
    found = page.paginator.count
    schools = request.user.access.school_ids
    context = {
        "form": form,
        "chips": chips_of(form, request.GET),
        "page": page,
        "rows": rows_of(request.user, list(page)),
        "sort": order,
        "query": request.GET.urlencode(),
        "count": ngettext("%(n)s person matches", "%(n)s people match", found) % {"n": found},
        "clear_url": reverse("people"),
        "can_add": any(not policies.keep_people(request.user, pk) for pk in schools),
        "shows_school": len(schools) > 1,
        "places": people_places(request.user, "people"),
    }
    return render(request, "staff/people.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One colleague: posts, line above and below, and what the reader may see of hours and pay."""
    one = get_object_or_404(StaffMember.objects.visible_to(request.user), pk=pk)
    portrait = portrait_of(request.user, one)
    schools = schools_keeping(one)
    _note_pay(request, portrait)
    context = {
        "portrait": portrait,
        "record": _head(request.user, portrait, schools),
        "shows_sign_in": not policies.see_sign_in(request.user, one, schools),
        "link_refusal": policies.give_password_link(request.user, one, schools),
    }
    return render(request, "staff/person.html", context)


def _note_pay(request: HttpRequest, portrait: Portrait) -> None:
    if portrait.person.pk == request.user.pk:
        return
    for view in portrait.posts:
        if view.pay:
            audit.looked(
                by=request.user,
                page="person_pay",
                reason=request.user.acting_as(view.post.school_id),
                school_id=view.post.school_id,
                about=view.post,
            )


def _head(reader: StaffMember, portrait: Portrait, schools: frozenset[int]) -> dict:
    one = portrait.person
    facts = [one.known_as and _("Known as %(name)s") % {"name": one.known_as}, one.email]
    facts += list(dict.fromkeys(view.post.school.name for view in portrait.posts))
    return {
        "name": one.full_name,
        "tags": [],
        "facts": [fact for fact in facts if fact],
        "why": portrait.why,
        "why_links": [],
        "actions": _actions(reader, one, schools),
        "tabs": [],
    }


def _actions(reader: StaffMember, one: StaffMember, schools: frozenset[int]) -> list[dict]:
    if policies.edit_person(reader, one, schools):
        return []
    actions = [_act("edit_person", _("Edit details"), "edit", one)]
    if reader.pk != one.pk:
        actions.append(_act("add_post", _("Add a post"), "plus", one))
        door = "deactivate_person" if one.is_active else "reactivate_person"
        label = _("Take sign-in away") if one.is_active else _("Let them sign in")
        reason = getattr(policies, door)(reader, one, schools)
        actions.append({**_act(door, label, "lock", one), "post": True, "reason": reason})
    return actions


def _act(name: str, label: str, icon: str, one: StaffMember) -> dict:
    return {
        "name": name,
        "label": label,
        "icon": icon,
        "url": reverse(name, args=[one.pk]),
        "post": False,
        "is_main": False,
        "reason": "",
    }
