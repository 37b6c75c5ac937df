"""Restrictive interventions in the world of the access table: one to finish, one to sign off, one signed."""

import datetime

from django.utils import timezone

from pupils.actions.restrictive import add_addendum, sign_restrictive
from pupils.models import Pupil
from staff.models import Post
from tests.factories.restrictive import begun, ready, told

#: What was done begins with this, so that it can be looked for.
DONE = "Doneto"


def make(pupil: Pupil, posts: dict[str, Post], ta: Post) -> dict[str, object]:
    """The leader of the group wrote them; the head signs."""
    words = f"{DONE}{pupil.surname}"
    signed = told(
        ready(pupil, ta.person, account=words, plan_words="Fitted", tried="Asked"), ta.person
    )
    signed = sign_restrictive(
        by=posts["head"].person, intervention=signed, version=signed.version
    )  # fmt: skip
    add_addendum(by=ta.person, intervention=signed, words="The window is mended")
    waiting = told(ready(pupil, ta.person, account=words), ta.person)
    draft = begun(pupil, ta.person)
    withheld = ready(pupil, ta.person)
    told(
        withheld, posts["dsl"].person, is_withheld=True, told_at=None, told_whom="", how="",
        copy_sent_on=None, said="", withheld_why="Harm would follow",
        decided_by=posts["head"].person,
        la_informed_on=timezone.localdate() - datetime.timedelta(days=1),
    )  # fmt: skip
    return {
        "restrictive": waiting, "signed_restrictive": signed, "draft_restrictive": draft,
        "withheld_restrictive": withheld,
    }  # fmt: skip
