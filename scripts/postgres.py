"""Run one command against a PostgreSQL of its own, which is gone afterwards.

    python scripts/postgres.py [--durable] COMMAND [ARGUMENT ...]

Looks for the server's programs in $PG_BIN, then where Debian keeps them; makes a cluster in a
temporary folder, listens on a free port of this computer only, sets DATABASE_URL, runs the
command, stops, and ends with the command's exit code. --durable keeps fsync on, for measuring.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg2

NAME = "portal"
WAIT_SECONDS = 30
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
MISSING = (
    "PostgreSQL is missing: install its server (Debian: apt-get install postgresql) "
    "or set PG_BIN to the folder that holds initdb."
)


def programs() -> Path:
    """Return the folder that holds initdb and postgres; end with one sentence if there is none."""
    places = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    found = shutil.which("initdb")
    places += [Path(found).parent] if found else []
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise SystemExit(MISSING)


def unprivileged() -> dict[str, Any]:
    """Return whose process the server is: initdb refuses root, so root lends it another account."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    owner = names.get("postgres") or names["nobody"]
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, *, durable: bool) -> tuple[subprocess.Popen[bytes], int]:
    """Make a cluster under ``folder`` and start it; return the server and its port."""
    place, owner = programs(), unprivileged()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    data = folder / "data"
    made = [str(place / "initdb"), "--no-sync", "-A", "trust", "-U", NAME, "-E", "UTF8"]
    made += ["--locale=C.UTF-8", "-D", str(data)]
    subprocess.run(made, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)
    port = free_port()
    command = [
        str(place / "postgres"),
        "-D",
        str(data),
        "-p",
        str(port),
        "-h",
        "127.0.0.1",
        "-k",
        "",
    ]
    for setting in () if durable else FAST:
        command += ["-c", setting]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **owner)
    log.close()
    return server, port


def create_database(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    """Wait until the server answers, then create the empty database."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            link = psycopg2.connect(host="127.0.0.1", port=port, user=NAME, dbname="postgres")
            break
        except psycopg2.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                log = (folder / "log").read_text(errors="replace")
                raise SystemExit(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME}")
    link.close()


def run(command: Sequence[str], *, durable: bool) -> int:
    """Run the command with DATABASE_URL set; return its exit code."""
    with tempfile.TemporaryDirectory(prefix="portal-postgres-") as name:
        folder = Path(name)
        server, port = start(folder, durable=durable)
        try:
            create_database(server, port, folder)
            url = f"postgres://{NAME}@127.0.0.1:{port}/{NAME}"
            return subprocess.run(
                command, check=False, env=os.environ | {"DATABASE_URL": url}
            ).returncode
        except KeyboardInterrupt:
            return 130
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait()


def stop_politely(_number: int, _frame: object) -> None:
    """Turn a request to end into the same exit as Ctrl-C, so that the server is stopped too."""
    raise KeyboardInterrupt


def main() -> int:
    """Read the command line; return the exit code of the command."""
    command = sys.argv[1:]
    durable = command[:1] == ["--durable"]
    command = command[1:] if durable else command
    if not command:
        sys.stderr.write(__doc__ or "")
        return 2
    signal.signal(signal.SIGTERM, stop_politely)
    return run(command, durable=durable)


if __name__ == "__main__":
    sys.exit(main())
