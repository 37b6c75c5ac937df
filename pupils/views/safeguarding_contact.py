"""Whom a school turns to beyond its own leads: the list for everybody, kept by those who answer."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import concern as actions
from pupils.forms.concern import ContactForm, EditContactForm
from pupils.models import SafeguardingContact
from pupils.policies.concern import ANSWERING
from pupils.schools import schools_worked_at
from staff.views.flow import done, form_page, say

LIST = "safeguarding_contacts"


@login_required
@require_safe
def safeguarding_contacts(request: HttpRequest) -> HttpResponse:
    """Names and telephone numbers: every adult must be able to reach them."""
    found = SafeguardingContact.objects.visible_to(request.user).order_by("-is_active", "kind")
    reason = policies.keep_contacts(request.user)
    context = {"contacts": list(found.select_related("school")), "keep_reason": reason}
    return render(request, "pupils/safeguarding_contacts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_contact(request: HttpRequest) -> HttpResponse:
    """Add one for the school where the person answers for concerns."""
    require(policies.keep_contacts(request.user))
    kept = request.user.access.schools_as(*ANSWERING)
    school = schools_worked_at(request.user).filter(pk__in=kept).first()
    form = ContactForm(request.POST or None, person=request.user)

    def act() -> None:
        key = form.cleaned_data["submission_id"] or uuid.uuid4()
        actions.add_contact(by=request.user, school=school, fields=form.chosen, submission_id=key)

    if done(request, form, act):
        return say(request, _("Added."), reverse(LIST))
    return form_page(
        request, form, title=_("Add a contact"), line=school.name, save=_("Add"),
        cancel_url=reverse(LIST),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def edit_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one, or take it off."""
    contact = get_object_or_404(SafeguardingContact.objects.visible_to(request.user), pk=pk)
    require(policies.edit_contact(request.user, contact))
    names = ("kind", "name", "telephone", "email", "is_active", "version")
    form = EditContactForm(
        request.POST or None, person=request.user,
        initial={name: getattr(contact, name) for name in names},
    )  # fmt: skip

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_contact(by=request.user, contact=contact, version=version, fields=form.chosen)

    if done(request, form, act):
        return say(request, _("Saved."), reverse(LIST))
    return form_page(
        request, form, title=contact.name, save=_("Save"), cancel_url=reverse(LIST)
    )  # fmt: skip
