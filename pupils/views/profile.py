"""The profile of one pupil: read, write, publish, agree, acknowledge."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import profile as actions
from pupils.comparing import TAGS
from pupils.forms.profile import (
    MOST_ROWS,
    PREFIX,
    AgreementForm,
    StrategyFormSet,
    VoiceForm,
    need_groups,
    new_row,
    rows_of,
    rows_typed,
)
from pupils.models import Acknowledgement, Profile, ProfileStrategy, Pupil
from pupils.profiles import asked_about, difference, lines_by_profile, review_state, versions_of
from pupils.views.record import open_record, record_head
from staff.sent import raise_if_sent

EMPTY_ROWS = 2


@login_required
@require_safe
def pupil_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """One side: the version in force, or the one asked for; what it changed; who has read it."""
    found = _find(request, pk)
    require(policies.see_profile(request.user, found))
    pupil, record = open_record(request, pk, "pupil_profile")
    person = request.user
    versions = versions_of(person, pupil)
    shown = _shown(request, versions)
    context = {
        "pupil": pupil, "record": record, "versions": versions, "shown": shown,
        "may_start": not versions.draft and not policies.draft_profile(person, pupil),
        "may_draft": not policies.draft_profile(person, pupil), "key": uuid.uuid4(),
    }  # fmt: skip
    if shown:
        context |= _page(request, pupil, shown, versions)
    return render(request, "pupils/pupil_profile.html", context)


def _shown(request: HttpRequest, versions: Any) -> Profile | None:
    """The draft or the version that the address names, else the one in force; 404 for no such one."""
    wanted = request.GET.get("version", "")
    if not wanted:
        return versions.current
    found = versions.draft if wanted == "draft" else versions.numbered(wanted)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, pupil: Pupil, shown: Profile, versions: Any) -> dict[str, Any]:
    person = request.user
    older = [one for one in versions.published if one.number < shown.number]
    since = versions.numbered(request.GET.get("since", "")) or (older[0] if older else None)
    lines = lines_by_profile([shown.pk, *([since.pk] if since else [])])
    asked = Acknowledgement.objects.visible_to(person).waiting().filter(profile=shown).first()
    sees = shown == versions.current and not policies.see_acknowledgements(person, pupil)
    labels = dict(ProfileStrategy.Tag.choices)
    return {
        "parts": [
            (tag, labels[tag], [one for one in lines.get(shown.pk, []) if one.tag == tag])
            for tag in TAGS
        ],
        "voice": [(Profile._meta.get_field(name).verbose_name, words) for name, words in shown.voice.items()],
        "review": review_state(shown), "older": older,
        "changed": difference(since, shown, lines) if since else None,
        "asked": asked, "readers": asked_about(shown) if sees else [], "sees_readers": sees,
        "publish_reason": policies.publish_profile(person, shown),
        "may_agree": not policies.record_agreement(person, shown),
    }  # fmt: skip


@login_required
@require_POST
def start_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft from the version in force."""
    pupil = _find(request, pk)
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    key = _key(request)
    actions.start_profile(by=request.user, pupil=pupil, submission_id=key)
    return redirect("edit_profile", pupil.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole draft on one page; rows are added and taken off without script as well."""
    pupil = _find(request, pk)
    require(policies.draft_profile(request.user, pupil))
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    draft = get_object_or_404(_drafts(request, pupil))
    again = "more" in request.POST or "remove" in request.POST
    sent = request.POST if request.method == "POST" else None
    voice = VoiceForm(
        None if again else sent, person=request.user,
        initial=request.POST.dict() if again else
        {**draft.voice, "review_on": draft.review_on, "version": draft.version},
    )  # fmt: skip
    rows = _formset(request, pupil, draft, None if again else sent)
    if sent and not again and all([voice.is_valid(), rows.is_valid()]):
        return _save(request, draft, voice, rows)
    record = record_head(request, pupil, "pupil_profile")
    context = {"pupil": pupil, "draft": draft, "voice": voice, "rows": rows, "record": record}
    context["has_room"] = len(rows.forms) < MOST_ROWS
    return render(request, "pupils/edit_profile.html", context)


def _formset(request: HttpRequest, pupil: Pupil, draft: Profile, sent: Any) -> Any:
    if request.method == "POST":
        rows = rows_typed(request.POST)
        gone = request.POST.get("remove", "")
        rows = [row for place, row in enumerate(rows) if str(place) != gone]
        rows += [new_row()] if "more" in request.POST else []
    else:
        rows = rows_of(list(draft.strategies.all())) + [new_row() for _row in range(EMPTY_ROWS)]
    formset = StrategyFormSet(
        sent, initial=rows[:MOST_ROWS], prefix=PREFIX,
        form_kwargs={"choices": need_groups(request.user, pupil)},
    )  # fmt: skip
    formset.person = request.user
    return formset


def _save(request: HttpRequest, draft: Profile, voice: VoiceForm, rows: Any) -> HttpResponse:
    written = [
        actions.Written(row["key"], row["tag"], row["text"], row["need"]) for row in rows.chosen
    ]
    fields = voice.chosen
    actions.edit_profile(
        by=request.user, profile=draft, version=voice.cleaned_data["version"] or 0,
        review_on=fields.pop("review_on"), voice=fields, strategies=written,
        submission_id=voice.cleaned_data["submission_id"],
    )  # fmt: skip
    messages.success(request, _("Draft saved. Nobody else reads it until it is published."))
    answer = redirect("pupil_profile", draft.pupil_id)
    answer["Location"] += "?version=draft"
    return answer


@login_required
@require_POST
def publish_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft in force, and say how many adults are asked to read it."""
    pupil = _find(request, pk)
    require(policies.draft_profile(request.user, pupil))
    raise_if_sent(request.user, request.POST.get("submission_id", ""))
    draft = get_object_or_404(_drafts(request, pupil))
    asked = actions.publish_profile(
        by=request.user, profile=draft, version=_version(request), submission_id=_key(request)
    )
    words = ngettext(
        "Published. %(n)s adult is asked to read it.",
        "Published. %(n)s adults are asked to read it.",
        len(asked),
    ) % {"n": len(asked)}
    quiet = _("Published. No must-do changed, so nobody is asked to read it.")
    messages.success(request, words if asked else quiet)
    return redirect("pupil_profile", pupil.pk)


@login_required
@require_http_methods(["GET", "POST"])
def record_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who agreed to a version, when and how."""
    profile = get_object_or_404(
        Profile.objects.visible_to(request.user).select_related("pupil"), pk=pk
    )
    require(policies.record_agreement(request.user, profile))
    form = AgreementForm(
        request.POST or None, person=request.user,
        initial={"version": profile.version, "who": request.GET.get("who", "pupil")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.record_agreement(by=request.user, profile=profile, version=version, **form.chosen)
        messages.success(request, _("Agreement recorded."))
        return redirect("pupil_profile", profile.pupil_id)
    record = record_head(request, profile.pupil, "pupil_profile")
    context = {"form": form, "profile": profile, "pupil": profile.pupil, "record": record}
    return render(request, "pupils/record_agreement.html", context)


@login_required
@require_POST
def acknowledge_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: the change has been read."""
    seen = Acknowledgement.objects.visible_to(request.user).select_related("profile__pupil")
    asked = get_object_or_404(seen, pk=pk)
    actions.acknowledge_profile(by=request.user, asked=asked)
    name = asked.profile.pupil.first_name
    messages.success(request, _("Noted: you have read what changed for %(name)s.") % {"name": name})
    if request.POST.get("back") == "home":
        return redirect("home")
    return redirect("pupil_profile", asked.profile.pupil_id)


def _find(request: HttpRequest, pk: int) -> Pupil:
    return get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)


def _drafts(request: HttpRequest, pupil: Pupil) -> Any:
    return Profile.objects.visible_to(request.user).drafts().filter(pupil=pupil)


def _key(request: HttpRequest) -> uuid.UUID | None:
    """The one-time key of a button's form, if it is one."""
    try:
        return uuid.UUID(request.POST.get("submission_id", ""))
    except ValueError:
        return None


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0
