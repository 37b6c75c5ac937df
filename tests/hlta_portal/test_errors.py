"""The pages shown when something is wrong: right code, plain words, nothing of what was typed."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from hlta_portal import urls

CANARY = "Xanthippe-Canary"


@login_not_required
def broken(_request):
    raise RuntimeError(f"note was {CANARY}")


@login_not_required
def without_database(_request):
    raise OperationalError(f"INSERT failed for {CANARY}")


@login_not_required
def unreadable(_request):
    raise BadRequest(CANARY)


@login_not_required
def forbidden(_request):
    raise PermissionDenied("Only the head signs this.")


@login_not_required
def form(_request):
    return HttpResponse("taken")


urlpatterns = [
    path("broken", broken),
    path("without-database", without_database),
    path("unreadable", unreadable),
    path("forbidden", forbidden),
    path("form", form),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/broken", 500), ("/without-database", 503), ("/unreadable", 400), ("/nowhere", 404)],
)
def test_error_page_has_its_code_and_repeats_nothing(visitor, address, status):
    answer = visitor.get(address)
    assert answer.status_code == status
    page = answer.content.decode()
    assert CANARY not in page
    assert "Traceback" not in page
    assert "<h1" in page


def test_error_without_database_says_when_to_try_again(visitor):
    assert visitor.get("/without-database")["Retry-After"] == "30"


@pytest.mark.parametrize("address", ["/broken", "/without-database"])
def test_error_page_is_made_without_the_database(visitor, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get(address)


def test_forbidden_page_shows_the_reason(visitor):
    answer = visitor.get("/forbidden")
    assert answer.status_code == 403
    assert "Only the head signs this." in answer.content.decode()


def test_form_without_its_key_is_refused_with_what_to_do(visitor):
    answer = visitor.post("/form", {"note": CANARY})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This page has been open too long" in page
    assert "Go back, reload it and send again; what you typed is still there." in page
    assert "rights follow from the posts" not in page
    assert CANARY not in answer.content.decode()


def test_forged_host_is_refused(visitor):
    answer = visitor.get("/accounts/login/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/accounts/login/", "/nowhere", "/broken", "/healthz"])
def test_every_answer_carries_the_protecting_headers(visitor, address):
    answer = visitor.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
