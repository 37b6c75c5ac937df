"""What a page offers is served: no link and no button leads its reader to a refusal."""

import re
from html import unescape

import pytest
from django.urls import resolve

from tests.house.access import SERVED
from tests.house.access_table import ELSEWHERE, TABLE
from tests.house.asking import House, house, send, undone
from tests.house.world import ROLES

__all__ = ["house"]
pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
BUTTON = re.compile(
    r'<form [^>]*?method="post"[^>]*?action="(/[^"#]*)"[^>]*>(.*?)</form>', re.DOTALL
)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.mark.parametrize("actor", ROLES)
def test_links_and_buttons_lead_where_the_reader_is_served(house: House, actor: str):
    links, buttons, sent = offered(house, actor)
    wrong = []
    for method, urls in (("GET", links), ("POST", buttons)):
        for url in sorted(urls):
            name = resolve(url.partition("?")[0]).url_name
            if name in ELSEWHERE:
                continue
            with undone():
                data = {**TABLE[name].data, **sent.get(url, {})} if method == "POST" else None
                status = send(house.client(actor), method, url, data).status_code
            wrong += [] if status in SERVED else [f"{method} {url} ({status}), on {urls[url]}"]
    assert wrong == []


def offered(
    house: House, actor: str
) -> tuple[dict[str, str], dict[str, str], dict[str, dict[str, str]]]:
    """Links and buttons on every page that ``actor`` is served, each with a page it is on.

    And what the form of a button sends by itself, which its row in the table need not know.
    """
    links: dict[str, str] = {}
    buttons: dict[str, str] = {}
    sent: dict[str, dict[str, str]] = {}
    for name, route in sorted(TABLE.items()):
        if name == "style_page" or not route.get or actor not in route.get["own"]:
            continue
        page = house.ask(actor, name, "GET", "own")
        is_page = not page.streaming and page.get("Content-Type", "").startswith("text/html")
        text = page.content.decode() if is_page else ""
        for url in LINK.findall(text):
            if not url.startswith("/static/"):
                links.setdefault(unescape(url), name)
        for url, inside in BUTTON.findall(text):
            if unescape(url) not in buttons:
                buttons[unescape(url)] = name
                sent[unescape(url)] = {
                    key: unescape(value)
                    for key, value in HIDDEN.findall(inside)
                    if key != "csrfmiddlewaretoken"
                }
    return links, buttons, sent
