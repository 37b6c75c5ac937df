"""What journeys share: days of work to log, and files to bring."""

import datetime
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from interventions.models import Group, Place, Session
from staff.models import Post

Check = Callable[[Page], None]


def today() -> datetime.date:
    """The day on which the demo trust stands."""
    return timezone.localdate()


def post_of(username: str) -> Post:
    """The one post of a demo person."""
    return Post.objects.get(person__username=username)


def plan(username: str, days_ago: int = 0, at: datetime.time = datetime.time(6, 30)) -> Session:
    """One planned session of somebody's first group, today or some days ago, in a room of its own."""
    group = Group.objects.filter(leader=post_of(username)).order_by("pk").first()
    return Session.objects.create(
        school=group.school, group=group, post=group.leader, on=today() - datetime.timedelta(days_ago),
        starts_at=at, minutes=30, room="Room 99",
    )  # fmt: skip


def clear(username: str) -> None:
    """Leave somebody nothing to log: what the demo planned for them up to today goes."""
    Session.objects.filter(
        post=post_of(username), state=Session.State.PLANNED, on__lte=today()
    ).delete()


def places_on(session: Session) -> list[Place]:
    """The places that hold on a session's day, by name."""
    rows = Place.objects.filter(
        group=session.group, starts_on__lte=session.on, ends_on__gte=session.on
    )
    return list(rows.select_related("pupil").order_by("pupil__surname"))


def bring(page: Page, folder: Path, name: str, content: bytes) -> None:
    """Choose a file on the page of imports and send it."""
    file = folder / name
    file.write_bytes(content)
    page.get_by_label("File of pupils").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("h1")).to_have_text(name)


def counts(page: Page) -> dict[str, int]:
    """What a file does, as its page says it: how many are new, changed, unchanged and refused."""
    words = page.get_by_role("region", name="What this file does").inner_text().split()
    return {
        kind: int(words[words.index(kind) - 1])
        for kind in ("new", "changed", "unchanged", "refused")
    }


def choose(page: Page, label: str, words: str) -> None:
    """Choose the option of a list that begins with some words."""
    field = page.get_by_role("combobox", name=label)
    option = field.locator("option").filter(has_text=words).first
    field.select_option(value=option.get_attribute("value"))
