"""The demo's emergency access: a teacher on a trip, one afternoon last week, judged the next morning."""

import datetime

from django.utils import timezone

from core import audit
from core.models import School
from pupils.models import EmergencyAccess, EmergencyKind, Pupil
from pupils.models.emergency import LASTS
from staff.models import Post


def make_emergencies(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """One access of the hour that it lasted, and its review."""
    day = today - datetime.timedelta(days=6)
    began = timezone.make_aware(datetime.datetime.combine(day, datetime.time(14, 12)))
    teacher, lead, pupil = posts["teacher"], posts["dsl"], pupils["Okafor"]
    kind = EmergencyKind.objects.get(school=None, code="medical")
    access = EmergencyAccess.objects.create(
        school=school, pupil=pupil, person=teacher.person, acting_as=teacher.label, kind=kind,
        words="On the museum trip she could not catch her breath. I needed what helps her and whom to ring.",
        began_at=began, ends_at=began + LASTS, verdict="yes", reviewed_by=lead.person,
        reviewed_at=began + datetime.timedelta(hours=18),
        review_words="Right to look. The trip list will carry the medical page next time.",
    )  # fmt: skip
    for action, who in (("open_emergency", teacher), ("review_emergency", lead)):
        audit.record(by=who.person, action=action, about=access)
