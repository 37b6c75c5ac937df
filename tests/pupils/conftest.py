"""A school, a pupil on its register, and the adults who keep the record."""

import pytest

from tests.factories.pupils import PupilFactory, on_register
from tests.factories.staff import PostFactory, SchoolFactory


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def pupil(school):
    return on_register(
        PupilFactory(school=school, surname="Wrenfield", forename="Tobias", known_as="Toby"), "K"
    )


@pytest.fixture
def senco(school, client):
    person = PostFactory(role="senco", school=school).person
    client.force_login(person)
    return person


@pytest.fixture
def keeper(school, client):
    person = PostFactory(role="data", school=school).person
    client.force_login(person)
    return person
