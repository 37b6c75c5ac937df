"""An emergency access of the world of the access table: open, and of an adult who sees the pupil anyway.

So nobody's sight is wider by it, and whose it is can end it.
"""

from pupils.actions.emergency import open_emergency
from pupils.models import EmergencyKind, Pupil
from staff.models import Post


def make(pupil: Pupil, ta: Post) -> dict[str, object]:
    """The leader of the group opened it."""
    kind = EmergencyKind.objects.get(school=None, code="medical")
    access = open_emergency(
        by=ta.person, pupil=pupil, kind=kind, words=f"What happened to {pupil.surname} today"
    )
    return {"emergency": access}
