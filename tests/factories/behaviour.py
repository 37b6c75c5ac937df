"""Incidents that exist nowhere else, through the same actions as everybody's."""

import datetime
from typing import Any

from django.utils import timezone

from pupils.actions.incident import add_incident, edit_incident
from pupils.incident_account import Account
from pupils.models import BehaviourChoice, Incident, Pupil


def line(kind: str, code: str) -> BehaviourChoice:
    """A shared line of a list."""
    return BehaviourChoice.objects.get(school=None, list=kind, code=code)


def begun(pupil: Pupil, by: Any, **fields: Any) -> Incident:
    """A draft: left the corridor, yesterday at 13:20, unless said."""
    behaviours = [line("behaviour", code) for code in fields.pop("behaviours", ["left-room"])]
    place = line("place", fields.pop("place", "corridor"))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    usual = {"on": yesterday, "at": datetime.time(13, 20), "intensity": 3, "place": place}
    return add_incident(by=by, pupil=pupil, fields=usual | fields, behaviours=behaviours)


def account_of(incident: Incident, **changed: Any) -> Account:
    """Everything that a version says, with some of it changed; lists by their own names."""
    parts = [(row.pupil, row.part) for row in incident.pupils.select_related("pupil")]
    rows = {
        "pupils": parts, "settings": list(incident.settings.all()),
        "behaviours": list(incident.behaviours.all()), "adults": list(incident.adults.all()),
        "steps": [(row.step, row.result) for row in incident.steps.select_related("step")],
    }  # fmt: skip
    names = (
        "on", "at", "until", "place", "lesson", "others_present", "frequency", "minutes",
        "intensity", "function", "recovery_minutes", *Incident.WORDS,
    )  # fmt: skip
    fields = {name: getattr(incident, name) for name in names}
    for name, value in changed.items():
        (rows if name in rows else fields)[name] = value
    return Account(fields, **rows)


def recorded(
    pupil: Pupil, by: Any, *, others: list[tuple[Pupil, str]] = (), seen: str = "Walked out.",
    steps: dict[str, str] | None = None, settings: list[str] = (), **fields: Any,
) -> Incident:  # fmt: skip
    """A finished record; ``steps`` by code ("take-up": "helped"), ``settings`` by code."""
    late = {
        name: fields.pop(name)
        for name in list(fields)
        if name not in ("on", "at", "place", "intensity", "behaviours")
    }
    made = begun(pupil, by, **fields)
    if "lesson" in late:
        late["lesson"] = line("lesson", late["lesson"])
    account = account_of(
        made, seen=seen, pupils=[(pupil, "did"), *others],
        steps=[(line("step", code), result) for code, result in (steps or {}).items()],
        settings=[line("setting", code) for code in settings], **late,
    )  # fmt: skip
    return edit_incident(
        by=by, incident=made, version=made.version, account=account, is_finished=True
    )
