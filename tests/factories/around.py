"""People outside the school and files of a pupil that exist nowhere else."""

import datetime
import hashlib

from django.utils import timezone

from pupils.actions.agency import add_agency, add_professional
from pupils.actions.attachment import keep_attachment
from pupils.actions.referral import add_referral, send_referral
from pupils.actions.report import add_report
from pupils.models import (
    Agency,
    AgencyKind,
    Attachment,
    Carer,
    CarerLink,
    CourtOrder,
    Involvement,
    OrderLimit,
    Professional,
    Pupil,
    Referral,
    Report,
)


def carer(pupil: Pupil, name: str = "Aylin Demir", **fields) -> Carer:
    """Somebody of the pupil's family, linked: fields of the link begin with ``link_``."""
    link = {key[5:]: fields.pop(key) for key in list(fields) if key.startswith("link_")}
    made = Carer.objects.create(school=pupil.school, full_name=name, **fields)
    join(pupil, made, **link)
    return made


def join(pupil: Pupil, made: Carer, **fields) -> CarerLink:
    """Link a carer to a pupil."""
    fields.setdefault("relationship", "mother")
    return CarerLink.objects.create(school=pupil.school, pupil=pupil, carer=made, **fields)


def order(pupil: Pupil, name: str = "Darren Pike", **fields) -> CourtOrder:
    """An order in force since September 2025 that keeps somebody from collecting the pupil."""
    given = {
        "kind": "prohibited", "made_on": datetime.date(2025, 9, 1),
        "do_this": "Hand over to Mum only",
    } | fields  # fmt: skip
    made = CourtOrder.objects.create(school=pupil.school, pupil=pupil, **given)
    OrderLimit.objects.create(school=pupil.school, order=made, name=name, may_not_collect=True)
    return made


def kind(code: str = "salt") -> AgencyKind:
    """A shared kind."""
    return AgencyKind.objects.get(school=None, code=code)


def agency(by, school, name: str = "Kestrel Speech Service", code: str = "salt") -> Agency:
    """An agency of a shared kind."""
    return add_agency(by=by, school=school, fields={"name": name, "kind": kind(code)})


def professional(by, at: Agency, name: str = "Ida Brandt", **fields) -> Professional:
    """Somebody who works there."""
    return add_professional(by=by, agency=at, fields={"full_name": name, **fields})


def involvement(pupil: Pupil, one: Professional, **fields) -> Involvement:
    """A professional who works with the pupil since September 2025."""
    given = {"why": "Expressive language", "starts_on": datetime.date(2025, 9, 1)} | fields
    return Involvement.objects.create(school=pupil.school, pupil=pupil, professional=one, **given)


def paper(
    by, pupil: Pupil, text: str = "What was said", kind: str = "pupil", record=None
) -> Attachment:
    """A text file kept with a record, with the pupil's own papers unless said."""
    return keep_attachment(
        by=by, pupil=pupil, kind=kind, record=record or pupil, file_name="note.txt",
        content=text.encode(), why="For the file",
    )  # fmt: skip


def seal(content: bytes) -> str:
    """What a file is known by."""
    return hashlib.sha256(content).hexdigest()


def today() -> datetime.date:
    """The day it is at the school."""
    return timezone.localdate()


def report(by, pupil: Pupil, one: Professional, *texts: str, **fields) -> Report:
    """A report received five weeks ago, with recommendations in these words."""
    given = {
        "professional": one, "kind": "report", "title": "Language assessment",
        "received_on": today() - datetime.timedelta(weeks=5), "written_on": None,
        "family_has_it_on": None, "summary": "",
    } | fields  # fmt: skip
    lines = [{"key": None, "text": text} for text in texts]
    return add_report(by=by, pupil=pupil, fields=given, lines=lines)


def referral(by, pupil: Pupil, at: Agency, weeks: int | None = 16, **fields) -> Referral:
    """A referral with consent that went some weeks ago, or has not gone."""
    given = {
        "agency": at, "reason": "Cannot be understood", "asked_for": "An assessment",
        "consent": "given", "consent_by": "Grace Wrenfield, mother",
        "consent_on": today() - datetime.timedelta(weeks=20),
    } | fields  # fmt: skip
    made = add_referral(by=by, pupil=pupil, fields=given)
    if weeks is not None:
        sent = today() - datetime.timedelta(weeks=weeks)
        send_referral(by=by, referral=made, version=1, on=sent)
    return made
