"""The page of a stale save leads back to where the person was, and never off this site."""

import pytest
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory

from core.middleware import RefusalMiddleware, stale_context
from core.models import School
from core.record import Stale


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/pupils/3/", "http://testserver/pupils/3/"),
        ("https://elsewhere.example/pupils/3/", "/"),
        ("", "/"),
    ],
)
def test_stale_page_leads_back_to_the_page_before(came_from, back):
    request = RequestFactory().post("/pupils/3/adults/1/end/", headers={"referer": came_from})
    context = stale_context(Stale(School(name="Theirs"), {"name": "Mine"}), request)
    assert context["back"] == back
    assert [(row["theirs"], row["mine"]) for row in context["rows"]] == [("Theirs", "Mine")]


def test_address_that_only_takes_a_form_answers_with_a_page():
    def takes_a_form(_request):
        return HttpResponseNotAllowed(["POST"])

    answer = RefusalMiddleware(takes_a_form)(RequestFactory().get("/pupils/imports/new/"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    page = answer.content.decode()
    assert "This address only takes a form" in page
    assert "Page not found" not in page
    assert "Back to the page before" not in page
    came = RequestFactory().get("/x/", headers={"referer": "http://testserver/pupils/imports/"})
    page = RefusalMiddleware(takes_a_form)(came).content.decode()
    assert 'href="http://testserver/pupils/imports/">Back to the page before' in page
