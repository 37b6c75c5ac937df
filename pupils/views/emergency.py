"""Emergency access: open a record with a typed reason, end it, and the list of those who answer for it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.policy import Refused, require
from pupils import policies
from pupils.actions import emergency as actions
from pupils.emergencies import TRIES, misses_of, pupils_meant, told_about
from pupils.forms.emergency import OpenEmergencyForm, ReviewEmergencyForm
from pupils.models import EmergencyAccess, Pupil
from staff.listing import page_of
from staff.sent import raise_if_sent
from staff.views.flow import done, form_page, say

LIST = "emergencies"


@login_required
@require_http_methods(["GET", "POST"])
def open_emergency(request: HttpRequest) -> HttpResponse:
    """Exact name, date of birth and reason on one page; no list of pupils, and a bound on tries."""
    person = request.user
    require(policies.open_emergency(person))
    raise_if_sent(person, request.POST.get("submission_id", ""))
    form = OpenEmergencyForm(request.POST or None, person=person)
    if request.method == "POST" and misses_of(person) >= TRIES:
        raise Refused(
            _("Too many names that nobody has. Ring the safeguarding lead or the SENCO now.")
        )
    if request.method == "POST" and form.is_valid():
        names = [form.cleaned_data[name] for name in ("forename", "surname", "born_on")]
        found = pupils_meant(person, *names)
        if len(found) == 1:
            return _open(request, form, found[0])
        _missed(request, form)
    context = {"form": form, "told": told_about(person.access.posts[0].school_id)}
    return render(request, "pupils/open_emergency.html", context)


def _open(request: HttpRequest, form: OpenEmergencyForm, pupil: Pupil) -> HttpResponse:
    """Open the record, unless the person sees it anyway: then nothing is opened and nobody told."""
    sees = Pupil.objects.visible_to(request.user).filter(pk=pupil.pk).exists()
    if sees:
        messages.info(request, _("You see this pupil anyway, so nothing had to be opened."))
        return redirect("pupil", pupil.pk)
    chosen = form.cleaned_data
    actions.open_emergency(
        by=request.user, pupil=pupil, kind=chosen["kind"], words=chosen["words"],
        submission_id=chosen["submission_id"] or uuid.uuid4(),
        here=request.build_absolute_uri("/"),
    )  # fmt: skip
    messages.warning(
        request, _("Open for one hour. Every page you open is noted, and two people were told.")
    )
    return redirect("pupil", pupil.pk)


def _missed(request: HttpRequest, form: OpenEmergencyForm) -> None:
    actions.miss_emergency(by=request.user)
    form.add_error(
        None,
        _("No pupil on roll has exactly this name and date of birth. The try was noted."),
    )


@login_required
@require_POST
def end_emergency(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own before the hour is over."""
    access = get_object_or_404(EmergencyAccess.objects.visible_to(request.user), pk=pk)
    actions.end_emergency(by=request.user, access=access, version=access.version)
    return say(request, _("Ended. The record is closed to you again."), reverse("home"))


@login_required
@require_safe
def emergencies(request: HttpRequest) -> HttpResponse:
    """Every emergency access of the school, those to judge first."""
    require(policies.see_emergencies(request.user))
    found = EmergencyAccess.objects.visible_to(request.user).select_related(
        "pupil", "person", "kind", "reviewed_by"
    )
    waiting_first = F("reviewed_at").desc(nulls_first=True)
    page = page_of(found.order_by(waiting_first, "-began_at", "-pk"), request.GET)
    rows = [(access, policies.review_emergency(request.user, access)) for access in page]
    return render(request, "pupils/emergencies.html", {"page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def review_emergency(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether it was justified."""
    seen = EmergencyAccess.objects.visible_to(request.user)
    access = get_object_or_404(seen.select_related("pupil", "person", "kind"), pk=pk)
    require(policies.review_emergency(request.user, access))
    form = ReviewEmergencyForm(
        request.POST or None, person=request.user, initial={"version": access.version}
    )

    def act() -> None:
        actions.review_emergency(
            by=request.user, access=access, version=form.cleaned_data["version"] or 0, **form.chosen
        )

    if done(request, form, act):
        return say(request, _("Judged."), reverse(LIST))
    notes = [
        _("%(who)s opened the record of %(pupil)s: %(kind)s.")
        % {"who": access.person, "pupil": access.pupil, "kind": access.kind},
        _("“%(words)s”") % {"words": access.words},
    ]
    return form_page(
        request, form, title=_("Was it justified?"), notes=notes, save=_("Save"),
        cancel_url=reverse(LIST),
    )  # fmt: skip
