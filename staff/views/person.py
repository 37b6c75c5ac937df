"""Adding colleagues, changing their details, and their way in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from core.policy import require
from staff import policies
from staff.actions import person as actions
from staff.forms.password import SetPasswordForm
from staff.forms.person import DETAILS, AddPersonForm, EditPersonForm
from staff.models import StaffMember
from staff.password_link import person_of, token_for
from staff.schools import school_of, schools_keeping, schools_of
from staff.views.flow import done, form_page, say

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
def add_person(request: HttpRequest) -> HttpResponse:
    """Add a colleague with a first post."""
    school = school_of(request.user, request.GET.get("school", ""), policies.add_person)
    require(policies.add_person(request.user, school.pk))
    form = AddPersonForm(request.POST or None, person=request.user, school=school)
    made: list[StaffMember] = []
    if done(request, form, lambda: made.append(_add(request, form, school))):
        said = _("%(name)s was added. Make a sign-in link, or let them use the school's sign-in.")
        return say(request, said % {"name": made[0]}, made[0].get_absolute_url())
    return form_page(
        request,
        form,
        template="staff/add_person.html",
        title=_("Add a colleague"),
        line=school.name,
        save=_("Add colleague"),
        cancel_url=reverse("people"),
        school=school,
        schools=schools_of(request.user),
    )


def _add(request, form, school) -> StaffMember:
    return actions.add_person(
        by=request.user, school=school, key=form.key, details=form.details, post=form.post
    )


@require_http_methods(READ_OR_SEND)
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name and sign-in of a colleague."""
    one = get_object_or_404(StaffMember.objects.visible_to(request.user), pk=pk)
    require(policies.edit_person(request.user, one, schools_keeping(one)))
    form = EditPersonForm(request.POST or None, person=request.user, about=one)

    def act() -> None:
        details = {name: form.cleaned_data[name] for name in DETAILS}
        actions.edit_person(by=request.user, person=one, version=form.seen_version, details=details)

    if done(request, form, act):
        return say(request, _("Saved."), one.get_absolute_url())
    return form_page(
        request,
        form,
        title=_("Edit details"),
        line=str(one),
        save=_("Save"),
        cancel_url=one.get_absolute_url(),
    )


@require_POST
def deactivate_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Take sign-in away; undo gives it back."""
    one = get_object_or_404(StaffMember.objects.visible_to(request.user), pk=pk)
    actions.deactivate_person(by=request.user, person=one, version=one.version)
    said = _("%(name)s can no longer sign in.") % {"name": one}
    return say(request, said, one.get_absolute_url(), undo=reverse("reactivate_person", args=[pk]))


@require_POST
def reactivate_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague sign in again; undo takes it away."""
    one = get_object_or_404(StaffMember.objects.visible_to(request.user), pk=pk)
    actions.reactivate_person(by=request.user, person=one, version=one.version)
    said = _("%(name)s may sign in again.") % {"name": one}
    return say(request, said, one.get_absolute_url(), undo=reverse("deactivate_person", args=[pk]))


@require_POST
def give_password_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, this once, a link with which a colleague sets a password."""
    one = get_object_or_404(StaffMember.objects.visible_to(request.user), pk=pk)
    actions.give_password_link(by=request.user, person=one)
    link = request.build_absolute_uri(reverse("set_password", args=[token_for(one)]))
    return render(request, "staff/give_password_link.html", {"one": one, "link": link})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(READ_OR_SEND)
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """The person of a link chooses a password, then signs in with it."""
    one = person_of(token)
    if one is None:
        return render(request, "staff/set_password_over.html", status=410)
    form = SetPasswordForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_password(by=one, password=form.cleaned_data["new_password1"])
        return redirect("account_login")
    return render(request, "staff/set_password.html", {"form": form, "one": one})
