"""A copy is consistent, a damaged one is refused, and putting one back leaves no mixture."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hlta_portal.copies import UnusableCopyError, count_rows, examine, in_use, put_back, take

ROOT = Path(__file__).resolve().parents[2]
KNOWN = {"core": {"0001_initial"}}


def write(path: Path, notes: int) -> None:
    """Make a small database in WAL mode with this many notes."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("PRAGMA journal_mode=WAL")
        link.execute("CREATE TABLE IF NOT EXISTS django_migrations (app, name)")
        link.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text)")
        link.execute("DELETE FROM note")
        link.execute("DELETE FROM django_migrations")
        link.execute("INSERT INTO django_migrations VALUES ('core', '0001_initial')")
        link.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 500,)] * notes)
        link.commit()


@pytest.fixture
def live(tmp_path):
    path = tmp_path / "live.sqlite3"
    write(path, 100)
    return path


def test_backup_of_a_database_in_use_holds_what_was_committed(live, tmp_path):
    with closing(sqlite3.connect(live)) as other:
        other.execute("INSERT INTO note (text) VALUES ('committed')")
        other.commit()
        other.execute("INSERT INTO note (text) VALUES ('not committed')")
        rows = take(live, tmp_path / "copy")
        other.rollback()
    assert rows["note"] == 101
    assert examine(tmp_path / "copy", KNOWN) == rows
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


def test_backup_never_replaces_another(live, tmp_path):
    take(live, tmp_path / "copy")
    with pytest.raises(UnusableCopyError, match="exists already"):
        take(live, tmp_path / "copy")


def test_restore_beside_a_stale_wal_brings_back_the_copy_and_nothing_else(live, tmp_path):
    take(live, tmp_path / "copy")
    write(live, 7)
    # A crash leaves the -wal of the newer state behind.
    with closing(sqlite3.connect(live)) as open_one:
        open_one.execute("INSERT INTO note (text) VALUES ('newer')")
        open_one.commit()
        wal = live.with_name("live.sqlite3-wal").read_bytes()
    live.with_name("live.sqlite3-wal").write_bytes(wal)
    put_back(tmp_path / "copy", live, tmp_path / "aside")
    assert count_rows(live)["note"] == 100
    assert not live.with_name("live.sqlite3-wal").exists()
    assert (tmp_path / "aside").exists()


def test_restore_while_the_portal_runs_is_refused_and_touches_nothing(live, tmp_path):
    take(live, tmp_path / "copy")
    script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
    script += (
        "c.execute('SELECT count(*) FROM note').fetchone(); print('open', flush=True); input()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(live)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout.readline() == b"open\n"
        assert in_use(live)
        with pytest.raises(UnusableCopyError, match="The portal is running"):
            put_back(tmp_path / "copy", live, tmp_path / "aside")
    finally:
        other.communicate(b"\n", timeout=10)
    assert not (tmp_path / "aside").exists()
    assert count_rows(live)["note"] == 100


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:4200] = bytes(104)
    path.write_bytes(content)


def replace(path: Path) -> None:
    path.write_text("not a database, however long it is " * 40)


def lose_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as link:
        link.execute("DROP TABLE django_migrations")


def come_from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as link:
        link.execute("INSERT INTO django_migrations VALUES ('core', '0999_tomorrow')")
        link.commit()


@pytest.mark.parametrize("damage", [cut, flip, replace, lose_a_table, come_from_the_future])
def test_damaged_copy_is_refused(live, tmp_path, damage):
    copy = tmp_path / "copy"
    take(live, copy)
    damage(copy)
    with pytest.raises(UnusableCopyError, match=r"damaged|newer version"):
        examine(copy, KNOWN)


def test_backup_and_restore_commands_go_there_and_back(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    settings = {"PORTAL_MODE": "local", "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3"}

    def manage(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=kept | settings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert manage("migrate", "-v", "0").returncode == 0
    copy = str(tmp_path / "monday")
    made = manage("backup", copy)
    assert (made.returncode, made.stderr) == (0, "")
    again = manage("backup", copy)
    assert again.returncode == 1
    assert "exists already" in again.stderr
    (tmp_path / "portal.sqlite3").write_bytes(b"ruined")
    back = manage("restore", copy)
    assert (back.returncode, back.stderr) == (0, "")
    assert made.stdout.split(": ")[1] == back.stdout.splitlines()[0].split(": ")[1] + "\n"
    assert "is kept as portal.sqlite3.before-restore-" in back.stdout
    assert manage("restore", str(tmp_path / "nowhere")).returncode == 1
