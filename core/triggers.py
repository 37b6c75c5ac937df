"""Database triggers that keep records from being changed, on SQLite and PostgreSQL alike.

Django rebuilds a table on SQLite for many schema changes and silently drops its triggers, so they
are made again after every migration and compared with the wanted list at start-up.
"""

from dataclasses import dataclass

from django.db import connections

_WANTED: dict[str, "Lock"] = {}
#: What the first two triggers of a lock refuse.
KEPT = ("UPDATE", "DELETE")


@dataclass(frozen=True)
class Lock:
    """A table whose rows refuse UPDATE and DELETE, always or where ``when`` holds.

    ``when`` is an SQL condition over OLD, written so that both databases read it. ``shut`` is one over
    NEW, which may ask other tables: where it holds no row comes in, by INSERT or by UPDATE.
    """

    table: str
    when: str = ""
    sentence: str = "this record can only be added to"
    shut: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the triggers."""
        kept = (f"{self.table}_no_update", f"{self.table}_no_delete")
        return (*kept, *(name for name, _verb in self.entries))

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Triggers that let no row in, with the verb of each."""
        both = ((f"{self.table}_no_insert", "INSERT"), (f"{self.table}_no_entry", "UPDATE"))
        return both if self.shut else ()


def lock(
    table: str,
    *,
    when: str = "",
    sentence: str = "this record can only be added to",
    shut: str = "",
) -> None:
    """Ask for a lock on ``table``; called once, where the model is defined."""
    _WANTED[table] = Lock(table, when, sentence, shut)


def wanted() -> tuple[Lock, ...]:
    """Every lock asked for, by table name."""
    return tuple(_WANTED[table] for table in sorted(_WANTED))


def install(using: str) -> None:
    """Create all locks whose tables exist, replacing older ones."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for one in wanted():
            if one.table in present:
                for statement in _statements(one, connection.vendor):
                    cursor.execute(statement)


def remove(using: str) -> None:
    """Take all locks off, for a database that is about to be emptied: tests and the demo's reset."""
    connection = connections[using]
    standing = set(_standing(using))
    with connection.cursor() as cursor:
        for one in wanted():
            on = "" if connection.vendor == "sqlite" else f' ON "{one.table}"'
            for name in standing.intersection(one.names):
                cursor.execute(f'DROP TRIGGER "{name}"{on}')


def missing(using: str) -> list[str]:
    """Names of triggers that should stand and do not."""
    found = _standing(using)
    return [name for one in wanted() for name in one.names if name not in found]


def _standing(using: str) -> set[str]:
    connection = connections[using]
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        return {row[0] for row in cursor.fetchall()}


def install_after_migrate(using: str, **_kwargs: object) -> None:
    """Receiver of Django's ``post_migrate``."""
    install(using)


def _statements(one: Lock, vendor: str) -> list[str]:
    return _sqlite(one) if vendor == "sqlite" else _postgres(one)


def _sqlite(one: Lock) -> list[str]:
    when = f" WHEN {one.when}" if one.when else ""
    made = []
    guards = [(name, verb, when) for name, verb in zip(one.names, KEPT, strict=False)]
    guards += [(name, verb, f" WHEN {one.shut}") for name, verb in one.entries]
    for name, verb, holds in guards:
        made.append(f'DROP TRIGGER IF EXISTS "{name}"')
        made.append(
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{one.table}"{holds} '
            f"BEGIN SELECT RAISE(ABORT, '{one.sentence}'); END"
        )
    return made


def _postgres(one: Lock) -> list[str]:
    when = f" WHEN ({one.when})" if one.when else ""
    function = f"{one.table}_refuse"
    made = [
        f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN RAISE EXCEPTION '{one.sentence}' USING ERRCODE = '23514'; END $$"
    ]
    for name, verb in zip(one.names, KEPT, strict=False):
        made.append(f'DROP TRIGGER IF EXISTS "{name}" ON "{one.table}"')
        made.append(
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{one.table}" '
            f'FOR EACH ROW{when} EXECUTE FUNCTION "{function}"()'
        )
    return made + _postgres_entries(one)


def _postgres_entries(one: Lock) -> list[str]:
    """PostgreSQL allows no question to another table in WHEN, so the function itself asks."""
    if not one.shut:
        return []
    function = f"{one.table}_refuse_entry"
    made = [
        f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN IF {one.shut} THEN RAISE EXCEPTION '{one.sentence}' USING ERRCODE = '23514'; "
        f"END IF; RETURN NEW; END $$"
    ]
    for name, verb in one.entries:
        made.append(f'DROP TRIGGER IF EXISTS "{name}" ON "{one.table}"')
        made.append(
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{one.table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{function}"()'
        )
    return made
