"""One pupil's file of access arrangements: everything in order, and what is missing, by name.

What is missing follows from the kind's own row (approval, scores) and from the log; nothing here
judges whether an arrangement is deserved.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.arrangements import term_start
from pupils.models import Arrangement, ArrangementUse, ExamSubject


@dataclass(frozen=True)
class SubjectUse:
    """How an arrangement was used in one subject this term: times by outcome, and the last day."""

    subject: ExamSubject
    used: int
    offered: int
    not_needed: int
    last_on: datetime.date | None
    is_gap: bool


@dataclass(frozen=True)
class Dossier:
    """One arrangement with its log of this term by subject, its uses newest first, and what is missing."""

    arrangement: Arrangement
    subjects: list[SubjectUse]
    uses: list[ArrangementUse]
    missing: list[str]

    @property
    def gaps(self) -> list[ExamSubject]:
        """Subjects in which nothing has been logged this term."""
        return [row.subject for row in self.subjects if row.is_gap]


def dossiers(found: QuerySet[Arrangement], school_id: int) -> list[Dossier]:
    """The file of each arrangement, for one school: five queries, however many there are."""
    rows = list(
        found.select_related("kind", "pupil").prefetch_related(
            "subjects", "scores", "uses__subject", "uses__by"
        )
    )
    since = term_start(school_id, timezone.localdate())
    return [_dossier(row, since) for row in rows]


def _dossier(arrangement: Arrangement, since: datetime.date) -> Dossier:
    uses = list(arrangement.uses.all())
    subjects = by_subject(arrangement.subjects.all(), (use for use in uses if use.on >= since))
    missing = missing_of(arrangement, subjects, [use for use in uses if use.on >= since])
    return Dossier(arrangement, subjects, uses, missing)


def by_subject(wanted: Iterable[ExamSubject], uses: Iterable[ArrangementUse]) -> list[SubjectUse]:
    """The log by subject: those the arrangement is for, then others it was used in."""
    times: dict[ExamSubject, Counter[str]] = {subject: Counter() for subject in wanted}
    named, last = set(times), {}
    for use in uses:
        times.setdefault(use.subject, Counter())[use.outcome] += 1
        last[use.subject] = max(use.on, last.get(use.subject, use.on))
    outcome = ArrangementUse.Outcome
    return [
        SubjectUse(
            subject, count[outcome.USED], count[outcome.OFFERED], count[outcome.NOT_NEEDED],
            last.get(subject), subject in named and not count and not subject.is_retired,
        )
        for subject, count in times.items()
    ]  # fmt: skip


def missing_of(
    arrangement: Arrangement, subjects: list[SubjectUse], uses: list[ArrangementUse]
) -> list[str]:
    """What an inspector would ask for and not find, in sentences; nothing where the file is in order."""
    if not arrangement.is_live:
        return []
    return [*_missing_papers(arrangement), *_missing_use(subjects, uses)]


def _missing_papers(arrangement: Arrangement) -> list[str]:
    kind, missing = arrangement.kind, []
    is_approved = arrangement.state == Arrangement.State.APPROVED
    if not arrangement.evidence.strip():
        missing.append(_("Evidence of need"))
    if kind.needs_assessor and not arrangement.assessor:
        missing.append(_("The assessor’s name"))
    if kind.needs_assessor and not arrangement.scores.all():
        missing.append(_("The assessor’s scores"))
    if kind.needs_approval and not is_approved:
        missing.append(_("Approval"))
    if kind.needs_approval and is_approved and not arrangement.approval_reference:
        missing.append(_("Approval reference"))
    if arrangement.has_expired:
        missing.append(_("A date that is still valid"))
    return missing


def _missing_use(subjects: list[SubjectUse], uses: list[ArrangementUse]) -> list[str]:
    if not uses:
        return [_("Normal way of working: nothing logged this term")]
    gaps = [row.subject.name for row in subjects if row.is_gap]
    if not gaps:
        return []
    return [_("Normal way of working this term in %(subjects)s") % {"subjects": ", ".join(gaps)}]
