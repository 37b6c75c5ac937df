"""A note on the wrong pupil: moving it, and the breach notes that follow."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import moving, policies
from pupils.actions import moving as actions
from pupils.forms.moving import DecideBreachForm, MoveNoteForm
from pupils.models import Breach
from staff.listing import page_of
from staff.views.flow import done, form_page, say


@login_required
@require_http_methods(["GET", "POST"])
def move_note(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Which note, to whom, why; a breach note follows by itself."""
    movable = moving.kinds().get(kind)
    note = movable.find(request.user, pk) if movable else None
    if movable is None or note is None:
        raise Http404
    require(policies.move_note(request.user, note))
    form = MoveNoteForm(
        request.POST or None, person=request.user, targets=movable.targets(request.user, note)
    )

    def act() -> None:
        actions.move_note(
            by=request.user, kind=movable, note=note, to=form.cleaned_data["pupil"],
            why=form.cleaned_data["why"],
            submission_id=form.cleaned_data["submission_id"] or uuid.uuid4(),
        )  # fmt: skip

    if done(request, form, act):
        words = _("Moved. Those who answer for records decide what else has to be done.")
        return say(request, words, reverse("home"))
    return form_page(
        request, form, template="pupils/move_note.html", title=_("Move to the right pupil"),
        line=str(movable.name), save=_("Move it"), cancel_url=note.url, note=note,
    )  # fmt: skip


@login_required
@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """Every breach note of the school, those to decide first."""
    require(policies.see_breaches(request.user))
    found = Breach.objects.visible_to(request.user).select_related(
        "moved__from_pupil", "moved__to_pupil", "moved__by", "decided_by"
    )
    page = page_of(found.order_by("decision", "-due_at", "-pk"), request.GET)
    rows = [(breach, moving.name_of(breach.moved.kind)) for breach in page]
    return render(request, "pupils/breaches.html", {"page": page, "rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def decide_breach(request: HttpRequest, pk: int) -> HttpResponse:
    """One breach note: what happened, who could have read it, and the decision."""
    seen = Breach.objects.visible_to(request.user).select_related(
        "moved__from_pupil", "moved__to_pupil", "moved__by", "decided_by"
    )
    breach = get_object_or_404(seen, pk=pk)
    reason = policies.decide_breach(request.user, breach)
    if request.method == "POST":
        require(reason)
    form = DecideBreachForm(
        request.POST or None, person=request.user, initial={"version": breach.version}
    )

    def act() -> None:
        version = form.cleaned_data["version"] or 0
        actions.decide_breach(by=request.user, breach=breach, version=version, **form.chosen)

    if done(request, form, act):
        return say(request, _("Decided."), reverse("breaches"))
    return form_page(
        request, form, template="pupils/decide_breach.html", title=_("Breach note"),
        line=moving.name_of(breach.moved.kind), save=_("Decide"), cancel_url=reverse("breaches"),
        breach=breach, seers=moving.seers_of(breach.moved), reason=reason,
    )  # fmt: skip
