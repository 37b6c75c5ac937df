"""Incidents begun, finished and corrected. What is recorded never changes: a correction is a new version."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, answered, compare_and_set, once
from pupils import policies
from pupils.incident_account import Account
from pupils.models import BehaviourChoice, Incident, IncidentPupil, IncidentStep, Pupil

State = Incident.State
#: The record book keeps that these changed, and their seal; the words live in the versions.
OPEN_FIELDS = frozenset({"on", "state", "number"})


@transaction.atomic
def add_incident(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], behaviours: Sequence[BehaviourChoice] = (),
    submission_id: Any = None,
) -> Incident:  # fmt: skip
    """Begin an incident in which ``pupil`` showed the behaviour: a draft that its author finishes."""
    require(policies.add_incident(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_incident") if submission_id else None
    incident = Incident.objects.create(school_id=pupil.school_id, by=by, **fields)
    account = Account(fields, [(pupil, IncidentPupil.Part.DID)], behaviours=behaviours)
    _write_rows(incident, account)
    _record(by, "add_incident", incident, {"on": (None, incident.on)})
    if sent:
        answered(sent, reverse("incident", args=[incident.pk]))
    return incident


@transaction.atomic
def edit_incident(
    *, by: Any, incident: Incident, version: int, account: Account, is_finished: bool,
    submission_id: Any = None,
) -> Incident:  # fmt: skip
    """Save a draft; ``is_finished`` records it, and from then on only a correction changes it.

    Raises Stale with both texts when somebody saved first, and Refused without a pupil or an account.
    """
    if submission_id:
        answer = reverse("incident", args=[incident.pk])
        once(by=by, key=submission_id, use_case="edit_incident", answer=answer)
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    account = _with_unseen(by, incident, account)
    _check_version(incident, version, account)
    require(policies.edit_incident(by, incident))
    if is_finished and not account.fields["seen"].strip():
        raise Refused(_("Write what was seen and heard before you finish the record."))
    before = _rows_as_text(incident)
    changes = compare_and_set(incident, version=version, **account.fields)
    for rows in (incident.pupils, incident.steps):
        rows.all().delete()
    _write_rows(incident, account)
    changes["lists"] = (before, _rows_as_text(incident))
    if is_finished:
        changes |= compare_and_set(incident, version=incident.version, state=State.CURRENT)
    _record(by, "edit_incident", incident, changes)
    return incident


@transaction.atomic
def correct_incident(
    *, by: Any, incident: Incident, version: int, account: Account, why: str,
    submission_id: Any = None,
) -> Incident:  # fmt: skip
    """Put a corrected version in force, with its reason; the one before stays readable. Raises Stale."""
    sent = once(by=by, key=submission_id, use_case="correct_incident") if submission_id else None
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    account = _with_unseen(by, incident, account)
    _check_version(incident, version, account)
    require(policies.correct_incident(by, incident))
    new = Incident.objects.create(
        school_id=incident.school_id, key=incident.key, number=incident.number + 1,
        by_id=incident.by_id, corrected_by=by, why=why, **account.fields,
    )  # fmt: skip
    _write_rows(new, account)
    compare_and_set(incident, version=version, state=State.SUPERSEDED)
    compare_and_set(new, version=new.version, state=State.CURRENT)
    changes = {
        name: (getattr(incident, name), value)
        for name, value in account.fields.items()
        if getattr(incident, name) != value
    }
    changes["lists"] = (_rows_as_text(incident), _rows_as_text(new))
    changes["number"] = (incident.number, new.number)
    _record(by, "correct_incident", new, changes)
    if sent:
        answered(sent, reverse("incident", args=[new.pk]))
    return new


def _check_version(incident: Incident, version: int, account: Account) -> None:
    """Raise Stale with both texts, the lists among them, unless the row is as the form had it."""
    if incident.version != version or incident.state == State.SUPERSEDED:
        both = (_("lists"), _rows_as_text(incident), _as_text(account))
        raise Stale(incident, account.fields, more=[both])


def _with_unseen(by: Any, incident: Incident, account: Account) -> Account:
    """The pupils that ``by`` does not see keep their part: nobody takes off whom they cannot name."""
    seen = Pupil.objects.visible_to(by)
    hidden = incident.pupils.exclude(pupil__in=seen.values("pk")).select_related("pupil")
    kept = {row.pupil: row.part for row in hidden}
    pupils = [*((one, part) for one, part in account.pupils if one not in kept), *kept.items()]
    if not pupils:
        raise Refused(_("An incident is about at least one pupil. Choose who it was."))
    if any(pupil.school_id != incident.school_id for pupil, _part in pupils):
        raise Refused(_("All pupils of an incident are of one school."))
    return Account(
        account.fields, pupils, account.settings, account.behaviours, account.adults, account.steps
    )


def _write_rows(incident: Incident, account: Account) -> None:
    school = incident.school_id
    IncidentPupil.objects.bulk_create(
        IncidentPupil(school_id=school, incident=incident, pupil=pupil, part=part)
        for pupil, part in account.pupils
    )
    IncidentStep.objects.bulk_create(
        IncidentStep(school_id=school, incident=incident, step=step, result=result)
        for step, result in account.steps
    )
    incident.settings.set(account.settings)
    incident.behaviours.set(account.behaviours)
    incident.adults.set(account.adults)


def _rows_as_text(incident: Incident) -> str:
    """The lists of a version as they stand."""
    return _as_text(
        Account(
            {},
            [(row.pupil, row.part) for row in incident.pupils.select_related("pupil")],
            list(incident.settings.all()), list(incident.behaviours.all()),
            list(incident.adults.all()),
            [(row.step, row.result) for row in incident.steps.select_related("step")],
        )
    )  # fmt: skip


def _as_text(account: Account) -> str:
    """One line a list, without names of pupils: whoever is told of a clash may not see them all."""
    parts, results = dict(IncidentPupil.Part.choices), dict(IncidentStep.Result.choices)
    lines = [
        (_("Pupils"), [str(parts[part]) for _pupil, part in account.pupils]),
        (_("Before"), [str(one) for one in account.settings]),
        (_("Behaviour"), [str(one) for one in account.behaviours]),
        (_("Adults"), [str(one) for one in account.adults]),
        (_("Tried"), [f"{step}: {results[result]}" for step, result in account.steps]),
    ]
    return "\n".join(f"{label}: {', '.join(words)}" for label, words in lines if words)


def _record(by: Any, action: str, incident: Incident, changes: dict[str, Any]) -> None:
    pupil = incident.pupils.order_by("pk").values_list("pupil_id", flat=True).first()
    secret = [name for name in changes if name not in OPEN_FIELDS]
    audit.record(
        by=by, action=action, about=incident, changes=changes, secret=secret, pupil_id=pupil
    )
