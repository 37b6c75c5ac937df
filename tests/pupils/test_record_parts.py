"""Plans and people of a pupil: pages of the record that several subjects fill."""

import pytest

from core.models import Look
from tests.factories.profiles import draft, published, rows, rows_of
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db


def test_plans_name_the_profile_in_force_and_the_one_being_written(client, pupil, senco):
    empty = client.get(url("pupil_plans", pupil)).content.decode()
    assert "None has been published." in empty
    first = published(pupil, senco, rows("Say it twice"))
    draft(pupil, senco, rows_of(first))
    page = client.get(url("pupil_plans", pupil)).content.decode()
    assert "Version 1" in page
    assert "a new version is being written" in page
    assert Look.objects.filter(page="pupil_plans", pupil_id=pupil.pk, actor_id=senco.pk).exists()


def test_people_name_the_adults_and_offer_to_add_one(client, pupil, senco):
    post = PostFactory(school=pupil.school, role="ta")
    link(pupil, post)
    page = client.get(url("pupil_people", pupil)).content.decode()
    assert post.person.full_name in page
    assert url("add_key_adult", pupil) in page
