"""Who keeps people, posts, line, pay, year and settings: one truth table per question."""

import pytest

from staff import policies
from tests.staff.conftest import ROLES

OWN = "own"
TABLE = {
    "keep_people": {"hr", "senco"},
    "see_whole_line": {"hr", "senco", "head"},
    "edit_expectation": {"senco"},
    "edit_pay": {"hr"},
    "edit_calendar": {"head", "senco", "data"},
    "edit_settings": {"head", "data"},
    "read_record_book": {"head", "senco", "dsl"},
    "verify_record_book": {"head", "senco", "dsl"},
}
ABOUT_TA = {
    "edit_post": {"hr", "senco"},
    "end_post": {"hr", "senco"},
    "undo_end_post": {"hr", "senco"},
    "change_manager": {"hr", "senco"},
    "see_pay": {"hr", OWN},
    "see_hours": {"hr", OWN, "head", "senco", "hlta"},
}


@pytest.mark.parametrize("policy", TABLE)
def test_policy_of_a_school_lets_only_these_roles(house, policy):
    ask = getattr(policies, policy)
    allowed = {
        role for role in ROLES if not ask(getattr(house.posts, role).person, house.school.pk)
    }
    assert allowed == TABLE[policy]


@pytest.mark.parametrize("policy", TABLE)
def test_policy_of_a_school_is_a_sentence_for_the_same_role_elsewhere(house, policy):
    for post in house.far.values():
        reason = getattr(policies, policy)(post.person, house.school.pk)
        assert reason.endswith(".")


@pytest.mark.parametrize("policy", ABOUT_TA)
def test_policy_about_a_post_lets_only_these_roles(house, policy):
    ask, post = getattr(policies, policy), house.posts.ta
    allowed = {
        OWN if role == "ta" else role
        for role in ROLES
        if not ask(getattr(house.posts, role).person, post)
    }
    assert allowed == ABOUT_TA[policy]


@pytest.mark.parametrize("policy", ABOUT_TA)
def test_policy_about_a_post_refuses_people_of_another_school(house, policy):
    for post in house.far.values():
        assert getattr(policies, policy)(post.person, house.posts.ta)


@pytest.mark.parametrize("keeper", ["hr", "senco"])
def test_nobody_changes_their_own_post_or_manager(house, keeper):
    post = getattr(house.posts, keeper)
    assert "own post" in policies.edit_post(post.person, post)
    assert "own manager" in policies.change_manager(post.person, post)
    assert "own sign-in" in policies.deactivate_person(
        post.person, post.person, frozenset({house.school.pk})
    )


@pytest.mark.parametrize("role", ["head", "hr", "dsl", "senco", "data", "exams"])
def test_a_senco_gives_no_post_that_is_hrs_to_give(house, role):
    senco, hr = house.posts.senco.person, house.posts.hr.person
    assert "by HR" in policies.add_post(senco, house.school.pk, role, None)
    assert not policies.add_post(hr, house.school.pk, role, None)


@pytest.mark.parametrize("role", ["hlta", "ta", "teacher", "assistant_senco"])
def test_a_senco_gives_the_posts_of_the_team(house, role):
    assert not policies.add_post(house.posts.senco.person, house.school.pk, role, None)


def test_somebody_who_signed_in_before_gets_no_link_from_others(house):
    hr, ta = house.posts.hr.person, house.posts.ta.person
    here = frozenset({house.school.pk})
    assert not policies.give_password_link(hr, ta, here)
    ta.email, ta.last_login = "ta@oak.example", "2026-11-01"
    assert "Forgotten password" in policies.give_password_link(hr, ta, here)
    ta.email = ""
    assert not policies.give_password_link(hr, ta, here)


def test_a_person_of_two_schools_keeps_sign_in_when_one_school_alone_asks(house):
    both = frozenset({house.school.pk, house.other.pk})
    reason = policies.deactivate_person(house.posts.hr.person, house.posts.ta.person, both)
    assert "also works at another school" in reason


def test_shared_pay_rows_are_changed_by_nobody(house):
    assert "shared figures" in policies.edit_award(house.posts.hr.person, None)


def test_only_a_post_that_covers_the_trust_gives_that(house):
    hr = house.posts.hr
    assert policies.cover_trust(hr.person, house.school.pk)
    hr.covers_trust = True
    hr.save()
    del hr.person.access
    assert not policies.cover_trust(hr.person, house.school.pk)
