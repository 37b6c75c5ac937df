"""The canary test: a word of its own in every text of every record of a pupil, and nobody receives one
they may not read (trust.md A04, A08, A09).

Who may is written by hand in ``canary_<subject>.py``. A model that belongs to a pupil is found by
walking the models, so a new one fails here until its subject has said who reads it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.urls import reverse

from core import audit, paper_pdf, triggers
from core.models import AuditEvent
from tests.house.access import Route
from tests.house.access_table import SIGHT, TABLE
from tests.house.asking import House, house, send, undone
from tests.house.canary import LENGTH, Canary, models_of_a_pupil, text_fields
from tests.house.canary_table import CANARIES, MORE, NO_WORDS
from tests.house.world import PLACES, ROLES

__all__ = ["house"]
pytestmark = pytest.mark.django_db
WORD = re.compile(r"zqx\d{5}")
#: A word that stands nowhere, for what a search that finds nothing looks like.
NOWHERE = "zqy00000"
#: Routes that search, and the name of what is typed.
SEARCHES = (("find", "q"), ("register", "q"), ("people", "q"), ("arrangements", "q"),
            ("concerns", "q"), ("record_book", "about"), ("contacts", "q"),
            ("agreed_actions", "q"), ("meetings", "q"))  # fmt: skip
HOW = (
    "{model} belongs to a pupil ({way}), and {wrong}. Make a row of it for the pupil of each place in "
    "tests/house/world_<subject>.py, say who reads its words in tests/house/canary_<subject>.py "
    "(CANARIES = [read_by({model}, own=..., team=...)], by hand, from domain.md 11; a column that is "
    "a code stands in NO_WORDS with the reason), and add that module to tests/house/canary_table.py."
)


@dataclass(frozen=True)
class Planted:
    """One canary: which words of whose pupil it stands in."""

    canary: Canary
    column: str
    place: str

    @property
    def readers(self) -> frozenset[str]:
        """Who may receive it."""
        return self.canary.cells[self.place]

    def __str__(self) -> str:
        where = f" where {dict(self.canary.where)}" if self.canary.where else ""
        return f"{self.canary.model.__name__}.{self.column}{where}, {self.place}"


@dataclass
class Garden:
    """Every canary by its word, what could not be planted, and who received what on which page."""

    words: dict[str, Planted] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    received: dict[str, dict[str, str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def garden(house: House) -> Iterator[Garden]:
    """The world with its canaries, after every actor has opened everything there is to open."""
    made = Garden()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper_pdf.typst, "compile", _as_text)
        with undone():
            _plant(house, made)
            for actor in ROLES:
                _open_everything(house, actor, made)
            yield made


def _as_text(_source: Any, **given: Any) -> bytes:
    """A paper as the words that it is made of."""
    return str(given).encode()


def _plant(house: House, made: Garden) -> None:
    """Write over the words of every row; locks stand aside for it, and come back."""
    numbers = count(1)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    triggers.remove(DEFAULT_DB_ALIAS)
    for canary in CANARIES:
        way = models_of_a_pupil()[canary.model]
        for place in PLACES:
            pupil = house.world.thing("pupil", place)
            rows = canary.model._base_manager.filter(**canary.where, **{way: pupil.pk})
            keys = sorted(set(rows.values_list("pk", flat=True)))
            _plant_rows(canary, place, keys, numbers, made)
    triggers.install(DEFAULT_DB_ALIAS)


def _plant_rows(canary: Canary, place: str, keys: list[int], numbers: Any, made: Garden) -> None:
    if not keys:
        made.bare.append(f"{canary.model.__name__} {dict(canary.where)}, {place}")
        return
    rows = canary.model._base_manager.filter(pk__in=keys)
    if canary.out_of_book:
        made.plain += _kept_plain(canary, list(rows))
    words = {column: f"zqx{next(numbers):05d}" for column in canary.fields}
    made.words |= {word: Planted(canary, column, place) for column, word in words.items()}
    rows.update(**words)
    if not canary.out_of_book and not canary.unread:
        row = rows.first()
        if canary.recorded_as:
            row = getattr(row, canary.recorded_as)
        audit.record(
            by=None, action="plant_canary", about=row, school_id=_school(row),
            changes={column: (None, word) for column, word in words.items()},
        )  # fmt: skip


def _school(row: Any) -> int:
    """The school of a row, or of the record it hangs on."""
    while not hasattr(row, "school_id"):
        row = next(
            getattr(row, one.name)
            for one in row._meta.local_fields
            if one.is_relation and one.related_model in models_of_a_pupil()
        )
    return row.school_id


def _kept_plain(canary: Canary, rows: list[Any]) -> list[str]:
    """Columns whose words the actions that made the world left in the record book as they are."""
    found = []
    for row in rows:
        for column in canary.fields:
            text = str(getattr(row, column) or "")
            if len(text) >= LENGTH and AuditEvent.objects.filter(changes__icontains=text).exists():
                found.append(f"{canary.model.__name__}.{column}: {text}")
    return found


def _open_everything(house: House, actor: str, made: Garden) -> None:
    """Every page, export and paper in every place; where the actor is told why not as well."""
    for name, route in TABLE.items():
        if route.is_open:
            continue
        methods = ["GET"] if route.get else ["POST"] if name.startswith("export") else []
        for method in methods:
            for place in _places(route, actor):
                _note(house.ask(actor, name, method, place), actor, name, made)
    for name, query, others in MORE:
        for place in PLACES if others else _places(TABLE[name], actor):
            url = house.address(name, place, **others).partition("?")[0]
            with undone():
                _note(house.client(actor).get(f"{url}?{query}"), actor, f"{name}?{query}", made)


def _places(route: Route, actor: str) -> list[str]:
    """Where to try a route. Out of sight it answers as if nothing were there, byte for byte: test_access."""
    if not route.kind:
        return ["own"]
    sight = {"other_team": SIGHT[route.kind]["own"], **SIGHT[route.kind]}  # of the whole school
    return [place for place in PLACES if actor in sight[place]]


def _note(answer: Any, actor: str, page: str, made: Garden) -> None:
    for word in set(WORD.findall(_text_of(answer))):
        made.received.setdefault(word, {}).setdefault(actor, page)


def _text_of(answer: Any) -> str:
    """Everything that reached the browser: headers, body, and what is packed into a file."""
    body = answer.getvalue() if answer.streaming else answer.content
    parts = [str(dict(answer.headers)).encode(), body]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace")


def test_canary_is_planted_in_every_text_of_every_record_of_a_pupil():
    """Found by walking the models: a model or a column that nobody has spoken for is named here."""
    spoken: dict[type, set[str]] = {}
    for canary in CANARIES:
        spoken.setdefault(canary.model, set()).update(canary.fields)
    wrong = []
    for model, way in models_of_a_pupil().items():
        wanted = {one for one in text_fields(model) if (model, one) not in NO_WORDS}
        missing = sorted(wanted - spoken.get(model, set()))
        if missing:
            said = f"nobody has said who reads {', '.join(missing)}"
            wrong.append(HOW.format(model=model.__name__, way=f"by {way}", wrong=said))
    assert not wrong, "\n".join(wrong)


def test_canary_has_a_row_to_stand_in_in_every_place(garden: Garden):
    assert garden.bare == [], "no row in the world: make one in tests/house/world_<subject>.py"


def test_canary_reaches_nobody_who_may_not_read_it(garden: Garden):
    wrong = [
        f"{actor} receives {planted} on {page}"
        for word, planted in garden.words.items()
        for actor, page in sorted(garden.received.get(word, {}).items())
        if actor not in planted.readers
    ]
    assert not wrong, "\n".join(wrong)


def test_canary_reaches_somebody_who_may(garden: Garden):
    """The control: words that nobody receives could leak without being noticed."""
    lost = [
        str(planted)
        for word, planted in garden.words.items()
        if planted.readers and not planted.readers & set(garden.received.get(word, {}))
    ]
    assert not lost, "\n".join(lost)


def test_canary_that_is_a_digest_in_the_record_book_stands_nowhere_in_it(garden: Garden):
    assert garden.plain == []


def test_canary_is_found_by_no_search_of_whoever_may_not_read_it(house: House, garden: Garden):
    """A search for hidden words answers exactly as one for words that stand nowhere."""
    wrong = [found for actor in ROLES for found in _found(house, garden, actor)]
    assert not wrong, "\n".join(wrong)


def _found(house: House, garden: Garden, actor: str) -> list[str]:
    """What ``actor`` finds and may not read: one word of each kind of record, in every search."""
    hidden: dict[int, tuple[str, Planted]] = {}
    for word, planted in garden.words.items():
        if planted.place == "own" and planted.readers and actor not in planted.readers:
            hidden.setdefault(id(planted.canary), (word, planted))
    wrong = []
    for name, key in SEARCHES:
        if actor in TABLE[name].get["own"]:
            empty = _searched(house, actor, name, key, NOWHERE)
            wrong += [
                f"{actor} finds {planted} on {name}"
                for word, planted in hidden.values()
                if _searched(house, actor, name, key, word) != empty
            ]
    return wrong


def _searched(house: House, actor: str, name: str, key: str, word: str) -> str:
    """The page of a search without the words that were typed, and without keys and times."""
    with undone():
        page = send(house.client(actor), "GET", f"{reverse(name)}?{key}={word}").content.decode()
    page = page.replace(word, "")
    return re.sub(r'"[A-Za-z0-9]{64}"|"[0-9a-f-]{36}"|data-left="\d+"|\d\d:\d\d', "", page)


def test_canary_control_a_page_that_shows_too_much_is_noticed(house, garden, monkeypatch):
    """With one guard taken away the crawl says so: whoever sees a pupil would read every concern."""
    concern = type(house.world.thing("concern", "own"))
    monkeypatch.setattr(type(concern.objects.all()), "visible_to", lambda self, _person: self.all())
    again = Garden(words=garden.words)
    with undone():
        _note(house.ask("head", "concern", "GET", "own"), "head", "concern", again)
    leaked = {garden.words[word].canary.model for word in again.received}
    assert concern in leaked
