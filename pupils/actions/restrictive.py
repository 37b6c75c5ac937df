"""Restrictive interventions written, reported to parents and signed off. A signed record never changes."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, answered, compare_and_set, once
from pupils import policies
from pupils.models import (
    InterventionAddendum,
    InterventionInjury,
    InterventionLine,
    InterventionNotice,
    InterventionPerson,
    ParentReport,
    Pupil,
    RestrictiveIntervention,
)
from pupils.restrictive_account import Record, why_unfinished
from staff.models import Post

State = RestrictiveIntervention.State
#: The record book keeps that these changed and their seal; everything else is secret there.
OPEN_FIELDS = frozenset({"on", "state", "signed_at", "outcome"})
ROWS = ("lines", "people", "injuries", "notices")


@transaction.atomic
def add_restrictive(
    *,
    by: Any,
    pupil: Pupil,
    fields: dict[str, Any],
    incident: Any = None,
    submission_id: Any = None,
) -> RestrictiveIntervention:
    """Begin a record, with who the pupil is on the day for monitoring."""
    require(policies.add_restrictive(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_restrictive") if submission_id else None
    on, born = fields["on"], pupil.born_on
    made = RestrictiveIntervention.objects.create(
        school_id=pupil.school_id, pupil=pupil, by=by, incident=incident,
        age=on.year - born.year - ((on.month, on.day) < (born.month, born.day)),
        sen_code=pupil.sen_code, main_need=pupil.main_need, sex=pupil.sex,
        ethnicity=pupil.ethnicity, year_group=pupil.year_group,
        is_looked_after=pupil.is_looked_after, **fields,
    )  # fmt: skip
    _record(by, "add_restrictive", made, {"on": (None, on)})
    if sent:
        answered(sent, reverse("edit_restrictive", args=[made.pk]))
    return made


@transaction.atomic
def edit_restrictive(
    *, by: Any, intervention: RestrictiveIntervention, version: int, record: Record,
    is_finished: bool, submission_id: Any = None,
) -> RestrictiveIntervention:  # fmt: skip
    """Save the record; ``is_finished`` sends it for sign-off, once it says all that the law asks.

    Raises Stale with both texts when somebody saved first, and Refused with what is missing.
    """
    if submission_id:
        answer = reverse("restrictive", args=[intervention.pk])
        once(by=by, key=submission_id, use_case="edit_restrictive", answer=answer)
    found = RestrictiveIntervention.objects.select_for_update().get(pk=intervention.pk)
    if found.version != version:
        both = (_("lists"), _rows_as_text(found), _as_text(record))
        raise Stale(found, record.fields, more=[both])
    require(policies.edit_restrictive(by, found))
    if is_finished and (missing := why_unfinished(record)):
        raise Refused(missing)
    before = _rows_as_text(found)
    state = State.READY if is_finished else State.DRAFT
    changes = compare_and_set(found, version=version, state=state, **record.fields)
    for name in ROWS:
        getattr(found, name).all().delete()
    _write_rows(found, record)
    changes["lists"] = (before, _rows_as_text(found))
    _record(by, "edit_restrictive", found, changes)
    return found


@transaction.atomic
def report_to_parents(
    *, by: Any, intervention: RestrictiveIntervention, version: int, fields: dict[str, Any],
    submission_id: Any = None,
) -> ParentReport:  # fmt: skip
    """Note that parents were told, or the decision why not; said again before the signature, it is replaced.

    ``version`` is that of the record. Raises Stale when somebody changed the record first.
    """
    if submission_id:
        answer = reverse("restrictive", args=[intervention.pk])
        once(by=by, key=submission_id, use_case="report_to_parents", answer=answer)
    found = RestrictiveIntervention.objects.select_for_update().get(pk=intervention.pk)
    require(policies.report_to_parents(by, found))
    if fields["is_withheld"]:
        require(policies.withhold_report(by, found))
    compare_and_set(found, version=version)
    before = ParentReport.objects.filter(intervention=found).first()
    if before:
        changes = compare_and_set(before, version=before.version, by=by, **fields)
        made = before
    else:
        made = ParentReport.objects.create(
            school_id=found.school_id, intervention=found, by=by, **fields
        )
        changes = {name: (None, value) for name, value in fields.items()}
    changes["outcome"] = (None, "withheld" if made.is_withheld else "told")
    _record(by, "report_to_parents", found, changes)
    return made


@transaction.atomic
def sign_restrictive(
    *, by: Any, intervention: RestrictiveIntervention, version: int
) -> RestrictiveIntervention:
    """Sign it off as a leader: from now on nothing in it changes. Raises Stale."""
    found = RestrictiveIntervention.objects.select_for_update().get(pk=intervention.pk)
    require(policies.sign_restrictive(by, found))
    for name in ROWS:
        getattr(found, name).update(is_sealed=True)
    ParentReport.objects.filter(intervention=found).update(is_sealed=True)
    now = timezone.now()
    fields = {"state": State.SIGNED, "signed_by": by, "signed_at": now}
    compare_and_set(found, version=version, **fields)
    changes = {"state": (State.READY, State.SIGNED), "signed_at": (None, now.isoformat())}
    _record(by, "sign_restrictive", found, changes)
    return found


@transaction.atomic
def add_addendum(
    *, by: Any, intervention: RestrictiveIntervention, words: str, submission_id: Any = None
) -> InterventionAddendum:
    """Say something more of a signed record; it stands beside it with its author and moment."""
    require(policies.add_addendum(by, intervention))
    if submission_id:
        answer = reverse("restrictive", args=[intervention.pk])
        once(by=by, key=submission_id, use_case="add_addendum", answer=answer)
    made = InterventionAddendum.objects.create(
        school_id=intervention.school_id, intervention=intervention, by=by, words=words
    )
    _record(by, "add_addendum", intervention, {"words": (None, words)})
    return made


def _write_rows(found: RestrictiveIntervention, record: Record) -> None:
    here: dict[str, Any] = {"school_id": found.school_id, "intervention": found}
    InterventionLine.objects.bulk_create(
        InterventionLine(choice=choice, minutes=minutes, **here) for choice, minutes in record.lines
    )
    posts = Post.objects.current(found.on).filter(school=found.school_id)
    held = {post.person_id: post.label for post in posts}
    InterventionPerson.objects.bulk_create(
        InterventionPerson(
            person=person, part=part, training=training, trained_on=trained_on,
            role=held.get(person.pk, _("No post at the school that day")), **here,
        )
        for person, part, training, trained_on in record.people
    )  # fmt: skip
    InterventionInjury.objects.bulk_create(
        InterventionInjury(whose=whose, what=what, first_aid=aid, reference=reference, **here)
        for whose, what, aid, reference in record.injuries
    )
    InterventionNotice.objects.bulk_create(
        InterventionNotice(whom=whom, on=on, reference=reference, **here)
        for whom, on, reference in record.notices
    )


def _rows_as_text(found: RestrictiveIntervention) -> str:
    people = found.people.select_related("person")
    return _as_text(
        Record(
            {},
            [(row.choice, row.minutes) for row in found.lines.select_related("choice")],
            [(row.person, row.part, row.training, row.trained_on) for row in people],
            [(row.whose, row.what, row.first_aid, row.reference) for row in found.injuries.all()],
            [(row.whom, row.on, row.reference) for row in found.notices.all()],
        )
    )


def _as_text(record: Record) -> str:
    """One line each, as both texts stand side by side when two people wrote at once."""
    lines = [f"{choice}: {minutes}" if minutes else str(choice) for choice, minutes in record.lines]
    lines += [f"{person}: {part}, {training}" for person, part, training, _on in record.people]
    lines += [f"{whose}: {what}; {aid}" for whose, what, aid, _ref in record.injuries]
    lines += [f"{whom}: {on.isoformat()}" for whom, on, _ref in record.notices]
    return "\n".join(lines)


def _record(
    by: Any, action: str, found: RestrictiveIntervention, changes: dict[str, Any]
) -> None:  # fmt: skip
    secret = [name for name in changes if name not in OPEN_FIELDS]
    audit.record(by=by, action=action, about=found, changes=changes, secret=secret or ["words"])
