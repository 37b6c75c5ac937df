"""One school with a line of five and the people around it, and a second school nobody may see."""

from types import SimpleNamespace

import pytest

from staff.models import Band, PayPoint
from tests.factories.staff import PersonFactory, PostFactory, SchoolFactory, line, year

ROLES = (
    "head", "senco", "assistant_senco", "hlta", "ta", "teacher", "dsl", "hr", "exams", "data",
)  # fmt: skip


@pytest.fixture
def house(db):
    """Posts by role at one school, in the line head, senco, hlta, ta; ``far`` stands elsewhere."""
    school, other = SchoolFactory(name="Oak School"), SchoolFactory(name="Far School")
    posts = {
        role: PostFactory(
            school=school,
            role=role,
            person=PersonFactory(
                username=role, full_name=f"{role.title().replace('_', ' ')} Oakley"
            ),
        )
        for role in ROLES
    }
    line(posts["head"], posts["senco"], posts["hlta"], posts["ta"])
    hlta = posts["hlta"]
    hlta.band, hlta.pay_point = Band.objects.get(number=3), PayPoint.objects.get(point=25)
    hlta.save()
    year(school)
    far = {
        role: PostFactory(
            school=other,
            role=role,
            person=PersonFactory(username=f"far.{role}", full_name=f"Far {role.title()}"),
        )
        for role in ("senco", "ta", "hr")
    }
    return SimpleNamespace(school=school, other=other, posts=SimpleNamespace(**posts), far=far)


@pytest.fixture
def sign_in(client, house):
    """Sign somebody in by role: ``sign_in("hr")`` returns the client."""

    def go(role: str):
        post = house.far[role[4:]] if role.startswith("far.") else getattr(house.posts, role)
        client.force_login(post.person)
        return client

    return go
