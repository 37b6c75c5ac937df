"""A pupil's layers of support: the trail, a move, and a move withdrawn."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import require
from pupils import policies
from pupils.actions import layer as actions
from pupils.forms.plan_cycle import MoveLayerForm, WithdrawMoveForm
from pupils.layers import layer_on, trail_of
from pupils.models import LayerMove, Pupil
from pupils.views.record import open_record, record_head
from staff.views.flow import done, say


@login_required
@require_safe
def pupil_layers(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the pupil stands, and every move with who decided it, why and on what."""
    found = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.see_layers(request.user, found))
    pupil, record = open_record(request, pk, "pupil_plans")
    moves = trail_of(request.user, pupil)
    standing = next((one for one in moves if not one.withdrawn_on), None)
    context = {
        "pupil": pupil, "record": record, "moves": moves, "standing": standing,
        "reason": policies.move_layer(request.user, pupil),
    }  # fmt: skip
    return render(request, "pupils/pupil_layers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def move_layer(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a move to another layer."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    require(policies.move_layer(request.user, pupil))
    standing = layer_on(pupil)
    form = MoveLayerForm(
        request.POST or None, person=request.user, pupil=pupil,
        standing=standing.layer_id if standing else None,
    )  # fmt: skip

    def act() -> None:
        key = form.cleaned_data["submission_id"]
        actions.move_layer(by=request.user, pupil=pupil, fields=form.chosen, submission_id=key)

    if done(request, form, act):
        return say(request, _("The move is on the trail."), _page_of(pupil))
    hint = _("Stands at: %(layer)s.") % {"layer": standing.layer} if standing else ""
    context = {"form": form, "title": _("Move to another layer"), "hint": hint}
    return _form_page(request, pupil, context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_layer_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a move made by mistake."""
    moves = LayerMove.objects.visible_to(request.user).select_related("pupil", "layer")
    move = get_object_or_404(moves, pk=pk)
    require(policies.withdraw_layer_move(request.user, move))
    form = WithdrawMoveForm(
        request.POST or None, person=request.user, initial={"version": move.version}
    )

    def act() -> None:
        actions.withdraw_layer_move(
            by=request.user, move=move, version=form.cleaned_data["version"] or 0,
            because=form.cleaned_data["because"],
        )  # fmt: skip

    if done(request, form, act):
        return say(request, _("Withdrawn. It stays on the trail."), _page_of(move.pupil))
    hint = _("The move to %(layer)s stays on the trail with your reason.") % {"layer": move.layer}
    context = {"form": form, "title": _("Withdraw a move"), "hint": hint}
    return _form_page(request, move.pupil, context)


def _page_of(pupil: Pupil) -> str:
    return reverse("pupil_layers", args=[pupil.pk])


def _form_page(request: HttpRequest, pupil: Pupil, context: dict[str, Any]) -> HttpResponse:
    record = record_head(request, pupil, "pupil_plans")
    page = {"record": record, "pupil": pupil, "cancel_url": _page_of(pupil)}
    return render(request, "pupils/layer_form.html", page | context)
