"""Reports kept and changed, and what became of each recommendation."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import Changes, Stale, answered, compare_and_set, once
from pupils import policies
from pupils.models import Pupil, Recommendation, RecommendationStep, Report

State = Recommendation.State
#: Kept as digests in the record book.
SECRET = frozenset(
    {"professional", "title", "summary", "recommendations", "where", "why", "place", "text"}
)
Lines = Sequence[dict[str, Any]]


@transaction.atomic
def add_report(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], lines: Lines, submission_id: Any = None
) -> Report:
    """Keep a report with what it recommends; each line waits for a decision. Raises AlreadyDone."""
    require(policies.keep_report(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_report") if submission_id else None
    made = Report.objects.create(school_id=pupil.school_id, pupil=pupil, **fields)
    for line in lines:
        _add_line(made, line["text"])
    changes: dict[str, tuple[Any, Any]] = {
        name: (None, getattr(value, "pk", value)) for name, value in fields.items() if value
    }
    changes["recommendations"] = ("", "\n".join(line["text"] for line in lines))
    _note(by, "add_report", made, changes)
    if sent:
        answered(sent, reverse("report", args=[made.pk]))
    return made


@transaction.atomic
def edit_report(
    *, by: Any, report: Report, version: int, fields: dict[str, Any], lines: Lines
) -> Report:
    """Change a report and the lines that nobody has decided about.

    Raises Stale with both texts, and ValidationError where a decided line would change or go.
    """
    require(policies.edit_report(by, report))
    report = Report.objects.select_for_update().get(pk=report.pk)
    before = {one.pk: one for one in report.recommendations.select_for_update()}
    if report.version != version:
        theirs = "\n".join(one.text for one in before.values())
        mine = "\n".join(line["text"] for line in lines)
        raise Stale(report, fields, more=[(_("recommendations"), theirs, mine)])
    changes = compare_and_set(report, version=version, **fields)
    changes |= _set_lines(report, before, lines)
    said = {
        name: (getattr(old, "pk", old), getattr(new, "pk", new))
        for name, (old, new) in changes.items()
    }
    _note(by, "edit_report", report, said)
    return report


@transaction.atomic
def decide_recommendation(
    *, by: Any, recommendation: Recommendation, version: int, state: str, where: str = "",
    place: str = "", why: str = "", replaced_by: Recommendation | None = None,
) -> Recommendation:  # fmt: skip
    """Say what became of a recommendation, or that it waits again. The step is kept. Raises Stale."""
    require(policies.decide_recommendation(by, recommendation))
    is_open = state == State.NOT_YET
    fields = {
        "state": state, "why": why,
        "where": where if state == State.ADOPTED else "",
        "place": place if state == State.ADOPTED else "",
        "replaced_by": replaced_by if state == State.REPLACED else None,
        "decided_by": None if is_open else by,
        "decided_on": None if is_open else timezone.localdate(),
    }  # fmt: skip
    if replaced_by and replaced_by.state == State.REPLACED:
        raise ValidationError(_("That one is replaced itself. Choose the one that holds now."))
    changes = compare_and_set(recommendation, version=version, **fields)
    words = " ".join(
        filter(None, (fields["where"], replaced_by.text[:300] if replaced_by else "", why))
    )
    RecommendationStep.objects.create(
        school_id=recommendation.school_id, recommendation=recommendation, state=state,
        words=words[:700], by=by, at=timezone.now(),
    )  # fmt: skip
    said = {
        name: (getattr(old, "pk", old), getattr(new, "pk", new))
        for name, (old, new) in changes.items()
    }
    audit.record(
        by=by, action="decide_recommendation", about=recommendation, changes=said,
        secret=(SECRET & said.keys()) or {"text"}, pupil_id=recommendation.report.pupil_id,
    )  # fmt: skip
    return recommendation


def _set_lines(report: Report, before: dict[int, Recommendation], lines: Lines) -> Changes:
    kept = {line["key"]: line["text"] for line in lines if line.get("key")}
    if unknown := set(kept) - set(before):
        raise ValidationError(
            _("This page is out of date. Open it again (%(n)s).") % {"n": len(unknown)}
        )
    old = "\n".join(one.text for one in before.values())
    for key, one in before.items():
        _change_line(one, kept.get(key, ""))
    for line in lines:
        if not line.get("key"):
            _add_line(report, line["text"])
    new = "\n".join(report.recommendations.values_list("text", flat=True))
    return {} if old == new else {"recommendations": (old, new)}


def _change_line(one: Recommendation, text: str) -> None:
    if one.text == text:
        return
    if one.state != State.NOT_YET or one.steps.exists():
        raise ValidationError(
            _("“%(text)s” has been decided about, so its words stay. Add a new line instead.")
            % {"text": one.text[:80]}
        )
    if not text:
        one.delete()
    else:
        compare_and_set(one, version=one.version, text=text)


def _add_line(report: Report, text: str) -> Recommendation:
    last = report.recommendations.aggregate(last=Max("number"))["last"] or 0
    days = report.professional.agency.kind.decide_days
    return Recommendation.objects.create(
        school_id=report.school_id, report=report, number=last + 1, text=text,
        decide_by=report.received_on + datetime.timedelta(days=days),
    )  # fmt: skip


def _note(by: Any, action: str, report: Report, changes: Changes) -> None:
    secret = (SECRET & changes.keys()) or {"title"}
    audit.record(by=by, action=action, about=report, changes=changes, secret=secret)
