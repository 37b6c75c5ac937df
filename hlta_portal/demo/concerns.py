"""The demo's concerns: one that waits for the lead, one that was followed up and closed; and whom to ring."""

import datetime

from django.utils import timezone

from core import audit
from core.models import School
from pupils.actions.concern import WORDS
from pupils.models import Concern, ConcernMark, ConcernStep, Pupil, SafeguardingContact
from staff.models import Post

CONTACTS = (
    ("chair", "Beatrix Hallam", "01632 960 114", "chair@aldervale.example"),
    ("lado", "Designated officer, Saltmarsh Council", "01632 960 220", ""),
    ("social_care", "Front door team, Saltmarsh Council", "01632 960 221", ""),
    ("hours", "Emergency duty team", "01632 960 299", ""),
    ("early_help", "Family help hub, Saltmarsh", "01632 960 225", ""),
)
Kind = ConcernStep.Kind
#: Days after the concern, kind, whether somebody else than the lead is meant, and the words.
STEPS = (
    (0, Kind.ALLOCATED, "", ""),
    (0, Kind.ACTION, "", "Spoke to Kit with Ms Astley at lunch. He said he is hungry most mornings."),
    (1, Kind.REFERRAL, "early_help", "Rang with his mother’s agreement. A worker visits on Thursday."),
    (9, Kind.NOTE, "", "The worker has been. Breakfast club from Monday; his mother knows whom to ring."),
    (30, Kind.CLOSED, "", "Family help is in place, he eats at school, no new worry in three weeks."),
)  # fmt: skip


def make_concerns(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Write the contacts, then both stories."""
    contacts = {
        kind: SafeguardingContact.objects.create(
            school=school, kind=kind, name=name, telephone=telephone, email=email
        )
        for kind, name, telephone, email in CONTACTS
    }
    lead = posts["dsl"]
    waiting = _concern(
        pupils["Talbot"], posts["ta2"], lead, today - datetime.timedelta(days=1), "13:55",
        seen="Ben kept his left sleeve pulled down in Number Sense. When he reached for a card I "
        "saw four round marks in a row on the forearm, yellow and brown.",
        own_words="I fell on the stairs. Don’t write it down.", place="Room 12",
        who_knows="Nobody. Ms Vance was in the room and did not see it.",
        marks_words="Four, each about one centimetre, yellow and brown, in a row.", told="lead",
    )  # fmt: skip
    ConcernMark.objects.create(school=school, concern=waiting, region="f-left-forearm")
    _book(waiting, waiting.author, "raise_concern")
    _closed(pupils["Marlowe"], posts, contacts, today - datetime.timedelta(days=44))


def _closed(
    pupil: Pupil, posts: dict[str, Post], contacts: dict[str, SafeguardingContact],
    on: datetime.date,
) -> None:  # fmt: skip
    lead = posts["dsl"]
    done = _concern(
        pupil, posts["hlta2"], lead, on, "10:50",
        seen="Kit asked for food twice in Feelings First and took another pupil’s apple. He has "
        "worn the same shirt since Monday.",
        own_words="There isn’t any till Friday.", place="The Nest", who_knows="Mr Sarpong",
        marks_words="", told="lead",
    )  # fmt: skip
    _book(done, done.author, "raise_concern")
    for days, kind, contact, words in STEPS:
        day = on + datetime.timedelta(days=days)
        step = ConcernStep.objects.create(
            school=pupil.school, concern=done, kind=kind, on=day, at=_at(day, "15:30"),
            by=lead.person, person=lead.person if kind == Kind.ALLOCATED else None,
            contact=contacts.get(contact), words=words,
        )  # fmt: skip
        _book(step, lead.person, f"{kind}_concern")


def _concern(
    pupil: Pupil, by: Post, lead: Post, on: datetime.date, at: str, **words: str
) -> Concern:
    return Concern.objects.create(
        school=pupil.school, pupil_key=pupil.pk, child=pupil.name,
        child_about=f"{pupil.form}, {pupil.born_on:%d.%m.%Y}", author=by.person, author_as=by.label,
        at=_at(on, at) + datetime.timedelta(minutes=20), handed_to=f"{lead.person} ({lead.label})",
        happened_on=on, happened_at=datetime.time.fromisoformat(at), is_immediate=False, **words,
    )  # fmt: skip


def _book(about: Concern | ConcernStep, by: object, action: str) -> None:
    """Its page in the closed book, as the action would have written it."""
    names = WORDS if isinstance(about, Concern) else ("words", "on")
    changes = {name: (None, getattr(about, name)) for name in names}
    audit.record(
        by=by, action=action, about=about, changes=changes, secret=names, is_closed=True
    )  # fmt: skip


def _at(day: datetime.date, clock: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(clock)))
