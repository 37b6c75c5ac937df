"""Schools, people and posts that exist nowhere else."""

import datetime
import itertools

import factory

from core.models import School, Term, Trust
from staff.models import LineManagement, Post, StaffMember

YEAR_START = datetime.date(2026, 9, 1)


class TrustFactory(factory.django.DjangoModelFactory):
    """A trust."""

    class Meta:
        model = Trust

    name = factory.Sequence(lambda n: f"Trust {n}")


class SchoolFactory(factory.django.DjangoModelFactory):
    """A school without terms; ``year(school)`` gives it some."""

    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"School {n}")
    urn = factory.Sequence(lambda n: 910000 + n)


class PersonFactory(factory.django.DjangoModelFactory):
    """A person who can sign in with the password "pass word 1"."""

    class Meta:
        model = StaffMember
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    full_name = factory.Sequence(lambda n: f"Person Number{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        password = kwargs.pop("password", "pass word 1")
        return model_class.objects.create_user(password=password, **kwargs)


class PostFactory(factory.django.DjangoModelFactory):
    """A post held since 1 September 2020 by somebody new, unless said."""

    class Meta:
        model = Post

    school = factory.SubFactory(SchoolFactory)
    person = factory.SubFactory(PersonFactory)
    role = "ta"
    starts_on = datetime.date(2020, 9, 1)


def line(*posts: Post) -> None:
    """Put posts in a line, the highest first: line(senco, hlta, ta)."""
    for manager, post in itertools.pairwise(posts):
        LineManagement.objects.create(
            school=post.school, post=post, manager=manager, starts_on=datetime.date(2020, 9, 1)
        )


def year(school: School) -> list[Term]:
    """Give a school the three terms of 2026 to 2027."""
    days = [
        ("Autumn", "2026-09-01", "2026-12-18"),
        ("Spring", "2027-01-04", "2027-03-26"),
        ("Summer", "2027-04-12", "2027-07-21"),
    ]
    return [
        Term.objects.create(
            school=school,
            name=f"{name} term",
            starts_on=datetime.date.fromisoformat(first),
            ends_on=datetime.date.fromisoformat(last),
        )
        for name, first, last in days
    ]
