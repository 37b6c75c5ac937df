"""Reading requests: the list with what is due, the review copy with its marks, what needs a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.models import RequestField, RequestMark, RequestRow, SubjectRequest
from staff import home

LIVE, DONE, ANY = "live", "done", "any"
WAITING, MARKED, PLAIN = "waiting", "marked", "plain"
#: So many days before it is due, a request stands on the home page as urgent.
SOON = 7


@dataclass(frozen=True)
class Piece:
    """A stretch of a field: plain words, or a mark."""

    words: str
    mark: RequestMark | None = None


@dataclass(frozen=True)
class ShownField:
    """A field of a row with its marks in place."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class ShownRow:
    """A row of the review copy."""

    row: RequestRow
    fields: list[ShownField]
    marks: list[RequestMark]


def requests_of(person: Any, state: str) -> QuerySet[SubjectRequest]:
    """Requests the person keeps, the soonest due first; without a due date last."""
    found = SubjectRequest.objects.visible_to(person).select_related("pupil", "school")
    if state == LIVE:
        found = found.live()
    elif state == DONE:
        found = found.filter(state__in=SubjectRequest.DONE)
    return found.order_by(F("due_on").asc(nulls_last=True), "-received_on", "pk")


def due_words(request: SubjectRequest) -> tuple[str, str]:
    """Kind of state and words of the clock: ("bad", "3 days late")."""
    if request.is_done:
        return "ok", str(request.get_state_display())
    if request.paused_on:
        return "early", _("The clock stands until they answer")
    if request.due_on is None:
        return "todo", _("Not begun: identity is not known")
    left = (request.due_on - timezone.localdate()).days
    day = format_date(request.due_on, "j M Y")
    if left < 0:
        words = ngettext(
            "Was due %(day)s, %(n)s day late", "Was due %(day)s, %(n)s days late", -left
        )
        return "bad", words % {"day": day, "n": -left}
    words = ngettext("Due %(day)s, in %(n)s day", "Due %(day)s, in %(n)s days", left)
    return "warn" if left <= SOON else "todo", words % {"day": day, "n": left}


def counts_of(request: SubjectRequest) -> dict[str, int]:
    """How many records the copy has, how many name somebody, and how many of these wait: one query."""
    marked = Exists(RequestMark.objects.filter(field__row=OuterRef("pk")))
    rows = RequestRow.objects.filter(request=request).annotate(is_marked=marked)
    return rows.aggregate(
        all=Count("pk"), marked=Count("pk", filter=Q(is_marked=True)),
        waiting=Count("pk", filter=Q(is_marked=True, decision="")),
        plain=Count("pk", filter=Q(is_marked=False)),
    )  # fmt: skip


def rows_of(person: Any, request: SubjectRequest, show: str) -> QuerySet[RequestRow]:
    """The rows asked for, in their order."""
    marked = Exists(RequestMark.objects.filter(field__row=OuterRef("pk")))
    rows = RequestRow.objects.visible_to(person).filter(request=request)
    rows = rows.annotate(is_marked=marked).select_related("exemption", "decided_by")
    wanted = {
        WAITING: Q(is_marked=True, decision=""), MARKED: Q(is_marked=True),
        PLAIN: Q(is_marked=False),
    }  # fmt: skip
    return rows.filter(wanted.get(show, Q())).order_by("place")


def shown(rows: Iterable[RequestRow]) -> list[ShownRow]:
    """The rows of a page with fields and marks: two queries."""
    rows = list(rows)
    fields = RequestField.objects.filter(row__in=rows).prefetch_related("marks")
    by_row: dict[int, list[RequestField]] = {}
    for field in fields.order_by("row", "place"):
        by_row.setdefault(field.row_id, []).append(field)
    return [_shown(row, by_row.get(row.pk, [])) for row in rows]


def _shown(row: RequestRow, fields: list[RequestField]) -> ShownRow:
    marks = [mark for field in fields for mark in field.marks.all()]
    for field in fields:
        for mark in field.marks.all():
            mark.words = field.words[mark.starts : mark.ends]
    return ShownRow(row, [ShownField(one.label, list(_pieces(one))) for one in fields], marks)


def _pieces(field: RequestField) -> Iterator[Piece]:
    done = 0
    for mark in field.marks.all():
        yield Piece(field.words[done : mark.starts])
        yield Piece(field.words[mark.starts : mark.ends], mark)
        done = mark.ends
    yield Piece(field.words[done:])


def needs_of_keeper(person: Any) -> Iterator[home.Need]:
    """Each request that runs, for who keeps them: late and soon ones first."""
    for one in requests_of(person, LIVE)[:3]:
        kind, words = due_words(one)
        title = _("Request about %(name)s: %(state)s") % {
            "name": one.pupil.short_name, "state": str(one.get_state_display()).lower(),
        }  # fmt: skip
        url = reverse("subject_request", args=[one.pk])
        yield home.Need({"bad": 1, "warn": 8}.get(kind, 35), title, words, url, _("Open it"))
