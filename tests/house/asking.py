"""Knocks at the doors of the access table: one world, one signed-in sitting for each actor, and nothing kept.

The world is made once for a module, in a transaction that is rolled back at its end; each request runs
in a savepoint of its own, so that every one of them meets the same world.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house import world as worlds
from tests.house import world_around
from tests.house.access import NOBODY, SERVED, SIGNED_IN, Route
from tests.house.access_table import SIGHT, TABLE
from tests.house.world import PLACES, World
from tests.house.world_arrangements import EVIDENCE
from tests.house.world_behaviour import BEGUN, SEEN
from tests.house.world_concerns import ANSWERED, SAID
from tests.house.world_plans import AIM, VIEWS, WRITING
from tests.house.world_profiles import DRAFTED, MUST
from tests.house.world_restrictive import DONE
from tests.house.world_reviews import WORDS
from tests.house.world_reviews_of_plans import ADVISED, SPOKEN
from tests.house.world_talk import APART, MINUTED, OWN_NOTE, TOLD
from tests.house.world_work import GOAL, NOTE

NO_SUCH_ID = 2_000_000_000
NO_SUCH_TOKEN = uuid.UUID(int=NO_SUCH_ID)
#: On every answer whatever (trust.md C05).
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = (
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'",
    "base-uri 'none'", "object-src 'none'",
)  # fmt: skip
#: A file may do nothing at all, should a browser show it instead of saving it.
HANDS_OUT_FILES = frozenset({"download_attachment"})
FILE_POLICY = ("default-src 'none'", "sandbox", "frame-ancestors 'none'", "base-uri 'none'")
SIGN_IN = "/accounts/login/?"


@dataclass
class House:
    """The world, a session key for each actor, and what "there is no such page" looks like to each."""

    world: World
    keys: dict[str, str] = field(default_factory=dict)
    missing: dict[tuple[str, str], HttpResponse] = field(default_factory=dict)

    def client(self, actor: str, **more: Any) -> Client:
        """A browser in which ``actor`` is signed in."""
        client = Client(raise_request_exception=False, **more)
        if actor in self.keys:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[actor]
        return client

    def address(self, name: str, place: str, **others: str) -> str:
        """The route's address for the object in one place; ``others`` name other kinds by their parts."""
        route = TABLE[name]
        kinds = {**route.kwargs, **others}
        kwargs = {key: _key(key, self.world.thing(kind, place)) for key, kind in kinds.items()}
        if route.kind and not kwargs and not route.sitting:
            kwargs = {"pk": self.world.thing(route.kind, place).pk}
        url = reverse(name, kwargs={**kwargs, **route.fixed})
        return f"{url}?{route.query}" if route.query else url

    def address_of_nothing(self, name: str) -> str:
        """The route's address with a key that no object has."""
        keys = TABLE[name].kwargs or {"pk": ""}
        nothing = {key: NO_SUCH_TOKEN if key == "token" else NO_SUCH_ID for key in keys}
        return reverse(name, kwargs={**nothing, **TABLE[name].fixed})

    def ask(self, actor: str, name: str, method: str, place: str) -> HttpResponse:
        """One request as ``actor``; whatever it wrote is taken back."""
        with undone():
            return self.knock(self.client(actor), name, method, place)

    def knock(self, client: Client, name: str, method: str, place: str) -> HttpResponse:
        """One request in a browser of one's own."""
        route = TABLE[name]
        if route.sitting and settings.SESSION_COOKIE_NAME in client.cookies:
            self._remember(client, route.sitting, self.world.thing(route.sitting, place))
        return send(client, method, self.address(name, place), route.data)

    def _remember(self, client: Client, name: str, value: Any) -> None:
        engine = import_module(settings.SESSION_ENGINE)
        session = engine.SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
        session[name] = dict(value)
        session.save()

    def nothing(self, actor: str, method: str) -> HttpResponse:
        """The answer to ``actor`` where no object is."""
        if (actor, method) not in self.missing:
            with undone():
                url = self.address_of_nothing("edit_pupil")
                self.missing[actor, method] = send(self.client(actor), method, url)
        return self.missing[actor, method]


def _key(part: str, thing: Any) -> Any:
    """What stands for an object in that part of an address: its number, or its token."""
    return thing.token if part == "token" else thing.pk


def send(client: Client, method: str, url: str, data: Mapping[str, str] | None = None):
    """GET, or POST what a browser would at least send."""
    return (
        client.get(url) if method == "GET" else client.post(url, {"version": "1", **(data or {})})
    )


@contextmanager
def undone() -> Iterator[None]:
    """Takes back what is written inside, limits that are counted in the cache too."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[House]:
    """The world with everybody signed in, for all tests of a module."""
    with django_db_blocker.unblock(), undone():
        made = House(worlds.build())
        for actor, post in made.world.posts.items():
            client = Client()
            client.force_login(post.person)
            client.get(reverse("my_account"))
            made.keys[actor] = client.cookies[settings.SESSION_COOKIE_NAME].value
        yield made


def judge(house: House, actor: str, name: str, method: str, place: str) -> str:
    """What is wrong with the answer to one cell of the table, or nothing."""
    answer, route = house.ask(actor, name, method, place), TABLE[name]
    wrong = _judge(house, answer, actor, route, method, place)
    wrong = wrong or _shown(answer, actor, name) or _headers(answer, actor, name)
    if not wrong:
        return ""
    return f"{method} {name} {place}: {actor} {wrong}{_why(answer)}"


def _judge(house: House, answer: Any, actor: str, route: Route, method: str, place: str) -> str:
    status, to = answer.status_code, answer.headers.get("Location", "")
    at_the_door = status == 401 or (status == 302 and to.startswith(SIGN_IN))
    if route.is_open:
        return "" if status in SERVED or at_the_door else f"got {status}"
    if actor not in SIGNED_IN:
        return (
            "" if at_the_door and status == (302 if method == "GET" else 401) else f"got {status}"
        )
    if actor in route.methods[method][place]:
        return (
            "" if status in SERVED and not at_the_door else f"should be served, got {status} {to}"
        )
    if not route.kind or actor in SIGHT[route.kind].get(place, NOBODY):
        return _refused(answer)
    return _hidden(answer, house.nothing(actor, method))


def _refused(answer: Any) -> str:
    """403 with the sentence that says why."""
    if answer.status_code != 403:
        return f"should be told why not, got {answer.status_code}"
    reason = str((answer.context or {}).get("reason", ""))
    return (
        ""
        if len(reason) > 20 and reason.endswith((".", "?", "!"))
        else f"got no reason: {reason!r}"
    )


def _hidden(answer: Any, nothing: Any) -> str:
    """404, byte for byte as where there is nothing."""
    if answer.status_code != 404:
        return f"should not see that it exists, got {answer.status_code}"
    if answer.content != nothing.content or answer.headers != nothing.headers:
        return "sees a difference between hidden and not there"
    return ""


def _shown(answer: Any, actor: str, name: str) -> str:
    """Names and words on the page that ``actor`` may not read anywhere.

    The exams officer reads the names of candidates, and these on pages of arrangements alone.
    """
    text = b"" if answer.streaming else answer.content
    found = [words for words, readers in SECRETS.items() if words in text and actor not in readers]
    if actor == "exams" and name in WITH_CANDIDATES:
        found = [words for words in found if words not in CANDIDATES]
    return f"reads {found}" if found else ""


def _headers(answer: Any, actor: str, name: str) -> str:
    """What every answer carries; and nothing that a signed-in person was shown stays in a cache."""
    for header, value in HEADERS.items():
        if answer.headers.get(header) != value:
            return f"got {header} {answer.headers.get(header)!r}"
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = POLICY
    if name in HANDS_OUT_FILES and answer.status_code == 200:
        wanted = FILE_POLICY
        if not answer.headers.get("Content-Disposition", "").startswith("attachment;"):
            return "gets a file as a page"
    if "unsafe" in policy or not all(words in policy for words in wanted):
        return f"got the policy {policy!r}"
    if actor in SIGNED_IN and answer.headers.get("Cache-Control") != "no-store, private":
        return f"may keep the page: {answer.headers.get('Cache-Control')!r}"
    return ""


def _why(answer: Any) -> str:
    info = getattr(answer, "exc_info", None)
    if info:
        return f" ({info[1]!r})"
    reason = (answer.context or {}).get("reason", "") if answer.status_code == 403 else ""
    return f" ({reason})" if reason else ""


def _secrets() -> dict[bytes, frozenset[str]]:
    """Words that stand in the world once, and who may read them: by hand, like the table."""
    school = frozenset({"head", "senco", "assistant_senco", "dsl", "data"})
    line = frozenset({"head", "senco", "assistant_senco", "hlta", "ta"})
    provision = frozenset({"head", "senco", "assistant_senco"})
    readers = {
        worlds.SURNAMES["own"]: school | {"hlta", "ta", "teacher"},
        worlds.SURNAMES["other_team"]: school,
        worlds.SURNAMES["other_school"]: NOBODY,
        f"{worlds.MATE}own": school | {"hlta", "ta"},
        f"{worlds.LEFT}own": school,
        "Stranger": NOBODY,
        WORDS["own"]: line,
        WORDS["other_team"]: provision,
        WORDS["other_school"]: NOBODY,
        **{f"{worlds.MATE}{place}": school if place == "other_team" else NOBODY for place in PLACES[1:]},
    }  # fmt: skip
    for place in PLACES:
        reader = frozenset() if place == "other_school" else provision | {"exams"}
        readers[f"{EVIDENCE}{worlds.SURNAMES[place]}"] = reader
        wide = NOBODY if place == "other_school" else provision | {"dsl"}
        near = frozenset({"hlta", "ta", "teacher"}) if place == "own" else NOBODY
        readers[f"{MUST}{worlds.SURNAMES[place]}"] = wide | near
        readers[f"{AIM}{worlds.SURNAMES[place]}"] = wide | near
        readers[f"{VIEWS}{worlds.SURNAMES[place]}"] = wide | (near & {"hlta"})
        readers[f"{DONE}{worlds.SURNAMES[place]}"] = wide | (near & {"ta"})
        readers[f"{SEEN}{worlds.SURNAMES[place]}"] = wide | near
        readers[f"{BEGUN}{worlds.SURNAMES[place]}"] = wide | (near & {"ta"})
        readers |= _around(place, school if place != "other_school" else NOBODY)
        writers = NOBODY if place == "other_school" else provision - {"head"}
        readers[f"{DRAFTED}{worlds.SURNAMES[place]}"] = writers | (near & {"hlta"})
        for kind, who in ANSWERED.items():
            reader = NOBODY if place == "other_school" else frozenset(who.split())
            readers[f"{SAID}{kind}{worlds.SURNAMES[place]}"] = reader
        readers[f"{WRITING}{worlds.SURNAMES[place]}"] = writers | (near & {"hlta"})
        readers[f"{APART}{worlds.SURNAMES[place]}"] = wide | (near & {"hlta"})
        readers[f"{MINUTED}{worlds.SURNAMES[place]}"] = wide | (near & {"hlta", "ta"})
        readers[f"{TOLD}{worlds.SURNAMES[place]}"] = wide | (near & {"hlta"})
        readers[f"{OWN_NOTE}{worlds.SURNAMES[place]}"] = wide | (near & {"hlta", "ta"})
        readers[f"{SPOKEN}{worlds.SURNAMES[place]}"] = wide
        own = near & {"hlta"}
        readers[f"{ADVISED}{worlds.SURNAMES[place]}"] = wide | own
    for start in (NOTE, GOAL):
        readers[f"{start}{worlds.SURNAMES['own']}"] = line | {"teacher"}
        readers[f"{start}{worlds.SURNAMES['other_team']}"] = provision
    return {words.encode(): who for words, who in readers.items()}


def _around(place: str, school: frozenset[str]) -> dict[str, frozenset[str]]:
    """Words about a pupil's family and the help from outside, and who may read them."""
    name = worlds.SURNAMES[place]
    near = frozenset({"hlta", "ta", "teacher"}) if place == "own" else NOBODY
    department = near & {"hlta"}
    directory = school - {"data"} | {"hlta"} if school else NOBODY
    return {
        f"{world_around.CARER}{name}": school | near,
        f"{world_around.REACH}{name}": school | department,
        f"{world_around.LIMIT}{name}": school | near,
        f"{world_around.ORDER}{name}": school - {"data"} | department,
        f"{world_around.HELP}{name}": school - {"data"} | department,
        f"{world_around.QUIET}{place}": directory,
        f"{world_around.PAPER}{name}": school - {"data"} | department,
        f"{world_around.ADVICE}{name}": school - {"data"} | department,
        f"{world_around.ADOPTED}{name}": school - {"data"} | near,
        f"{world_around.REASON}{name}": school - {"data"} | department,
    }


SECRETS = _secrets()
#: Pages on which the exams officer reads names, and the names of her own school.
WITH_CANDIDATES = frozenset(
    {
        "arrangements", "print_arrangements", "export_arrangements", "choose_candidate", "correct_use",
        "add_arrangement", "arrangement", "edit_arrangement", "inspection_file", "log_uses",
    }
)  # fmt: skip
CANDIDATES = frozenset(
    words.encode()
    for place in PLACES[:2]
    for words in (worlds.SURNAMES[place], f"{worlds.MATE}{place}", f"{worlds.LEFT}{place}")
)
