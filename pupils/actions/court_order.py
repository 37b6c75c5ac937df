"""Court orders: kept, changed, lifted, and the lifting taken back. None is ever deleted."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import Changes, Stale, answered, compare_and_set, once
from pupils import policies
from pupils.models import CourtOrder, OrderLimit, Pupil

Limits = Sequence[dict[str, Any]]
#: Kept as digests in the record book.
SECRET = frozenset({"court", "reference", "detail", "do_this", "limits"})


@transaction.atomic
def add_court_order(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], limits: Limits, submission_id: Any = None
) -> CourtOrder:
    """Keep an order about a pupil, with whom it names. Raises AlreadyDone."""
    require(policies.keep_orders(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_court_order") if submission_id else None
    made = CourtOrder.objects.create(school_id=pupil.school_id, pupil=pupil, **fields)
    _write(made, limits)
    changes = {name: (None, value) for name, value in fields.items() if value}
    _note(by, "add_court_order", made, {**changes, "limits": ("", _as_text(limits))})
    if sent:
        answered(sent, reverse("court_order", args=[made.pk]))
    return made


@transaction.atomic
def edit_court_order(
    *, by: Any, order: CourtOrder, version: int, fields: dict[str, Any], limits: Limits
) -> CourtOrder:
    """Change an order and whom it names. Raises Stale with both texts."""
    require(policies.keep_orders_at(by, order.school_id))
    order = CourtOrder.objects.select_for_update().get(pk=order.pk)
    before = list(order.limits.values(*FIELDS))
    if order.version != version:
        both = (_("whom the order names"), _as_text(before), _as_text(limits))
        raise Stale(order, fields, more=[both])
    changes = compare_and_set(order, version=version, **fields)
    if _as_text(before) != _as_text(limits):
        order.limits.all().delete()
        _write(order, limits)
        changes["limits"] = (_as_text(before), _as_text(limits))
    _note(by, "edit_court_order", order, changes)
    return order


@transaction.atomic
def lift_court_order(*, by: Any, order: CourtOrder, version: int) -> CourtOrder:
    """Say that an order no longer holds, from today on. Raises Stale."""
    require(policies.lift_court_order(by, order))
    changes = compare_and_set(order, version=version, lifted_on=timezone.localdate())
    _note(by, "lift_court_order", order, changes)
    return order


@transaction.atomic
def undo_lift_court_order(*, by: Any, order: CourtOrder) -> CourtOrder:
    """Put an order in force again that was lifted by mistake."""
    require(policies.undo_lift_court_order(by, order))
    changes = compare_and_set(order, version=order.version, lifted_on=None)
    _note(by, "undo_lift_court_order", order, changes)
    return order


FIELDS = ("name", "may_not_collect", "may_not_contact", "may_not_know")


def _write(order: CourtOrder, limits: Limits) -> None:
    OrderLimit.objects.bulk_create(
        OrderLimit(school_id=order.school_id, order=order, **{name: row[name] for name in FIELDS})
        for row in limits
    )


def _as_text(limits: Limits) -> str:
    """One line each, as both texts stand side by side when two people wrote at once."""
    labels = {name: str(OrderLimit._meta.get_field(name).verbose_name) for name in FIELDS[1:]}
    return "\n".join(
        f"{row['name']}: {', '.join(words for name, words in labels.items() if row[name])}"
        for row in sorted(limits, key=lambda row: row["name"])
    )


def _note(by: Any, action: str, order: CourtOrder, changes: Changes) -> None:
    secret = SECRET & changes.keys()
    audit.record(by=by, action=action, about=order, changes=changes, secret=secret)
