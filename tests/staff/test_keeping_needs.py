"""What the home page tells HR and those who keep the year; each need opens its rows."""

import pytest
import time_machine

from core.models import Term
from staff.keeping_needs import people_without_sign_in, years_without_terms
from staff.models import StaffMember

pytestmark = pytest.mark.django_db


def test_people_without_sign_in_counts_what_its_link_shows(house, sign_in):
    StaffMember.objects.filter(username__in=["ta", "hr"]).update(last_login="2026-11-01T08:00Z")
    StaffMember.objects.filter(username="dsl").update(is_active=False)
    client = sign_in("hr")
    (need,) = people_without_sign_in(house.posts.hr.person)
    rows = [row.person.username for row in client.get(need.url).context["rows"]]
    assert need.title == "7 colleagues have never signed in"
    assert len(rows) == need.count == 7
    assert not {"ta", "hr", "dsl", "far.ta"} & set(rows)


@pytest.mark.parametrize("role", ["head", "senco", "ta"])
def test_people_without_sign_in_is_told_to_hr_only(house, role):
    assert list(people_without_sign_in(getattr(house.posts, role).person)) == []


def test_people_filter_of_who_never_signed_in_is_for_keepers(house, sign_in):
    assert sign_in("ta").get("/people/?status=waiting").context["form"].errors
    assert not sign_in("senco").get("/people/?status=waiting").context["form"].errors


@time_machine.travel("2026-11-23 09:00Z", tick=False)
def test_years_without_terms_names_the_year_and_the_school(house):
    Term.objects.filter(school=house.school).delete()
    (need,) = years_without_terms(house.posts.head.person)
    assert need.title == "No terms are entered for 2026 to 2027"
    assert need.detail.startswith("Oak School")


@pytest.mark.parametrize(
    ("day", "count"), [("2027-04-30", 0), ("2027-05-03", 1), ("2027-08-31", 1)]
)
def test_years_without_terms_looks_ahead_from_may(house, day, count):
    with time_machine.travel(f"{day} 09:00Z", tick=False):
        assert len(list(years_without_terms(house.posts.data.person))) == count
        assert list(years_without_terms(house.posts.ta.person)) == []
