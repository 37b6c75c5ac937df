"""An emergency access of the world of the access table: open, to a pupil of its own.

So nobody's sight of the other pupils is wider by it, and whose it is can end it.
"""

from pupils.actions.emergency import open_emergency
from pupils.models import EmergencyKind, Pupil
from staff.models import Post
from tests.factories.pupils import PupilFactory


def make(pupil: Pupil, ta: Post) -> dict[str, object]:
    """The leader of the group opened it."""
    hurt = PupilFactory(school=pupil.school, surname="Emergencyson")
    kind = EmergencyKind.objects.get(school=None, code="medical")
    access = open_emergency(
        by=ta.person,
        pupil=hurt,
        kind=kind,
        words=f"What happened to {pupil.surname}’s friend today",
    )
    return {"emergency": access}
