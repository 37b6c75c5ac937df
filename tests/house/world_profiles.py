"""Profiles of the world of the access table: a version in force that asks to be read, and a draft after it."""

from pupils.actions.profile import record_agreement
from pupils.models import Acknowledgement, Profile, Pupil
from staff.models import Post
from tests.factories.profiles import draft, published, rows

#: What adults must do begins with this, so that it can be looked for; so do the words of a draft.
MUST, DRAFTED = "Mustdofor", "Draftfor"


def make(pupil: Pupil, posts: dict[str, Post], ta: Post) -> dict[str, object]:
    """The SENCO published it, so that the leader of the group is asked; the next version is a draft."""
    senco = posts["senco"].person
    current = published(pupil, senco, rows(f"{MUST}{pupil.surname}"))
    record_agreement(
        by=senco, profile=current, version=current.version, who="pupil", on=current.starts_on,
        how="talk",
    )  # fmt: skip
    draft(pupil, senco, rows(f"{DRAFTED}{pupil.surname}"))
    return {
        "profile": Profile.objects.get(pk=current.pk),
        "asked": Acknowledgement.objects.get(profile=current, person=ta.person),
    }
