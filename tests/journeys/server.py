"""A web server of its own on the test's database, as a school runs it, and visitors who speak HTTP."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
TOKEN = "k" * 32
ENGINES = {"sqlite": "sqlite:///{NAME}", "postgresql": "postgres://{USER}@{HOST}:{PORT}/{NAME}"}


class Answer(NamedTuple):
    """What came back: a status, where it leads on, and the page."""

    status: int
    leads_to: str
    page: str


class Server:
    """Gunicorn with two workers; ``kill_workers`` ends them as a power cut would."""

    def __init__(self, port: int) -> None:
        self.port = port
        command = [sys.executable, "-m", "gunicorn", "hlta_portal.wsgi", "--preload"]
        command += ["--no-control-socket", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        command += ["--threads", "4", "--log-level", "critical"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=_environment())

    def answers(self) -> bool:
        """Whether a worker serves the health page."""
        try:
            return self.ask("GET", "/healthz").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def workers(self) -> list[int]:
        """Process numbers of the workers that live."""
        main = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]

    def kill_workers(self) -> int:
        """Kill each worker without a word; return how many were killed."""
        killed = 0
        for pid in self.workers():
            try:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                continue
        return killed

    def ask(self, method: str, path: str, *, cookie: str = "", data: dict | None = None) -> Answer:
        """Send one request on a connection of its own. Raises OSError or HTTPException when cut."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"csrftoken={TOKEN}; {cookie}", "X-CSRFToken": TOKEN}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            link.request(method, path, urlencode(data or {}), headers)
            answer = link.getresponse()
            page = answer.read().decode(errors="replace")
            return Answer(answer.status, answer.getheader("Location") or "", page)
        finally:
            link.close()

    def post(self, path: str, cookie: str, data: dict) -> Answer:
        """Send a form."""
        return self.ask("POST", path, cookie=cookie, data=data)


def _environment() -> dict[str, str]:
    database = connection.settings_dict
    keys = {name: getattr(settings, name) for name in ("SECRET_KEY", "AUDIT_KEY", "SIGNING_KEY")}
    return os.environ | keys | {
        "PORTAL_MODE": "local", "DEMO": "0", "LOG_LEVEL": "CRITICAL",
        "DATABASE_URL": ENGINES[connection.vendor].format(**database),
    }  # fmt: skip


@contextmanager
def serving() -> Iterator[Server]:
    """Serve the test's database until the end of the block."""
    if not (ROOT / "staticfiles" / "staticfiles.json").exists():
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"]
        subprocess.run(command, cwd=ROOT, env=_environment(), check=True, timeout=PATIENCE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(port)
    try:
        until = time.monotonic() + PATIENCE
        while not server.answers():
            assert server.process.poll() is None, "the server did not start"
            assert time.monotonic() < until, "the server did not answer"
            time.sleep(0.1)
        yield server
    finally:
        server.process.terminate()
        try:
            server.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()


def signed_in(person) -> str:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def at_once(calls: list[Callable[[], object]]) -> list:
    """Run the calls together in threads of their own; return what each gave, in order."""
    start, given = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number: int) -> None:
        start.wait()
        given[number] = calls[number]()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given
