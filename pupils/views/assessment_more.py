"""What is added to a needs assessment: advisers whom the authority asked, exemptions, its withdrawal."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.policy import require
from pupils import policies
from pupils.actions import advice as advising
from pupils.actions import assessment as actions
from pupils.forms.advice import AssessmentAdviceForm
from pupils.forms.assessment import ExemptionForm, WithdrawForm
from pupils.models import Assessment
from pupils.statutory import advice_due
from pupils.views.clock_pages import form_page, key_of, version_of
from staff.views.flow import done, say


@login_required
@require_http_methods(["GET", "POST"])
def ask_assessment_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Note whom the authority asked for advice, the school among them, and when."""
    found = _found(request, pk)
    require(policies.ask_advice(request.user, found))
    form = AssessmentAdviceForm(request.POST or None, person=request.user, about=found)

    def act() -> None:
        asked = form.cleaned_data["asked_on"]
        form.made = advising.ask_advice(
            by=request.user, about=found, asked_on=asked, due_on=advice_due(asked),
            advisers=[advising.Asked(*one) for one in form.advisers], submission_id=key_of(form),
        )  # fmt: skip

    if done(request, form, act):
        words = ngettext("%(n)s adviser noted.", "%(n)s advisers noted.", len(form.made))
        return say(request, words % {"n": len(form.made)}, _url(found))
    return form_page(request, found.pupil, form, _("Advice asked for"), _("Note it"), _url(found))


@login_required
@require_http_methods(["GET", "POST"])
def claim_exemption(request: HttpRequest, pk: int) -> HttpResponse:
    """Note an exemption that the authority claims."""
    found = _found(request, pk)
    require(policies.claim_exemption(request.user, found))
    form = ExemptionForm(request.POST or None, person=request.user)

    def act() -> None:
        actions.claim_exemption(
            by=request.user, assessment=found, submission_id=key_of(form), **form.chosen
        )

    if done(request, form, act):
        return say(request, _("Noted. The days stay as law sets them."), _url(found))
    title = _("Exemption claimed by the authority")
    return form_page(request, found.pupil, form, title, _("Note it"), _url(found))


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """End a request that goes no further."""
    found = _found(request, pk)
    require(policies.withdraw_assessment(request.user, found))
    start = {"version": found.version}
    form = WithdrawForm(request.POST or None, person=request.user, initial=start)

    def act() -> None:
        actions.withdraw_assessment(
            by=request.user, assessment=found, version=version_of(form), **form.chosen
        )

    if done(request, form, act):
        return say(request, _("Withdrawn."), _url(found))
    title = _("Withdraw the request")
    return form_page(request, found.pupil, form, title, _("Withdraw"), _url(found))


def _found(request: HttpRequest, pk: int) -> Assessment:
    seen = Assessment.objects.visible_to(request.user).select_related("pupil", "council", "owner")
    return get_object_or_404(seen, pk=pk)


def _url(found: Assessment) -> str:
    return reverse("assessment", args=[found.pk])
