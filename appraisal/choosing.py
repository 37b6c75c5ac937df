"""What an appraisee may choose from, page by page. Reads only; the figures come from ``evidence``."""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

from appraisal.evidence import gain_offers, own_places, own_sessions, session_offers
from appraisal.models import Evidence, Review
from appraisal.statements import Offer
from staff.listing import page_of


def choices_of(
    review: Review, kind: str, chosen: dict[str, Any], query: QueryDict
) -> tuple[Page, list[Offer]]:
    """One page of sessions or places, and what each would say."""
    if kind == Evidence.Kind.GAIN:
        page = page_of(_narrow(own_places(review), chosen), query)
        return page, gain_offers(page.object_list)
    sessions = _narrow(own_sessions(review), chosen)
    if chosen.get("first"):
        sessions = sessions.filter(on__gte=chosen["first"])
    if chosen.get("last"):
        sessions = sessions.filter(on__lte=chosen["last"])
    page = page_of(sessions, query)
    return page, session_offers(page.object_list)


def _narrow(rows: Any, chosen: dict[str, Any]) -> Any:
    return rows.filter(group=int(chosen["group"])) if chosen.get("group") else rows


def groups_of(review: Review) -> list[tuple[int, str]]:
    """Groups whose sessions or places the appraisee may choose, by name."""
    ran = own_sessions(review).order_by().values_list("group", "group__name").distinct()
    led = own_places(review).order_by().values_list("group", "group__name").distinct()
    return sorted({*ran, *led}, key=lambda group: (group[1], group[0]))


def offered(review: Review) -> set[tuple[str, int]]:
    """What stands in the review already."""
    return set(Evidence.objects.filter(review=review).values_list("kind", "source_id"))
