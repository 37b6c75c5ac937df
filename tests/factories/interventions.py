"""Programmes, groups, places, sessions, measures and scores for tests; totals are recounted where asked."""

import datetime
from decimal import Decimal

import factory

from interventions.models import Group, Measure, Place, Programme, Score, Session
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """A targeted programme: three times 30 minutes for ten weeks, one to six pupils."""

    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programme {n}")
    area_of_need = "Cognition and learning"
    layer = "targeted"
    largest_group = 6
    minutes = 30
    times_a_week = 3
    weeks = 10


class GroupFactory(factory.django.DjangoModelFactory):
    """A group over the autumn term of 2026, led by a TA of the same school unless said."""

    class Meta:
        model = Group

    school = factory.SubFactory(SchoolFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Group {n}")
    leader = factory.SubFactory(PostFactory, school=factory.SelfAttribute("..school"))
    layer = "targeted"
    minutes = 30
    starts_on = datetime.date(2026, 9, 7)
    ends_on = datetime.date(2026, 12, 18)


class PlaceFactory(factory.django.DjangoModelFactory):
    """A pupil's place through the whole group, with the leader's link to the pupil."""

    class Meta:
        model = Place
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    school = factory.SelfAttribute("group.school")
    pupil = factory.SubFactory(PupilFactory, school=factory.SelfAttribute("..group.school"))
    starts_on = factory.SelfAttribute("group.starts_on")
    ends_on = factory.SelfAttribute("group.ends_on")

    @factory.post_generation
    def linked(self, create, extracted, **_kwargs):
        """Link the leader, unless linked=False."""
        if create and extracted is not False:
            link(
                self.pupil,
                self.group.leader,
                "leads",
                source=f"group:{self.group.pk}",
                detail=self.group.name,
                starts_on=self.starts_on,
            )


class SessionFactory(factory.django.DjangoModelFactory):
    """A planned session of a group, run by its leader."""

    class Meta:
        model = Session

    group = factory.SubFactory(GroupFactory)
    school = factory.SelfAttribute("group.school")
    post = factory.SelfAttribute("group.leader")
    on = datetime.date(2026, 11, 20)
    starts_at = datetime.time(9, 5)
    minutes = factory.SelfAttribute("group.minutes")
    room = "Room 4"


class MeasureFactory(factory.django.DjangoModelFactory):
    """A standardised score from 70 to 130."""

    class Meta:
        model = Measure

    name = factory.Sequence(lambda n: f"Measure {n}")
    scale = "standardised"
    lowest = Decimal(69)
    highest = Decimal(131)
    standard_deviation = Decimal(15)
    reliability = Decimal("0.90")


class ScoreFactory(factory.django.DjangoModelFactory):
    """An entry score of a place."""

    class Meta:
        model = Score

    place = factory.SubFactory(PlaceFactory)
    school = factory.SelfAttribute("place.school")
    pupil = factory.SelfAttribute("place.pupil")
    measure = factory.SubFactory(MeasureFactory)
    point = "entry"
    on = datetime.date(2026, 9, 14)
    value = Decimal(85)
    assessed_by = factory.SelfAttribute("place.group.leader.person")
