"""Restrictive interventions: begun, written, read, reported to parents, signed off, added to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.policy import require
from pupils import policies
from pupils import restrictives as reading
from pupils.actions import restrictive as actions
from pupils.forms.parent_report import AddendumForm, ParentReportForm
from pupils.forms.restrictive import BeginForm, RestrictiveForm
from pupils.models import BehaviourChoice, Incident, Pupil, RestrictiveIntervention
from pupils.restrictive_account import why_unfinished
from pupils.schools import school_of
from staff.listing import page_of
from staff.views.flow import done, form_page, say

LABELS = {
    "all": gettext_lazy("All"), "draft": gettext_lazy("To finish"),
    "untold": gettext_lazy("Parents not told"),
    "ready": gettext_lazy("Waiting for sign-off"), "signed": gettext_lazy("Signed off"),
}  # fmt: skip


@login_required
@require_safe
def restrictives(request: HttpRequest) -> HttpResponse:
    """What the person may see, by what is still to do with it."""
    person = request.user
    require(policies.see_restrictives(person))
    which = request.GET.get("which", "all")
    which = which if which in reading.FILTERS else "all"
    page = page_of(reading.rows(person, which), request.GET)
    url = reverse("restrictives")
    tabs = [
        {
            "label": LABELS[name], "url": f"{url}?which={name}", "is_current": name == which,
            "count": reading.rows(person, name).count(),
        }
        for name in reading.FILTERS
    ]  # fmt: skip
    context = {
        "page": page, "rows": [(one, reading.told(one)) for one in page], "tabs": tabs,
        "return_reason": policies.restrictive_return(person), "which": which,
    }  # fmt: skip
    return render(request, "pupils/restrictives.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_restrictive(request: HttpRequest) -> HttpResponse:
    """Begin a record: who, when, where; from an incident or by itself."""
    person = request.user
    require(policies.add_restrictive(person))
    incident = _incident(request)
    pupil = _pupil(request, incident)
    if pupil:
        require(policies.add_restrictive(person, pupil))
    school = pupil.school_id if pupil else school_of(person).pk
    initial = {"on": timezone.localdate(), "pupil": pupil}
    if incident:
        initial |= {"on": incident.on, "at": incident.at, "place": incident.place}
    form = BeginForm(request.POST or None, person=person, school_id=school, initial=initial)

    def act() -> None:
        fields = form.chosen
        form.made = actions.add_restrictive(
            by=person, pupil=fields.pop("pupil"), incident=incident, fields=fields,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("Begun. Tell the parents today, and write the rest while you remember it.")
        return say(request, words, reverse("edit_restrictive", args=[form.made.pk]))
    return form_page(
        request, form, template="pupils/add_restrictive.html", save=_("Go on"),
        title=_("Record a restrictive intervention"), cancel_url=reverse("restrictives"),
    )  # fmt: skip


@login_required
@require_safe
def restrictive(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole record with the state of its report, signature and addenda."""
    found = _find(request, pk)
    audit.looked(
        by=request.user, page="restrictive", reason=_why_seen(request.user, found), about=found,
        school_id=found.school_id, pupil_id=found.pupil_id,
    )  # fmt: skip
    return _page(request, found, AddendumForm(person=request.user))


def _page(request: HttpRequest, found: RestrictiveIntervention, form: AddendumForm) -> HttpResponse:
    person = request.user
    lines: dict[str, list[Any]] = {name: [] for name in BehaviourChoice.List.values}
    for row in found.lines.select_related("choice"):
        lines[row.choice.list].append(row)
    context = {
        "one": found, "lines": lines, "told": reading.told(found),
        "report": reading.report_of(found), "people": list(found.people.select_related("person")),
        "injuries": list(found.injuries.all()), "notices": list(found.notices.all()),
        "addenda": list(found.addenda.select_related("by")), "form": form,
        "may_edit": not policies.edit_restrictive(person, found),
        "may_report": not policies.report_to_parents(person, found),
        "sign_reason": policies.sign_restrictive(person, found),
        "may_add": not policies.add_addendum(person, found),
        "sees_pupil": Pupil.objects.visible_to(person).filter(pk=found.pupil_id).exists(),
        "incident": Incident.objects.visible_to(person).filter(pk=found.incident_id).first(),
    }  # fmt: skip
    return render(request, "pupils/restrictive.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_restrictive(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the record; it is sent for sign-off when everything that the law asks stands in it."""
    found = _find(request, pk)
    require(policies.edit_restrictive(request.user, found))
    form = RestrictiveForm(request.POST or None, person=request.user, about=found)
    is_finished = "later" not in request.POST
    ready = request.method == "POST" and is_finished and form.is_valid()
    if ready and (missing := why_unfinished(form.record)):
        form.add_error(None, missing)

    def act() -> None:
        actions.edit_restrictive(
            by=request.user, intervention=found, version=form.cleaned_data["version"] or 0,
            record=form.record, is_finished=is_finished,
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("Sent for sign-off.") if is_finished else _("Saved. It is still to finish.")
        return say(request, words, reverse("restrictive", args=[found.pk]))
    return render(request, "pupils/edit_restrictive.html", {"one": found, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def report_to_parents(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who told the parents, when and how; or the decision to withhold it."""
    found = _find(request, pk)
    require(policies.report_to_parents(request.user, found))
    may = not policies.withhold_report(request.user, found)
    form = ParentReportForm(
        request.POST or None, person=request.user, about=found, may_withhold=may
    )

    def act() -> None:
        actions.report_to_parents(
            by=request.user, intervention=found, version=form.cleaned_data["version"] or 0,
            fields=form.report, submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Noted."), reverse("restrictive", args=[found.pk]))
    context = {"one": found, "form": form, "told": reading.told(found)}
    return render(request, "pupils/report_to_parents.html", context)


@login_required
@require_POST
def sign_restrictive(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign it off: from then on nothing in it changes."""
    found = _find(request, pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() else 0
    actions.sign_restrictive(by=request.user, intervention=found, version=version)
    messages.success(request, _("Signed off. Nothing in it changes from now on."))
    return redirect("restrictive", found.pk)


@login_required
@require_POST
def add_addendum(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something more of a signed record."""
    found = _find(request, pk)
    require(policies.add_addendum(request.user, found))
    form = AddendumForm(request.POST, person=request.user)

    def act() -> None:
        actions.add_addendum(
            by=request.user, intervention=found, words=form.cleaned_data["words"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Added."), reverse("restrictive", args=[found.pk]))
    return _page(request, found, form)


def _find(request: HttpRequest, pk: int) -> RestrictiveIntervention:
    seen = RestrictiveIntervention.objects.visible_to(request.user)
    related = (
        "pupil",
        "place",
        "by",
        "signed_by",
        "parent_report__by",
        "parent_report__decided_by",
    )
    return get_object_or_404(seen.select_related(*related), pk=pk)


def _incident(request: HttpRequest) -> Incident | None:
    asked = request.GET.get("incident", "")
    if not asked.isdecimal():
        return None
    return get_object_or_404(Incident.objects.visible_to(request.user).standing(), pk=asked)


def _pupil(request: HttpRequest, incident: Incident | None) -> Pupil | None:
    """The pupil named in the address, or the one who showed the behaviour; None for neither."""
    seen, asked = Pupil.objects.visible_to(request.user), request.GET.get("pupil", "")
    if asked:
        return get_object_or_404(seen, pk=int(asked) if asked.isdecimal() else 0)
    if incident:
        return seen.filter(incident_parts__incident=incident, incident_parts__part="did").first()
    return None


def _why_seen(person: Any, found: RestrictiveIntervention) -> str:
    if found.by_id == person.pk:
        return _("you wrote it")
    mine = [post for post in person.access.posts if post.school_id == found.school_id]
    if found.people.filter(person=person.pk).exists():
        return _("you had a part in it")
    return _("as %(role)s") % {"role": mine[0].label}
