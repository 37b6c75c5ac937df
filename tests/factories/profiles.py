"""Profiles that exist nowhere else, through the same actions as everybody's."""

import datetime

from django.utils import timezone

from pupils.actions.profile import Written, edit_profile, publish_profile, start_profile
from pupils.models import NeedType, Profile, Pupil

VOICE = {
    "important": "My dog Biscuit", "good_at": "Models", "hard": "Noise", "helped_by": "Show me",
}  # fmt: skip


def rows(*texts: str, tag: str = "must", need: str = "SLCN") -> list[Written]:
    """New strategies of one tag."""
    kind = NeedType.objects.get(school=None, code=need)
    return [Written(None, tag, text, kind) for text in texts]


def rows_of(profile: Profile) -> list[Written]:
    """The strategies of a version, to be changed."""
    found = profile.strategies.select_related("need_type")
    return [Written(row.key, row.tag, row.text, row.need_type) for row in found]


def draft(pupil: Pupil, by, strategies: list[Written] | None = None, **voice) -> Profile:
    """A draft with these rows, or with those it was copied with."""
    made = start_profile(by=by, pupil=pupil)
    return edit_profile(
        by=by, profile=made, version=made.version, voice={**VOICE, **voice},
        review_on=timezone.localdate() + datetime.timedelta(days=60),
        strategies=rows_of(made) if strategies is None else strategies,
    )  # fmt: skip


def published(pupil: Pupil, by, strategies: list[Written] | None = None, **voice) -> Profile:
    """A version in force."""
    made = draft(pupil, by, strategies, **voice)
    publish_profile(by=by, profile=made, version=made.version)
    made.refresh_from_db()
    return made
