"""What the first page of a pupil's record shows of the register and the adults."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from pupils.models import AdultLink, Need, Pupil, SenStatus
from pupils.reasons import links_of


@dataclass(frozen=True)
class Summary:
    """A pupil's register: the history newest first, needs by rank, needs that ended, adults."""

    statuses: list[SenStatus]
    needs: list[Need]
    past_needs: list[Need]
    adults: list[AdultLink]
    past_adults: list[AdultLink]


def summary_of(pupil: Pupil) -> Summary:
    """Read the register and adults of one pupil: three queries, two when the links are read."""
    needs = list(Need.objects.filter(pupil=pupil).select_related("need_type"))
    today = timezone.localdate()
    ended = [link for link in links_of(pupil) if _has_ended(link, today)]
    return Summary(
        statuses=list(SenStatus.objects.filter(pupil=pupil)),
        needs=[need for need in needs if need.ends_on is None],
        past_needs=[need for need in needs if need.ends_on is not None],
        adults=[link for link in links_of(pupil) if link not in ended],
        past_adults=ended,
    )


def _has_ended(link: AdultLink, today: datetime.date) -> bool:
    return any(last and last < today for last in (link.ends_on, link.post.ends_on))
