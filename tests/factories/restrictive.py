"""Restrictive interventions that exist nowhere else, through the same actions as everybody's."""

import datetime
from typing import Any

from django.utils import timezone

from pupils.actions.restrictive import add_restrictive, edit_restrictive, report_to_parents
from pupils.models import Pupil, RestrictiveIntervention
from pupils.restrictive_account import Record
from tests.factories.behaviour import line

T = datetime.time


def begun(pupil: Pupil, by: Any, **fields: Any) -> RestrictiveIntervention:
    """A draft of yesterday at 13:20 in the corridor, unless said."""
    usual = {
        "on": timezone.localdate() - datetime.timedelta(days=1), "at": T(13, 20),
        "place": line("place", "corridor"),
    }  # fmt: skip
    return add_restrictive(by=by, pupil=pupil, fields=usual | fields)


def full(one: RestrictiveIntervention, staff: Any, **changed: Any) -> Record:
    """A record that says all that the law asks, with some of it changed."""
    fields = {
        "on": one.on, "at": one.at, "until": T(13, 30), "place": one.place,
        "before": "Ran at the window", "tried": "Asked twice", "why": "The glass was broken",
        "account": "Led by both arms to the seat", "is_restraint": True,
        "restraint_from": T(13, 21), "restraint_until": T(13, 23), "is_seclusion": False,
        "seclusion_from": None, "seclusion_until": None, "witnesses": "Two of 8B",
        "injuries_checked": True, "plan": "none", "plan_words": "", "plan_review_on": None,
        "pupil_debrief": "It was loud", "pupil_debrief_on": one.on, "staff_debrief": "",
        "staff_debrief_on": None, "is_disabled": "unknown", "has_protection_plan": "no",
    }  # fmt: skip
    rows = {
        "lines": [(line("ground", "injury"), None), (line("hold", "standing-hold"), 2)],
        "people": [(staff, "led", "Accredited course", datetime.date(2026, 1, 9))],
        "injuries": [("pupil", "Graze on the hand", "Cleaned, plaster", "AB 12")],
        "notices": [("dsl", one.on, "Told by telephone")],
    }  # fmt: skip
    for name, value in changed.items():
        (rows if name in rows else fields)[name] = value
    return Record(fields, **rows)


def ready(pupil: Pupil, by: Any, **changed: Any) -> RestrictiveIntervention:
    """Finished and waiting for the report to parents and the signature."""
    first = {name: changed.pop(name) for name in ("on", "at") if name in changed}
    one = begun(pupil, by, **first)
    return edit_restrictive(
        by=by, intervention=one, version=one.version, record=full(one, by, **changed),
        is_finished=True,
    )  # fmt: skip


def told(one: RestrictiveIntervention, by: Any, **changed: Any) -> RestrictiveIntervention:
    """Parents told the same day at half past three, unless said."""
    moment = timezone.make_aware(datetime.datetime.combine(one.on, T(15, 30)))
    fields = {
        "is_withheld": False, "told_at": moment, "told_whom": "His mother", "how": "phone",
        "copy_sent_on": one.on, "said": "She will come in", "withheld_why": "",
        "decided_by": None, "la_informed_on": None,
    } | changed  # fmt: skip
    report_to_parents(by=by, intervention=one, version=one.version, fields=fields)
    one.refresh_from_db()
    return one
