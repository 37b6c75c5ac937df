"""Papers of many pupils: asked for, made behind the page, deleted after a day."""

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.models import PaperRun, PaperRunRow, Pupil
from pupils.paper_kinds import Kind, LeftOut, Made, kind_of

State, Outcome = PaperRun.State, PaperRunRow.Outcome
#: So many pupils of one school at a time; a large year group fits.
MOST = 400
AT_ONCE = 10
KEPT = datetime.timedelta(days=1)


@transaction.atomic
def ask_for_papers(
    *, by: Any, kind: str, title: str, pupils: Sequence[Pupil], is_full: bool = False,
    reason: str = "", recipient: str = "", submission_id: Any = None,
) -> PaperRun:  # fmt: skip
    """Note what is asked for; ``make_papers`` does the work. Raises Refused, and AlreadyDone sent twice."""
    if not pupils:
        raise Refused(_("Choose at least one pupil."))
    if len(pupils) > MOST:
        raise Refused(_("At most %(most)s pupils fit one file. Choose fewer.") % {"most": MOST})
    schools = {pupil.school_id for pupil in pupils}
    if len(schools) > 1:
        raise Refused(
            _("Choose pupils of one school: each school’s papers are a file of their own.")
        )
    [school_id] = schools
    require(kind_of(kind).refuse(by, school_id))
    sent = once(by=by, key=submission_id, use_case="ask_for_papers") if submission_id else None
    run = PaperRun.objects.create(
        school_id=school_id, kind=kind, title=title[:160], is_full=is_full, reason=reason,
        recipient=recipient, rows_total=len(pupils), made_by=by,
    )  # fmt: skip
    PaperRunRow.objects.bulk_create(
        PaperRunRow(school_id=school_id, run=run, pupil=pupil, place=place)
        for place, pupil in enumerate(pupils, start=1)
    )
    about = {"kind": kind, "pupils": len(pupils), "reason": reason, "recipient": recipient}
    changes = {name: (None, value) for name, value in about.items() if value}
    audit.record(by=by, action="ask_for_papers", about=run, changes=changes)
    if sent:
        answered(sent, reverse("paper_run", args=[run.pk]))
    return run


def make_papers(*, by: Any, run: PaperRun) -> PaperRun:
    """Make the parts a handful at a time, noting how far it is (atomic each), then the file.

    Begun again after a stop, it starts afresh: nothing of a file is kept before it is whole. Who is
    in sight is asked now, not when it was asked for. Only one of two workers writes the end.
    """
    if not run.is_busy:
        return run
    kind = kind_of(run.kind)
    require(kind.refuse(by, run.school_id))
    rows = list(PaperRunRow.objects.filter(run=run))
    _note(run, 0)
    parts: list[tuple[Pupil, Any]] = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        parts += _make_some(by, run, kind, some)
        _note(run, run.rows_done + len(some))
    if not parts:
        return _fail(by, run, _("None of these pupils could be put in. The list says why."))
    made = kind.whole(run, parts)
    return _finish(by, run, kind, made, [pupil for pupil, _part in parts])


def _make_some(
    by: Any, run: PaperRun, kind: Kind, rows: Sequence[PaperRunRow]
) -> list[tuple[Pupil, Any]]:
    """The parts of a handful; who is out of sight, or has nothing to put in, is left out."""
    seen = Pupil.objects.visible_to(by).filter(pk__in=[row.pupil_id for row in rows])
    pupils = {pupil.pk: pupil for pupil in seen.select_related("school")}
    made = kind.make(by, run, list(pupils.values()))
    found = []
    for row in rows:
        part = made.get(row.pupil_id) or LeftOut(_("No longer in your sight."))
        is_out = isinstance(part, LeftOut)
        row.outcome = Outcome.LEFT_OUT if is_out else Outcome.MADE
        row.reason = part.reason[:200] if is_out else ""
        if not is_out:
            found.append((pupils[row.pupil_id], part))
    with transaction.atomic():
        PaperRunRow.objects.bulk_update(rows, ["outcome", "reason"])
    return found


def _note(run: PaperRun, done: int) -> None:
    """How far it is; only while it is being made."""
    busy = PaperRun.objects.filter(pk=run.pk, state__in=PaperRun.BUSY)
    busy.update(rows_done=done, state=State.MAKING)
    run.rows_done = done


@transaction.atomic
def _finish(by: Any, run: PaperRun, kind: Kind, made: Made, pupils: Sequence[Pupil]) -> PaperRun:
    """Keep the file for a day, and note a look at each pupil who is inside."""
    run = PaperRun.objects.select_for_update().get(pk=run.pk)
    if not run.is_busy:
        return run
    now = timezone.now()
    changes = compare_and_set(
        run, version=run.version, state=State.READY, sentence="", content=made.content,
        content_type=made.content_type, file_name=made.file_name, size=len(made.content),
        sha256=hashlib.sha256(made.content).hexdigest(), finished_at=now, expires_at=now + KEPT,
    )  # fmt: skip
    kept = {name: changes[name] for name in ("state", "sha256")} | {"pupils": (None, len(pupils))}
    audit.record(by=by, action="make_papers", about=run, changes=kept)
    about = f"{kind.about}: {run.title}"
    if run.recipient:
        about = _("%(about)s, for %(whom)s") % {"about": about, "whom": run.recipient}
    schools = {pupil.pk: pupil.school_id for pupil in pupils}
    audit.looked_at_each(by=by, page="make_papers", reason=about, school_ids=schools)
    return run


@transaction.atomic
def _fail(by: Any, run: PaperRun, sentence: str) -> PaperRun:
    run = PaperRun.objects.select_for_update().get(pk=run.pk)
    if run.is_busy:
        changes = compare_and_set(run, version=run.version, state=State.FAILED, sentence=sentence)
        audit.record(by=by, action="fail_papers", about=run, changes=changes)
    return run


@transaction.atomic
def fail_papers(*, by: Any, run: PaperRun, refused: str = "") -> PaperRun:
    """Say that making it went wrong; it can be started again."""
    require(policies.make_papers_again(by, run))
    words = _("Making the file went wrong. Start it again; if it fails again, tell support.")
    return _fail(by, run, (refused or words)[:300])


@transaction.atomic
def make_papers_again(*, by: Any, run: PaperRun) -> PaperRun:
    """Put a run that stopped or failed back in line; pressed twice, it stands in line once."""
    run = PaperRun.objects.select_for_update().get(pk=run.pk)
    require(policies.make_papers_again(by, run))
    require(kind_of(run.kind).refuse(by, run.school_id))
    if run.state != State.WAITING:
        changes = compare_and_set(
            run, version=run.version, state=State.WAITING, sentence="", rows_done=0
        )
        audit.record(by=by, action="make_papers_again", about=run, changes=changes)
    return run


@transaction.atomic
def wipe_papers(*, by: Any, run: PaperRun) -> PaperRun:
    """Delete the file before its day has passed; the note that it was made stays."""
    run = PaperRun.objects.select_for_update().get(pk=run.pk)
    require(policies.wipe_papers(by, run))
    changes = compare_and_set(run, version=run.version, state=State.WIPED, content=b"")
    changes.pop("content", None)
    audit.record(by=by, action="wipe_papers", about=run, changes=changes)
    return run


@transaction.atomic
def wipe_old_papers(*, by: Any) -> str:
    """Delete every file whose day has passed; returns a line that says how many."""
    gone = list(PaperRun.objects.to_wipe().defer("content"))
    for run in gone:
        wipe_papers(by=by, run=run)
    words = ngettext("%(n)s file of papers deleted", "%(n)s files of papers deleted", len(gone))
    return words % {"n": len(gone)}
