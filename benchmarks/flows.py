"""Five flows and the emptiest page, timed beside their floor in the same run, on PostgreSQL.

For each: median and p95 in ms at one and at eight clients, the floor's median, their ratio, queries
and bytes; then the same in a trust of twenty schools, and how much each grew.
"""

import argparse
import datetime
import tempfile
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks import copies, generate
from benchmarks.clients import Ask, Took, run
from benchmarks.portal import PASSWORD, get, post, serving, sign_in
from core.calendar import academic_year, academic_year_bounds
from core.models import School
from interventions.models import Group, Place, Session
from pupils.models import Pupil
from staff.models import Post, StaffMember

#: How many times the floor a flow may take (speed.md, "solid").
TARGETS = {"log": 6.0, "caseload": 9.0, "pupil": 8.0, "line": 9.0, "trust": 9.0}
GROWTH = 1.2
WARM = 8
LETTERS = {"log": "a", "caseload": "b", "pupil": "c", "line": "d", "trust": "e", "empty": "-"}


@dataclass
class Timed:
    """One flow in one size: the portal and its floor at one and at eight clients."""

    one: Took
    eight: Took
    floor_one: Took
    floor_eight: Took
    queries: int

    @property
    def ratio(self) -> float:
        """Median over the floor's median, at one client."""
        return self.one.at(0.5) / self.floor_one.at(0.5)


@dataclass
class Stage:
    """What the flows need to know about the first school, and which sessions are still to log."""

    school: School
    pages: Path
    to_log: dict[str, list[list[Session]]] = field(default_factory=dict)

    def logs(self, side: str, clients: int, count: int) -> list[list[Session]]:
        """``count`` sessions to log for each of ``clients`` groups of one side."""
        return [[self.to_log[side][n].pop() for _ in range(count)] for n in range(clients)]


def main() -> int:
    """Measure, print, and give 1 where a flow missed its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="requests of one client")
    parser.add_argument("--schools", type=int, default=20)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    print("Making a school…", flush=True)
    school = generate.build(timezone.localdate())
    people = StaffMember.objects.filter(username__in=_usernames())
    for person in people:
        person.set_password(PASSWORD)
        person.save()
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(school, Path(folder), _sessions(school))
        with (
            serving("hlta_portal.wsgi:application", PORTAL_MODE="local") as portal,
            serving("benchmarks.floor:application", FLOOR_PAGES=folder) as floor,
        ):
            cookies = {name: sign_in(portal, name) for name in _usernames()}
            small = _all(stage, cookies, portal, floor, options.rounds)
            print(f"Making {options.schools} schools…", flush=True)
            copies.grow(school, options.schools)
            large = _all(stage, cookies, portal, floor, options.rounds)
    return _report(small, large, options.schools)


def _usernames() -> list[str]:
    """The head, the SENCO, and the eight who log."""
    return ["adult0.1", "adult1.1", *(f"adult{n}.1" for n in range(8, 16))]


def _sessions(school: School) -> dict[str, list[list[Session]]]:
    """Sessions to log, by side and group."""
    groups = Group.objects.filter(school=school, name__startswith="Timed").order_by("pk")
    lists = [
        list(Session.objects.filter(group=group).order_by("-on", "starts_at")) for group in groups
    ]
    return {"portal": lists[: generate.CLIENTS], "floor": lists[generate.CLIENTS :]}


def _all(stage: Stage, cookies: dict, portal: int, floor: int, rounds: int) -> dict[str, Timed]:
    found = {}
    for flow in LETTERS:
        if flow == "log":
            found[flow] = _log(stage, cookies, portal, floor, rounds)
        else:
            found[flow] = _page(stage, flow, cookies, portal, floor, rounds)
        print(f"  {flow}: {found[flow].one.at(0.5):.2f} ms", flush=True)
    return found


def _page(stage: Stage, flow: str, cookies: dict, portal: int, floor: int, rounds: int) -> Timed:
    username, path, query = _address(stage, flow)
    ask, bare = get(path, cookies[username]), Ask(f"/{flow}?{query}")
    (stage.pages / flow).write_bytes(run(portal, [[ask] * WARM]).body)
    run(floor, [[bare] * WARM])
    pairs = [(run(portal, [[ask] * 5]), run(floor, [[bare] * 5])) for _ in range(rounds // 5)]
    return Timed(
        one=_joined([pair[0] for pair in pairs]),
        floor_one=_joined([pair[1] for pair in pairs]),
        eight=run(portal, [[ask] * (rounds // 4)] * 8),
        floor_eight=run(floor, [[bare] * (rounds // 4)] * 8),
        queries=_queries(lambda client: client.get(path), username),
    )


def _address(stage: Stage, flow: str) -> tuple[str, str, str]:
    """Who asks, which page, and the floor's query for the same answer."""
    school, term = stage.school, timezone.localdate() - datetime.timedelta(weeks=12)
    pupil = Pupil.objects.filter(school=school, sen_code__in="KE").order_by("pk").first()
    year = academic_year_bounds(academic_year(timezone.localdate()))[0]
    head = Post.objects.get(school=school, role="head")
    return {
        "caseload": (
            "adult1.1",
            reverse("caseload") + "?view=all&per_page=300",
            f"school={school.pk}",
        ),
        "pupil": (
            "adult1.1",
            reverse("pupil_progress", args=[pupil.pk]),
            f"pupil={pupil.pk}&person={head.person_id}",
        ),
        "line": ("adult0.1", reverse("line"), f"school={school.pk}&since={term}"),
        "trust": ("adult0.1", reverse("trust"), f"trust={school.trust_id}&since={year}"),
        "empty": ("adult1.1", reverse("find"), f"person={head.person_id}"),
    }[flow]


def _log(stage: Stage, cookies: dict, portal: int, floor: int, rounds: int) -> Timed:
    def asks(side: str, clients: int, count: int) -> list[list[Ask]]:
        lists = stage.logs(side, clients, count)
        make = _portal_log if side == "portal" else _floor_log
        return [[make(session, cookies) for session in sessions] for sessions in lists]

    run(portal, asks("portal", 1, WARM))
    run(floor, asks("floor", 1, WARM))
    pairs = [
        (run(portal, asks("portal", 1, 5)), run(floor, asks("floor", 1, 5)))
        for _ in range(rounds // 5)
    ]
    counted = stage.logs("portal", 1, 1)[0][0]
    fields = {"do": "as_planned", "version": 1, "submission_id": uuid.uuid4()}
    path = reverse("log_session", args=[counted.pk])
    return Timed(
        one=_joined([pair[0] for pair in pairs]),
        floor_one=_joined([pair[1] for pair in pairs]),
        eight=run(portal, asks("portal", 8, rounds // 4)),
        floor_eight=run(floor, asks("floor", 8, rounds // 4)),
        queries=_queries(lambda client: client.post(path, fields), counted.post.person.username),
    )


def _portal_log(session: Session, cookies: dict) -> Ask:
    return post(
        reverse("log_session", args=[session.pk]),
        cookies[session.post.person.username],
        do="as_planned",
        version=1,
        submission_id=uuid.uuid4(),
    )


def _floor_log(session: Session, _cookies: dict) -> Ask:
    places = Place.objects.filter(group=session.group_id).order_by("pk")
    ids = ",".join(str(place.pk) for place in places)
    pupils = ",".join(str(place.pupil_id) for place in places)
    week = session.on - datetime.timedelta(days=session.on.weekday())
    return Ask(
        f"/log?session={session.pk}&person={session.post.person_id}&post={session.post_id}"
        f"&week={week}&places={ids}&pupils={pupils}"
    )


def _queries(ask, username: str) -> int:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(StaffMember.objects.get(username=username))
    client.get(reverse("my_account"))
    with CaptureQueriesContext(connection) as caught:
        ask(client)
    return len(caught)


def _joined(parts: list[Took]) -> Took:
    return Took([ms for part in parts for ms in part.ms], parts[-1].size, parts[-1].body)


def _report(small: dict[str, Timed], large: dict[str, Timed], schools: int) -> int:
    """Print the table and the verdicts; a missed target makes the exit code 1."""
    head = "flow      size  queries   bytes    p50    p95   floor  ratio | 8 clients: p50    p95   floor"
    print(f"\n{head}\n{'-' * len(head)}")
    for size, found in (("1", small), (str(schools), large)):
        for flow, timed in found.items():
            print(
                f"{LETTERS[flow]} {flow:<8}{size:>4}{timed.queries:>8}{timed.one.size:>9}"
                f"{timed.one.at(0.5):>8.2f}{timed.one.at(0.95):>7.2f}{timed.floor_one.at(0.5):>7.2f}"
                f"{timed.ratio:>7.1f} |{timed.eight.at(0.5):>15.2f}{timed.eight.at(0.95):>7.2f}"
                f"{timed.floor_eight.at(0.5):>7.2f}"
            )
    missed = [
        f"{flow}: {large[flow].ratio:.1f} times the floor, wanted {most:.0f}"
        for flow, most in TARGETS.items()
        if large[flow].ratio > most
    ]
    missed += [
        f"{flow}: grew {large[flow].one.at(0.5) / small[flow].one.at(0.5):.2f} times"
        for flow in ("log", "caseload", "pupil", "line", "empty")
        if large[flow].one.at(0.5) > GROWTH * small[flow].one.at(0.5)
    ]
    print("\n" + ("\n".join(f"Missed. {line}" for line in missed) or "Every target is met."))
    return 1 if missed else 0
