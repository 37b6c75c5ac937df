"""Access arrangements of the world of the access table: one that stands, one that ended, a sheet of the log, rules."""

import datetime

from django.utils import timezone

from pupils.actions.arrangement import end_arrangement
from pupils.actions.arrangement_log import log_uses
from pupils.models import (
    Arrangement,
    ArrangementDeadline,
    ArrangementKind,
    ArrangementScore,
    ExamSubject,
    Pupil,
)
from staff.models import Post

#: What is written about the need begins with this, so that it can be looked for.
EVIDENCE = "Evidenceof"


def make(pupil: Pupil, posts: dict[str, Post], ta: Post, place: str) -> dict[str, object]:
    """The SENCO kept them, the leader of the group logged."""
    today = timezone.localdate()
    kinds = {kind.code: kind for kind in ArrangementKind.objects.filter(school=None)}
    rows = [
        Arrangement.objects.create(
            school=pupil.school,
            pupil=pupil,
            kind=kinds[code],
            state="approved",
            approved_on=today - datetime.timedelta(days=30),
            evidence=f"{EVIDENCE}{pupil.surname}",
        )
        for code in ("reader", "scribe")
    ]
    ArrangementScore.objects.create(
        arrangement=rows[0], school=pupil.school, test=f"{EVIDENCE}score", score=82, taken_on=today
    )
    end_arrangement(by=posts["senco"].person, arrangement=rows[1], version=1, on=today)
    subject = ExamSubject.objects.get(school=None, code="science")
    sheet = log_uses(
        by=ta.person,
        school=pupil.school,
        subject=subject,
        on=today,
        occasion="lesson",
        outcomes={rows[0].pk: "used"},
    )
    return {
        "candidate": pupil, "arrangement": rows[0], "ended_arrangement": rows[1],
        "use_sheet": sheet, "use": sheet.uses.get(),
        "exam_subject": ExamSubject.objects.create(
            school=pupil.school, code=f"own-{place}", name=f"Own subject {place}"
        ),
        "arrangement_kind": ArrangementKind.objects.create(
            school=pupil.school, code=f"own-{place}", name="Own kind", route="delegated",
            valid_from=today, source="The school",
        ),
        "arrangement_deadline": ArrangementDeadline.objects.create(
            school=pupil.school, code=f"own-{place}", series="Mocks", what="Names", month=2, day=1,
            source="The school",
        ),
    }  # fmt: skip
