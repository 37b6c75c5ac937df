"""What the tests of access arrangements share: one of a pupil, and forms filled in."""

import datetime

from django.utils import timezone

from pupils.models import Arrangement, ArrangementKind, ExamSubject, Pupil

KEY = "44444444-4444-4444-8444-444444444444"
NO_SCORES = {"scores-TOTAL_FORMS": "0", "scores-INITIAL_FORMS": "0"}


def kind(code: str = "reader") -> ArrangementKind:
    return ArrangementKind.objects.get(school=None, code=code)


def subject(code: str = "science") -> ExamSubject:
    return ExamSubject.objects.get(school=None, code=code)


def arrange(pupil: Pupil, code: str = "reader", subjects: tuple = (), **fields) -> Arrangement:
    """An arrangement that was approved last month, unless said."""
    fields = {
        "state": "approved", "approved_on": timezone.localdate() - datetime.timedelta(days=30)
    } | fields  # fmt: skip
    made = Arrangement.objects.create(school=pupil.school, pupil=pupil, kind=kind(code), **fields)
    made.subjects.set(subjects)
    return made


def filled(code: str = "reader", **more) -> dict:
    return {
        "kind": kind(code).pk, "state": "considered", "submission_id": KEY, **NO_SCORES
    } | more  # fmt: skip


def lesson(pupil: Pupil, who: str = "all.", **more) -> str:
    """The address of one lesson's log."""
    asked = {
        "who": f"{pupil.school_id}.{who}", "subject": subject().pk, "occasion": "lesson",
        "on": timezone.localdate().isoformat(),
    } | more  # fmt: skip
    return "/arrangements/log/?" + "&".join(f"{name}={value}" for name, value in asked.items())
