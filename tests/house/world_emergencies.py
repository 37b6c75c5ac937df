"""An emergency access of the world of the access table: open, to a pupil of its own, and one that ended.

So nobody's sight of the other pupils is wider by it, and whose it is can end it.
"""

from pupils.actions.emergency import end_emergency, open_emergency
from pupils.models import EmergencyKind, Pupil
from staff.models import Post
from tests.factories.pupils import PupilFactory


def make(pupil: Pupil, ta: Post) -> dict[str, object]:
    """The leader of the group opened both; that of the pupil of the world has ended."""
    kind = EmergencyKind.objects.get(school=None, code="medical")
    past = open_emergency(
        by=ta.person, pupil=pupil, kind=kind, words=f"What happened to {pupil.surname} today"
    )
    end_emergency(by=ta.person, access=past, version=past.version)
    hurt = PupilFactory(school=pupil.school, surname="Emergencyson")
    access = open_emergency(
        by=ta.person, pupil=hurt, kind=kind, words="What happened to a friend today"
    )
    return {"emergency": access}
