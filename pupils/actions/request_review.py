"""The review copy of a request: made once, decided row by row, released as a file."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import compare_and_set
from pupils import policies
from pupils.actions.paper_run import ask_for_papers
from pupils.actions.subject_request import log_step
from pupils.file_sections import Gathered, Item, gathered
from pupils.models import (
    DisclosureExemption,
    PaperRun,
    RequestField,
    RequestMark,
    RequestRow,
    RequestStep,
    SubjectRequest,
)
from pupils.request_names import known_to
from pupils.subject_copy import SUBJECT_COPY, TITLE
from pupils.third_parties import Known, joined, marks, places_of

State, Decision, Kind = SubjectRequest.State, RequestRow.Decision, RequestMark.Kind
AT_ONCE = 500
#: So long a copy stays after the answer, for questions about it.
KEPT = datetime.timedelta(days=90)


@transaction.atomic
def collect_request(*, by: Any, request: SubjectRequest, version: int) -> SubjectRequest:
    """Make the review copy: every record of the file as ``by`` sees it, with the names found in it."""
    request = _locked(request)
    require(policies.collect_request(by, request))
    changes = compare_and_set(request, version=version, state=State.REVIEWING)
    rows = _keep_rows(request, gathered(by, request.pupil), known_to(by, request))
    log_step(request, RequestStep.Kind.COLLECTED, timezone.localdate(), by)
    changes["records"] = (None, rows)
    audit.record(by=by, action="collect_request", about=request, changes=changes)
    return request


def _keep_rows(request: SubjectRequest, found: list[Gathered], names: Known) -> int:
    pairs = [(one.section.name, item) for one in found for item in one.items]
    rows = RequestRow.objects.bulk_create(
        (
            RequestRow(
                school_id=request.school_id, request=request, section=section, place=place,
                title=item.title[:200], on=item.on,
            )
            for place, (section, item) in enumerate(pairs, start=1)
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    fields = RequestField.objects.bulk_create(
        (
            RequestField(row=row, place=place, name=name, label=label[:120], words=words)
            for row, (_section, item) in zip(rows, pairs, strict=True)
            for place, (name, label, words) in enumerate(_fields(item))
            if words
        ),
        batch_size=AT_ONCE,
    )
    RequestMark.objects.bulk_create(
        (
            RequestMark(field=field, starts=one.starts, ends=one.ends, kind=one.kind)
            for field in fields
            for one in marks(field.words, names)
        ),
        batch_size=AT_ONCE,
    )
    return len(rows)


def _fields(item: Item) -> list[tuple[str, str, str]]:
    """The heading of a record and its fields: names may stand in either."""
    return [(TITLE, "", item.title), *((one.name, one.label, one.words) for one in item.fields)]


@transaction.atomic
def decide_row(
    *, by: Any, row: RequestRow, version: int, decision: str, exemption: DisclosureExemption | None = None,
    cover: Collection[int] = (), more: str = "", note: str = "",
) -> RequestRow:  # fmt: skip
    """Give a record, cover words in it, or leave it out; the last two name the exemption.

    ``cover`` has the marks that are covered, ``more`` further words, wherever they stand in the record.
    """
    row.request = _locked(row.request)
    return _settle(by, row, version, decision, exemption, cover, more, note)


def _settle(
    by: Any, row: RequestRow, version: int, decision: str, exemption: DisclosureExemption | None,
    cover: Collection[int], more: str, note: str,
) -> RequestRow:  # fmt: skip
    """Write one decision; the request is held already."""
    require(policies.decide_row(by, row))
    if decision != Decision.KEEP and exemption is None:
        raise Refused(_("Say which exemption this rests on."))
    if more and not _mark_more(row, more):
        raise Refused(_("These words do not stand in the record: %(words)s") % {"words": more})
    if decision == Decision.REDACT:
        _cover(row, cover, bool(more))
    changes = compare_and_set(
        row, version=version, decision=decision, note=note[:200],
        exemption=exemption if decision != Decision.KEEP else None,
        decided_by=by, decided_at=timezone.now(),
    )  # fmt: skip
    kept = {name: changes[name] for name in ("decision",) if name in changes}
    kept["exemption"] = (None, exemption.code if row.exemption_id else "")
    audit.record(
        by=by, action="decide_row", about=row, changes=kept, secret=["title"],
        pupil_id=row.request.pupil_id,
    )  # fmt: skip
    return row


def _mark_more(row: RequestRow, words: str) -> int:
    """Mark words by hand; marks that they run into become part of them. How many places."""
    made = 0
    for field in RequestField.objects.filter(row=row).prefetch_related("marks"):
        typed = places_of(field.words, words)
        touched = [
            one
            for one in field.marks.all()
            if any(one.starts < ends and starts < one.ends for starts, ends in typed)
        ]
        RequestMark.objects.filter(pk__in=[one.pk for one in touched]).delete()
        RequestMark.objects.bulk_create(
            RequestMark(field=field, starts=starts, ends=ends, kind=Kind.TYPED)
            for starts, ends in joined([*typed, *((one.starts, one.ends) for one in touched)])
        )
        made += len(typed)
    return made


def _cover(row: RequestRow, cover: Collection[int], has_more: bool) -> None:
    """Cover the chosen marks and those by hand, and no other."""
    of_row = RequestMark.objects.filter(field__row=row)
    chosen = of_row.filter(pk__in=cover)
    if not has_more and not chosen.exists():
        raise Refused(_("Tick what is covered, or give the record as it is."))
    typed = of_row.filter(kind=Kind.TYPED) if has_more else of_row.none()
    keys = [*chosen.values_list("pk", flat=True), *typed.values_list("pk", flat=True)]
    of_row.exclude(pk__in=keys).update(is_covered=False)
    of_row.filter(pk__in=keys).update(is_covered=True)


@transaction.atomic
def keep_staff_rows(*, by: Any, request: SubjectRequest) -> int:
    """Give as they are all records in which only staff are named, acting in their work; how many."""
    request = _locked(request)
    require(policies.review_request(by, request))
    rows = RequestRow.objects.filter(request=request).waiting()
    others = RequestMark.objects.exclude(kind=Kind.STAFF).filter(field__row__request=request)
    chosen = rows.exclude(pk__in=others.values("field__row"))
    found = list(chosen)
    words = _("Names only staff, in their work.")
    for row in found:
        row.request = request
        _settle(by, row, row.version, Decision.KEEP, None, (), "", words)
    return len(found)


@transaction.atomic
def release_request(*, by: Any, request: SubjectRequest, version: int) -> PaperRun:
    """Let it out: nothing marked waits. The file is made behind the page, for whoever released it."""
    request = _locked(request)
    require(policies.release_request(by, request))
    run = _ask(by, request)
    changes = compare_and_set(request, version=version, state=State.READY, copy=run)
    log_step(request, RequestStep.Kind.RELEASED, timezone.localdate(), by)
    changes.pop("copy", None)
    audit.record(by=by, action="release_request", about=request, changes=changes)
    return run


@transaction.atomic
def copy_again(*, by: Any, request: SubjectRequest, version: int) -> PaperRun:
    """Make the released file anew, when the first one has been deleted or was another person's."""
    request = _locked(request)
    require(policies.review_request(by, request))
    if request.state != State.READY:
        raise Refused(_("The copy is made again only after it was released and before it is sent."))
    run = _ask(by, request)
    compare_and_set(request, version=version, copy=run)
    audit.record(by=by, action="copy_again", about=request, changes={})
    return run


def _ask(by: Any, request: SubjectRequest) -> PaperRun:
    title = _("Answer to request %(number)s") % {"number": request.pk}
    return ask_for_papers(
        by=by, kind=SUBJECT_COPY, title=title, pupils=[request.pupil], is_full=True,
        recipient=request.asker_name, reason=_("Subject access request"),
    )  # fmt: skip


def _locked(request: SubjectRequest) -> SubjectRequest:
    """The request as it is now, held: decisions, release and dates change one at a time."""
    held = SubjectRequest.objects.select_for_update(of=("self",)).select_related("pupil")
    return held.get(pk=request.pk)


@transaction.atomic
def wipe_review_copies(*, by: Any) -> int:
    """Delete review copies of requests that were done 90 days ago; what was decided goes with them."""
    require(policies.wipe_review_copies(by))
    limit = timezone.localdate() - KEPT
    done = SubjectRequest.objects.filter(state__in=SubjectRequest.DONE)
    last = done.annotate(last_on=Max("steps__on")).filter(last_on__lt=limit)
    gone = list(last.filter(Exists(RequestRow.objects.filter(request=OuterRef("pk")))))
    for request in gone:
        number, _kinds = RequestRow.objects.filter(request=request).delete()
        audit.record(
            by=by, action="wipe_review_copy", about=request, changes={"records": (number, None)}
        )
    return len(gone)
