"""Bringing pupils in from a file: take it, read it, save it in one go, or let it go."""

import datetime
import hashlib
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.actions.import_rows import write_plans
from pupils.columns import columns_of
from pupils.files import detect, read
from pupils.models import Import, ImportRow
from pupils.models.imports import ImportColumn
from pupils.planned import RowPlan, SchoolNow, as_text, counts_of
from pupils.planning import plan
from pupils.reading import Reading, UnusableFile
from pupils.saying import in_words

State = Import.State
ROWS_AT_ONCE = 200
KEPT_DAYS = 30


@transaction.atomic
def upload_import(
    *, by: Any, school: School, file_name: str, content: bytes, submission_id: uuid.UUID | None
) -> Import:
    """Keep an uploaded file until it is read, saved or taken back. Raises AlreadyDone when sent twice."""
    require(policies.import_pupils(by, school.pk))
    sent = once(by=by, key=submission_id, use_case="upload_import") if submission_id else None
    item = Import.objects.create(
        school=school, kind=detect(content), state=State.READING, content=content, made_by=by,
        file_name=file_name[:120], sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    audit.record(by=by, action="upload_import", about=item, changes={"sha256": (None, item.sha256)})
    if sent:
        answered(sent, f"/pupils/imports/{item.pk}/")
    return item


def read_import(*, by: Any, item: Import) -> Import:
    """Read the file into preview rows, saving the progress in small transactions (atomic each).

    Begun again after a stop, it starts afresh. A file that is not usable ends as refused, with the
    sentence, and its bytes are wiped.
    """
    require(policies.import_pupils(by, item.school_id))
    if item.state != State.READING:
        return item
    try:
        reading = read(bytes(item.content), kind=item.kind)
    except UnusableFile as wrong:
        return _refuse(by, item, in_words(wrong.sentence))
    plans = plan(reading.rows, SchoolNow.read(item.school_id, timezone.localdate()))
    with transaction.atomic():
        ImportRow.objects.filter(parent=item).delete()
        _note_progress(item, len(plans), 0)
    for start in range(0, len(plans), ROWS_AT_ONCE):
        with transaction.atomic():
            _keep_rows(item, plans[start : start + ROWS_AT_ONCE])
            _note_progress(item, len(plans), min(start + ROWS_AT_ONCE, len(plans)))
    return _ready(by, item, reading)


@transaction.atomic
def commit_import(*, by: Any, item: Import, version: int) -> Import:
    """Begin to save: once, however often it is pressed. ``save_import`` does the work."""
    require(policies.commit_import(by, item))
    changes = compare_and_set(item, version=version, state=State.COMMITTING)
    audit.record(by=by, action="commit_import", about=item, changes=changes)
    return item


@transaction.atomic
def save_import(*, by: Any, item: Import) -> Import:
    """Write the whole file in one transaction, all of it or nothing, holding the school's pupils.

    What was previewed is planned again first: pupils may have changed meanwhile, and two files of
    the same pupils wait for each other.
    """
    require(policies.import_pupils(by, item.school_id))
    School.objects.select_for_update().get(pk=item.school_id)
    item = Import.objects.select_for_update().get(pk=item.pk)
    if item.state != State.COMMITTING:
        return item
    reading = read(bytes(item.content), kind=item.kind)
    now = SchoolNow.read(item.school_id, timezone.localdate(), lock=True)
    plans = plan(reading.rows, now)
    made = write_plans(by=by, item=item, plans=plans, now=now)
    ImportRow.objects.filter(parent=item).delete()
    _keep_rows(item, plans, made)
    _keep_columns(item, reading)
    changes = compare_and_set(
        item, version=item.version, state=State.COMMITTED, committed_at=timezone.now(),
        content=b"", rows_total=len(plans), rows_done=len(plans),
    )  # fmt: skip
    audit.record(
        by=by, action="save_import", about=item,
        changes={"state": changes["state"], **{k: (None, v) for k, v in counts_of(plans).items()}},
    )  # fmt: skip
    return item


@transaction.atomic
def import_file(*, by: Any, school: School, file_name: str, content: bytes, kind: str) -> Import:
    """Take, read and save a file in one go, for the commands. Raises UnusableFile before it writes."""
    require(policies.import_pupils(by, school.pk))
    read(content, kind=kind)
    item = Import.objects.create(
        school=school, kind=kind, state=State.COMMITTING, content=content, made_by=by,
        file_name=file_name[:120], sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    return save_import(by=by, item=item)


@transaction.atomic
def fail_import(*, by: Any, item: Import) -> Import:
    """Go back to the preview after saving failed: nothing was written."""
    require(policies.import_pupils(by, item.school_id))
    words = _("Saving failed and nothing was changed. Try again; if it fails again, tell support.")
    item = Import.objects.select_for_update().get(pk=item.pk)
    if item.state == State.COMMITTING:
        changes = compare_and_set(item, version=item.version, state=State.PREVIEW, sentence=words)
        audit.record(by=by, action="fail_import", about=item, changes=changes)
    return item


@transaction.atomic
def discard_import(*, by: Any, item: Import, version: int) -> Import:
    """Let a read file go without saving it; its rows stay as a note of what it held."""
    require(policies.import_pupils(by, item.school_id))
    if item.state not in (State.PREVIEW, State.READING):
        raise Refused(_("Only a file that has not been saved can be put aside."))
    words = _("Put aside without saving.")
    changes = compare_and_set(
        item, version=version, state=State.REFUSED, content=b"", sentence=words
    )
    changes.pop("content", None)
    audit.record(by=by, action="discard_import", about=item, changes=changes)
    return item


@transaction.atomic
def wipe_old_imports(*, by: Any) -> int:
    """Empty the bytes of files older than thirty days that nobody saved; returns how many."""
    require(policies.import_pupils(by))
    limit = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
    old = Import.objects.filter(made_at__lt=limit).exclude(content=b"")
    wiped = list(old.select_for_update())
    for item in wiped:
        state = item.state
        if state in (State.PREVIEW, State.READING):
            state = State.REFUSED
        words = item.sentence or _("Not saved within 30 days, so the file was deleted.")
        changes = compare_and_set(
            item, version=item.version, content=b"", state=state, sentence=words
        )
        changes.pop("content", None)
        audit.record(by=by, action="wipe_old_imports", about=item, changes=changes)
    return len(wiped)


@transaction.atomic
def _refuse(by: Any, item: Import, sentence: str) -> Import:
    changes = compare_and_set(
        item, version=item.version, state=State.REFUSED, sentence=sentence[:300], content=b""
    )
    changes.pop("content", None)
    audit.record(by=by, action="read_import", about=item, changes=changes)
    return item


@transaction.atomic
def _ready(by: Any, item: Import, reading: Reading) -> Import:
    item.refresh_from_db()
    if item.state != State.READING:
        return item
    _keep_columns(item, reading)
    sentence = " ".join(map(in_words, reading.notes))[:300]
    changes = compare_and_set(item, version=item.version, state=State.PREVIEW, sentence=sentence)
    audit.record(by=by, action="read_import", about=item, changes=changes)
    return item


def _note_progress(item: Import, total: int, done: int) -> None:
    Import.objects.filter(pk=item.pk).update(rows_total=total, rows_done=done)
    item.rows_total, item.rows_done = total, done


def _keep_columns(item: Import, reading: Reading) -> None:
    """Keep what each column of the file was used as, in the place of what was kept before."""
    ImportColumn.objects.filter(parent=item).delete()
    ImportColumn.objects.bulk_create(columns_of(reading, item), batch_size=ROWS_AT_ONCE)


def _keep_rows(
    item: Import, plans: list[RowPlan], made: dict[int, dict[str, Any]] | None = None
) -> None:
    """Keep each row with both sides of its changes; ``made`` has what saving wrote, by place."""
    rows = []
    for one in plans:
        changes = one.changes
        after = {name: as_text(new) for name, (_old, new) in changes.items()}
        rows.append(
            ImportRow(
                parent=item, place=one.place, line=one.row.line, outcome=one.outcome,
                name=(one.pupil.list_name if one.pupil else one.row.name)[:170],
                reason=one.reason[:300], warnings=one.warnings, pupil=one.pupil,
                before={name: as_text(old) for name, (old, _new) in changes.items()},
                after=after | {"_wrote": made[one.place]} if made and one.place in made else after,
            )
        )  # fmt: skip
    ImportRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
