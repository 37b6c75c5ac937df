"""Where court orders join what others keep: the head of the record, files, chronology, record book."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pupils import alerts, chronology, policies
from pupils.models import CourtOrder, Pupil
from pupils.models.attachment import Owner, add_owner
from staff import book

ORDER = "court_order"
KEPT_BACK = ("court", "reference", "detail", "do_this", "limits")


def join() -> None:
    """Join each of them."""
    alerts.add_source(alert)
    add_owner(
        Owner(
            ORDER, _("Court orders"), CourtOrder.objects.visible_to,
            lambda person, order: policies.keep_orders_at(person, order.school_id),
            lambda order: reverse("court_order", args=[order.pk]),
        )
    )  # fmt: skip
    chronology.add_source(tell, {ORDER: _("Court orders")})
    chronology.ICONS[ORDER] = "shield"
    book.keep_back("pupils.courtorder", KEPT_BACK)


def alert(person: Any, pupil: Pupil) -> Iterator[alerts.Alert]:
    """One alert for each order in force: whom it keeps away, else that there is one; one query."""
    rows = CourtOrder.objects.alerting(person).filter(pupil=pupil)
    found: dict[int, list[str]] = {}
    for key, name, may_not in rows.values_list("pk", "limits__name", "limits__may_not_collect"):
        names = found.setdefault(key, [])
        if may_not:
            names.append(name)
    is_read = bool(found) and not policies.see_orders(person, pupil)
    for key, names in found.items():
        words = _now("Court order: read what to do")
        if names:
            words = _now("May not collect: %(names)s") % {"names": ", ".join(sorted(names))}
        page = reverse("court_order", args=[key]) if is_read else _family(pupil)
        yield alerts.Alert(words, "shield", page)


def _family(pupil: Pupil) -> str:
    return reverse("pupil_family", args=[pupil.pk])


def tell(pupil: Pupil, person: Any) -> Iterable[chronology.Entry]:
    """Orders and their lifting, for whoever reads them; one query."""
    if policies.see_orders(person, pupil):
        return
    for order in CourtOrder.objects.visible_to(person).filter(pupil=pupil):
        url = reverse("court_order", args=[order.pk])
        words = {"order": order}
        title = _now("In force: %(order)s") % words
        yield chronology.Entry(order.made_on, ORDER, title, order.do_this, url=url)
        if order.lifted_on:
            title = _now("Lifted: %(order)s") % words
            yield chronology.Entry(order.lifted_on, ORDER, title, url=url)
