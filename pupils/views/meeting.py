"""One meeting: planned, changed, minuted, signed, corrected by a version."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import meetings as reads
from pupils import policies
from pupils.actions import meeting as actions
from pupils.actions.contact import Agreed
from pupils.agreed import owners_for
from pupils.forms.agreed import PREFIX, ActionFormSet
from pupils.forms.meeting import (
    ITEMS,
    OTHERS,
    CameForm,
    CorrectMinutesForm,
    ItemFormSet,
    OtherFormSet,
    PlanForm,
)
from pupils.models import Attendee, Meeting, Pupil, TalkKind
from pupils.views.talk import look
from staff.views.flow import done, form_page, say


@login_required
@require_http_methods(["GET", "POST"])
def plan_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a kind, then say when, where, who is asked and what about; the kind brings its agenda."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    person = request.user
    require(policies.plan_meeting(person, pupil))
    offered = TalkKind.objects.visible_to(person).offered(pupil.school_id, TalkKind.Use.MEETING)
    kinds = list(offered)
    wanted = request.POST.get("kind") or request.GET.get("kind", "")
    kind = next((one for one in kinds if str(one.pk) == wanted), None)
    if kind is None:
        return render(request, "pupils/choose_meeting_kind.html", {"kinds": kinds, "pupil": pupil})
    form = PlanForm(
        request.POST or None, person=person, kind=kind, pupil=pupil, posts=owners_for(person, pupil)
    )
    others = OtherFormSet(request.POST or None, prefix=OTHERS)

    def act() -> None:
        form.made = actions.plan_meeting(
            by=person, pupil=pupil, fields=form.written, agenda=form.cleaned_data["agenda"],
            people=_asked(form, others), submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    are_others_right = request.method != "POST" or others.is_valid()
    if are_others_right and done(request, form, act):
        return _planned(request, form.made, _("Planned."))
    return _plan_page(request, form, others, pupil, kind, _("Plan a meeting"))


@login_required
@require_http_methods(["GET", "POST"])
def edit_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan of a meeting that is not signed."""
    found = _meeting(request, pk)
    require(policies.edit_meeting(request.user, found))
    posts = owners_for(request.user, found.pupil)
    if found.lead_id not in dict(posts):
        posts.append((found.lead_id, found.lead.person.full_name))
    form = PlanForm(
        request.POST or None, person=request.user, kind=found.kind, pupil=found.pupil, posts=posts,
        about=found,
    )  # fmt: skip
    rows = [
        {"kind": one.kind, "name": one.name, "role": one.role}
        for one in found.people.all()
        if one.kind not in (Attendee.Kind.PUPIL, Attendee.Kind.STAFF)
    ]
    others = OtherFormSet(request.POST or None, prefix=OTHERS, initial=rows)

    def act() -> None:
        actions.edit_meeting(
            by=request.user, meeting=found, version=form.cleaned_data["version"] or 0,
            fields=form.written, agenda=form.cleaned_data["agenda"], people=_asked(form, others),
        )  # fmt: skip

    are_others_right = request.method != "POST" or others.is_valid()
    if are_others_right and done(request, form, act):
        return _planned(request, _meeting(request, pk), _("Saved."))
    return _plan_page(request, form, others, found.pupil, found.kind, _("Change the plan"), found)


@login_required
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting: what still waits from before on top, then agenda, minutes, people, actions."""
    found = _meeting(request, pk)
    person = request.user
    minutes = reads.minutes_of(person, found)
    versions = reads.versions_of(person, found)
    context = {
        "meeting": found, "pupil": found.pupil, "minutes": minutes, "versions": versions,
        "record": look(request, found.pupil, "meeting", found), "latest": versions[0],
        "clash": reads.clash_words(minutes.clashes), "back": request.get_full_path(),
        "may": {
            name: not getattr(policies, name)(person, found)
            for name in (
                "edit_meeting", "write_minutes", "sign_minutes", "correct_minutes", "cancel_meeting",
                "undo_cancel_meeting",
            )
        },
        "carried": [
            {
                "action": one, "may_end": not policies.finish_action(person, one),
                "may_edit": not policies.edit_action(person, one), "may_reopen": False,
            }
            for one in minutes.carried
        ],
    }  # fmt: skip
    return render(request, "pupils/meeting.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def write_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, what was said and decided about each item, and who does what by when."""
    found = _meeting(request, pk)
    person = request.user
    require(policies.keep_meeting(person, found))
    if request.method == "GET":
        require(policies.write_minutes(person, found))
    sent = request.POST or None
    minutes = reads.minutes_of(person, found)
    form = CameForm(sent, person=person, people=minutes.people, initial={"version": found.version})
    rows = [
        {"title": item.title, "notes": item.notes, "decision": item.decision, "staff_notes": item.staff_notes}
        for item in minutes.items
    ]  # fmt: skip
    items = ItemFormSet(sent, prefix=ITEMS, initial=rows)
    agreed = ActionFormSet(
        sent, prefix=PREFIX,
        form_kwargs={"person": person, "owners": owners_for(person, found.pupil)},
    )  # fmt: skip

    def act() -> None:
        actions.write_minutes(
            by=person, meeting=found, version=form.cleaned_data["version"] or 0, came=form.came,
            items=[actions.Item(**row) for row in items.chosen],
            actions=[Agreed(**row) for row in agreed.chosen],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    are_rows_right = request.method != "POST" or all([items.is_valid(), agreed.is_valid()])
    if are_rows_right and done(request, form, act):
        return say(request, _("Minutes saved."), reverse("meeting", args=[pk]))
    context = {
        "meeting": found, "pupil": found.pupil, "form": form, "items": items, "rows": agreed,
        "wrong": [*items.forms, *agreed.forms] if request.method == "POST" else [],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "pupils/write_minutes.html", context, status=status)


@login_required
@require_POST
def sign_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the minutes: they never change from then on."""
    found = _meeting(request, pk)
    actions.sign_minutes(by=request.user, meeting=found, version=_version(request))
    return say(request, _("Signed. These minutes stay as they are."), reverse("meeting", args=[pk]))


@login_required
@require_http_methods(["GET", "POST"])
def correct_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of signed minutes."""
    found = _meeting(request, pk)
    require(policies.correct_minutes(request.user, found))
    form = CorrectMinutesForm(request.POST or None, person=request.user)

    def act() -> None:
        form.made = actions.correct_minutes(
            by=request.user, meeting=found, reason=form.cleaned_data["reason"],
            submission_id=form.cleaned_data["submission_id"],
        )  # fmt: skip

    if done(request, form, act):
        words = _("A new version is begun. Change it and sign it.")
        return say(request, words, reverse("write_minutes", args=[form.made.pk]))
    return form_page(
        request, form, title=_("Correct the minutes"), line=f"{found.pupil.name}: {found}",
        save=_("Begin a new version"), cancel_url=reverse("meeting", args=[pk]),
    )  # fmt: skip


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    seen = Meeting.objects.visible_to(request.user)
    names = ("pupil", "kind", "lead__person", "school", "signed_by", "replaces")
    return get_object_or_404(seen.select_related(*names), pk=pk)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0


def _asked(form: PlanForm, others: Any) -> list[actions.Asked]:
    return [actions.Asked(**row) for row in [*form.asked, *others.chosen]]


def _planned(request: HttpRequest, made: Meeting, words: str) -> HttpResponse:
    """Say that it is planned, and what else its lead has at that time."""
    clash = reads.clashes_of(request.user, [made]).get(made.pk, [])
    if clash:
        said = {"name": made.lead.person.full_name, "others": reads.clash_words(clash)}
        messages.warning(request, _("%(name)s has at the same time: %(others)s.") % said)
    return say(request, words, reverse("meeting", args=[made.pk]))


def _plan_page(
    request: HttpRequest, form: PlanForm, others: Any, pupil: Pupil, kind: TalkKind, title: str,
    found: Meeting | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "others": others, "pupil": pupil, "kind": kind, "title": title, "found": found,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "pupils/plan_meeting.html", context, status=status)
