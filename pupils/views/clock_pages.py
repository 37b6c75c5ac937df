"""What pages of reviews, assessments and transfers share: what may be done with each step, and their form page."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pupils import policies
from pupils.models import Advice, Pupil, Step
from pupils.views.record import record_head

Policy = Callable[[Any, Any, str], str]


def offer_steps(person: Any, of: Any, steps: Iterable[Step], record: Policy, undo: Policy) -> None:
    """Put on each step what the person may do: tick it, note its stage, take the stage back."""
    for step in steps:
        stage = step.code.removeprefix(f"{of.FLOW}-")
        is_stage = stage in of.STAGES
        step.may_note = is_stage and not record(person, of, stage)
        step.may_undo = is_stage and not undo(person, of, stage)
        step.may_tick = not policies.tick_step(person, step)
        step.may_give = not policies.give_step(person, step)
        if is_stage:
            step.note_url = reverse(f"record_{of.FLOW}_stage", args=[of.pk, stage])
            step.undo_url = reverse(f"undo_{of.FLOW}_stage", args=[of.pk, stage])


def offer_advice(person: Any, advice: Iterable[Advice]) -> None:
    """Put on each piece of advice what the person may do with it."""
    for one in advice:
        one.may_give = not policies.give_advice(person, one)
        one.may_withdraw = not policies.withdraw_advice(person, one)
        one.may_take_back = not policies.take_back_advice(person, one)


def key_of(form: Any) -> Any:
    """The one-time key of a sent form."""
    return form.cleaned_data["submission_id"] or form.fields["submission_id"].initial()


def version_of(form: Any) -> int:
    """The version that a sent form was drawn from."""
    return form.cleaned_data["version"] or 0


def form_page(
    request: HttpRequest, pupil: Pupil, form: Any, title: str, save: str, cancel: str = ""
) -> HttpResponse:
    """One form under the head of the pupil's record."""
    context = {
        "pupil": pupil, "form": form, "title": title, "save": save,
        "record": record_head(request, pupil, "pupil_plans"),
        "cancel_url": cancel or reverse("pupil_deadlines", args=[pupil.pk]),
    }  # fmt: skip
    return render(request, "pupils/clock_form.html", context)
