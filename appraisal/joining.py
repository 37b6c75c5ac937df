"""Where this floor joins the menu and the first page."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from appraisal import policies
from appraisal.models import AreaJudgement, Evidence, Objective, Review
from appraisal.reviews import needs_of
from staff import book, home, navigation


def join() -> None:
    """Join each of them."""
    navigation.add(
        navigation.Item(
            _("My line"), "line", 40, manages, _("Everybody below you, and what their work did")
        )
    )
    navigation.add(
        navigation.Item(
            _("Appraisal"),
            "reviews",
            50,
            is_in_appraisal,
            _("Reviews you write, sign or stand above"),
        )
    )
    home.add_source(reviews_waiting)
    book.name_people("appraisal.review", _appraisees)
    for part in (AreaJudgement, Evidence, Objective):
        book.name_people(part._meta.label_lower, partial(_appraisees_of, part))


def _appraisees(person: Any, keys: Iterable[int]) -> dict[int, str]:
    """Whose the reviews are, of those that ``person`` may see."""
    seen = Review.objects.visible_to(person).filter(pk__in=keys).order_by()
    return dict(seen.values_list("pk", "appraisee__person__full_name"))


def _appraisees_of(part: Any, person: Any, keys: Iterable[int]) -> dict[int, str]:
    """Whose the parts of reviews are, of reviews that ``person`` may see."""
    seen = Review.objects.visible_to(person).order_by().values("pk")
    found = part.objects.filter(pk__in=keys, review__in=seen).order_by()
    return dict(found.values_list("pk", "review__appraisee__person__full_name"))


def manages(person: Any) -> bool:
    """True for whoever has posts below."""
    return person.access.has_line


def is_in_appraisal(person: Any) -> bool:
    """True for whoever may have a review of their own or of somebody below."""
    return not policies.see_reviews(person)


def reviews_waiting(person: Any) -> Iterable[home.Need]:
    """Reviews in which the person acts next: to sign first, then to write."""
    if not is_in_appraisal(person):
        return
    rows, late = needs_of(person)
    to_sign = [row for row in rows if row.review.state == "ready"]
    if to_sign:
        title = ngettext(
            "%(n)s review waits for your signature", "%(n)s reviews wait for your signature",
            len(to_sign),
        ) % {"n": len(to_sign)}  # fmt: skip
        yield _need(10, title, to_sign, _now("Read and sign"), "state=ready&next=me")
    to_write = [row for row in rows if row.review.state != "ready"]
    if to_write:
        title = ngettext(
            "%(n)s review waits for your words", "%(n)s reviews wait for your words", len(to_write)
        ) % {"n": len(to_write)}
        yield _need(15 if late else 45, title, to_write, _now("Go on writing"), "next=me")


def _need(rank: int, title: str, rows: list, label: str, query: str) -> home.Need:
    detail = ", ".join(row.review.appraisee.person.full_name for row in rows[:3])
    one = rows[0].review.get_absolute_url()
    url = one if len(rows) == 1 else f"{reverse('reviews')}?{query}"
    return home.Need(rank, title, detail, url, label, len(rows))
