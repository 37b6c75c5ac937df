"""Every door of the access table: no form without its token, no GET that writes, the same headers everywhere."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.forms import BaseForm, BaseFormSet, BaseModelForm
from django.urls import get_resolver, reverse

from tests.house.access_table import TABLE
from tests.house.asking import House, house, send, undone
from tests.house.test_access import named

__all__ = ["house"]
pytestmark = pytest.mark.django_db
FORMS = sorted(name for name, route in TABLE.items() if route.post)
PAGES = sorted(name for name, route in TABLE.items() if route.get)
#: What reading may write: who looked, and how long the sitting lasts.
MAY_WRITE = re.compile(
    r'\s*(INSERT INTO|UPDATE|DELETE FROM) "?(core_look|staff_signin)\b', re.IGNORECASE
)
WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|ALTER|DROP|CREATE)\b", re.IGNORECASE
)
#: Views that look at the token themselves, and where: the file's size comes first; Google's own token.
CHECK_THE_TOKEN_THEMSELVES = {"upload_import", "keep_attachment", "google_login_by_token"}


def somebody(name: str, method: str) -> str:
    """An actor whom the row serves: the SENCO where possible."""
    served = TABLE[name].methods[method]["own"]
    return "senco" if "senco" in served else min(served)


@pytest.mark.parametrize("name", FORMS)
def test_form_without_its_token_is_refused(house: House, name: str):
    actor, url = somebody(name, "POST"), house.address(name, "own")
    with undone():
        client = house.client(actor, enforce_csrf_checks=True)
        assert send(client, "POST", url, TABLE[name].data).status_code == 403


@pytest.mark.parametrize("name", FORMS)
def test_form_with_the_token_of_another_person_or_from_another_site_is_refused(
    house: House, name: str
):
    actor, url = somebody(name, "POST"), house.address(name, "own")
    with undone():
        client = house.client(actor, enforce_csrf_checks=True)
        theirs = token(house.client("head", enforce_csrf_checks=True))
        own = token(client)
        sent = {"version": "1", **TABLE[name].data}
        stolen = client.post(url, {**sent, "csrfmiddlewaretoken": theirs})
        foreign = client.post(
            url, {**sent, "csrfmiddlewaretoken": own}, headers={"Origin": "https://evil.example"}
        )
    assert (stolen.status_code, foreign.status_code) == (403, 403)


def test_form_with_its_own_token_is_served(house: House):
    """The control: the two tests above refuse for the token and for nothing else."""
    with undone():
        client = house.client("ta", enforce_csrf_checks=True)
        sent = {"theme": "dark", "csrfmiddlewaretoken": token(client)}
        assert client.post(reverse("set_theme"), sent).status_code == 302


def token(client) -> str:
    """The token of a form on a page of this browser."""
    page = client.get(reverse("my_account")).content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


def test_no_address_but_three_looks_at_the_token_itself():
    exempt = {name for name, view in named(get_resolver()) if getattr(view, "csrf_exempt", False)}
    assert exempt <= CHECK_THE_TOKEN_THEMSELVES


@pytest.mark.parametrize("name", PAGES)
def test_page_writes_nothing_but_looks(house: House, name: str):
    written = []

    def note(execute, sql, params, many, context):
        if WRITES.match(sql) and not MAY_WRITE.match(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        for actor in {somebody(name, "GET"), min(TABLE[name].get["own"])}:
            house.ask(actor, name, "GET", "own")
    assert written == []


def test_pages_leave_every_table_as_long_as_it_was(house: House):
    with undone():
        before = lengths()
        for name in PAGES:
            if "senco" in TABLE[name].get["own"]:
                house.knock(house.client("senco"), name, "GET", "own")
        after = lengths()
    assert {
        name: (before[name], after[name]) for name in before if before[name] != after[name]
    } == {}


def lengths() -> dict[str, int]:
    """How many rows each table has, apart from looks and sittings."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in ("core_look", "staff_signin"):
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                found[table] = cursor.fetchone()[0]
    return found


def test_form_takes_no_field_that_it_does_not_name():
    """No form of ours writes a model by itself: an action names each field, so none can be slipped in."""
    waiting, found = [BaseForm], []
    while waiting:
        waiting += (subclasses := waiting.pop().__subclasses__())
        found += [one for one in subclasses if one.__module__.split(".")[0] in settings.HOUSE_APPS]
    assert len(found) > 20
    assert [one.__name__ for one in found if issubclass(one, BaseModelForm)] == []


@pytest.mark.parametrize("name", PAGES)
def test_form_offers_nothing_of_another_school(house: House, name: str):
    far = house.world.thing("school", "other_school").pk
    actors = sorted(TABLE[name].get["own"])
    wrong = {actor: strangers(house.ask(actor, name, "GET", "own"), far) for actor in actors}
    assert {actor: fields for actor, fields in wrong.items() if fields} == {}


def strangers(answer, school: int) -> list[str]:
    """Fields of the forms on a page that offer records of ``school``."""
    parts = answer.context if isinstance(answer.context, list) else [answer.context]
    values = [value for part in parts if part for layer in part.dicts for value in layer.values()]
    forms = [value for value in values if isinstance(value, BaseForm)]
    forms += [form for value in values if isinstance(value, BaseFormSet) for form in value.forms]
    return [
        f"{type(form).__name__}.{key}"
        for form in {id(form): form for form in forms}.values()
        for key, field in form.fields.items()
        for row in [*(getattr(field, "queryset", None) or [])]
        if getattr(row, "school_id", None) == school
    ]


@pytest.mark.parametrize(
    "url", ["/static/css/tokens.css", "/no/such/page", "/healthz", "/accounts/login/"]
)
def test_headers_stand_on_answers_that_no_row_has(client, url: str):
    answer = client.get(url)
    answer.getvalue()
    if not url.startswith("/static/"):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == settings.SECURE_REFERRER_POLICY


def test_headers_stand_on_an_error_of_the_server(house: House, monkeypatch):
    monkeypatch.setattr("staff.views.home.needs_of", lambda _person: 1 / 0)
    with undone():
        answer = house.client("head").get(reverse("home"))
    assert (answer.status_code, answer.exc_info[0]) == (500, ZeroDivisionError)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
