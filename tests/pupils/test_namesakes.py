"""Who could be taken for whom: one year, one surname, or one name on a screen."""

import pytest

from pupils.namesakes import alike
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        ({"surname": "WRENFIELD", "forename": "Ann"}, True),
        ({"surname": "Other", "known_surname": "Wrenfield", "forename": "Ann"}, True),
        ({"surname": "Wood", "forename": "Tobias", "known_as": "Toby"}, True),
        ({"surname": "Wood", "forename": "Toby"}, True),
        ({"surname": "Able", "forename": "Toby"}, False),
        ({"surname": "Wrenfield", "forename": "Ann", "year_group": "9"}, False),
        ({"surname": "Wrenfield", "forename": "Ann", "left_on": "2020-01-01"}, False),
    ],
)
def test_alike_finds_those_of_one_year_who_could_be_taken_for_each_other(
    school, pupil, senco, other, is_alike
):
    made = PupilFactory(school=school, **{"year_group": pupil.year_group} | other)
    assert alike(senco, [pupil]) == ({pupil.pk: [made]} if is_alike else {})


def test_alike_names_nobody_out_of_sight(school, pupil):
    PupilFactory(school=school, surname="Wrenfield", year_group=pupil.year_group)
    PupilFactory(surname="Wrenfield", year_group=pupil.year_group)
    assert alike(PostFactory(role="ta", school=school).person, [pupil]) == {}


def test_alike_asks_once_for_many_and_not_at_all_for_nobody(
    school, pupil, senco, django_assert_num_queries
):
    many = PupilFactory.create_batch(20, school=school, surname="Wren", year_group="8")
    assert senco.access.posts
    with django_assert_num_queries(1):
        found = alike(senco, many)
    assert {len(others) for others in found.values()} == {19}
    with django_assert_num_queries(0):
        assert alike(senco, []) == {}
