"""The line of management as a walk: who stands above, who stands below, what would be a loop.

Works on plain posts (ids, or anything hashable). ``edges`` maps a post to its manager's post on
one day; ``edges_on`` makes it from dated lines. Every walk ends, also on a loop that somebody got
into the data, and names each post once.
"""

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

Post = TypeVar("Post", bound=Hashable)
Edges: TypeAlias = Mapping[Post, Post | None]
DatedEdge: TypeAlias = tuple[Post, Post, datetime.date, datetime.date | None]


def edges_on(dated: Iterable[DatedEdge[Post]], day: datetime.date) -> dict[Post, Post]:
    """The lines that stand on ``day``: post to manager.

    ``dated`` holds ``(post, manager, first day, last day or None)``, both days included. Where
    two lines of one post overlap, the one that started later counts.
    """
    standing: dict[Post, tuple[datetime.date, Post]] = {}
    for post, manager, starts_on, ends_on in dated:
        if not starts_on <= day or (ends_on is not None and ends_on < day):
            continue
        if post not in standing or standing[post][0] <= starts_on:
            standing[post] = (starts_on, manager)
    return {post: manager for post, (_, manager) in standing.items()}


def chain_above(edges: Edges[Post], post: Post) -> list[Post]:
    """Managers above ``post``, the nearest first, without ``post``; ends where a loop closes."""
    chain: list[Post] = []
    seen = {post}
    above = edges.get(post)
    while above is not None and above not in seen:
        chain.append(above)
        seen.add(above)
        above = edges.get(above)
    return chain


def would_loop(edges: Edges[Post], post: Post, manager: Post) -> bool:
    """Whether putting ``post`` under ``manager`` would make anybody their own manager."""
    return post == manager or post in chain_above(edges, manager)


def first_loop_on(
    dated: Iterable[DatedEdge[Post]],
    post: Post,
    manager: Post,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
) -> datetime.date | None:
    """The first day from ``starts_on`` to ``ends_on`` on which the new line would close a loop.

    None when it never does. Lines that start or end later than today are looked at too, so a line
    agreed for next term cannot close a loop unseen.
    """
    dated = [edge for edge in dated if edge[0] != post]
    days = {starts_on} | {edge[2] for edge in dated if edge[2] > starts_on}
    for day in sorted(days):
        if ends_on is not None and day > ends_on:
            break
        if would_loop(edges_on(dated, day), post, manager):
            return day
    return None


def reports_of(edges: Edges[Post]) -> dict[Post, list[Post]]:
    """Each manager with the posts directly below, in the order of ``edges``."""
    reports: dict[Post, list[Post]] = {}
    for post, manager in edges.items():
        if manager is not None:
            reports.setdefault(manager, []).append(post)
    return reports


def order_of_line(
    edges: Edges[Post], top: Post, key: Callable[[Post], Any] | None = None
) -> list[tuple[Post, int]]:
    """Everybody below ``top``, without ``top``, as ``(post, depth)`` in the order of a drawn tree.

    Depth 1 is a direct report. Each post is followed by its own line; posts with the same manager
    are ordered by ``key``, or as they come in ``edges``.
    """
    reports = reports_of(edges)
    order: list[tuple[Post, int]] = []
    seen = {top}
    waiting = [(top, 0)]
    while waiting:
        post, depth = waiting.pop()
        if depth:
            order.append((post, depth))
        below = [report for report in reports.get(post, []) if report not in seen]
        seen.update(below)
        ordered = below if key is None else sorted(below, key=key)
        waiting.extend((report, depth + 1) for report in reversed(ordered))
    return order
