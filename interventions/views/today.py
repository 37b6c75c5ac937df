"""Today: the first screen of an HLTA and a TA."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interventions import policies
from interventions.forms.session import NotDeliveredForm, Sheet
from interventions.models import Group, SessionDraft
from interventions.sheet import shown_name
from interventions.team import concerns_for, team_of, unlogged_of
from interventions.today import Day, day_of, sheet_lines
from pupils.profiles import to_read
from staff.home import SHOWN, in_words, needs_on_the_day


def has_initials(request: HttpRequest) -> bool:
    """Whether this sitting shows initials instead of names."""
    return bool(request.session.get("initials"))


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The day's sessions in order, the one that is on open; what is still to log; the team."""
    person, short = request.user, has_initials(request)
    day = day_of(person, opened=request.GET.get("open", ""), has_initials=short)
    lines = sheet_lines(person, day.slots, short)
    sheets = {
        slot.session.pk: Sheet(
            slot.session, lines[slot.session.pk], typed=slot.draft.fields if slot.draft else None,
            person=person,
        )
        for slot in day.slots if slot.is_open
    }  # fmt: skip
    rows = [
        {
            "slot": slot, "sheet": sheets.get(slot.session.pk), "key": uuid.uuid4(),
            "not_delivered": NotDeliveredForm(auto_id=f"n{slot.session.pk}_%s"),
            "nobody": policies.nobody_there(slot.count), "waits": policies.not_begun(slot.session),
            "begins_in": policies.begins_in(slot.session),
        }
        for slot in day.slots
    ]  # fmt: skip
    context = {
        "day": day, "rows": rows, "late": _late(day, bool(sheets)), "go_on": _first_draft(day, bool(sheets)),
        "saved": request.GET.get("saved", ""), "opened": request.GET.get("open", ""),
        "team": team_of(person), "asked": request.GET.get("team", ""),
        "unlogged": unlogged_of(person, request.GET.get("team", "")), "concerns": concerns_for(person, short),
        "leads": bool(day.slots or day.late or day.next_session) or _leads(person),
        "to_read": [
            {"name": shown_name(one.pupil, short), "pupil": one.pupil, "asked": one.asked, "changes": one.changes}
            for one in to_read(person)
        ],
        "waiting": in_words(needs_on_the_day(person)[:SHOWN]),
        "kept_at": max((draft.saved_at for draft in _drafts(day)), default=None),
    }  # fmt: skip
    return render(request, "interventions/today.html", context)


def _late(day: Day, has_main: bool) -> list[dict[str, Any]]:
    """The cards of earlier sessions; the first to log has the main button where no sheet is open."""
    first = next((row for row in day.late if not row.is_closed), None)
    return [
        {"row": row, "key": uuid.uuid4(), "is_main": row is first and not has_main}
        for row in day.late
    ]


def _first_draft(day: Day, has_main: bool) -> int | None:
    """The session of the day whose draft has the main button: where nothing else has it."""
    if has_main or any(not row.is_closed for row in day.late):
        return None
    return next((slot.session.pk for slot in day.slots if slot.draft and slot.can_log), None)


def _drafts(day: Day) -> list[SessionDraft]:
    return [slot.draft for slot in day.slots if slot.draft]


def _leads(person: Any) -> bool:
    return Group.objects.visible_to(person).led_by(person.access.post_ids).running().exists()
