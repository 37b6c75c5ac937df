"""Queries whose SQL is written once and kept, for the few reads that many pages make.

Django writes the SQL of a queryset anew for every request, which for a row of sixty columns costs
more than running it. A kept query is an ordinary queryset with slots in it; its SQL is written when
a connection first asks, and from then on only the slots are filled. Today is never part of it: days
and moments come through slots, and a queryset that holds one is refused.

    LINKS = Kept(lambda pupil: AdultLink.objects.filter(pupil=pupil).select_related("post"), 1)
    links = LINKS(pupil.pk)
"""

import datetime
import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import Expression

Row = TypeVar("Row", bound=models.Model)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # SQLite takes days as text


class Slot(Expression):
    """A place in the SQL that is filled at each call."""

    def __init__(self, number: int) -> None:
        super().__init__(output_field=models.Field())
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A parameter that stands for itself until it is filled."""
        return "%s", [self]


class Kept(Generic[Row]):
    """A queryset of instances with slots: keys, texts, days or moments, one for each argument of ``build``."""

    def __init__(self, build: Callable[..., models.QuerySet[Row]], slots: int) -> None:
        self.build, self.slots = build, slots

    def __call__(self, *values: Any) -> list[Row]:
        """The rows for these values.

        Raises TypeError when there are more or fewer than slots, ValueError when the queryset holds a
        day or a moment, which would stand still while time goes on.
        """
        if len(values) != self.slots:
            raise TypeError(f"{self.slots} values are needed, not {len(values)}.")
        kept = connection.__dict__.setdefault("kept_queries", {})
        if self not in kept:
            kept[self] = _Written(self.build(*map(Slot, range(self.slots))))
        return kept[self].rows([_adapted(value) for value in values])


class _Written:
    """A queryset and its compiler, which belong to one connection and so to one thread."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.places = self.compiler.as_sql()
        if any(map(_is_day, self.places)):
            raise ValueError("A kept query holds a day: give it a slot.")
        self.values: list[Any] = []
        converters = self.compiler.get_converters([column[0] for column in self.compiler.select])
        self.compiler.get_converters = lambda _columns: converters
        self.compiler.as_sql = self._filled
        queryset.query.get_compiler = lambda *_args, **_options: self.compiler

    def rows(self, values: list[Any]) -> list[Any]:
        """Instances, made as Django makes them."""
        self.values = values
        return list(self.queryset._iterable_class(self.queryset))

    def _filled(self, *_args: Any, **_options: Any) -> tuple[str, tuple[Any, ...]]:
        values = self.values
        filled = [values[p.number] if isinstance(p, Slot) else p for p in self.places]
        return self.sql, tuple(filled)


def _is_day(value: Any) -> bool:
    return isinstance(value, datetime.date) or (
        isinstance(value, str) and _DAY.match(value) is not None
    )


def _adapted(value: Any) -> Any:
    """A day or a moment as the database takes it."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value
