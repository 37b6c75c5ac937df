"""The style page through the front door: it draws everything, for whoever is signed in."""

import re

import pytest
from django.urls import reverse

from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PostFactory(person__full_name="Ruth Pemberton").person


@pytest.fixture
def answer(client, person):
    client.force_login(person)
    return client.get(reverse("style_page"))


def test_style_page_shows_every_state_and_the_chart_with_its_table(answer):
    text = answer.content.decode()
    assert answer.status_code == 200
    for mark in ("st-ok", "st-warn", "st-bad", "tag-e", "tag-k", "err-sum", "timeline", "steps"):
        assert f'{mark}"' in text or f"{mark} " in text, mark
    assert text.count('class="ch"') == 2
    assert '<th scope="row">20 Nov 2026</th>' in text
    assert 'dir="auto"' in text or "<bdi" in text


def test_style_page_has_no_id_twice_and_one_main_heading_landmark(answer):
    text = answer.content.decode()
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))
    assert text.count("<main") == 1


def test_style_page_points_each_error_at_its_field(answer):
    text = answer.content.decode()
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    targets = re.findall(r'<li><a href="#([^"]+)">', text.split("err-sum", 1)[1].split("</div>")[0])
    assert targets
    assert set(targets) <= ids


def test_style_page_follows_the_colours_a_person_chose(client, person):
    person.theme, person.has_comfortable_rows, person.has_shortcuts = "dark", True, False
    person.save()
    client.force_login(person)
    opening = client.get(reverse("style_page")).content.decode().split("<head>")[0]
    assert 'data-bs-theme="dark"' in opening
    assert 'data-rows="comfortable"' in opening
    assert 'data-shortcuts="off"' in opening


def test_style_page_follows_the_device_when_nothing_was_chosen(answer):
    assert "data-bs-theme" not in answer.content.decode().split("<head>")[0]


def test_style_page_answers_a_post_with_a_message_that_offers_undo(client, person):
    client.force_login(person)
    answer = client.post(reverse("style_page"), follow=True)
    text = answer.content.decode()
    assert "Nothing was changed" in text
    assert f'action="{reverse("style_page")}"' in text.split('id="messages"')[1].split("</form>")[0]


def test_style_page_sends_a_stranger_to_sign_in(client):
    answer = client.get(reverse("style_page"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
