"""Copies of an SQLite database: made while the portal runs, put back only when they are sound.

A plain copy of the file misses what stands in its -wal, and a file put back beside an old -wal is
silently undone by it (trust.md 1.9): both are done here so that neither can happen.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path


class UnusableCopyError(Exception):
    """The copy is refused; the message is the sentence for the person who asked."""


def count_rows(path: Path) -> dict[str, int]:
    """Return the number of rows of each table of an SQLite file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as link:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = [name for (name,) in link.execute(names)]
        return {
            name: link.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables
        }


def examine(path: Path, known_migrations: Mapping[str, set[str]]) -> dict[str, int]:
    """Return the rows by table of a sound copy; raise UnusableCopyError with the reason if not."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as link:
            verdict = link.execute("PRAGMA integrity_check").fetchone()[0]
            orphans = link.execute("PRAGMA foreign_key_check").fetchall()
            applied = set(link.execute("SELECT app, name FROM django_migrations").fetchall())
    except sqlite3.DatabaseError as error:
        raise UnusableCopyError(
            f"{path.name} is damaged or is not a copy of the portal."
        ) from error
    if verdict != "ok" or orphans:
        raise UnusableCopyError(f"{path.name} is damaged: its records do not fit together.")
    newer = sorted(name for app, name in applied if name not in known_migrations.get(app, {name}))
    if newer:
        raise UnusableCopyError(f"{path.name} was made by a newer version ({newer[-1]}).")
    return count_rows(path)


def take(live: Path, copy: Path) -> dict[str, int]:
    """Write a consistent copy of a database that may be in use; return its rows by table."""
    if copy.exists():
        raise UnusableCopyError(f"{copy} exists already: a copy never replaces another.")
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(live, timeout=20, isolation_level=None)) as link:
        link.execute("VACUUM INTO ?", (str(part),))
    _to_disk(part)
    rows = count_rows(part)
    part.rename(copy)
    return rows


def put_back(copy: Path, live: Path, aside: Path) -> None:
    """Replace ``live`` by ``copy``, keep what was there as ``aside``, leave no -wal beside it."""
    if in_use(live):
        raise UnusableCopyError("The portal is running: stop the web server and the worker first.")
    part = live.with_name(live.name + ".part")
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as source:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with closing(sqlite3.connect(part)) as target:
            source.backup(target)
    _to_disk(part)
    if live.exists():
        live.rename(aside)
    for end in ("-wal", "-shm", "-journal"):
        live.with_name(live.name + end).unlink(missing_ok=True)
    part.rename(live)


def in_use(live: Path) -> bool:
    """Return whether another process has the database open; folds its -wal in if none has."""
    if not live.exists():
        return False
    try:
        with closing(sqlite3.connect(live, timeout=1)) as link:
            link.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # not a database any more: that is what a copy is for
    return False


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
