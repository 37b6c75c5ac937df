"""The portal and the floor as they would run: two gunicorn processes each, on ports of this computer."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from benchmarks.clients import Ask

PASSWORD = "measured pass words"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def serving(application: str, **environment: str) -> Iterator[int]:
    """Serve a WSGI application with two workers and give its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--worker-class", "gthread", "--threads", "4", "--keep-alive", "60", "--log-level", "error",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(150):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")


def sign_in(port: int, username: str) -> dict[str, str]:
    """Sign in through the door; gives the cookies."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/accounts/login/")
    answer = connection.getresponse()
    page, cookies = answer.read().decode(), _cookies(answer)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    body = urlencode({"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token})
    connection.request("POST", "/accounts/login/", body, headers(cookies))
    answer = connection.getresponse()
    answer.read()
    if answer.status != 302:
        raise RuntimeError(f"{username} could not sign in: {answer.status}")
    return cookies | _cookies(answer)


def headers(cookies: dict[str, str]) -> dict[str, str]:
    """Headers of a signed-in request."""
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
    }


def get(path: str, cookies: dict[str, str]) -> Ask:
    """One page."""
    return Ask(path, headers=tuple(headers(cookies).items()))


def post(path: str, cookies: dict[str, str], **fields: object) -> Ask:
    """One form."""
    name = next(name for name in cookies if name.endswith("csrftoken"))
    body = urlencode({"csrfmiddlewaretoken": cookies[name], **fields})
    return Ask(path, "POST", body, tuple(headers(cookies).items()))


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    found = {}
    for line in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = line.partition(";")[0].partition("=")
        found[name.strip()] = value
    return found
