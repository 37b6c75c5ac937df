"""Lead times of a school, each with its source; and giving a step to somebody else."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import deadlines as listing
from pupils import policies
from pupils.actions import step as stepping
from pupils.actions import step_rules as actions
from pupils.forms.step_rules import GiveStepForm, StepRuleForm
from pupils.models import Step, StepRule
from pupils.models.step import CLOCK_READERS
from pupils.schools import schools_worked_at
from pupils.views.clock_pages import form_page, version_of
from staff.access import PLANNERS
from staff.views.flow import done, say
from staff.views.flow import form_page as plain_page


@login_required
@require_safe
def deadline_rules(request: HttpRequest) -> HttpResponse:
    """Every lead time that the school goes by: law, practice, what is its own, and where it comes from."""
    person = request.user
    require(policies.see_deadline_rules(person))
    school_id = min(person.access.schools_as(*CLOCK_READERS))
    rules = list(StepRule.objects.visible_to(person).in_use_at(school_id))
    flows = [
        (label, [rule for rule in rules if rule.flow == flow])
        for flow, label in StepRule.Flow.choices
    ]
    context = {"flows": flows, "reason": policies.edit_step_rule(person)}
    return render(request, "pupils/deadline_rules.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_step_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a lead time for this school; the steps of everything open move with it."""
    person = request.user
    rule = get_object_or_404(StepRule.objects.visible_to(person), pk=pk)
    require(policies.edit_step_rule(person, rule))
    wanted = rule.school_id or min(person.access.schools_as(*PLANNERS))
    school = get_object_or_404(schools_worked_at(person), pk=wanted)
    start = {
        name: getattr(rule, name) for name in ("offset_days", "warn_days", "owner_role", "version")
    }
    form = StepRuleForm(request.POST or None, person=person, rule=rule, initial=start)

    def act() -> None:
        actions.edit_step_rule(
            by=person, school=school, rule=rule, version=version_of(form), fields=form.fields_chosen
        )

    url = reverse("deadline_rules")
    if done(request, form, act):
        return say(request, _("Saved for your school. Open steps have moved with it."), url)
    notes = [rule.source, _("This changes the lead time for your school alone.")]
    return plain_page(
        request,
        form,
        title=rule.what,
        line=school.name,
        notes=notes,
        save=_("Save"),
        cancel_url=url,
    )


@login_required
@require_http_methods(["GET", "POST"])
def give_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a step somebody else's."""
    seen = Step.objects.visible_to(request.user).select_related("pupil", "advice")
    step = get_object_or_404(seen, pk=pk)
    require(policies.give_step(request.user, step))
    start = {"owner": step.owner_id, "version": step.version}
    form = GiveStepForm(request.POST or None, person=request.user, step=step, initial=start)

    def act() -> None:
        stepping.give_step(
            by=request.user, step=step, version=version_of(form), owner=form.cleaned_data["owner"]
        )

    url = listing.door_of(request.user, step) or reverse("pupil_deadlines", args=[step.pupil_id])
    if done(request, form, act):
        words = _("%(what)s: now with %(name)s.")
        name = form.cleaned_data["owner"].person.full_name
        return say(request, words % {"what": step.what, "name": name}, url)
    return form_page(request, step.pupil, form, step.what, _("Give it"), url)
