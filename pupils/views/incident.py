"""One incident: begun on a phone, finished, corrected, read; and what is to be done after it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import require
from pupils import incidents, judging, policies
from pupils.actions import follow_up as follow_up_actions
from pupils.actions import incident as actions
from pupils.forms.follow_up import FollowUpForm
from pupils.forms.incident import IncidentForm, QuickForm, anchors
from pupils.models import FollowUp, Incident, Pupil
from pupils.reasons import why_visible
from pupils.schools import school_of
from staff.views.flow import done, say


@login_required
@require_http_methods(["GET", "POST"])
def add_incident(request: HttpRequest) -> HttpResponse:
    """Begin an incident: who, what, where, how strong; the rest can wait."""
    person = request.user
    require(policies.add_incident(person))
    asked, pupil = request.GET.get("pupil", ""), None
    if asked:
        seen = Pupil.objects.visible_to(person)
        pupil = get_object_or_404(seen, pk=int(asked) if asked.isdecimal() else 0)
        require(policies.add_incident(person, pupil))
    school = pupil.school_id if pupil else school_of(person).pk
    form = QuickForm(request.POST or None, person=person, school_id=school, pupil=pupil)

    def act() -> None:
        fields = form.chosen
        form.made = actions.add_incident(
            by=person, pupil=fields.pop("pupil"), behaviours=fields.pop("behaviours"),
            fields=fields, submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("Saved. Finish it while you remember: it waits on your first page.")
        return say(request, words, reverse("incident", args=[form.made.pk]))
    context = {"form": form, "pupil": pupil, "anchors": anchors(person, school)}
    return render(request, "pupils/add_incident.html", context)


@login_required
@require_safe
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, as this reader may read it: names of pupils they do not see are taken out."""
    person, found = request.user, _find(request, pk)
    named = incidents.named_in(person, [found])[found.pk]
    for row in named.known:
        reason = why_visible(person, row.pupil).words
        audit.looked(
            by=person, page="incident", reason=reason or _("you recorded it"), about=found,
            school_id=found.school_id, pupil_id=row.pupil_id,
        )  # fmt: skip
    return _page(request, found, named, FollowUpForm(person=person, school_id=found.school_id))


def _page(
    request: HttpRequest, found: Incident, named: incidents.Named, form: FollowUpForm
) -> HttpResponse:
    person = request.user
    field = Incident._meta.get_field
    words = {
        name: (field(name).verbose_name, named.masked(getattr(found, name)))
        for name in Incident.WORDS
    }
    keeps = not (policies.edit_incident(person, found) and policies.correct_incident(person, found))
    versions = incidents.versions_of(person, found)
    context = {
        "incident": found, "named": named, "words": words, "versions": versions,
        "others": named.masked(found.others_present), "form": form,
        "why": named.masked(found.why),
        "in_force": next((one for one in versions if one.state != Incident.State.SUPERSEDED), None),
        "steps": list(found.steps.select_related("step")),
        "adults": list(found.adults.all()), "settings": list(found.settings.all()),
        "behaviours": list(found.behaviours.all()), "keeps": keeps,
        "hints": judging.hints_on(_texts(found)) if keeps else [],
        "follow_ups": _follow_ups(person, found),
        "may_add": not policies.add_follow_up(person, found),
        "anchor": next((one for one in anchors(person, found.school_id) if one.code == str(found.intensity)), None),
    }  # fmt: skip
    return render(request, "pupils/incident.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_incident(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish a draft, or save it and finish later."""
    found = _find(request, pk)
    require(policies.edit_incident(request.user, found))
    is_finished = "later" not in request.POST
    form = _form(request, found, is_finished)

    def act() -> None:
        actions.edit_incident(
            by=request.user, incident=found, version=form.cleaned_data["version"] or 0,
            account=form.account, is_finished=is_finished,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("Recorded.") if is_finished else _("Saved. It still waits on your first page.")
        return say(request, words, reverse("incident", args=[found.pk]))
    return _form_page(request, found, form)


@login_required
@require_http_methods(["GET", "POST"])
def correct_incident(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a corrected version in force; the one before stays readable."""
    found = _find(request, pk)
    require(policies.correct_incident(request.user, found))
    form = _form(request, found, is_finished=True)

    def act() -> None:
        form.made = actions.correct_incident(
            by=request.user, incident=found, version=form.cleaned_data["version"] or 0,
            account=form.account, why=form.cleaned_data["why"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("Corrected. The version before stays readable.")
        return say(request, words, reverse("incident", args=[form.made.pk]))
    return _form_page(request, found, form)


@login_required
@require_POST
def add_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody something to do after the incident."""
    found = _find(request, pk)
    require(policies.add_follow_up(request.user, found))
    form = FollowUpForm(request.POST, person=request.user, school_id=found.school_id)

    def act() -> None:
        follow_up_actions.add_follow_up(
            by=request.user, incident=found, submission_id=form.cleaned_data["submission_id"],
            **form.chosen,
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Added."), reverse("incident", args=[found.pk]))
    return _page(request, found, incidents.named_in(request.user, [found])[found.pk], form)


def _find(request: HttpRequest, pk: int) -> Incident:
    seen = Incident.objects.visible_to(request.user)
    return get_object_or_404(
        seen.select_related("place", "lesson", "by", "corrected_by", "school"), pk=pk
    )


def _texts(found: Incident) -> list[str]:
    return [getattr(found, name) for name in Incident.WORDS if name != "pupil_voice"]


def _follow_ups(person: Any, found: Incident) -> list[dict[str, Any]]:
    rows = FollowUp.objects.visible_to(person).filter(incident__key=found.key)
    return [
        {"row": row, "may": not policies.finish_follow_up(person, row)}
        for row in rows.select_related("owner")
    ]


def _form(request: HttpRequest, found: Incident, is_finished: bool) -> IncidentForm:
    named = incidents.named_in(request.user, [found])[found.pk]
    return IncidentForm(
        request.POST or None, person=request.user, incident=found, parts=list(named.known),
        is_finished=is_finished and request.method == "POST", hidden=len(named.hidden),
    )  # fmt: skip


def _form_page(request: HttpRequest, found: Incident, form: IncidentForm) -> HttpResponse:
    context = {
        "incident": found, "form": form, "hints": judging.hints_on(_texts(found)),
        "anchors": anchors(request.user, found.school_id),
        "title": _("Finish the record") if found.is_draft else _("Correct the record"),
    }  # fmt: skip
    return render(request, "pupils/edit_incident.html", context)
