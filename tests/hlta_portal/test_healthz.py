"""The health page reads one row, and says so when it cannot."""

import pytest
from django.db import OperationalError
from django.test import Client

from hlta_portal import views
from tests.factories.staff import SchoolFactory

pytestmark = pytest.mark.django_db


def test_healthz_reads_one_row(client, django_assert_num_queries):
    SchoolFactory()
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_healthz_of_a_new_portal_is_well_and_says_it_is_empty(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok, and no school has been added yet\n")


def test_healthz_without_a_database_answers_503_with_a_sentence(client, monkeypatch):
    def gone(*_args: object) -> None:
        raise OperationalError("could not connect to server at 10.0.0.7, password hunter2")

    monkeypatch.setattr(views.School.objects, "order_by", gone)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.content == b"The database cannot be read.\n"


def test_healthz_changes_nothing_on_post(client):
    assert client.post("/healthz").status_code == 405


def test_healthz_is_served_on_plain_http_where_everything_else_is_sent_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert client.get("/healthz").status_code == 200
    moved = client.get("/accounts/login/")
    assert (moved.status_code, moved["Location"]) == (301, "https://testserver/accounts/login/")
