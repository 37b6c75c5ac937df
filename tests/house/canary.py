"""What the canary test is told by hand: who may read which words of which record, and how it looks for them.

A subject writes ``tests/house/canary_<subject>.py`` with ``CANARIES`` and adds itself to
``tests/house/canary_table.py``. Its records stand in the world of the access table already
(``world_<subject>.py``); here they only say who may read their words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from pupils.models import Pupil
from tests.house.access import at

#: Columns that hold a pupil's number without a foreign key.
BY_NUMBER = ("pupil_key",)
#: A canary has as many letters; a column that is shorter holds a code, and no words.
LENGTH = 8
TEXT = (models.CharField, models.TextField)


@dataclass(frozen=True)
class Canary:
    """Words of one kind of row: who may read them, by where the pupil stands.

    ``fields`` are the columns meant, all text columns of the model if none are named. ``where`` says
    which rows. ``unread`` says why nobody is ever shown them. ``out_of_book`` says that actions keep
    only digests of them in the record book, which is checked; else they are planted there as well.
    """

    model: type[models.Model]
    own: str
    team: str
    fields: tuple[str, ...]
    where: Mapping[str, Any] = field(default_factory=dict)
    unread: str = ""
    out_of_book: bool = False
    recorded_as: str = ""

    @property
    def cells(self) -> Mapping[str, frozenset[str]]:
        """Readers by place; nobody of another school."""
        return at(self.own, self.team)


def read_by(
    model: type[models.Model], own: str, team: str, fields: str = "", *,
    out_of_book: bool = False, recorded_as: str = "", **where: Any,
) -> Canary:  # fmt: skip
    """Words that ``own`` read of their own team's pupil, and ``team`` of another team's."""
    names = tuple(fields.split()) or text_fields(model)
    return Canary(model, own, team, names, where, out_of_book=out_of_book, recorded_as=recorded_as)


def unread(model: type[models.Model], fields: str, why: str) -> Canary:
    """Words that no page shows to anybody; ``why`` in a sentence."""
    return Canary(model, "", "", tuple(fields.split()), unread=why)


def text_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Columns of words: text long enough for a canary, and no code of a list."""
    return tuple(
        one.name
        for one in model._meta.local_fields
        if isinstance(one, TEXT)
        and not one.choices
        and (one.max_length is None or one.max_length >= LENGTH)
    )


def models_of_a_pupil() -> dict[type[models.Model], str]:
    """Every model that belongs to a pupil, at any depth, with the way from it to the pupil's number."""
    ways: dict[type[models.Model], str] = {Pupil: "pk"}
    house = [one for one in apps.get_models() if one._meta.app_label in settings.HOUSE_APPS]
    grown = True
    while grown:
        found = {model: way for model in house if model not in ways and (way := _way(model, ways))}
        ways |= found
        grown = bool(found)
    return ways


def _way(model: type[models.Model], ways: Mapping[type[models.Model], str]) -> str:
    """The way through the column of a pupil where there is one, else through a record of a pupil."""
    columns = sorted(model._meta.local_fields, key=lambda one: one.name != "pupil")
    for one in columns:
        if one.name in BY_NUMBER:
            return one.name
        if one.is_relation and one.related_model in ways:
            rest = ways[one.related_model]
            return one.name if rest == "pk" else f"{one.name}__{rest}"
    return ""
