"""Behaviour in the world of the access table: an incident recorded, one to finish, something to do, a line."""

import datetime

from django.utils import timezone

from pupils.actions.follow_up import add_follow_up
from pupils.models import BehaviourChoice, BehaviourRule, Pupil
from staff.models import Post
from tests.factories.behaviour import begun, recorded

#: What was seen begins with this, so that it can be looked for; so do the words of a draft.
SEEN, BEGUN = "Seenof", "Begunof"


def make(pupil: Pupil, posts: dict[str, Post], ta: Post, place: str) -> dict[str, object]:
    """The leader of the group recorded both."""
    today = timezone.localdate()
    incident = recorded(pupil, ta.person, seen=f"{SEEN}{pupil.surname}")
    return {
        "incident": incident,
        "draft_incident": begun(pupil, ta.person, seen=f"{BEGUN}{pupil.surname}"),
        "follow_up": add_follow_up(
            by=ta.person, incident=incident, what="Ring home", owner=ta.person,
            due_on=today + datetime.timedelta(days=3),
        ),
        "behaviour_rule": BehaviourRule.objects.create(
            school=pupil.school, code=f"own-{place}", name="Own number", number=5, source="Us"
        ),
        "behaviour_choice": BehaviourChoice.objects.create(
            school=pupil.school, list="place", code=f"own-{place}", name="Own place",
            valid_from=today, source="The school",
        ),
    }  # fmt: skip
