"""Pupils who exist nowhere else."""

import datetime

import factory

from pupils.models import AdultLink, Need, NeedType, Pupil, SenStatus
from staff.models import Post
from tests.factories.staff import SchoolFactory


class PupilFactory(factory.django.DjangoModelFactory):
    """A Year 8 pupil without SEN; ``on_register`` gives one a status and a need."""

    class Meta:
        model = Pupil

    school = factory.SubFactory(SchoolFactory)
    surname = factory.Sequence(lambda n: f"Surname{n}")
    forename = factory.Sequence(lambda n: f"Forename{n}")
    born_on = datetime.date(2014, 3, 14)
    year_group = "8"
    form = "8B"


def on_register(pupil: Pupil, code: str = "K", need: str = "SLCN") -> Pupil:
    """Put a pupil on the register since September 2025, rows and copies alike."""
    since = datetime.date(2025, 9, 1)
    SenStatus.objects.create(school=pupil.school, pupil=pupil, code=code, starts_on=since)
    kind = NeedType.objects.get(school=None, code=need)
    Need.objects.create(school=pupil.school, pupil=pupil, need_type=kind, rank=1, starts_on=since)
    pupil.sen_code, pupil.main_need = code, need
    pupil.save()
    return pupil


def link(pupil: Pupil, post: Post, kind: str = AdultLink.Kind.KEY_ADULT, **fields) -> AdultLink:
    """Link an adult to a pupil since September 2025."""
    fields.setdefault("starts_on", datetime.date(2025, 9, 1))
    return AdultLink.objects.create(
        school=pupil.school, pupil=pupil, post=post, kind=kind, **fields
    )
