"""The record book's pen. One function writes a page; it runs in the transaction of the act.

Pages of one school form a chain: each carries an HMAC over its content and the page before, with a
key that does not live in the database. Looks at sensitive pages go to a table of their own and are
sealed into the chain in batches, so that reading never waits for writing.

Each school also has a closed book, for records whose mere existence is not to be known: a chain of
its own, with looks of its own, that no page about the ordinary book reads (docs/adr/0012).
"""

import datetime
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from core.models import AuditEvent, AuditHead, Look

#: The closed book of a school has the school's number and this.
CLOSED = 1 << 40
#: How long a look may take to be committed.
SETTLED = datetime.timedelta(minutes=1)
#: Every act turns a page, and most pages note a look, so these are written out.
_HEAD = "SELECT sequence, mac FROM core_audithead WHERE chain = %s"
_TURNED = "UPDATE core_audithead SET sequence = %s, mac = %s WHERE chain = %s"
_LOOK = """
INSERT INTO core_look (school_id, at, actor_id, actor_name, reason, page, pupil_id, object_type,
                       object_id, request_id)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
request_id: ContextVar[str] = ContextVar("request_id", default="")


def record(
    *,
    by: Any,
    action: str,
    about: models.Model,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    secret: Iterable[str] = (),
    school_id: int | None = None,
    pupil_id: int | None = None,
    is_closed: bool = False,
) -> AuditEvent:
    """Write one page: who did what to which record, and which fields changed from what to what.

    ``by`` is the person, or None for the system. Fields named in ``secret`` are kept as keyed
    digests instead of text. With ``is_closed`` the page stands in the school's closed book and names
    neither the record nor a pupil. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The record book is written in the transaction of the act.")
    if school_id is None:
        school_id = getattr(about, "school_id", None)
    chain = closed(school_id or 0) if is_closed else school_id or 0
    if pupil_id is None:
        pupil_id = getattr(about, "pupil_id", None)
    sequence, previous = _turn_page(chain)
    event = AuditEvent(
        chain=chain,
        sequence=sequence + 1,
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by)[:150] if by else "HLTA Portal",
        acting_as=_acting_as(by, school_id),
        action=action,
        object_type=about._meta.label_lower,
        object_id=about.pk,
        object_name="" if secret or is_closed else str(about)[:200],
        pupil_id=None if is_closed else pupil_id,
        changes=_written(changes or {}, frozenset(secret)),
        request_id=request_id.get(),
        previous_mac=previous,
    )
    event.mac = mac_of(event)
    event.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(_TURNED, [event.sequence, event.mac, chain])
    return event


def closed(school_id: int) -> int:
    """The chain of a school's closed book."""
    return CLOSED + school_id


def looked(
    *,
    by: Any,
    page: str,
    reason: str,
    school_id: int,
    pupil_id: int | None = None,
    about: models.Model | None = None,
    is_closed: bool = False,
) -> None:
    """Note that ``by`` opened a sensitive page, and the reason that let them; ``is_closed`` as above."""
    if is_closed:
        school_id, pupil_id = closed(school_id), None
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    kind, key = (about._meta.label_lower, about.pk) if about else ("", None)
    with connection.cursor() as cursor:
        cursor.execute(
            _LOOK,
            [
                school_id, now, by.pk, str(by)[:150], str(reason)[:160], page, pupil_id, kind, key,
                request_id.get(),
            ],
        )  # fmt: skip


def looked_at_each(
    *, by: Any, page: str, reason: str, school_ids: Mapping[int, int]
) -> None:  # fmt: skip
    """Note that ``by`` opened a page about several pupils: ``school_ids`` has the school of each by key.

    One statement however many.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = [
        [school, now, by.pk, str(by)[:150], str(reason)[:160], page, pupil, "pupils.pupil", pupil,
         request_id.get()]
        for pupil, school in school_ids.items()
    ]  # fmt: skip
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_LOOK, rows)


def seal_looks(*, school_id: int) -> AuditEvent | None:
    """Put the looks since the last seal under one page of the chain. Returns None if there are none.

    Only looks that have settled: one of a transaction still running could get in behind the seal
    with a lower number, and would read as a change.
    """
    with transaction.atomic():
        _turn_page(school_id)
        last = (
            AuditEvent.objects.filter(chain=school_id, action="seal_looks")
            .order_by("-sequence")
            .values_list("object_id", flat=True)
            .first()
        )
        looks = list(
            Look.objects.filter(
                school_id=school_id, pk__gt=last or 0, at__lt=timezone.now() - SETTLED
            ).order_by("pk")
        )
        if not looks:
            return None
        return record(
            by=None,
            action="seal_looks",
            about=looks[-1],
            school_id=school_id,
            changes={"looks": (len(looks), digest_of_looks(looks))},
        )


def digest_of_looks(looks: Iterable[Look]) -> str:
    """Keyed digest over a run of looks, oldest first."""
    seal = hmac.new(_key(), digestmod=hashlib.sha256)
    for look in looks:
        line = [
            look.pk,
            look.school_id,
            look.at.isoformat(),
            look.actor_id,
            look.page,
            look.reason,
            look.pupil_id,
            look.object_type,
            look.object_id,
        ]
        seal.update(json.dumps(line).encode())
    return seal.hexdigest()


def mac_of(event: AuditEvent) -> str:
    """HMAC-SHA256 over a page's content and the page before it."""
    content = [
        event.chain,
        event.sequence,
        event.at.isoformat(),
        event.actor_id,
        event.actor_name,
        event.acting_as,
        event.action,
        event.object_type,
        event.object_id,
        event.object_name,
        event.pupil_id,
        event.changes,
        event.request_id,
        event.previous_mac,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()


def verify(chain: int) -> Iterator[str]:
    """Walk one school's book and say, page by page, what does not hold. Nothing said: all holds."""
    expected, previous = 1, ""
    for event in AuditEvent.objects.filter(chain=chain).order_by("sequence").iterator():
        if event.sequence != expected:
            yield f"page {expected} is missing"
            expected = event.sequence
        if event.previous_mac != previous:
            yield f"page {event.sequence} does not follow the page before it"
        if not hmac.compare_digest(event.mac, mac_of(event)):
            yield f"page {event.sequence} was changed"
        previous, expected = event.mac, expected + 1
    head = AuditHead.objects.filter(chain=chain).first()
    if head and (head.sequence != expected - 1 or head.mac != previous):
        yield f"the book ends at page {expected - 1}, its head says {head.sequence}"


def _turn_page(chain: int) -> tuple[int, str]:
    """Number and MAC of the last page, held until the transaction ends so that writers stand in line."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + lock, [chain])
        head = cursor.fetchone()
        if head is None:
            AuditHead.objects.bulk_create([AuditHead(chain=chain)], ignore_conflicts=True)
            cursor.execute(_HEAD + lock, [chain])
            head = cursor.fetchone()
    return head


def _acting_as(by: Any, school_id: int | None) -> str:
    return str(by.acting_as(school_id))[:80] if by and school_id else ""


def _written(
    changes: Mapping[str, tuple[Any, Any]], secret: frozenset[str]
) -> list[dict[str, Any]]:
    return [
        {"field": name, "old": _value(old, name in secret), "new": _value(new, name in secret)}
        for name, (old, new) in sorted(changes.items())
    ]


def _value(value: Any, is_secret: bool) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    text = str(value)
    if is_secret:
        return "hmac:" + hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()
    return text


def _key() -> bytes:
    return str(settings.AUDIT_KEY).encode()
