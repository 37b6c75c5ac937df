"""Clients that ask one address after another over a kept connection, and say how long each answer took."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Took:
    """Answers of one run: milliseconds, and the size of the last body in bytes."""

    ms: list[float]
    size: int
    body: bytes

    def at(self, share: float) -> float:
        """The time under which ``share`` of the answers came, in ms."""
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def run(port: int, lists: Sequence[Sequence[Ask]]) -> Took:
    """One client a list, all at once; every answer must be what was wanted."""
    times, last, wrong = [], [], []

    def client(asks: Sequence[Ask]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for ask in asks:
            begun = time.perf_counter()
            connection.request(ask.method, ask.path, ask.body, dict(ask.headers))
            answer = connection.getresponse()
            body = answer.read()
            times.append((time.perf_counter() - begun) * 1000)
            if answer.status not in {200, 302} or "/login/" in answer.headers.get("Location", ""):
                wrong.append((ask.path, answer.status, answer.headers.get("Location")))
        last.append(body)

    _together([lambda asks=asks: client(asks) for asks in lists])
    if wrong:
        raise RuntimeError(f"Not served: {wrong[:3]}")
    return Took(times, len(last[-1]), last[-1])


def _together(works: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
